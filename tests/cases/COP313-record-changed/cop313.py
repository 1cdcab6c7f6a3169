from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    path = box.approve(X)
    box.put(path, box.sign(X, by="p-bob"))
    box.commit("Change", by="p-his")
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.approve(X)
    box.approve(X, by="p-bob")
    return codes(box)
