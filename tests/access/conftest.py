"""The sites that the tests of this folder read, each built once, and one Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.access.community import BASE, built_site
from tests.access.reading import served


@pytest.fixture(scope="session")
def thai_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site(tmp_path_factory.mktemp("access") / "th")


@pytest.fixture(scope="session")
def thai_site(thai_folder: Path) -> Iterator[str]:
    """Return the address of the site in Thai."""
    with served(thai_folder, BASE) as address:
        yield address


@pytest.fixture(scope="session")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the site of a community that writes in English."""
    with served(built_site(tmp_path_factory.mktemp("access") / "en", "en"), BASE) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    return chromium
