from __future__ import annotations

from tests.cases_kit import Codes, cop
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.put(".git/info/grafts", f"{box.head}\n")
    return cop(box.root, "status")


def silent(box: Box) -> Codes:
    return cop(box.root, "status")
