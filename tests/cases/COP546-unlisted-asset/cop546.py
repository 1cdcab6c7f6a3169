from __future__ import annotations

from tests.cases_kit import Codes, published, verified
from tests.community_box import Box


def raises(box: Box) -> Codes:
    (published(box) / "knowledge" / "y" / "files").mkdir(parents=True)
    return verified(box)


def silent(box: Box) -> Codes:
    published(box)
    return verified(box)
