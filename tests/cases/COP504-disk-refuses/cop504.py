from __future__ import annotations

from cop_build.edges.files import write_new
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return refusal(lambda: write_new(box.root / ("x" * 300), b"x"))


def silent(box: Box) -> Codes:
    return refusal(lambda: write_new(box.root / "x", b"x"))
