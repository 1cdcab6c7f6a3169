"""This repository's own site and preview, built once, and readers with a phone and at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.access.community import BASE as EVERYTHING_BASE
from tests.access.community import built_site
from tests.access.reading import served
from tests.chromium import DESKTOP, PHONE
from tests.journeys.site import BASE, built_community
from tests.journeys.walk import Walk, walking


@pytest.fixture(scope="session")
def community(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a clone in which both sites were built."""
    return built_community(tmp_path_factory.mktemp("journeys") / "community")


@pytest.fixture(scope="session")
def public_site(community: Path) -> Iterator[str]:
    """Return the address of the public site, which stands below a path, as a forge's pages do."""
    with served(community / "site", BASE) as address:
        yield address


@pytest.fixture(scope="session")
def preview_site(community: Path) -> Iterator[str]:
    with served(community / "preview") as address:
        yield address


@pytest.fixture(scope="session")
def everything_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site whose pages hold all that authors may write."""
    with served(built_site(tmp_path_factory.mktemp("journeys") / "everything"), EVERYTHING_BASE) as address:
        yield address


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Return the size of a reader's window."""
    width, height = request.param
    return width, height


@pytest.fixture
def reader(chromium: Browser, public_site: str, size: tuple[int, int]) -> Iterator[Walk]:
    """Return somebody who comes to the public site by day."""
    with walking(chromium, public_site, size) as walk:
        yield walk
