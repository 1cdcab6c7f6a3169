from __future__ import annotations

from pathlib import Path

from cop_build.edges.files import needs_a_place_outside
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def _checked(box: Box, folder: Path) -> Codes:
    return refusal(lambda: needs_a_place_outside([box.root], folder, name="poster", seen_from=box.root))


def raises(box: Box) -> Codes:
    return _checked(box, box.root / "posters")


def silent(box: Box) -> Codes:
    return _checked(box, box.root / "../posters")
