"""Thai can be read: marks have room, nothing is spaced or slanted, words are not cut, anchors and file names last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.access.community import PAGES
from tests.chromium import DESKTOP, NEEDS_CHROMIUM, PHONE

pytestmark = NEEDS_CHROMIUM

# Elements that hold Thai text themselves, with what their lines look like.
_TEXTS = """() => [...document.querySelectorAll("body *")].filter(one =>
  [...one.childNodes].some(node => node.nodeType === 3 && /[\\u0e00-\\u0e7f]/.test(node.data)) &&
  one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !one.closest("svg, script, math")
).map(one => {
  const style = getComputedStyle(one);
  return {
    what: `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 20)}`,
    height: Math.round(100 * parseFloat(style.lineHeight) / parseFloat(style.fontSize)) / 100,
    is_heading: /^H[1-6]$/.test(one.tagName),
    is_body: !!one.closest("article") && !one.closest("h1, h2, h3, h4, h5, h6, table, code, pre"),
    spacing: style.letterSpacing, slant: style.fontStyle, cut: style.wordBreak, font: style.fontFamily,
  };
})"""


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = request.param
    opened = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_thai_has_room_for_its_marks(page: Page, thai_site: str, name: str) -> None:
    page.goto(thai_site + PAGES[name])
    texts = page.evaluate(_TEXTS)

    assert texts
    assert [
        text for text in texts if text["height"] < (1.6 if text["is_heading"] or not text["is_body"] else 1.75)
    ] == []
    assert [text for text in texts if text["spacing"] not in ("normal", "0px") or text["slant"] != "normal"] == []
    assert [text for text in texts if text["cut"] == "break-all" or "Sarabun" not in text["font"]] == []


def test_the_font_is_the_sites_own(page: Page, thai_site: str) -> None:
    page.goto(thai_site, wait_until="networkidle")
    page.reload(wait_until="networkidle")

    loaded = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    assert set(loaded) <= {"Sarabun", "Sarabun Thai"} and "Sarabun" in loaded
    answer = page.request.get(thai_site + "assets/fonts/sarabun-OFL.txt")
    assert "SIL Open Font License" in answer.text() or "SIL OPEN FONT LICENSE" in answer.text()


def test_lines_end_between_words(page: Page, thai_site: str) -> None:
    """Chromium breaks Thai by its dictionary unless a style forbids it: no line begins with a vowel or a tone mark."""
    page.goto(thai_site + PAGES["asset"])

    starts = page.evaluate(
        """() => [...document.querySelectorAll("#h-title, article > p, article h2")].flatMap(one => {
          const found = [], range = document.createRange();
          const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
          let last = null;
          for (let node = walker.nextNode(); node; node = walker.nextNode())
            for (let at = 0; at < node.length; at++) {
              range.setStart(node, at); range.setEnd(node, at + 1);
              const box = range.getBoundingClientRect();
              if (last !== null && box.height && box.top > last + 8) found.push(node.data[at]);
              if (box.height) last = box.top;
            }
          return found;
        })"""
    )
    assert starts and not set(starts) & set("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎ๆฯ")


def test_headings_that_differ_by_a_mark_have_anchors_of_their_own(page: Page, thai_site: str) -> None:
    page.goto(thai_site + PAGES["asset"])
    anchors = {
        heading.inner_text().strip("¶ \n"): heading.get_attribute("id")
        for heading in page.locator("article h2[id], article h3[id]").all()
    }

    assert anchors["น้ำ"] != anchors["นำ"]
    assert all(anchor and anchor.isascii() for anchor in anchors.values())
    page.goto(f"{thai_site}{PAGES['asset']}#{anchors['นำ']}")
    page.wait_for_function(
        "() => Math.abs(document.querySelector(':target').getBoundingClientRect().top) < innerHeight"
    )


def test_a_file_with_a_thai_name_is_taken_home_under_it(page: Page, thai_site: str) -> None:
    page.goto(thai_site + PAGES["asset"])

    with page.expect_download() as download:
        page.locator("a[href$='.csv']").click()

    assert download.value.suggested_filename == "ตาราง น้ำ.csv"
