from __future__ import annotations

from tests.cases_kit import TEXT, Codes, written
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return written(box, TEXT.encode("tis-620"))


def silent(box: Box) -> Codes:
    return written(box, TEXT.encode("utf-8"))
