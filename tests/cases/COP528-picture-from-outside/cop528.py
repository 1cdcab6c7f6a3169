from __future__ import annotations

from tests.cases_kit import Codes, page_with
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return page_with(box, "<img src=https://example.org/x.png>")


def silent(box: Box) -> Codes:
    return page_with(box, "<img src=../../assets/images/favicon.png>")
