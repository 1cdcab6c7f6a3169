from __future__ import annotations

from tests.cases_kit import Codes, X, audited, published
from tests.community_box import Box


def raises(box: Box) -> Codes:
    (published(box) / X / "files" / "table.csv").write_text("c,d")
    return audited(box)


def silent(box: Box) -> Codes:
    published(box)
    return audited(box)
