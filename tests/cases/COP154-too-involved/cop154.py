from __future__ import annotations

from tests.cases_kit import TEXT, Codes, written
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return written(box, TEXT + "[" * 201 + "\n")


def silent(box: Box) -> Codes:
    return written(box, TEXT + "[" * 100 + "\n\n" + "[x] " * 300 + "\n")
