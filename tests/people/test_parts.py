"""Which parts people played, as real repositories say. Source: manual/decisions/0030-parts-people-play.md."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cop_build.core.participation import EmptyWindow, Window
from cop_build.core.parts import Part
from tests.community_box import AS_OF, Box
from tests.people.community import YEAR, community, found_in, later, parts_in, told_of


@pytest.fixture
def lively(tmp_path: Path) -> Box:
    return community(tmp_path / "box")


def counts(box: Box, window: Window = YEAR) -> dict[str, dict[str, int]]:
    return {one.id: {part.value: n for part, n in one.counts.items()} for one in told_of(box, window).played}


def test_every_part_is_found_with_its_day(lively: Box) -> None:
    assert parts_in(lively) == {
        ("p-mai", "led", "session/first", "2026-10-20"),
        ("p-fac", "organised", "session/first", "2026-10-20"),
        ("p-his", "organised", "session/first", "2026-10-20"),
        ("p-adm", "organised", "session/first", "2026-10-20"),
        ("p-nok", "presented", "session/first", "2026-10-20"),
        ("p-old", "presented", "session/first", "2026-10-20"),
        ("p-nok", "took_part", "session/first", "2026-10-20"),
        ("p-ann", "took_part", "session/first", "2026-10-20"),
        ("p-his", "noted", "note/first", "2026-10-20"),
        ("p-fac", "led", "session/second", "2026-11-05"),
        ("p-mai", "organised", "session/second", "2026-11-05"),
        ("p-his", "organised", "session/second", "2026-11-05"),
        ("p-nok", "asked", "question/q", "2026-10-01"),
        ("p-old", "answered", "question/q", "2026-11-01"),
        ("p-mai", "wrote", "knowledge/x", "2026-11-01"),
        ("p-ann", "confirmed", "knowledge/x", "2026-11-01"),
    }


def test_counts_are_by_person_and_everyone_in_office_is_there(lively: Box) -> None:
    found = counts(lively)

    assert found["p-mai"] == {"led": 1, "organised": 1, "wrote": 1}
    assert found["p-nok"] == {"presented": 1, "took_part": 1, "asked": 1}
    assert found["p-fin"] == {}
    assert list(found) == [person["id"] for person in lively.registry["people"]]


def test_a_session_that_was_not_held_counts_for_nobody(lively: Box) -> None:
    lively.write("session/ahead", phase="cancelled", starts_at="2026-10-21T13:00:00+07:00", presenters=["p-fin"])
    lively.write("note/ahead", session="session/ahead", participants=["p-fin"])
    lively.commit("Cancel", by="p-mai")

    assert counts(lively)["p-fin"] == {}


def test_two_notes_of_a_session_count_once(lively: Box) -> None:
    lively.write("note/again", participants=["p-nok", "p-bob"], attendance=30)
    lively.commit("Write", by="p-mai")

    found = counts(lively)
    assert found["p-nok"]["took_part"] == 1 and found["p-bob"]["took_part"] == 1
    meetings = told_of(lively).meetings
    assert (meetings.held, meetings.listed, meetings.counted, meetings.attendance) == (2, 1, 1, 30)


def test_a_later_edit_moves_nothing_to_another_day_and_a_later_author_counts_later(lively: Box) -> None:
    later(lively, 5)
    lively.write("knowledge/x", authors=["p-mai", "p-fin"], body="แก้แล้ว\n")
    lively.commit("Edit", by="p-mai")

    wrote = {(one.person, str(one.day)) for one in found_in(lively) if one.part is Part.WROTE}
    assert wrote == {("p-mai", "2026-11-01"), ("p-fin", "2026-11-06")}


def test_an_author_who_was_taken_out_counts_no_more(lively: Box) -> None:
    lively.write("knowledge/x", authors=["p-fin"])
    lively.commit("Edit", by="p-mai")

    assert "wrote" not in counts(lively)["p-mai"]


def test_a_question_without_an_answer_was_answered_by_nobody(lively: Box) -> None:
    lively.write("question/q", asked_by=["p-nok"], answered_by=["p-old"], body="## คำตอบ · Answer\n\n")
    lively.commit("Edit", by="p-mai")

    assert "answered" not in counts(lively)["p-old"] and counts(lively)["p-nok"]["asked"] == 1


def test_what_was_recalled_or_taken_out_counts_for_nobody(lively: Box) -> None:
    lively.decide("knowledge/x", by="p-bob", decision="recall")
    assert not {"wrote", "confirmed"} & {part for _, part, asset, _ in parts_in(lively) if asset == "knowledge/x"}

    lively.remove("drafts/question/q")
    lively.commit("Withdraw", by="p-mai")
    assert not [asset for _, _, asset, _ in parts_in(lively) if asset == "question/q"]


def test_what_is_not_committed_counts_for_nobody(lively: Box) -> None:
    lively.write("knowledge/y", authors=["p-fin"])

    assert counts(lively)["p-fin"] == {}


def test_both_ends_of_the_window_count(lively: Box) -> None:
    def held(first: date, last: date) -> int:
        return told_of(lively, Window(first, last)).meetings.held

    day = date(2026, 10, 20)
    assert held(day, day) == 1
    assert held(date(2026, 10, 21), AS_OF) == 1 and held(date(2026, 10, 1), date(2026, 10, 19)) == 0


def test_a_session_counts_on_its_local_day(lively: Box) -> None:
    """00:30 of the 5th in Bangkok is still the 4th in UTC."""
    assert told_of(lively, Window(date(2026, 11, 5), AS_OF)).meetings.held == 1


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 11, 23), date(2025, 11, 24)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2027, 2, 28), date(2026, 3, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(1, 5, 5), date(1, 1, 1)),
    ],
)
def test_a_year_is_twelve_months_that_end_with_a_day(last: date, first: date) -> None:
    assert Window.of_a_year(last) == Window(first, last)


def test_a_window_without_a_day_is_refused() -> None:
    with pytest.raises(EmptyWindow):
        Window(date(2026, 1, 2), date(2026, 1, 1))


def test_who_left_is_told_and_whoever_is_in_no_registry_is_named_by_id(lively: Box) -> None:
    later(lively, 1)
    lively.registry["people"] = [one for one in lively.registry["people"] if one["id"] != "p-nok"]
    lively.write_registry()
    lively.commit("Take out", by="p-adm")

    by_id = {str(one.id): one for one in told_of(lively).played}
    assert by_id["p-old"].has_left and by_id["p-old"].person is not None
    assert by_id["p-nok"].person is None and by_id["p-nok"].counts[Part.PRESENTED] == 1
    assert not by_id["p-mai"].has_left


def test_people_who_left_before_the_window_and_did_nothing_in_it_are_left_out(lively: Box) -> None:
    window = Window(date(2026, 11, 12), AS_OF)

    assert "p-old" not in counts(lively, window) and "p-nok" in counts(lively, window)


def test_a_last_day_that_lies_ahead_takes_nobody_out_of_office(lively: Box) -> None:
    lively.person("p-mai")["until"] = "2026-12-01"
    lively.write_registry()
    lively.commit("Ends", by="p-adm")

    by_id = {str(one.id): one for one in told_of(lively, Window(date(2026, 1, 1), date(2026, 12, 31))).played}
    assert not by_id["p-mai"].has_left
