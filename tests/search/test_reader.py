"""What readers type is found, in a real browser over this repository's own pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cop_build.app.judging import WORDS as WORD_LIST
from cop_build.core.spelling import folded
from cop_build.core.thai_words import CUT
from cop_build.edges.searching import prepare_search
from cop_build.edges.wordlist import read_words
from tests.access.reading import served
from tests.chromium import DESKTOP, NEEDS_CHROMIUM, PHONE
from tests.search.asking import Reader, reading
from tests.search.site import INDEX, Query, drawn_words, find, queries, recall, searched_pages

pytestmark = NEEDS_CHROMIUM
BOX = "input[data-md-component='search-query']"


def test_the_queries_ask_for_pages_that_are_public(site: Path) -> None:
    pages = set(searched_pages(site))

    assert len(queries()) >= 60
    assert [query for query in queries() if not query.answers <= pages] == []


def test_what_is_asked_is_among_the_first_five(reader: Reader) -> None:
    found = find(reader, queries())

    assert recall(found) >= 0.95, [one.query.typed for one in found if one.place is None or one.place > 4]
    assert recall(found, at=1) >= 0.9


def test_a_word_from_the_middle_of_a_sentence_finds_its_page(reader: Reader, address: str, site: Path) -> None:
    words = drawn_words(reader, address, searched_pages(site))

    found = find(reader, words)

    assert len(found) == 500
    assert [one.query for one in found if one.place is None] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ดำเนินการ", "ด\u0e4d\u0e32เนินการ"),
        ("น้ำท่วม", "น\u0e4d\u0e49\u0e32ท่วม"),
        ("น้ำท่วม", "นำ้ท่วม"),
        ("72 ชั่วโมง", "๗๒ ชั่วโมง"),
        ("UCEP", "ucep"),
        ("แขนขาอ่อนแรง", "เเขนขาอ่อนแรง"),
        ("พ.ร.บ.", "พรบ"),
        ("มาตรา 39", "มาตรา39"),
        ("ใบส่งตัว", "ใบ\u200bส่งตัว"),
    ],
)
def test_two_ways_of_typing_find_the_same(reader: Reader, one: str, other: str) -> None:
    found = reader.ask(one).pages

    assert found and reader.ask(other).pages[:5] == found[:5]


@pytest.mark.parametrize(
    ("typed", "page"), [("ข้าราชกาน", "knowledge/csmbs-"), ("ยืนยันตัวตณ", "knowledge/authen-"), ("ผุ้ประกันตน", "")]
)
def test_one_wrong_letter_is_forgiven(reader: Reader, typed: str, page: str) -> None:
    found = reader.ask(typed).pages

    assert any(one.startswith(page) for one in found[:5])


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("CLAIM Code ไม่ได้เลข", "knowledge/authen-system-down/"),
        ("โรงบาลเรียกเก็บเงินเพิ่ม", "knowledge/extra-billing/"),
        ("หนังสือส่งต่อหมดอายุ", "knowledge/referral-letter-expired/"),
    ],
)
def test_two_languages_and_other_names_find_one_thing(reader: Reader, typed: str, page: str) -> None:
    assert page in reader.ask(typed).pages[:5]


def test_what_stands_nowhere_is_not_found(reader: Reader) -> None:
    assert reader.ask("qqzzxxqq").pages == ()


@pytest.mark.parametrize(
    "typed", ['"', "+ - * ~ ^ :", "title:", "a^b~2", "\\", "<b>", "()[]{}", "ๆๆๆ", "\u0e48\u0e48", "่", "1/", "😀"]
)
def test_no_sign_breaks_the_search(reader: Reader, typed: str) -> None:
    reader.ask(typed)

    assert reader.ask("UCEP").pages[:1] == ("knowledge/ucep-72-hours/",)


def test_the_browser_folds_as_the_program_does(reader: Reader, address: str) -> None:
    script = reader.page.evaluate(
        "async (at) => await (await fetch(at)).text()", f"{address}assets/javascripts/workers/asking.js"
    )
    rules = script[script.index("const HIDDEN") : script.index("let words = null")]
    texts = [query.typed for query in queries()] + [
        "น\u0e4d\u0e49\u0e32",
        "น\u0e49\u0e4d\u0e32",
        "\u0e48\u0e48",
        "ที\u0e48\u0e35",
        "๑,๒๓๔.๕",
        "Ünïcode ÉCOLE",
        "ท.ร.1/1",
        "ก.ค.",
        "เเ",
        "e.g.",
        "İ",
    ]
    # a debugger's evaluation, which the page's own policy does not let anybody else do
    said = reader.page.evaluate(
        f"(texts) => {{ {rules} return texts.map(folded); }}",
        texts,
    )

    assert said == [folded(text) for text in texts]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_hits_are_marked_where_they_stand(browser: Browser, address: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="th-TH")
    page = context.new_page()
    page.goto(address)
    if size == PHONE:
        page.locator("label[for='__search']").first.click()

    page.locator(BOX).fill("ใบส่งตัวหมดอายุ")
    page.keyboard.press("Shift")
    page.locator(".md-search-result__item mark").first.wait_for()
    marked = page.locator(".md-search-result__item h1").first.inner_html()
    page.locator(".md-search-result__link").first.click()
    page.locator("article mark").first.wait_for()

    assert marked.startswith("<mark>ใบส่งตัวหมดอายุ</mark>")
    assert page.locator("article h1 mark").first.inner_text() == "ใบส่งตัวหมดอายุ"
    context.close()


def test_the_list_shows_what_the_search_answered(reader: Reader) -> None:
    pages = reader.ask("สิทธิว่าง").pages

    shown = reader.page.locator(".md-search-result__item").evaluate_all(
        "items => items.map((one) => new URL(one.querySelector('a').href).pathname)"
    )

    assert [path.removeprefix("/cop/") for path in shown][:5] == list(pages[:5])


def test_no_answer_says_that_it_lacks_what_it_shows(reader: Reader) -> None:
    typed = "ใบส่งตัว"
    assert reader.ask(typed).pages

    shown = reader.page.locator(".md-search-result__item article").evaluate_all(
        "all => all.map((one) => [one.innerText, [...one.querySelectorAll('del')].map((word) => word.innerText)])"
    )

    assert sum(typed in text for text, _ in shown) > 1
    assert [text for text, missing in shown if typed in missing and text.count(typed) > missing.count(typed)] == []


def test_keywords_find_and_are_not_shown(reader: Reader, site: Path) -> None:
    assert reader.ask("ออเทน").pages[:1] == ("knowledge/authen-system-down/",)
    assert "ออเทน" not in reader.page.locator(".md-search-result").inner_text()
    assert "ออเทน" not in (site / "knowledge/authen-system-down/index.html").read_text(encoding="utf-8")


def test_a_word_as_long_as_a_text_does_not_stop_the_search(
    browser: Browser, whole: Path, pieced: Path, tmp_path: Path
) -> None:
    docs = json.loads((whole / INDEX).read_text(encoding="utf-8").replace(CUT, ""))["docs"]
    words = {doc["location"]: (doc.pop("keywords"),) for doc in docs if "keywords" in doc}
    docs[0]["text"] += f"<p>{'abcdefghij' * 5_000}</p>"
    for name, site, limit in (("whole", whole, 10**9), ("pieced", pieced, 0)):
        shutil.copytree(site, tmp_path / name)
        shutil.rmtree(tmp_path / name / "search")
        (tmp_path / name / "search").mkdir()
        (tmp_path / name / INDEX).write_text(json.dumps({"config": {}, "docs": docs}), encoding="utf-8")
        prepare_search(tmp_path / name, words=read_words(WORD_LIST), keywords=words, whole_up_to=limit)
        with served(tmp_path / name) as address, reading(browser, address) as opened:
            answer = opened.ask("ข้าราชกาน")

        assert answer.pages, "one letter is wrong, and it is found all the same"
        assert answer.milliseconds < 5_000


def test_an_index_that_nobody_prepared_is_searched_as_before(browser: Browser, whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "site")
    index = tmp_path / "site" / INDEX
    old = json.loads(index.read_bytes())
    del old["config"]["words"]
    index.write_text(json.dumps(old), encoding="utf-8")

    with served(tmp_path / "site") as at, reading(browser, at) as opened:
        found = find(opened, [Query("ucep", frozenset({"knowledge/ucep-72-hours/"}))])

    assert found[0].place == 0


def test_a_site_without_an_index_is_read_all_the_same(browser: Browser, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    (tmp_path / "site" / INDEX).unlink()
    with served(tmp_path / "site") as at:
        page = browser.new_page()
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)) if "search_index" not in str(error) else None)
        page.goto(f"{at}knowledge/ucep-72-hours/", wait_until="networkidle")
        headings = page.locator("h1").count()
        page.close()

    assert headings == 1
    assert [one for one in broken if "words.js" in one] == []
