from __future__ import annotations

from tests.cases_kit import Codes, X, cop
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    return cop(box.root, "new", "knowledge", "x", "--title", "เรื่อง")


def silent(box: Box) -> Codes:
    return cop(box.root, "new", "knowledge", "x", "--title", "เรื่อง")
