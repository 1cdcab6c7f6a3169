from __future__ import annotations

from tests.cases_kit import Codes, cop
from tests.community_box import AS_OF, Box


def raises(box: Box) -> Codes:
    return cop(box.root, "doctor", "--local", "--as-of", AS_OF.isoformat())


def silent(box: Box) -> Codes:
    for name in ("p-ann", "p-bob"):
        box.person(name)["topics"] = ["emergency", "ucep", "finance"]
    box.write_registry()
    box.commit("Registry", by="p-adm")
    return cop(box.root, "doctor", "--local", "--as-of", AS_OF.isoformat())
