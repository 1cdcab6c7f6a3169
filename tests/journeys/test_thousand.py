"""With a thousand assets whoever knows a topic or a letter still finds each of them, on a phone too."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from bench.access import FIRST_BYTES, NEXT_BYTES, bytes_of
from tests.access.reading import served
from tests.chromium import NEEDS_CHROMIUM, PHONE
from tests.journeys.site import PAGES
from tests.journeys.thousand import ASSETS, thousand_assets
from tests.journeys.walk import Walk, walking

pytestmark = NEEDS_CHROMIUM

SCREENS = 12  # what a list may be long on a phone before anything is unfolded
LISTS = {name: PAGES[name] for name in ("home", "topics", "topic", "facet", "letters", "list")} | {"letter": "a-z/e1a/"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return thousand_assets(tmp_path_factory.mktemp("thousand"))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as at:
        yield at


@pytest.fixture
def reader(chromium: Browser, address: str, size: tuple[int, int]) -> Iterator[Walk]:
    with walking(chromium, address, size) as walk:
        yield walk


def links(site: Path, page: str) -> set[str]:
    """Return where the text of a page leads, within the site."""
    article = (
        (site / page / "index.html").read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    )
    return {urljoin(f"/{page}", href).lstrip("/") for href in re.findall(r'<a [^>]*?href="([^"#]+)"', article)}


def test_every_asset_is_two_clicks_away_by_topic_and_three_by_letter(site: Path) -> None:
    assets = {
        f"knowledge/{place.name}/" for place in (site / "knowledge").iterdir() if place.name.startswith("made-up")
    }
    first = links(site, "")
    topics = {page for page in first if page.startswith("topics/")}
    letters = {page for page in links(site, "a-z/") if page.startswith("a-z/")}
    parts = letters | {part for page in letters for part in links(site, page) if part.startswith("a-z/")}

    assert len(assets) > ASSETS * 0.95
    assert assets <= {asset for page in topics for asset in links(site, page)}
    assert "a-z/" in first and assets <= {asset for page in parts for asset in links(site, page)}


def test_no_page_but_the_text_of_an_asset_is_heavy(site: Path) -> None:
    weights = {
        str(place.relative_to(site)): len(gzip.compress(place.read_bytes())) for place in site.rglob("index.html")
    }

    assert len(weights) > ASSETS
    assert max(weights.values()) <= NEXT_BYTES, max(weights, key=lambda page: weights[page])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_light_short_and_as_wide_as_the_phone(chromium: Browser, address: str, name: str) -> None:
    with walking(chromium, address, PHONE) as walk:
        walk.open(PAGES["page"])
        walk.page.wait_for_load_state("networkidle")  # the index of the search comes with the first page
        cost = bytes_of(walk.page, address + LISTS[name])
        walk.arrived()

        assert cost <= NEXT_BYTES
        assert walk.page.evaluate("document.documentElement.scrollHeight / innerHeight") <= SCREENS


def test_who_comes_for_the_first_time_is_not_sent_the_whole_search(chromium: Browser, address: str) -> None:
    with walking(chromium, address, PHONE) as walk:
        assert bytes_of(walk.page, address) <= FIRST_BYTES


def test_by_topic_an_asset_is_two_clicks_and_one_fold_away(reader: Walk) -> None:
    reader.open()
    reader.follow(reader.page.locator(".cop-cards a[href='topics/ucep/']"))
    fold = reader.page.locator(".cop-fold").filter(has=reader.page.locator("summary", has_text="U"))
    fold.locator("summary").click()

    reader.follow(fold.locator("a").nth(5))

    assert "UCEP" in reader.title and reader.page.locator(".cop-trust").is_visible()


def test_by_letter_an_asset_is_three_clicks_away(reader: Walk) -> None:
    reader.open()
    reader.follow(reader.page.locator(".cop-brief a[href='a-z/']"))
    reader.follow(reader.page.locator(".cop-letters a", has_text="ม").first)

    reader.follow(reader.page.locator(".cop-entries > li > a", has_text="มะเร็งรักษาทุกที่").nth(7))

    assert reader.title.startswith("มะเร็งรักษาทุกที่")


def test_the_search_still_answers_first_what_was_asked(reader: Walk) -> None:
    reader.open()

    assert "มะเร็งรักษาทุกที่" in reader.search("มะเร็งรักษาทุกที่").first.inner_text()
