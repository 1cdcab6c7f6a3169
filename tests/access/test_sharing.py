"""An asset's page in a browser: its video has captions, its pictures wait, its link is copied, its code is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.access.axe import violations
from tests.access.community import PAGES, SITE_URL
from tests.access.reading import quiet_page
from tests.chromium import DESKTOP, NEEDS_CHROMIUM, PHONE

pytestmark = NEEDS_CHROMIUM

ADDRESS = f"{SITE_URL}knowledge/x/"
COPY, SEND, PRINT = (f"[data-cop-does='{name}']" for name in ("copy", "send", "print"))
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
NO_COPYING = f"{NO_CLIPBOARD}; document.execCommand = () => false"
SHARING = "window.sent = []; navigator.share = async what => {{ window.sent.push(what); {} }}"


@contextmanager
def opened(browser: Browser, address: str, before: str = "", *, size: tuple[int, int] = PHONE) -> Iterator[Page]:
    """Open an asset's page, as one comes to a place in it."""
    may = ["clipboard-read", "clipboard-write"]
    place = address + PAGES["asset"] + "#water"
    with quiet_page(browser, place, size, before=before, permissions=may) as page:
        yield page


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def asset(request: pytest.FixtureRequest, browser: Browser, thai_site: str) -> Iterator[Page]:
    with opened(browser, thai_site, size=request.param) as page:
        yield page


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def wait_until_said(page: Page, words: str) -> None:
    page.locator(".cop-share__said", has_text=words).wait_for()


# -- videos and pictures ---------------------------------------------------------------------------------------------


def test_nothing_of_a_video_is_fetched_before_it_is_started(browser: Browser, thai_site: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(thai_site + PAGES["asset"], wait_until="networkidle")

    assert [url for url in asked if url.endswith(".mp4")] == []
    page.close()


def test_a_started_video_plays_with_captions(asset: Page) -> None:
    video = asset.locator("video")
    video.evaluate("video => { video.muted = true; return video.play() }")
    asset.wait_for_function("() => document.querySelector('video').textTracks[0].cues?.length > 0")

    tracks = video.evaluate("video => [...video.textTracks].map(one => [one.kind, one.language, one.label, one.mode])")
    assert tracks == [["captions", "th", "ไทย", "showing"], ["captions", "en", "English", "disabled"]]
    assert video.evaluate(
        "video => [video.error, video.videoWidth > 0, video.textTracks[0].cues[0].text.length > 0]"
    ) == [
        None,
        True,
        True,
    ]


def test_other_captions_can_be_chosen(asset: Page) -> None:
    asset.locator("video").evaluate("video => { video.textTracks[1].mode = 'showing' }")

    asset.wait_for_function("() => document.querySelector('video').textTracks[1].cues?.[0]?.text === 'Call 1669.'")


def test_without_scripts_the_video_has_its_controls_and_its_captions(browser: Browser, thai_site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(thai_site + PAGES["asset"])

    video = page.locator("video[controls]")
    assert video.is_visible() and video.locator("track[kind=captions]").count() == 2
    assert page.locator("a[href$='.mp4']").is_visible()
    assert page.locator(".cop-share button:visible").count() == 0
    page.close()


def test_a_video_is_no_wider_than_its_window_and_keeps_its_place(asset: Page) -> None:
    before = asset.locator("video").bounding_box()
    asset.locator("video").evaluate(
        "video => new Promise(done => { video.onloadeddata = done; video.muted = true; video.play() })"
    )
    after = asset.locator("video").bounding_box()

    assert before and after
    assert (before["width"], before["height"]) == (after["width"], after["height"])
    assert before["x"] >= 0 and before["x"] + before["width"] <= asset.evaluate("innerWidth")


def test_pictures_have_their_place_before_they_come(asset: Page) -> None:
    pictures = asset.locator(".cop-pictured img")
    boxes = [one.bounding_box() for one in pictures.all()]
    for one in pictures.all():
        one.scroll_into_view_if_needed()
    asset.wait_for_function("() => [...document.querySelectorAll('.cop-pictured img')].every(one => one.complete)")

    assert pictures.count() == 2
    assert pictures.evaluate_all("all => all.every(one => one.naturalWidth > 0 && one.alt)")
    sizes = [(box["width"], box["height"]) for box in boxes if box]
    assert sizes == [(box["width"], box["height"]) for one in pictures.all() if (box := one.bounding_box())]
    assert pictures.first.evaluate("one => one.currentSrc").endswith("/knowledge/x/previews/slides.pptx.webp")


# -- the link --------------------------------------------------------------------------------------------------------


def test_the_pages_own_address_is_copied_and_success_is_said(asset: Page) -> None:
    asset.locator(COPY).click()

    wait_until_said(asset, "คัดลอกลิงก์แล้ว")
    assert clipboard(asset) == ADDRESS
    assert asset.evaluate(f'document.activeElement.matches("{COPY}")')


def test_it_is_copied_where_browsers_have_no_clipboard_for_pages(browser: Browser, thai_site: str) -> None:
    with opened(browser, thai_site, "window.kept = navigator.clipboard;" + NO_CLIPBOARD) as page:
        page.locator(COPY).click()
        wait_until_said(page, "คัดลอกลิงก์แล้ว")

        assert page.evaluate("kept.readText()") == ADDRESS
        assert page.locator("textarea").count() == 0
        assert page.evaluate(f'document.activeElement.matches("{COPY}")')


def test_where_nothing_can_be_copied_the_address_is_shown(browser: Browser, thai_site: str) -> None:
    with opened(browser, thai_site, NO_COPYING) as page:
        page.locator(COPY).click()

        wait_until_said(page, f"โปรดคัดลอกที่อยู่นี้: {ADDRESS}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_said_is_said_again(asset: Page) -> None:
    changes = """() => { window.said = 0;
      new MutationObserver(all => { said += all.some(one => one.addedNodes.length) })
        .observe(document.querySelector("[role=status]"), {childList: true}) }"""
    asset.evaluate(changes)
    for number in (1, 2):
        asset.locator(COPY).click()
        asset.wait_for_function(f"() => said === {number}")


def test_a_phone_that_can_send_is_given_title_and_address(browser: Browser, thai_site: str) -> None:
    with opened(browser, thai_site, SHARING.format("")) as page:
        page.locator(SEND).click()

        assert page.evaluate("sent") == [{"title": page.title(), "url": ADDRESS}]


def test_who_changes_their_mind_about_sending_sees_nothing(browser: Browser, thai_site: str) -> None:
    with opened(browser, thai_site, SHARING.format("throw new DOMException('x', 'AbortError')")) as page:
        page.locator(SEND).click()

        page.wait_for_timeout(200)
        assert page.locator(".cop-share__said").inner_text() == ""


def test_a_browser_that_cannot_send_has_no_button_for_it(browser: Browser, thai_site: str) -> None:
    with opened(browser, thai_site, "Object.defineProperty(Navigator.prototype, 'share', {value: undefined})") as page:
        assert page.locator(COPY).is_visible() and not page.locator(SEND).is_visible()


def test_the_page_is_printed_at_the_press_of_a_button(browser: Browser, thai_site: str) -> None:
    with opened(browser, thai_site, "window.printed = 0; window.print = () => { window.printed += 1 }") as page:
        page.locator(PRINT).click()

        assert page.evaluate("printed") == 1


def test_every_button_is_reached_by_keyboard_and_large_enough_for_a_finger(asset: Page) -> None:
    for name in (COPY, PRINT):
        asset.locator(name).focus()
        box = asset.locator(name).bounding_box()
        assert box and box["height"] >= 40 and box["width"] >= 44
        assert asset.locator(name).evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    asset.locator(COPY).focus()
    asset.keyboard.press("Enter")
    wait_until_said(asset, "คัดลอกลิงก์แล้ว")


# -- the code --------------------------------------------------------------------------------------------------------


def read(picture: bytes | Image.Image) -> list[str]:
    image = picture if isinstance(picture, Image.Image) else Image.open(io.BytesIO(picture))
    return [one.text for one in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_on_the_screen_is_the_pages_address(browser: Browser, thai_site: str, scheme: str) -> None:
    page = browser.new_page(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 844}
    )
    page.goto(thai_site + PAGES["asset"])
    assert not page.locator(".cop-share__code svg").is_visible()

    page.locator(".cop-share__code summary").click()

    assert read(page.locator(".cop-share__code svg").screenshot()) == [ADDRESS]
    assert page.locator("link[rel=canonical]").get_attribute("href") == ADDRESS
    page.close()


def test_the_code_on_paper_is_the_pages_address(browser: Browser, thai_site: str) -> None:
    page = browser.new_page()
    page.goto(thai_site + PAGES["asset"])
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))

    found = [text for number in range(len(document)) for text in read(document[number].render(scale=2).to_pil())]

    assert found == [ADDRESS]
    document.close()
    page.close()


def test_what_was_folded_is_open_while_it_is_printed(asset: Page) -> None:
    code = asset.locator(".cop-share__code")
    asset.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert code.get_attribute("open") == ""
    asset.evaluate("dispatchEvent(new Event('afterprint'))")
    assert code.get_attribute("open") is None

    code.locator("summary").click()
    asset.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    assert code.get_attribute("open") == "", "what a reader opened stays open"


def test_every_asset_has_its_own_code(browser: Browser, thai_site: str) -> None:
    page = browser.new_page()
    for name in ("English asset", "question", "session", "page"):
        page.goto(thai_site + PAGES[name])
        page.locator(".cop-share__code summary").click()
        assert read(page.locator(".cop-share__code svg").screenshot()) == [SITE_URL + quote(PAGES[name])]
    page.close()


def test_an_opened_code_and_a_copied_link_keep_to_the_standard(browser: Browser, thai_site: str) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(bypass_csp=True, color_scheme="dark" if scheme == "dark" else "light")
        page.goto(thai_site + PAGES["asset"])
        page.locator(".cop-share__code summary").click()
        page.locator(COPY).click()
        page.wait_for_function("() => document.querySelector('.cop-share__said').textContent")

        assert violations(page) == []
        page.close()
