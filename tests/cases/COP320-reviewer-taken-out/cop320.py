from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.approve(X)
    box.registry["people"] = [person for person in box.registry["people"] if person["id"] != "p-ann"]
    box.write_registry()
    box.commit("Registry", by="p-adm")
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.approve(X)
    return codes(box)
