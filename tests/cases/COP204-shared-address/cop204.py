from __future__ import annotations

from tests.cases_kit import Codes, with_registry
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return with_registry(box, lambda _: box.person("p-mai").update(emails=["Ann@example.org"]))


def silent(box: Box) -> Codes:
    return with_registry(box, lambda _: box.person("p-mai").update(emails=["mai.two@example.org"]))
