from __future__ import annotations

from tests.cases_kit import SETTINGS, Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    base = box.head
    box.put("mkdocs.yml", SETTINGS)
    box.write(X)
    box.commit("Both")
    return codes(box, against=base)


def silent(box: Box) -> Codes:
    base = box.head
    box.write(X)
    box.commit("Content alone")
    return codes(box, against=base)
