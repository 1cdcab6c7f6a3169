from __future__ import annotations

from tests.cases_kit import Codes, cop
from tests.community_box import AS_OF, Box


def raises(box: Box) -> Codes:
    box.person("p-fin")["keys"] = []
    box.write_registry()
    box.commit("Registry", by="p-adm")
    return cop(box.root, "doctor", "--local", "--as-of", AS_OF.isoformat())


def silent(box: Box) -> Codes:
    box.person("p-fin")["forge"] = {"github": 1003}
    box.write_registry()
    box.commit("Registry", by="p-adm")
    return cop(box.root, "doctor", "--local", "--as-of", AS_OF.isoformat())
