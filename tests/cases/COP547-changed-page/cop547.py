from __future__ import annotations

from tests.cases_kit import Codes, built_again, published
from tests.community_box import Box


def raises(box: Box) -> Codes:
    page = published(box) / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    return built_again(box)


def silent(box: Box) -> Codes:
    published(box)
    return built_again(box)
