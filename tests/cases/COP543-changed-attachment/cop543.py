from __future__ import annotations

from tests.cases_kit import Codes, X, published, verified
from tests.community_box import Box


def raises(box: Box) -> Codes:
    (published(box) / X / "files" / "table.csv").write_text("c,d")
    return verified(box)


def silent(box: Box) -> Codes:
    published(box)
    return verified(box)
