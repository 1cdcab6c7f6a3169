"""Whatever page somebody comes to, with whatever window: nothing breaks, and nothing is asked of anybody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.access import community as every_kind
from tests.chromium import DESKTOP, NEEDS_CHROMIUM, PHONE
from tests.journeys.site import PAGES
from tests.journeys.walk import Walk, walking

pytestmark = NEEDS_CHROMIUM

WINDOWS = {"phone": PHONE, "desktop": DESKTOP, "200 %": (640, 450), "400 %": (320, 450)}


@pytest.fixture(scope="module", params=[*WINDOWS.values()], ids=[*WINDOWS])
def passer_by(request: pytest.FixtureRequest, chromium: Browser, public_site: str) -> Iterator[Walk]:
    """Return somebody who comes from page to page in one window."""
    with walking(chromium, public_site, request.param) as walk:
        yield walk


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def explorer(request: pytest.FixtureRequest, chromium: Browser, everything_site: str) -> Iterator[Walk]:
    """Return somebody who comes from page to page of a site whose pages hold all that authors may write."""
    with walking(chromium, everything_site, request.param) as walk:
        yield walk


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def without_scripts(request: pytest.FixtureRequest, chromium: Browser, public_site: str) -> Iterator[Walk]:
    """Return somebody who comes from page to page with a browser that runs no scripts."""
    with walking(chromium, public_site, request.param, java_script_enabled=False) as walk:
        yield walk


@pytest.fixture
def stranger(chromium: Browser, everything_site: str, size: tuple[int, int]) -> Iterator[Walk]:
    """Return somebody on a site whose pages hold all that authors may write."""
    with walking(chromium, everything_site, size) as walk:
        yield walk


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_any_window(passer_by: Walk, name: str) -> None:
    with passer_by.resting():
        passer_by.open(PAGES[name])


@pytest.mark.parametrize("name", every_kind.PAGES)
def test_a_page_of_any_kind_opens(explorer: Walk, name: str) -> None:
    with explorer.resting():
        explorer.open(every_kind.PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_javascript_opens(without_scripts: Walk, name: str) -> None:
    with without_scripts.resting():
        without_scripts.open(PAGES[name])


def use_everything(walk: Walk) -> None:
    """Turn off the light, print, search, and click on all that can be opened, taken or unfolded."""
    walk.page.locator("form[data-md-component='palette'] label:visible").click()
    walk.page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    walk.page.pdf()
    walk.page.emulate_media(media="screen")
    assert walk.search("1669").first.is_visible()
    walk.page.keyboard.press("Escape")
    for what in ("details > summary", ".tabbed-labels label", "button.md-clipboard", ".footnote-ref"):
        for found in walk.page.locator(f"article {what}").all():
            found.dispatch_event("click")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_its_policy_searched_in_the_dark_or_printed(reader: Walk, name: str) -> None:
    reader.open(PAGES[name])

    use_everything(reader)


@pytest.mark.parametrize("name", ["everything", "asset", "not found"])
def test_whatever_authors_may_write_keeps_the_policy(stranger: Walk, name: str) -> None:
    stranger.open(every_kind.PAGES[name])

    use_everything(stranger)


@pytest.mark.parametrize("words", ["1669", "สำนักงานหลักประกันสุขภาพ"])
def test_words_that_came_without_a_key_are_searched(stranger: Walk, words: str) -> None:
    """What is pasted or dictated brings no key; Material hears nothing else."""
    stranger.open()
    stranger.page.locator(".cop-find__field").click()
    stranger.page.keyboard.insert_text(words)

    stranger.page.locator(".md-search-result__item").first.wait_for()


def test_a_formula_is_drawn_without_a_script(stranger: Walk) -> None:
    stranger.open(every_kind.PAGES["everything"])

    box = stranger.page.locator("math mfrac").first.bounding_box()
    assert box and box["height"] > 20


def test_a_trouble_would_be_found(chromium: Browser, everything_site: str) -> None:
    with pytest.raises(AssertionError) as found, walking(chromium, everything_site, PHONE) as walk:
        walk.open()
        walk.page.evaluate("fetch('missing.json'); console.error('said'); setTimeout(() => undefinedName())")
        walk.page.evaluate("fetch('https://example.org/').catch(() => 0)")
        walk.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'missing.png'}))")

    said = str(found.value)
    assert all(one in said for one in ("missing.json", "error: said", "undefinedName", "https://example.org/"))
    assert "missing.png" in said and "connect-src" in said


def test_a_script_that_slipped_in_does_not_run(chromium: Browser, everything_site: str, size: tuple[int, int]) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.route("**/knowledge/x/", _with_script)
    page.goto(everything_site + "knowledge/x/", wait_until="networkidle")

    assert page.locator("#slipped-in").count() == 1, "the markup was there"
    page.locator("#slipped-in").click()
    assert page.evaluate("window.slipped") is None
    context.close()


def _with_script(route: Route) -> None:
    answer = route.fetch()
    attack = "<p id='slipped-in' onclick='window.slipped = 1'>x</p><script>window.slipped = 1</script>"
    route.fulfill(response=answer, body=answer.text().replace("</article>", f"{attack}</article>", 1))
