from __future__ import annotations

from tests.cases_kit import Codes, audited, published
from tests.community_box import Box


def raises(box: Box) -> Codes:
    (published(box) / "extra.txt").write_text("x")
    return audited(box)


def silent(box: Box) -> Codes:
    published(box)
    return audited(box)
