from __future__ import annotations

from tests.cases_kit import Codes, published, verified
from tests.community_box import Box


def raises(box: Box) -> Codes:
    page = published(box) / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    return verified(box)


def silent(box: Box) -> Codes:
    published(box)
    return verified(box)
