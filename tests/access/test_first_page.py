"""The first page in a browser: its search opens by finger, mouse and keyboard; every asset is two clicks away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from tests.access.reading import quiet_page
from tests.chromium import DESKTOP, NEEDS_CHROMIUM, PHONE

pytestmark = NEEDS_CHROMIUM

FIELD = ".cop-find__field"
QUERY = "input[data-md-component='search-query']"


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def home(request: pytest.FixtureRequest, browser: Browser, thai_site: str) -> Iterator[Page]:
    with quiet_page(browser, thai_site, request.param) as page:
        yield page


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def plain_home(request: pytest.FixtureRequest, browser: Browser, thai_site: str) -> Iterator[Page]:
    """Return the first page without JavaScript."""
    with quiet_page(browser, thai_site, request.param, java_script_enabled=False) as page:
        yield page


def wait_until_open(page: Page) -> None:
    page.locator("#__search:checked").wait_for(state="attached")


def wait_until_closed(page: Page) -> None:
    page.locator("#__search:not(:checked)").wait_for(state="attached")


def searched(page: Page) -> list[str]:
    """Type into whatever has the focus; the titles that are found."""
    page.keyboard.type("1669")
    page.locator(".md-search-result__item").first.wait_for()
    return page.locator(".md-search-result__item h1").all_inner_texts()


def test_a_click_on_the_field_opens_the_search(home: Page) -> None:
    home.locator(FIELD).click()

    wait_until_open(home)
    assert searched(home)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_field_is_reached_and_opened_by_keyboard(home: Page, key: str) -> None:
    for _ in range(40):
        home.keyboard.press("Tab")
        if home.evaluate(f"document.activeElement.matches('{FIELD}')"):
            break
    else:
        pytest.fail("the field cannot be reached")
    home.keyboard.press(key)

    wait_until_open(home)
    assert searched(home)
    assert home.url.endswith("/sample/")


def test_a_closed_search_gives_the_focus_back_to_the_field(home: Page) -> None:
    home.locator(FIELD).focus()
    home.keyboard.press("Enter")
    wait_until_open(home)
    home.keyboard.press("Escape")

    wait_until_closed(home)
    assert home.evaluate(f"document.activeElement.matches('{FIELD}')")


def test_a_search_opened_from_the_header_does_not_move_the_focus_to_the_field(home: Page) -> None:
    home.locator(QUERY).focus()
    wait_until_open(home)
    home.keyboard.press("Escape")

    wait_until_closed(home)
    assert not home.evaluate(f"document.activeElement.matches('{FIELD}')")


def test_the_field_is_a_large_target_in_the_first_view(home: Page) -> None:
    box = home.locator(FIELD).bounding_box()

    assert box and box["height"] >= 44 and box["width"] >= 300
    assert box["y"] + box["height"] < PHONE[1] / 2
    assert home.locator(FIELD).get_attribute("role") == "button"
    assert home.locator(FIELD).inner_text() == "พิมพ์คำถามหรือคำที่อยากรู้"


def test_without_javascript_the_field_leads_to_the_a_to_z_and_says_so(plain_home: Page) -> None:
    field = plain_home.locator(FIELD)
    assert field.inner_text() == "หาจากดัชนี ก–ฮ"

    field.click()

    assert plain_home.url.endswith("/sample/a-z/")


def test_the_first_page_is_as_wide_as_the_window(home: Page) -> None:
    assert home.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_english_first_page_asks_in_english(browser: Browser, english_site: str) -> None:
    with quiet_page(browser, english_site, PHONE) as page:
        assert page.locator(FIELD).inner_text() == "Type a question or a word"
        assert "17 December 2026" in page.locator(".cop-next").inner_text()
        assert page.locator(".cop-facet").first.get_attribute("aria-label") == "For whom"


def test_every_public_asset_is_linked_from_a_page_that_the_first_page_links_to(thai_folder: Path) -> None:
    public = {one["url"] for one in json.loads((thai_folder / "data/assets.json").read_bytes())["assets"]}

    first = addresses(thai_folder, "")
    second = {found for address in first for found in addresses(thai_folder, address)}

    assert len(public) >= 10
    assert public <= first | second


def addresses(site: Path, page: str) -> set[str]:
    """Return where the content of a page of the site leads, without the navigation that frames it."""
    place = site / page / "index.html"
    if not place.is_file():
        return set()
    document = html5lib.parse(place.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    article = next(document.iter("article"))
    led = (urljoin(f"/{page}", one.get("href", "")).partition("#")[0] for one in article.iter("a"))
    return {address.removeprefix("/") for address in led if address.startswith("/")}
