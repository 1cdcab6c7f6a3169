from __future__ import annotations

from tests.cases_kit import Codes, X, cop
from tests.community_box import Box
from tests.ssh_keys import SecretKey


def _approved(box: Box, *more: str, key: str | None = None) -> Codes:
    box.write(X)
    box.commit("Write", by="p-mai")
    place = key or str(SecretKey("p-ann").save(box.root.parent))
    return cop(box.root, "review", "approve", X, "--as", "p-ann", "--key", place, *more)


def raises(box: Box) -> Codes:
    return _approved(box, key=str(box.root / "no-such-key"))


def silent(box: Box) -> Codes:
    return _approved(box)
