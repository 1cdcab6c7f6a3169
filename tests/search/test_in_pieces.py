"""An index in pieces, in a real browser: only what is needed is fetched, and what is missing breaks nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.access.reading import served
from tests.chromium import NEEDS_CHROMIUM
from tests.search.asking import Reader, reading
from tests.search.site import INDEX, find, pieces_in, queries

pytestmark = NEEDS_CHROMIUM
WORKERS = "assets/javascripts/workers"


@pytest.fixture
def copied(pieced: Path, tmp_path: Path) -> Path:
    """Copy the site; its search asks anew for a piece that failed after a tenth of a second, not after thirty."""
    shutil.copytree(pieced, tmp_path / "site")
    script = tmp_path / "site" / WORKERS / "fetching.js"
    text = script.read_text(encoding="utf-8")
    assert text.count("AGAIN_AFTER = 30000") == 1
    script.write_text(text.replace("AGAIN_AFTER = 30000", "AGAIN_AFTER = 100"), encoding="utf-8")
    return tmp_path / "site"


@contextmanager
def opened(browser: Browser, site: Path) -> Iterator[tuple[Reader, list[str], list[str]]]:
    """Open a site below a path; yield the reader, what was fetched of the index, and what the console said."""
    with served(site, "cop/") as address, reading(browser, address) as reader:
        fetched: list[str] = []
        said: list[str] = []
        start = f"/cop/search/{pieces_in(site).name}/"
        reader.page.on("request", lambda one: fetched.append(urlsplit(one.url).path.removeprefix(start)))
        reader.page.on("console", lambda one: said.append(one.text))
        reader.page.on("pageerror", lambda error: said.append(str(error)))
        yield reader, fetched, said


def asked_until(reader: Reader, query: str, is_answered: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
    """Ask again and again, as pieces that could not be had are fetched anew only after a while."""
    for _ in range(100):
        pages = reader.ask(query).pages
        if is_answered(pages):
            return pages
        reader.page.wait_for_timeout(100)
    raise AssertionError(f"no answer to {query}")


def test_both_forms_of_the_index_find_the_same_pages(browser: Browser, whole: Path, pieced: Path) -> None:
    answers = []
    for site in (whole, pieced):
        with served(site) as address, reading(browser, address) as reader:
            answers.append(find(reader, queries()))

    assert [one.place for one in answers[1]] == [one.place for one in answers[0]]


def test_nothing_is_fetched_before_somebody_asks_and_then_what_the_question_needs(
    browser: Browser, pieced: Path
) -> None:
    with opened(browser, pieced) as (reader, fetched, said):
        before = list(fetched)
        reader.ask("ต้อกระจก")

        assert before == [] and said == []
        assert fetched[0] == "words.json" and len(fetched) == len(set(fetched))
        assert {path.split("/")[0] for path in fetched} <= {"words.json", "words", "pages", "titles"}
        assert 0 < sum(path.startswith("pages/") for path in fetched) <= 24
        reader.ask("ต้อกระจก ")
        assert len(fetched) == len(set(fetched)), "no piece is fetched twice"


def typed(page: Page, texts: list[str]) -> None:
    """Type quickly: the next text before the answer to the last."""
    page.evaluate(
        """(texts) => {
          const box = document.querySelector("input[data-md-component='search-query']");
          box.focus();
          for (const text of texts) {
            box.value = text;
            box.dispatchEvent(new KeyboardEvent("keyup", { key: "Shift", bubbles: true }));
          }
        }""",
        texts,
    )


def test_who_types_quickly_sees_the_answer_to_the_last_question(browser: Browser, pieced: Path) -> None:
    with opened(browser, pieced) as (reader, _, said):
        expected = reader.ask("มาตรา 39").pages
        texts = ["ใ", "ใบ", "ใบส", "ใบส่", "ใบส่ง", "ใบส่งตัว", "ฟอกไต", "UCEP", "มาตรา 3", "มาตรา 39"]
        reader.page.evaluate("window.results.length = 0")

        typed(reader.page, texts)
        reader.page.wait_for_function(
            "(page) => window.results.at(-1)?.items[0]?.[0].location.startsWith(page)", arg=expected[0]
        )
        reader.page.wait_for_timeout(500)  # nothing may come behind it
        answers = reader.page.evaluate("window.results.map(({ items }) => items.map((one) => one[0].location))")

        assert 1 <= len(answers) <= len(texts) and said == []
        assert tuple(one.partition("#")[0] for one in answers[-1]) == expected


def test_a_missing_text_leaves_a_page_its_title(browser: Browser, copied: Path) -> None:
    with opened(browser, copied) as (reader, fetched, said):
        whole = reader.ask("ต้อกระจก").pages
    gone = [path for path in fetched if path.startswith("pages/")]
    for path in gone:
        (pieces_in(copied) / path).unlink()

    with opened(browser, copied) as (reader, _, said):
        pages = reader.ask("ต้อกระจก").pages
        assert set(pages) == set(whole) and len(said) <= len(gone), "none is told of twice"
        assert reader.page.locator(".md-search-result__item h1").first.inner_text()


def test_missing_words_make_answers_fewer_and_are_named(browser: Browser, copied: Path) -> None:
    folder = pieces_in(copied)
    kept = {path: path.read_bytes() for path in folder.glob("words/*.json")}
    vocabulary = json.loads((folder / "words.json").read_bytes())
    last = [start for start in vocabulary["starts"] if start <= vocabulary["words"].split(" ").index("ต้อกระจก")]
    missing = folder / f"words/{len(last) - 1}.json"
    missing.unlink()

    with opened(browser, copied) as (reader, _, said):
        fewer = reader.ask("ต้อกระจก UCEP").pages
        assert "knowledge/ucep-72-hours/" in fewer and "knowledge/referral-letter-expired/" not in fewer
        assert [one for one in said if "404" not in one] == []
        assert "ต้อกระจก" in reader.page.locator(".md-search-result__terms").first.inner_text()
        missing.write_bytes(kept[missing])
        assert asked_until(reader, "ต้อกระจก", lambda pages: "knowledge/referral-letter-expired/" in pages)


@pytest.mark.parametrize("gone", ["words.json", "."])
def test_a_search_without_its_index_says_so_and_recovers(browser: Browser, copied: Path, gone: str) -> None:
    place = pieces_in(copied) / gone
    place.rename(copied / "away")

    with opened(browser, copied) as (reader, _, said):
        for number in range(5):
            assert reader.ask(f"UCEP{' ' * number}").pages == ("a-z/",)
        assert "ขณะนี้ค้นหาไม่ได้" in reader.page.locator(".md-search-result__item").first.inner_text()
        assert len(said) <= 10
        (copied / "away").rename(place)
        assert asked_until(reader, "UCEP", lambda pages: len(pages) > 1)[0] == "knowledge/ucep-72-hours/"


def test_a_piece_that_is_no_json_breaks_nothing(browser: Browser, copied: Path) -> None:
    for path in pieces_in(copied).glob("words/*.json"):
        path.write_text("<html>", encoding="utf-8")

    with opened(browser, copied) as (reader, _, _said):
        assert reader.ask("UCEP").pages == ("a-z/",)


def test_the_pages_policy_lets_the_pieces_through(browser: Browser, pieced: Path) -> None:
    with served(pieced, "cop/") as address:
        page = browser.new_page()
        broken: list[str] = []
        page.expose_function("policyBroken", lambda said: broken.append(said))
        page.add_init_script("document.addEventListener('securitypolicyviolation', e => policyBroken(e.blockedURI))")
        page.on("request", lambda one: broken.append(one.url) if not one.url.startswith(address) else None)
        page.goto(address, wait_until="networkidle")
        page.locator("input[data-md-component='search-query']").fill("ใบส่งตัวหมดอายุ")
        page.keyboard.press("Shift")
        page.locator(".md-search-result__item mark").first.wait_for()
        page.close()

    assert broken == []


def test_an_index_of_a_later_agreement_leaves_the_page_in_peace(browser: Browser, copied: Path) -> None:
    index = json.loads((copied / INDEX).read_bytes())
    index["config"]["words"]["pieces"]["version"] = 99
    (copied / INDEX).write_text(json.dumps(index), encoding="utf-8")

    with opened(browser, copied) as (reader, _, _said):
        assert reader.ask("UCEP").pages == ("a-z/",)
