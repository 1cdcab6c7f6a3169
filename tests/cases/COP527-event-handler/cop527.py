from __future__ import annotations

from tests.cases_kit import Codes, page_with
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return page_with(box, "<p onclick=x>ข้อความ</p>")


def silent(box: Box) -> Codes:
    return page_with(box, "<p class=x>ข้อความ</p>")
