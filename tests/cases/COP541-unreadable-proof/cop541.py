from __future__ import annotations

from tests.cases_kit import Codes, X, published, verified
from tests.community_box import Box


def raises(box: Box) -> Codes:
    (published(box) / X / "approval.json").write_text("{")
    return verified(box)


def silent(box: Box) -> Codes:
    published(box)
    return verified(box)
