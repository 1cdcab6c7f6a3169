from __future__ import annotations

from tests.cases_kit import Codes, X, cop
from tests.community_box import Box
from tests.ssh_keys import SecretKey


def _approved(box: Box, *more: str) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    key = SecretKey("p-ann").save(box.root.parent)
    return cop(box.root, "review", "approve", X, "--as", "p-ann", "--key", str(key), *more)


def raises(box: Box) -> Codes:
    return _approved(box, "--digest", "cop1:" + "0" * 64)


def silent(box: Box) -> Codes:
    return _approved(box)
