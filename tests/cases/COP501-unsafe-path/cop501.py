from __future__ import annotations

from cop_build.edges.files import write_docs
from cop_build.pages.staged import Staged
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return refusal(lambda: write_docs(box.root / "docs", [Staged("../page.md", b"x")], lambda file: iter(())))


def silent(box: Box) -> Codes:
    return refusal(lambda: write_docs(box.root / "docs", [Staged("page.md", b"x")], lambda file: iter(())))
