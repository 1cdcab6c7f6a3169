from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    path = box.approve(X)
    base = box.head
    box.remove(path)
    box.commit("Remove", by="p-his")
    return codes(box, against=base)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    base = box.head
    box.approve(X)
    return codes(box, against=base)
