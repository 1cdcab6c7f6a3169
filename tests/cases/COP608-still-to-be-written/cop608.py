from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _written(box, "1. ✎ ขั้นแรก\n")


def silent(box: Box) -> Codes:
    return _written(box, "1. โทร 1669\n")


def _written(box: Box, body: str) -> Codes:
    box.write(X, body=body)
    box.commit("Draft", by="p-mai")
    return codes(box)
