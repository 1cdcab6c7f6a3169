from __future__ import annotations

from tests.cases_kit import Codes, audited, published
from tests.community_box import Box


def raises(box: Box) -> Codes:
    place = published(box) / "search" / "search_index.json"
    text = place.read_text(encoding="utf-8")
    place.write_text(
        text.replace('"location":"knowledge/x/', '"location":"knowledge/y/'),
        encoding="utf-8",
    )
    return audited(box)


def silent(box: Box) -> Codes:
    published(box)
    return audited(box)
