"""What is read of a note: its stories, questions, decisions and follow-ups, in Thai and in English."""

from __future__ import annotations

from datetime import date

import pytest

from cop_build.core.minutes import Asked, FollowUp, Minutes, minutes_of
from cop_build.core.model import AssetId
from cop_build.core.spoken_days import day_in
from tests.pages import communities as given


def read(body: str) -> Minutes:
    minutes = minutes_of(given.approved("n", given.note("บันทึก", "session/s"), body).version)
    assert minutes is not None
    return minutes


@pytest.mark.parametrize(
    "body",
    [
        "## เรื่องเล่าที่ 1: เตียงผิด\n\n**เกิดอะไรขึ้น** ก\n\n**เราทำอะไร** ข\n\n**เราเรียนรู้อะไร** ค\n\n→ knowledge/bed\n",
        "## Story 1: เตียงผิด\n\n### What happened\n\nก\n\n### What we did\n\nข\n\n"
        "### What we learnt\n\nค\n\n- -> knowledge/bed\n",
        "## เรื่องเล่า — เตียงผิด\n\n**เกิดอะไรขึ้น:**\nก\n\n**เราจัดการ**: ข\n\n"
        "**สิ่งที่เราได้เรียนรู้** ค\n=> [x](../../knowledge/bed/index.md)\n",
    ],
    ids=["bold", "headings", "loosely"],
)
def test_a_story_has_a_title_three_parts_and_what_is_to_come_of_it(body: str) -> None:
    (story,) = read(body).stories

    assert (story.number, story.title, story.happened, story.did, story.learnt) == (1, "เตียงผิด", "ก", "ข", "ค")
    assert story.proposes == ("knowledge/bed",)


def test_a_story_that_is_told_in_sections_of_its_parts_has_no_title() -> None:
    (story,) = read("## เกิดอะไรขึ้น\n\nก\n\n## เราทำอะไร\n\nข\n\n## อื่น ๆ\n\nค\n").stories

    assert (story.title, story.happened, story.did, story.learnt) == ("", "ก", "ข", "")


def test_what_waits_for_its_author_and_what_is_code_is_not_there() -> None:
    body = (
        "## เรื่องเล่าที่ 1: ✎ ชื่อ\n\n**เกิดอะไรขึ้น** ✎ เล่า\n\n→ knowledge/slug ✎\n\n"
        "## คำถามในวงประชุม\n\n- ✎ คำถาม\n\n```\n## ข้อตกลง\n- ก\n```\n\n## งานติดตาม\n\n- [ ] ✎ งาน — ใคร — 2026-12-01\n"
    )
    found = read(body)

    assert (found.stories, found.questions, found.decisions, found.follow_ups, found.names) == ((), (), (), (), ())


def test_a_question_names_what_answers_it_or_is_ticked_off() -> None:
    found = read("## Questions\n\n- ใครจ่าย — คุณ ก → question/who-pays\n- [x] ตอบแล้ว\n- ใครแก้\n")

    assert found.questions == (
        Asked("ใครจ่าย", (AssetId("question/who-pays"),), is_settled=False),
        Asked("ตอบแล้ว", (), is_settled=True),
        Asked("ใครแก้", (), is_settled=False),
    )


@pytest.mark.parametrize(
    ("line", "owner", "due_on", "is_done"),
    [
        ("- [ ] พิมพ์ป้าย — คุณ ก — 2026-12-15", "คุณ ก", date(2026, 12, 15), False),
        ("- พิมพ์ป้าย -- คุณ ก, คุณ ข -- ๑๕ ธ.ค. ๒๕๖๙", "คุณ ก, คุณ ข", date(2026, 12, 15), False),
        ("1. [X] พิมพ์ป้าย – คุณ ก", "คุณ ก", None, True),
        ("- พิมพ์ป้าย — คุณ ก — ทำแล้ว", "คุณ ก", None, True),
        ("- พิมพ์ป้าย", "", None, False),
        (
            "| งาน | ใคร | เมื่อใด |\n|---|---|---|\n| พิมพ์ป้าย | คุณ ก | 15 December 2026 |",
            "คุณ ก",
            date(2026, 12, 15),
            False,
        ),
        ("| งาน | ใคร | ผล |\n|:--|---|---|\n| พิมพ์ป้าย | คุณ ก | เสร็จแล้ว |", "คุณ ก", None, True),
    ],
)
def test_a_follow_up_has_an_owner_a_day_and_may_be_done(
    line: str, owner: str, due_on: date | None, is_done: bool
) -> None:
    assert read(f"## งานติดตาม\n\n{line}\n").follow_ups == (FollowUp("พิมพ์ป้าย", owner, due_on, is_done),)


def test_decisions_are_the_items_below_their_heading() -> None:
    assert read("## ข้อตกลง\n\nคุยกันนาน\n\n- หนึ่ง\n* สอง\n\n## อื่น ๆ\n\n- สาม\n").decisions == ("หนึ่ง", "สอง")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ภายใน 2026-12-31", date(2026, 12, 31)),
        ("2569-12-31", date(2026, 12, 31)),
        ("31 ธันวาคม 2569", date(2026, 12, 31)),
        ("๓๑ ธ.ค. พ.ศ. ๒๕๖๙", date(2026, 12, 31)),
        ("31 Dec. 2026", date(2026, 12, 31)),
        ("31 december 2026", date(2026, 12, 31)),
        ("เตียง 12 ตึก 2569 แล้ว 1 ม.ค. 2570", date(2027, 1, 1)),
        ("31 กุมภาพันธ์ 2569", None),
        ("2026-13-01", None),
        ("เดือนหน้า", None),
        ("HN 12026-12-311", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert day_in(text) == day
