from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.publish(X, effective_from="2027-01-01")
    return codes(box)


def silent(box: Box) -> Codes:
    box.publish(X, effective_from="2026-01-01")
    return codes(box)
