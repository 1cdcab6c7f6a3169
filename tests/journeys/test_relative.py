"""A patient's relative: frightened, in a hurry, on a phone in a corridor. What is right, who says so, until when?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import NEEDS_CHROMIUM
from tests.journeys.site import PAGES, ROOT
from tests.journeys.walk import Walk, walking

pytestmark = NEEDS_CHROMIUM

ASSET = PAGES["asset"]
FILES = ROOT / "drafts" / ASSET
IN_THAI = r"\d{1,2} (?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม) 25\d\d"


@pytest.fixture
def plain_reader(chromium: Browser, public_site: str, size: tuple[int, int]) -> Iterator[Walk]:
    """Return somebody whose browser runs no scripts."""
    with walking(chromium, public_site, size, java_script_enabled=False) as walk:
        yield walk


def trusts(walk: Walk) -> None:
    """Read who confirmed the page, when, and until when; none of it may need more than a look."""
    box = walk.page.locator(".cop-trust")
    place = box.bounding_box()
    window = walk.page.viewport_size
    assert place and window and place["y"] + place["height"] <= window["height"], "it stands in the first view"
    said = " ".join(box.inner_text().split())
    assert re.search(rf"ยืนยันความถูกต้องโดย .*ผู้เชี่ยวชาญ \S+ เมื่อ {IN_THAI} · ทบทวนครั้งถัดไป {IN_THAI}", said), said


def test_a_search_leads_to_the_answer_and_it_says_who_confirmed_it(reader: Walk) -> None:
    reader.open()
    found = reader.search("ฉุกเฉินฟรีไหม")

    reader.follow(found.first, to=ASSET)

    trusts(reader)
    picture = reader.page.locator("article img").first
    picture.scroll_into_view_if_needed()
    assert picture.get_attribute("alt") and picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 100
    box, window = picture.bounding_box(), reader.page.viewport_size
    assert box and window and box["x"] >= 0 and box["x"] + box["width"] <= window["width"]


@pytest.mark.parametrize("words", ["1669", "ครบ ๗๒ ชั่วโมงแล้วไม่มีเตียง", "ยูเซป", "ฉุกเฉิน"])
def test_what_is_found_is_about_what_was_asked(reader: Walk, words: str) -> None:
    reader.open(PAGES["topics"])

    found = reader.search(words)

    assert any("ucep" in str(link.get_attribute("href")) for link in found.all()[:5])
    reader.follow(found.first)
    assert reader.page.locator(".cop-trust").is_visible()


def test_a_file_is_taken_and_the_way_back_is_where_it_was(reader: Walk) -> None:
    reader.open()
    reader.follow(reader.search("ฉุกเฉินฟรีไหม").first, to=ASSET)
    attached = reader.page.locator(".cop-attachments a[href$='.pptx']")

    name, data = reader.download(attached)

    assert data == (FILES / name).read_bytes()
    assert "PPTX" in attached.locator("xpath=..").inner_text(), "it says what comes before it comes"
    reader.follow(reader.page.locator("article p a[href*='ucep-not-met']"), to="knowledge/ucep-not-met/")
    reader.back()
    assert reader.here.startswith(ASSET)
    reader.back()
    assert reader.here == ""


def test_a_reference_says_when_it_was_looked_up_and_leads_there(reader: Walk) -> None:
    reader.open("knowledge/ucep-not-met/")
    links = reader.page.locator(".cop-references a")
    elsewhere = str(links.first.get_attribute("href"))
    assert elsewhere.startswith("https://")
    assert re.search(rf"\(ตรวจสอบเมื่อ {IN_THAI}\)", links.first.locator("xpath=..").inner_text())
    reader.page.route(elsewhere, lambda route: route.fulfill(body="<h1>another site</h1>", content_type="text/html"))

    with reader.leaving_for(elsewhere):
        links.first.click()
        reader.page.wait_for_url(elsewhere)
    reader.back()

    trusts(reader)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (".cop-ways a[href*='by/audience/patients/']", f"a.cop-row__title[href$='/{ASSET}']"),
        (".cop-cards a[href='topics/ucep/']", f"a.cop-row__title[href$='/{ASSET}']"),
        (".cop-ways a[href='question/']", "a.cop-row__title[href*='ucep-no-bed']"),
    ],
    ids=["for whom", "topic", "kind"],
)
def test_without_a_search_an_asset_is_two_clicks_away(reader: Walk, first: str, second: str) -> None:
    reader.open()
    reader.follow(reader.page.locator(first))

    reader.follow(reader.page.locator(second))

    trusts(reader)


def test_without_javascript_the_way_is_the_a_to_z(plain_reader: Walk) -> None:
    plain_reader.open()
    plain_reader.follow(plain_reader.page.locator(".cop-find__field"), to="a-z/")
    plain_reader.follow(plain_reader.page.locator(".cop-letters a", has_text="U"))
    plain_reader.follow(plain_reader.page.locator(".cop-entries > li > a", has_text="UCEP เจ็บป่วยฉุกเฉินวิกฤต"), to=ASSET)

    trusts(plain_reader)
    name, data = plain_reader.download(plain_reader.page.locator(".cop-attachments a").first)
    assert data == (FILES / name).read_bytes()


def test_by_keyboard_alone_an_answer_is_found_and_read(reader: Walk) -> None:
    reader.open()
    keys = reader.page.keyboard
    for _ in range(40):
        keys.press("Tab")
        if reader.page.evaluate("document.activeElement.matches('.cop-find__field')"):
            break
    keys.press("Enter")
    keys.type("ฉุกเฉินฟรีไหม")
    reader.page.locator(f".md-search-result__item:first-child a[href*='{ASSET}']").first.wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    reader.page.wait_for_url(f"**/{ASSET}**")
    reader.arrived()
    for _ in range(5):  # what was looked for is marked, and the way past the frame begins where the reader was
        keys.press("Tab")
        if reader.page.evaluate("document.activeElement.getAttribute('href')") == "#h-title":
            keys.press("Enter")
            break
    keys.press("Tab")
    assert reader.page.evaluate("document.activeElement.getAttribute('href')") == "approval.json"


def test_a_link_that_was_sent_opens_at_its_part(reader: Walk) -> None:
    reader.open(ASSET)
    anchor = reader.page.locator("article h2 .headerlink").nth(2).get_attribute("href")
    reader.page.goto("about:blank")

    reader.open(f"{ASSET}{anchor}")

    box, window = reader.page.locator(f"[id='{str(anchor)[1:]}']").bounding_box(), reader.page.viewport_size
    header = reader.page.locator(".md-header").bounding_box()
    assert box and window and header
    assert header["y"] + header["height"] <= box["y"] < window["height"]


def test_what_is_sent_to_the_family_shows_its_title(reader: Walk, community: Path) -> None:
    page = (community / "site" / ASSET / "index.html").read_text(encoding="utf-8")
    reader.open(ASSET)

    assert f'<meta property="og:title" content="{reader.title}">' in page
