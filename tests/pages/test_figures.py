"""The numbers on the page of sessions: what is counted, and that nobody is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from cop_build.core.gate import preview_of
from cop_build.core.model import Kind, Language, Oid, PersonId, Phase
from cop_build.core.verdict import Approved, Judgement
from cop_build.pages.catalogue import catalogue_of
from cop_build.pages.figures import Tally, figures_of

from . import communities as given
from .test_assets import box, page_of, text_of, words_of


def held(slug: str, year: int, month: int = 6, phase: Phase = Phase.HELD) -> Approved:
    return given.approved(slug, given.session("ประชุม", datetime(year, month, 1, 9, tzinfo=UTC), phase))


def noted(slug: str, attendance: int | None) -> Approved:
    people = tuple(PersonId(f"guest-{number}") for number in range(5))
    header = replace(given.note("บันทึก", f"session/{slug}"), attendance=attendance, participants=people)
    return given.approved(f"n-{slug}", header)


def figures(*public: Approved) -> tuple[list[Tally], int]:
    found = figures_of(catalogue_of(given.judgement(*public)))
    return list(found.years), found.confirmed


def test_held_sessions_are_counted_by_year_with_the_attendance_that_notes_state() -> None:
    public = (held("a", 2026), held("b", 2026, 7), held("c", 2025), noted("a", 12), noted("c", 7))

    assert figures(*public) == ([Tally("พ.ศ. 2569", 2, 12, 1), Tally("พ.ศ. 2568", 1, 7, 1)], 2)


def test_participants_are_not_counted_where_no_number_is_stated() -> None:
    assert figures(held("a", 2026), noted("a", None))[0] == [Tally("พ.ศ. 2569", 1, 0, 0)]


def test_what_was_not_held_is_not_counted() -> None:
    assert figures(held("a", 2026, phase=Phase.PLANNED), held("b", 2026, phase=Phase.CANCELLED), noted("a", 9))[0] == []


def test_the_year_is_that_of_the_community() -> None:
    """20:00 UTC on New Year's Eve is the new year in Bangkok."""
    late = given.approved("s", given.session("ประชุม", datetime(2025, 12, 31, 20, tzinfo=UTC), Phase.HELD))

    assert [year.name for year in figures(late)[0]] == ["พ.ศ. 2569"]


def test_three_years_are_shown() -> None:
    shown = figures(*(held(f"s{year}", year) for year in range(2020, 2027)))[0]

    assert [year.name for year in shown] == ["พ.ศ. 2569", "พ.ศ. 2568", "พ.ศ. 2567"]


def test_what_experts_confirmed_is_counted_and_nothing_else() -> None:
    public = (
        given.approved("k", given.knowledge()),
        given.approved("q", given.question("ถาม")),
        given.approved("n", given.note("บันทึก", "session/s")),
        given.approved("p", given.page()),
        held("s", 2026),
    )

    assert figures(*public)[1] == 3


def said(*public: Approved, language: Language = Language.TH) -> str:
    judged = given.judgement(*public, of=given.community(language=language))
    return " ".join(words_of(box(page_of(judged, "sessions/index.md"), "cop-facts")).split())


def test_the_page_of_sessions_shows_numbers_and_no_names() -> None:
    public = (held("a", 2026), held("b", 2026, 7), noted("a", 12))

    assert said(*public) == "พ.ศ. 2569 จัดประชุม 2 ครั้ง · ผู้เข้าร่วมรวม 12 คน-ครั้ง (นับจาก 1 ครั้ง) ผู้เชี่ยวชาญยืนยันแล้ว 1 รายการ"
    english = said(*public, language=Language.EN)
    assert english == (
        "2026 held 2 sessions · attended by 12 people, added up (counted in 1 sessions) Confirmed by experts 1 items"
    )


def test_a_community_without_anything_shows_no_numbers() -> None:
    assert "cop-facts" not in text_of(given.judgement(), "sessions/index.md")


def test_the_numbers_say_nothing_of_the_day_or_the_commit() -> None:
    judged = given.judgement(held("a", 2026), noted("a", 12))
    later = replace(judged, commit=Oid("d1" * 20), as_of=date(2030, 1, 1))

    assert text_of(judged, "sessions/index.md") == text_of(later, "sessions/index.md")


def test_what_nobody_confirmed_is_not_counted_as_confirmed_in_the_preview() -> None:
    draft = given.approved("k", given.knowledge())
    judged = given.judgement()
    verdict = replace(
        given.judgement(draft).verdicts[0], approved=None, newest=draft.version, digest=draft.version.digest
    )
    shown: Judgement = preview_of(replace(judged, verdicts=(verdict,)))

    assert len(catalogue_of(shown).of_kind[Kind.KNOWLEDGE]) == 1
    assert figures_of(catalogue_of(shown)).confirmed == 0
