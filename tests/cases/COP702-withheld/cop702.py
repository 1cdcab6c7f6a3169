from __future__ import annotations

from datetime import date

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def _overdue(box: Box, policy: str) -> Codes:
    box.registry["policy"]["overdue"] = policy
    box.write_registry()
    box.commit("Policy", by="p-adm")
    box.publish(X)
    return codes(box, as_of=date(2027, 11, 1))


def raises(box: Box) -> Codes:
    return _overdue(box, "withhold")


def silent(box: Box) -> Codes:
    return _overdue(box, "banner")
