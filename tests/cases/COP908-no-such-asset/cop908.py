from __future__ import annotations

from tests.cases_kit import Codes, X, cop
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return cop(box.root, "explain", "knowledge/none")


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit()
    return cop(box.root, "explain", X)
