from __future__ import annotations

from tests.cases_kit import Codes, X, audited, published
from tests.community_box import Box


def raises(box: Box) -> Codes:
    page = published(box) / X / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'", 1), encoding="utf-8")
    return audited(box)


def silent(box: Box) -> Codes:
    published(box)
    return audited(box)
