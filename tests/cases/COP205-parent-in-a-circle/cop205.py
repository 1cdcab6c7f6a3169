from __future__ import annotations

from tests.cases_kit import Codes, with_registry
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return with_registry(box, lambda _: box.topic("emergency").update(parent="ucep"))


def silent(box: Box) -> Codes:
    return with_registry(box, lambda _: box.topic("finance").update(parent="ucep"))
