"""The pages that lead to content: home, topics, sessions, lists, data, navigation."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from cop_build.core.model import Language, Phase, Text, Topic, TopicId
from cop_build.core.verdict import Approved
from cop_build.pages.catalogue import catalogue_of
from cop_build.pages.dates import day_text, hours_text, weekday_text
from cop_build.pages.folded import MOST_FOLDED, MOST_IN_FULL
from cop_build.pages.order import thai_key
from cop_build.pages.settings import extra, nav, settings

from . import communities as given
from .test_assets import box, everything_approved, page_of, text_of, words_of


def meeting(slug: str, days: int, phase: Phase = Phase.PLANNED) -> Approved:
    start = datetime.combine(given.AS_OF + timedelta(days=days), datetime.min.time(), UTC).replace(hour=9)
    return given.approved(slug, given.session(f"ประชุม {slug}", start, phase))


def test_sessions_come_next_first_then_upcoming_then_past_newest_first() -> None:
    judged = given.judgement(
        meeting("far", 60),
        meeting("off", 5, Phase.CANCELLED),
        meeting("next", 10),
        meeting("old", -60, Phase.HELD),
        meeting("recent", -5, Phase.HELD),
        meeting("forgotten", -9),
        given.approved("n", given.note("บันทึก", "session/old")),
    )
    page = page_of(judged, "sessions/index.md")

    links = [str(one.get("href")) for one in page.iter("a")]

    order = ["next", "off", "far", "recent", "forgotten", "old"]
    assert links.pop(1) == "../calendar.ics"
    assert links == [*(f"../session/{slug}/" for slug in order), "../note/n/"]
    assert "ยกเลิก" in words_of(box(page, "cop-row--cancelled"))


def test_past_sessions_stand_under_their_years_and_old_years_are_folded() -> None:
    judged = given.judgement(*(meeting(f"of-{years}", -365 * years - 5, Phase.HELD) for years in range(4)))
    page = page_of(judged, "sessions/index.md")

    assert [words_of(heading).strip() for heading in page.iter("h3")] == ["พ.ศ. 2569", "พ.ศ. 2568"]
    assert [words_of(fold).split()[:3] for fold in page.iter("details")] == [
        ["พ.ศ.", "2567", "1"],
        ["พ.ศ.", "2566", "1"],
    ]
    assert [str(link.get("href")) for fold in page.iter("details") for link in fold.iter("a")] == [
        "../session/of-2/",
        "../session/of-3/",
    ]


def test_a_bar_on_every_page_names_the_next_session_until_its_day_is_over() -> None:
    judged = given.judgement(meeting("later", 40), meeting("next", 10), meeting("off", 5, Phase.CANCELLED))

    bar = extra(catalogue_of(judged))["cop"]["next"]  # type: ignore[index]  # as our theme's template reads it

    assert bar["address"] == "session/next/"
    assert bar["until"] == (given.AS_OF + timedelta(days=11)).isoformat()
    assert "2569" in bar["day"] and "น." in bar["hours"] and "<" not in bar["title"]
    assert extra(catalogue_of(given.judgement(meeting("old", -5, Phase.HELD))))["cop"]["next"] is None  # type: ignore[index]  # same


@pytest.mark.parametrize(("hour", "is_next"), [(16, False), (17, True)])
def test_a_session_is_next_until_its_local_day_is_over(hour: int, is_next: bool) -> None:
    """17:00 UTC on the 22nd is midnight of the 23rd in Bangkok, the day of the judgement."""
    start = datetime(2026, 11, 22, hour, tzinfo=UTC)
    page = page_of(given.judgement(given.approved("s", given.session("ประชุม", start))), "sessions/index.md")

    assert ("ยังไม่มีกำหนดการประชุม" not in words_of(page)) is is_next


def test_a_topics_page_shows_what_is_public_and_who_answers_for_it() -> None:
    judged = given.judgement(*everything_approved())
    page = page_of(judged, "topics/ucep/index.md")

    assert "คุณ expert" in words_of(box(page, "cop-facts"))
    assert "ตัวชี้วัด 1" in words_of(box(page, "cop-facts"))
    assert {"../../knowledge/a/", "../../question/q/", "../../topics/emergency/"} <= {
        one.get("href") for one in page.iter("a")
    }
    assert "ยูเซป" in words_of(page_of(judged, "topics/emergency/index.md"))
    assert "search: {exclude: true}" in text_of(judged, "topics/ucep/index.md")


def test_the_index_counts_and_nests_topics() -> None:
    said = words_of(page_of(given.judgement(*everything_approved()), "topics/index.md"))

    assert "เหตุฉุกเฉิน เรื่องด่วน" in said, "what is only in its sub-topics is not counted as nothing"
    assert "ยูเซป 2" in said


def test_the_first_page_leads_to_everything() -> None:
    judged = given.judgement(*everything_approved(), given.approved("about", given.page("เรา")))
    page = page_of(judged, "index.md")

    links = {one.get("href") for one in page.iter("a")}

    assert {"session/s/", "topics/emergency/", "knowledge/a/", "page/about/", "knowledge/"} <= links
    assert "ชุมชนตัวอย่าง" in words_of(next(page.iter("h1")))


def test_an_empty_community_has_all_its_pages() -> None:
    judged = given.judgement()

    for path in (
        "index.md",
        "topics/index.md",
        "sessions/index.md",
        "knowledge/index.md",
        "note/index.md",
        "question/index.md",
    ):
        assert words_of(page_of(judged, path))


def test_a_list_too_long_for_one_page_shows_the_newest_and_leads_to_topics_and_the_a_to_z() -> None:
    judged = given.judgement(*(given.approved(f"a-{n}", given.knowledge(f"ก {n}")) for n in range(MOST_FOLDED + 1)))
    page = page_of(judged, "knowledge/index.md")

    assert f"{MOST_IN_FULL} จากทั้งหมด {MOST_FOLDED + 1}" in words_of(page)
    assert len(list(page.iter("li"))) == MOST_IN_FULL
    assert {"../topics/", "../a-z/"} <= {one.get("href") for one in page.iter("a")}


def test_the_data_says_what_is_public() -> None:
    data = json.loads(text_of(given.judgement(*everything_approved()), "data/assets.json"))

    assert (data["version"], data["community"], data["commit"], data["as_of"]) == (
        1,
        "sample",
        given.COMMIT,
        "2026-11-23",
    )
    assert [one["id"] for one in data["assets"]] == ["knowledge/a", "note/n", "page/p", "question/q", "session/s"]
    assert data["assets"][0] | {"digest": ""} == {
        "id": "knowledge/a", "kind": "knowledge", "title": "สิทธิ UCEP", "topics": ["ucep"], "digest": "",
        "last_reviewed_on": "2026-11-01", "review_by": "2027-05-01", "overdue": False, "reviewers": ["expert"],
        "url": "knowledge/a/",
    }  # fmt: skip


def test_the_navigation_holds_sections_and_topics_and_pages_but_no_other_asset() -> None:
    said = json.dumps(nav(catalogue_of(given.judgement(*everything_approved()))), ensure_ascii=False)

    assert "topics/ucep/index.md" in said
    assert "page/p/index.md" in said
    assert "knowledge/a/" not in said
    assert "session/s/" not in said


def test_whatever_the_renderer_is_told_is_escaped() -> None:
    nasty = Text(th="</title><script>alert(1)</script>", en="x")
    topic = Topic(TopicId("t"), nasty)
    judged = given.judgement(given.approved("p", given.page(nasty.th)), of=given.community(topics={topic.id: topic}))
    community = judged.community
    for name in ("title", "notice"):
        object.__setattr__(community, name, nasty)

    assert "<" not in json.dumps([settings(judged), extra(catalogue_of(judged)), nav(catalogue_of(judged))])


@pytest.mark.parametrize(
    ("day", "thai", "english"),
    [
        (date(2026, 8, 20), "20 สิงหาคม 2569", "20 August 2026"),
        (date(2024, 2, 29), "29 กุมภาพันธ์ 2567", "29 February 2024"),
        (date(9999, 12, 31), "31 ธันวาคม 10542", "31 December 9999"),
    ],
)
def test_days_are_written_as_readers_write_them(day: date, thai: str, english: str) -> None:
    assert (day_text(day, Language.TH), day_text(day, Language.EN)) == (thai, english)


def test_hours_are_written_as_readers_write_them() -> None:
    start = datetime(2026, 8, 20, 13, 5, tzinfo=UTC)

    assert hours_text(start, 90, Language.TH) == "เวลา 13.05–14.35 น."
    assert hours_text(start, None, Language.EN) == "13:05"
    assert weekday_text(start.date(), Language.TH) == "วันพฤหัสบดี"


def test_titles_stand_in_the_order_of_a_thai_dictionary() -> None:
    words = ["ไก่", "ขา", "เกม", "กา", "แก", "ก่า", "กก"]

    assert sorted(words, key=thai_key) == ["กก", "กา", "ก่า", "เกม", "แก", "ไก่", "ขา"]
