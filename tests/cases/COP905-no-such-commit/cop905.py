from __future__ import annotations

from tests.cases_kit import Codes, cop
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return cop(box.root, "check", "--rev", "v9.9")


def silent(box: Box) -> Codes:
    return cop(box.root, "check", "--rev", "HEAD")
