"""What the tests of this folder share: it takes a while to make, and none of them changes it."""

from __future__ import annotations

import pytest

from tests.robust.places import Two, make_two


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    """Return a community with two known states of its site."""
    return make_two(tmp_path_factory.mktemp("two"))
