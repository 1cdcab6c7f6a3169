"""One rendered site and one Chromium for all tests of the search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.access.reading import served
from tests.search.asking import Reader, reading
from tests.search.site import in_pieces, render_site


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_site(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="session")
def pieced(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return in_pieces(whole, tmp_path_factory.mktemp("pieces") / "site")


@pytest.fixture(scope="session", params=["whole", "pieced"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return the site with its index as small sites have it, and as large ones do."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Path)
    return found


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site below a path, as a forge's pages are."""
    with served(site, "cop/") as at:
        yield at


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(scope="session")
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    with reading(browser, address) as opened:
        yield opened
