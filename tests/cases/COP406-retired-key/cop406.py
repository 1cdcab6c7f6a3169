from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.person("p-ann")["keys"][0]["retired"] = True
    box.write_registry()
    box.commit("Retire", by="p-adm")
    box.approve(X)
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.approve(X)
    box.person("p-ann")["keys"][0]["retired"] = True
    box.write_registry()
    box.commit("Retire", by="p-adm")
    return codes(box)
