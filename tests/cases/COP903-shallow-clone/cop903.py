from __future__ import annotations

from tests.cases_kit import Codes, cop, run
from tests.community_box import Box


def _cloned(box: Box, *how: str) -> Codes:
    box.commit("Second", by="p-adm")
    run("git", "clone", "-q", *how, f"file://{box.root}", box.root.parent / "clone")
    return cop(box.root.parent / "clone", "status")


def raises(box: Box) -> Codes:
    return _cloned(box, "--depth=1")


def silent(box: Box) -> Codes:
    return _cloned(box)
