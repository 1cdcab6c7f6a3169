from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.registry["policy"]["evidence"] = ["pull_request"]
    box.write_registry()
    box.commit("Policy", by="p-adm")
    box.approve(X)
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.registry["policy"]["evidence"] = ["signature"]
    box.write_registry()
    box.commit("Policy", by="p-adm")
    box.approve(X)
    return codes(box)
