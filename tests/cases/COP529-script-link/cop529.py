from __future__ import annotations

from tests.cases_kit import Codes, page_with
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return page_with(box, "<a href=javascript:x>ข้อความ</a>")


def silent(box: Box) -> Codes:
    return page_with(box, "<a href=https://example.org>ข้อความ</a>")
