from __future__ import annotations

from tests.cases_kit import Codes, with_registry
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return with_registry(box, lambda _: box.person("p-ann").update(topics=["ucepp"]))


def silent(box: Box) -> Codes:
    return with_registry(box, lambda _: box.person("p-ann").update(topics=["ucep"]))
