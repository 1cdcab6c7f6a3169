from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _taken_out(box, "โทร 081-234-5678\n")


def silent(box: Box) -> Codes:
    return _taken_out(box, "โทร 1330\n")


def _taken_out(box: Box, body: str) -> Codes:
    """Write something in one commit and take it out in the next; ask about both as one change."""
    base = box.head
    box.write(X, body=body)
    box.commit("Write", by="p-mai")
    box.write(X, body="โทร 1669\n")
    box.commit("Take it out", by="p-mai")
    return codes(box, against=base)
