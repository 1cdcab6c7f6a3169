"""No page of any kind breaks a rule of WCAG 2.2 AA that axe-core knows, on phones and desktops, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.access.axe import COLOURS, violations
from tests.access.community import PAGES
from tests.chromium import DESKTOP, NEEDS_CHROMIUM, PHONE

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Open a window; its pages run axe-core, which their policy would refuse."""
    width, height = request.param
    size = {"width": width, "height": height}
    page = browser.new_page(viewport=size, bypass_csp=True, reduced_motion="reduce")  # type: ignore[arg-type]  # a mapping is enough
    yield page
    page.close()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """Return the window; what a page has kept in it is forgotten with the test."""
    yield window
    if window.url.startswith("http"):
        window.evaluate("localStorage.clear()")


def by_day_and_night(page: Page) -> list[str]:
    found = violations(page)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
    page.locator("label[for='__palette_1']").first.click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    return found + violations(page, only=COLOURS)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("site", ["thai_site", "english_site"])
def test_a_page_has_no_violation(page: Page, site: str, path: str, request: pytest.FixtureRequest) -> None:
    page.goto(request.getfixturevalue(site) + path)

    assert by_day_and_night(page) == []


@pytest.mark.parametrize("site", ["thai_site", "english_site"])
def test_an_open_search_has_no_violation(page: Page, site: str, request: pytest.FixtureRequest) -> None:
    page.goto(request.getfixturevalue(site))
    _search(page)
    found = violations(page)
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")

    assert found + violations(page, only=COLOURS) == []


def test_an_open_menu_has_no_violation(browser: Browser, thai_site: str) -> None:
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, bypass_csp=True, reduced_motion="reduce")
    page.goto(thai_site)
    page.locator("label.md-header__button[for='__drawer']").click()

    assert violations(page) == []
    page.close()


def test_a_violation_would_be_found(browser: Browser, thai_site: str) -> None:
    page = browser.new_page(bypass_csp=True)
    page.goto(thai_site)
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><p style=color:#ccc>pale</p>')"
    )

    assert {line.partition(":")[0] for line in violations(page)} == {"image-alt", "color-contrast"}
    page.close()


def _search(page: Page) -> None:
    opener = page.locator("label.md-header__button[for='__search']")
    if opener.is_visible():
        opener.click()
    page.locator("input[data-md-component='search-query']").press_sequentially("1669")
    page.locator(".md-search-result__item").first.wait_for()
