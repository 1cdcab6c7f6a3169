from __future__ import annotations

from tests.cases_kit import Codes, audited, published
from tests.community_box import Box


def raises(box: Box) -> Codes:
    site = published(box)
    (site / "sessions" / "index.html").write_bytes((site / "topics" / "index.html").read_bytes())
    return audited(box)


def silent(box: Box) -> Codes:
    published(box)
    return audited(box)
