from __future__ import annotations

import hashlib

from cop_build.core.model import File, Oid
from cop_build.edges.files import write_docs
from cop_build.pages.staged import Staged
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def _written(box: Box, given: bytes) -> Codes:
    file = File("a.csv", hashlib.sha256(b"approved").hexdigest(), len(b"approved"), Oid("0" * 40))
    staged = Staged("knowledge/x/files/a.csv", file)
    return refusal(lambda: write_docs(box.root / "docs", [staged], lambda _: iter([given])))


def raises(box: Box) -> Codes:
    return _written(box, b"changed")


def silent(box: Box) -> Codes:
    return _written(box, b"approved")
