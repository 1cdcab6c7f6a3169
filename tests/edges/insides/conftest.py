"""One worker for all tests that do not break theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cop_build.edges.insides import Insides


@pytest.fixture(scope="session")
def insides() -> Iterator[Insides]:
    """Return a reader of files; its worker is used again for the next test."""
    with Insides(seconds=120) as reader:
        yield reader
