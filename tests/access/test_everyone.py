"""Nobody is left out: by keyboard, at twice the size, in calm, without JavaScript, on paper."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any  # what a page answers is JSON

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from tests.access.community import PAGES, SITE_URL
from tests.chromium import DESKTOP, NEEDS_CHROMIUM, PHONE

pytestmark = NEEDS_CHROMIUM
ZOOMED = (640, 450)  # 1280 by 900 at 200 %

# Where the keyboard is: what it shows, whether it can be seen there, and whether it is marked.
_HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const label = one.name === "__palette" ? one.nextElementSibling
    : one.matches("input[type=checkbox], input[type=radio]")
    ? [...one.labels].find(label => label.getBoundingClientRect().height) : null;
  const shown = label || one;
  const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);  // a wide table scrolls in its own frame
  const x = (left + right) / 2, y = box.top + Math.min(box.height / 2, 10);
  const top = document.elementFromPoint(x, y);
  return {
    name: `${one.tagName} ${one.id} ${one.getAttribute("href") || ""} ${shown.textContent.trim().slice(0, 30)}`,
    href: one.getAttribute("href"),
    is_seen: !!top && (shown.contains(top) || top.contains(shown)) && style.visibility === "visible",
    is_marked: style.outlineStyle !== "none" || shown !== one,
  };
}"""
_SHOWN_LINKS = """() => [...document.querySelectorAll("main a[href], .md-tabs a[href]")]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.tabIndex >= 0)
  .map(one => one.getAttribute("href"))"""


def opened(browser: Browser, address: str, size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options)
    page.goto(address)
    return page


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return what comes to a page in a window of a size; to the next page in the same one."""
    kept: dict[object, Page] = {}

    def opened_again(address: str, size: tuple[int, int] = DESKTOP, *, has_scripts: bool = True) -> Page:
        known = kept.get((size, has_scripts))
        if known is None:
            kept[size, has_scripts] = opened(browser, address, size, java_script_enabled=has_scripts)
        else:
            known.goto(address)
        return kept[size, has_scripts]

    yield opened_again
    for page in kept.values():
        page.close()


def way_by_keyboard(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the page is through; what was reached on the way."""
    way: list[dict[str, Any]] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        page.wait_for_function(
            "() => document.activeElement.name !== 'query' || document.querySelector('#__search').checked"
        )
        here = page.evaluate(_HERE)
        if here is None:
            return way
        if not here["is_seen"]:  # it may still be on its way into the window
            page.wait_for_timeout(300)
            here = page.evaluate(_HERE)
        way.append(here)
    raise AssertionError("the way does not end")


@pytest.mark.parametrize("size", [PHONE, DESKTOP, ZOOMED], ids=["phone", "desktop", "200 %"])
@pytest.mark.parametrize("name", ["home", "asset", "everything", "letters"])
def test_every_link_is_reached_by_keyboard_seen_and_marked(
    browser: Browser, thai_site: str, name: str, size: tuple[int, int]
) -> None:
    page = opened(browser, thai_site + PAGES[name], size)
    links = set(page.evaluate(_SHOWN_LINKS))

    way = way_by_keyboard(page)

    assert [here for here in way if not here["is_seen"] or not here["is_marked"]] == []
    assert links and links <= {here["href"] for here in way}
    page.close()


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "200 %"])
def test_a_table_wider_than_the_window_is_read_by_keyboard(
    browser: Browser, thai_site: str, size: tuple[int, int]
) -> None:
    page = opened(browser, thai_site + PAGES["everything"], size)
    table = page.locator("table", has_text="หน่วยบริการที่ 13")
    last = table.locator("th").last
    edge = "one => one.getBoundingClientRect().right"
    assert last.evaluate(edge) > size[0]

    table.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([one, width]) => one.getBoundingClientRect().right <= width", arg=[last.element_handle(), size[0]]
    )

    assert page.evaluate("scrollX") == 0
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_entered_past_its_frame(windows: Callable[..., Page], thai_site: str, name: str) -> None:
    page = windows(thai_site + PAGES[name])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "ข้ามไปที่เนื้อหา"

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator("#h-title").count() == 1
    if page.locator("main a[href]").count():
        assert page.evaluate("document.activeElement.closest('main, footer') !== null")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["script", "no script"])
def test_the_menu_of_a_phone_opens_by_keyboard(browser: Browser, thai_site: str, has_scripts: bool) -> None:
    page = opened(browser, thai_site, PHONE, java_script_enabled=has_scripts)
    menu = page.get_by_role("checkbox", name="เมนู")
    link = page.locator(".md-nav--primary > .md-nav__list > .md-nav__item > a.md-nav__link[href='knowledge/']")
    assert not link.is_visible()

    menu.focus()
    page.keyboard.press("Space")

    link.wait_for(state="visible")
    page.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [ZOOMED, (320, 450)], ids=["200 %", "400 %"])
def test_an_enlarged_page_is_not_wider_than_its_window(
    windows: Callable[..., Page], thai_site: str, name: str, size: tuple[int, int]
) -> None:
    page = windows(thai_site + PAGES[name], size)

    width, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= window
    assert page.evaluate(_CUT_OFF) == []


_CUT_OFF = """() => [...document.querySelectorAll("article :is(h1, h2, h3, p, li, dd)")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.height > 1 && !one.closest("table, .highlight, .tabbed-set, [hidden]") && box.right > innerWidth + 1;
}).map(one => one.textContent.slice(0, 40))"""


def test_spaced_text_loses_nothing(browser: Browser, thai_site: str) -> None:
    """Source: WCAG 2.2, 1.4.12."""
    page = opened(browser, thai_site + PAGES["asset"], PHONE, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        " p { margin-bottom: 2em !important }"
    )

    width, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= window and page.evaluate(_CUT_OFF) == []
    page.close()


def test_those_who_want_no_motion_see_none(browser: Browser, thai_site: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].flatMap(one =>
      ["", "::before", "::after"].map(part => getComputedStyle(one, part))
    ).filter(one => one.animationName !== "none" || (
      one.transitionProperty !== "none" && parseFloat(one.transitionDuration) > 0
    )).length"""
    page = opened(browser, thai_site + PAGES["everything"])
    assert page.evaluate(moving) == 0

    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_without_javascript_only_the_search_is_missing(windows: Callable[..., Page], thai_site: str, name: str) -> None:
    with_scripts = windows(thai_site + PAGES[name])
    without = windows(thai_site + PAGES[name], has_scripts=False)

    for page in (without, with_scripts):  # what only scripts can do: test_first_page.py, test_sharing.py
        page.locator(".cop-find, [data-cop-does]").evaluate_all("all => all.forEach(one => one.remove())")
    assert without.locator("main").inner_text().split() == with_scripts.locator("main").inner_text().split()
    assert without.locator(".md-tabs a").first.is_visible()
    assert not without.locator(".md-search__input").is_visible()
    assert not without.locator("label.md-header__button:visible").count()


def test_without_javascript_parts_of_a_page_still_open(browser: Browser, thai_site: str) -> None:
    page = opened(browser, thai_site + PAGES["everything"], java_script_enabled=False)
    second = page.locator(".tabbed-block").nth(1)
    assert not second.is_visible()

    page.locator(".tabbed-labels label").nth(1).click()
    page.locator("details:not([open]) > summary").first.click()

    assert second.is_visible() and page.locator("details[open] > p").first.is_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_has_no_frame_and_full_addresses(browser: Browser, thai_site: str, scheme: str) -> None:
    page = opened(browser, thai_site + PAGES["asset"], color_scheme=scheme)
    page.emulate_media(media="print")
    shown = page.evaluate(
        """() => [".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-top", ".headerlink", ".md-skip"]
        .filter(one => [...document.querySelectorAll(one)].some(found => found.checkVisibility()))"""
    )
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    trust = page.evaluate("getComputedStyle(document.querySelector('.cop-trust')).backgroundColor")
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    first, whole = pages[0].extract_text(), "".join(one.extract_text() for one in pages)
    together = "".join(whole.split())

    assert shown == []
    assert colours[0] in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)") and trust == "rgb(233, 246, 238)"
    assert "ann" in first and "2569" in first
    assert f"<{SITE_URL}knowledge/all/>" in together and "<https://example.org/notice>" in together
    assert f"<{SITE_URL}knowledge/x/files/" in together
    page.close()


def test_a_printed_page_shows_what_was_folded(browser: Browser, thai_site: str) -> None:
    page = opened(browser, thai_site + PAGES["everything"])
    page.emulate_media(media="print")

    closed = page.locator("details:not([open])").first
    assert closed.locator("p").last.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
    assert page.locator(".tabbed-block").nth(1).is_visible()
    page.close()


def test_what_is_in_another_language_says_so(browser: Browser, thai_site: str, english_site: str) -> None:
    language = "one => one.closest('[lang]').lang"
    page = opened(browser, thai_site + PAGES["English asset"])
    assert page.locator("html").get_attribute("lang") == "th"
    assert page.locator("#h-title").evaluate(language) == "en"
    assert page.locator("article p", has_text="Call 1669").evaluate(language) == "en"
    assert page.locator(".cop-trust p").first.evaluate(language) == "th"
    assert page.locator(".cop-details h2").evaluate(language) == "th"

    page.goto(thai_site)
    assert page.locator(".cop-row__title", has_text="What to do").evaluate(language) == "en"
    page.goto(english_site + PAGES["asset"])
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".cop-trust p").first.inner_text().startswith("Confirmed correct by")
    page.close()


def test_data_has_days_as_iso_and_pages_as_thai_readers_write_them(browser: Browser, thai_site: str) -> None:
    page = opened(browser, thai_site + PAGES["asset"])
    days = page.locator("main time").evaluate_all("all => all.map(one => [one.dateTime, one.textContent])")
    data = json.loads(page.request.get(thai_site + "data/assets.json").text())

    assert ["2026-01-01", "1 มกราคม 2569"] in days and all(when.startswith("202") for when, _ in days)
    assert all(one["last_reviewed_on"].startswith("2026-") for one in data["assets"])
    page.close()


def test_on_a_phone_the_whole_notice_and_the_next_session_leave_the_page_its_place(
    browser: Browser, thai_site: str
) -> None:
    page = opened(browser, thai_site + PAGES["asset"], PHONE)
    page.wait_for_load_state("networkidle")
    page.reload(wait_until="networkidle")  # a font that came late is used from the next page on
    notice = page.locator(".md-banner:not(.cop-bar) p")
    notice.evaluate("(one, said) => { one.textContent = said }", "เนื้อหาตัวอย่าง ไม่ใช่คำแนะนำของทางราชการ " * 4)

    lines = "one => Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"
    beside = page.evaluate("() => document.querySelector('.md-header').getBoundingClientRect().top")
    bar = page.locator(".cop-bar")

    assert bar.locator("p").evaluate(lines) == 1
    assert "2569" in bar.inner_text() and "น." not in bar.inner_text(), "its hours stand on its page"
    assert beside <= 0.17 * PHONE[1], "what is said everywhere leaves the page its place"
    for banner in page.locator(".md-banner").all():
        assert banner.is_visible()
        assert banner.evaluate("one => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth")
        assert banner.evaluate("one => parseFloat(getComputedStyle(one.querySelector('p')).fontSize)") >= 14
    page.close()
