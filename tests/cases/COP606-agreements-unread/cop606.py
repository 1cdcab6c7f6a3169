from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box

RULES = "page/how-we-work"


def raises(box: Box) -> Codes:
    return _named(box)


def silent(box: Box) -> Codes:
    box.publish(RULES, by="p-adm", author="p-mai")
    return _named(box)


def _named(box: Box) -> Codes:
    """Say in the registry where the ground rules stand."""
    box.registry["agreements"] = RULES
    box.write_registry()
    box.commit("Agreements", by="p-adm")
    return codes(box)
