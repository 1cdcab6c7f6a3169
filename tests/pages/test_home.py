"""The first page: what it says, in which order, and that nothing is more than two clicks away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest

from cop_build.core.model import Language, PersonId, Text, Topic, TopicId
from cop_build.core.verdict import Approved, Judgement, Previewed
from cop_build.pages.home import ANSWERED, NEWEST

from . import communities as given
from .test_assets import box, everything_approved, page_of, staged, words_of


def headings(page: Element) -> list[str]:
    return [words_of(one) for one in page.iter("h2")]


def section(page: Element, heading: str) -> Element:
    return next(one for one in page.iter("section") if words_of(next(one.iter("h2"))) == heading)


def links(page: Element) -> list[str]:
    return [href for one in page.iter("a") if (href := one.get("href"))]


def whole(language: Language = Language.TH) -> Judgement:
    about = given.approved("about", given.page("เกี่ยวกับเรา"))
    return given.judgement(*everything_approved(), about, of=given.community(language=language))


def answered(slug: str, on: date, *by: str) -> Approved:
    header = replace(given.question(f"ถาม {slug}"), answered_by=tuple(map(PersonId, by or ("author",))))
    return replace(given.approved(slug, header), published_on=on)


def test_search_comes_first_then_the_next_session_topics_and_what_is_new() -> None:
    page = page_of(whole(), "index.md")

    assert headings(page) == ["การประชุมครั้งถัดไป", "หัวข้อ", "ยืนยันล่าสุด", "คำถามที่ตอบล่าสุด", "ทั้งหมดในเว็บนี้"]
    said = words_of(page)
    order = ["ชุมชนตัวอย่าง", "เราเป็นใคร", "พิมพ์คำถาม", "16 ธันวาคม 2569", "เหตุฉุกเฉิน", "สิทธิ UCEP"]
    assert [said.index(word) for word in order] == sorted(said.index(word) for word in order)


def test_an_english_community_has_an_english_first_page() -> None:
    page = page_of(whole(Language.EN), "index.md")

    assert headings(page) == [
        "Next session", "Topics", "Newest confirmed", "Lately answered questions", "Everything on this site",
    ]  # fmt: skip
    assert words_of(box(page, "cop-find")).startswith("Type a question or a word")
    assert "16 December 2026" in words_of(section(page, "Next session"))
    assert "Answered by Person author · 1 November 2026" in words_of(section(page, "Lately answered questions"))


def test_the_search_field_is_a_way_to_the_a_to_z_where_nothing_searches() -> None:
    field = box(page_of(whole(), "index.md"), "cop-find__field")

    assert field is not None and (field.tag, field.get("href"), field.get("role")) == ("a", "a-z/", None)


def test_the_questions_answered_last_come_first_with_who_answered_and_when() -> None:
    days = [date(2026, 9, n) for n in (3, 9, 1, 5)]
    listed = [answered(f"q-{day.day}", day, "author", "expert", "gone") for day in days]

    questions = section(page_of(given.judgement(*listed), "index.md"), "คำถามที่ตอบล่าสุด")

    assert links(questions) == [*(f"question/q-{n}/" for n in (9, 5, 3)[:ANSWERED]), "question/"]
    assert "ถาม q-9 ผู้ตอบ คุณ author, คุณ expert · 9 กันยายน 2569" in words_of(questions)
    assert next(questions.iter("time")).get("datetime") == "2026-09-09"


def test_a_review_that_changed_nothing_is_no_new_answer() -> None:
    old = replace(answered("old", date(2025, 1, 1)), last_reviewed_on=date(2026, 11, 20))
    new = replace(answered("new", date(2026, 10, 1)), last_reviewed_on=date(2026, 10, 1))

    questions = section(page_of(given.judgement(old, new), "index.md"), "คำถามที่ตอบล่าสุด")

    assert links(questions)[:2] == ["question/new/", "question/old/"]


def test_a_previewed_answer_has_no_day_on_which_it_was_confirmed() -> None:
    shown = answered("q", date(2026, 9, 9))
    previewed = Previewed(**{name: getattr(shown, name) for name in Approved.__slots__})

    questions = section(page_of(given.judgement(previewed), "index.md"), "คำถามที่ตอบล่าสุด")

    assert "ผู้ตอบ คุณ author" in words_of(questions) and not list(questions.iter("time"))


def test_no_question_no_heading_of_questions() -> None:
    assert "คำถามที่ตอบล่าสุด" not in headings(page_of(given.judgement(), "index.md"))


def test_the_newest_are_few_and_the_lists_of_every_kind_are_counted() -> None:
    listed = [given.approved(f"a-{n}", given.knowledge(f"เรื่อง {n}")) for n in range(NEWEST + 3)]
    page = page_of(given.judgement(*listed, given.approved("q", given.question("ถาม"))), "index.md")

    assert links(section(page, "ยืนยันล่าสุด"))[NEWEST:] == ["knowledge/"]
    everything = section(page, "ทั้งหมดในเว็บนี้")
    assert words_of(box(everything, "cop-ways")) == f"คลังความรู้ {NEWEST + 3} ถาม–ตอบ 1"
    assert "feed.xml" in links(everything)


@pytest.mark.parametrize("count", [1, 1000])
def test_every_asset_is_on_a_page_that_the_first_page_leads_to(count: int) -> None:
    """With sub-topics of sub-topics, and with assets of all kinds that name no topic."""
    ids = [TopicId(f"t-{n}") for n in range(9)]
    topics = {
        one: Topic(one, Text(th=f"หัวข้อ {n}", en=f"Topic {n}"), parent=ids[n - 1] if n % 3 else None)
        for n, one in enumerate(ids)
    }
    listed = [given.approved(f"a-{n}", given.knowledge(f"เรื่อง {n}", topics=(ids[n % len(ids)],))) for n in range(count)]
    judged = given.judgement(
        *listed,
        *everything_approved(),
        *(given.approved(f"n-{n}", given.note(f"บันทึก {n}", "session/s")) for n in range(40)),
        *(given.approved(f"p-{n}", given.page(f"หน้า {n}")) for n in range(40)),
        of=given.community(topics={**given.TOPICS, **topics}),
    )
    pages = {path for path in staged(judged) if path.endswith(".md")}

    first = set(links(page_of(judged, "index.md")))
    second = {
        address.removeprefix("../" * path.count("/"))
        for path in (f"{address}index.md" for address in first)
        if path in pages
        for address in links(page_of(judged, path))
    }

    assert {f"{approved.version.asset}/" for approved in judged.public} <= first | second
