from __future__ import annotations

from tests.cases_kit import Codes, X, with_registry
from tests.community_box import Box


def _filled(box: Box, registry: dict[str, object], *, size: int) -> None:
    """Write a file of so many MiB under a limit of two."""
    registry["limits"] = {"file_mib": 2}
    box.write(X, files={"table.csv": b"a," * (size * 2**19)})


def raises(box: Box) -> Codes:
    return with_registry(box, lambda registry: _filled(box, registry, size=3))


def silent(box: Box) -> Codes:
    return with_registry(box, lambda registry: _filled(box, registry, size=1))
