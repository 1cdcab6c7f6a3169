from __future__ import annotations

import shutil

from tests.cases_kit import Codes, cop
from tests.community_box import Box


def raises(box: Box) -> Codes:
    shutil.rmtree(box.root / ".git")
    return cop(box.root, "status")


def silent(box: Box) -> Codes:
    return cop(box.root, "status")
