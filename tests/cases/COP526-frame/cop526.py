from __future__ import annotations

from tests.cases_kit import Codes, page_with
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return page_with(box, "<iframe></iframe>")


def silent(box: Box) -> Codes:
    return page_with(box, "<details></details>")
