from __future__ import annotations

from datetime import date

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.publish(X)
    return codes(box, as_of=date(2027, 10, 20))


def silent(box: Box) -> Codes:
    box.publish(X)
    return codes(box, as_of=date(2027, 1, 1))
