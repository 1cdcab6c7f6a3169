from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write("knowledge/other")
    box.publish(X, body="[เรื่องอื่น](../../knowledge/other/index.md)\n")
    return codes(box)


def silent(box: Box) -> Codes:
    box.publish("knowledge/other")
    box.publish(X, body="[เรื่องอื่น](../../knowledge/other/index.md)\n")
    return codes(box)
