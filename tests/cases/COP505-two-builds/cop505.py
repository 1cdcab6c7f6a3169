from __future__ import annotations

from cop_build.edges.files import build_lock
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def raises(box: Box) -> Codes:
    with build_lock(box.root):
        return refusal(lambda: _locked(box))


def silent(box: Box) -> Codes:
    return refusal(lambda: _locked(box))


def _locked(box: Box) -> None:
    with build_lock(box.root, wait_seconds=0):
        pass
