from __future__ import annotations

from cop_build.app.furnishing import furnish
from tests.cases_kit import Codes, cop
from tests.community_box import Box


def raises(box: Box) -> Codes:
    furnish(box.root, write=True)
    box.put(".github/CODEOWNERS", "* nobody@example.org\n")
    return cop(box.root, "forge", "files", "--check")


def silent(box: Box) -> Codes:
    furnish(box.root, write=True)
    return cop(box.root, "forge", "files", "--check")
