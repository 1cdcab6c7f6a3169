from __future__ import annotations

import errno

from cop_build.edges.files.disk import writing
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def _refused_with(box: Box, number: int) -> None:
    """Do what the disk refuses in this way; a second disk is not to be had everywhere."""
    with writing(box.root / "site"):
        if number:
            raise OSError(number, "refused")


def raises(box: Box) -> Codes:
    return refusal(lambda: _refused_with(box, errno.EXDEV))


def silent(box: Box) -> Codes:
    return refusal(lambda: _refused_with(box, 0))
