from __future__ import annotations

from tests.cases_kit import Codes, cop
from tests.community_box import AS_OF, Box


def raises(box: Box) -> Codes:
    box.person("p-ann")["until"] = "2026-12-20"
    box.write_registry()
    box.commit("Registry", by="p-adm")
    return cop(box.root, "doctor", "--local", "--as-of", AS_OF.isoformat())


def silent(box: Box) -> Codes:
    box.person("p-ann")["until"] = "2027-12-20"
    box.write_registry()
    box.commit("Registry", by="p-adm")
    return cop(box.root, "doctor", "--local", "--as-of", AS_OF.isoformat())
