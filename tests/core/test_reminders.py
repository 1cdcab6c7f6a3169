"""One note a person, and no more work on the forge than is needed."""

from __future__ import annotations

from datetime import date

from cop_build.core.model import PersonId
from cop_build.core.pulls import Note
from cop_build.core.queue import tasks
from cop_build.core.reminders import changes, mark_of, notes
from tests.community_box import AS_OF, Box


def a_note(person: str, body: str = "x", number: int | None = None) -> Note:
    return Note(PersonId(person), f"งานที่รอ {person}", body, number)


def test_everybody_with_an_account_for_whom_something_waits_has_a_note(box: Box) -> None:
    box.write("knowledge/x", title="<b>เรื่อง</b>")
    box.commit("Write", by="p-mai")
    judgement = box.judge()

    found = {note.person: note for note in notes(tasks(judgement), judgement.community, AS_OF)}

    assert set(found) == {"p-ann", "p-bob"}
    body = found[PersonId("p-ann")].body
    assert body.startswith(mark_of(PersonId("p-ann"))) and "knowledge/x" in body and "<b>" not in body
    assert "| 22 |" in body, "how many days it waits"


def test_what_has_been_done_waits_for_nobody(box: Box) -> None:
    box.publish("knowledge/x")
    judgement = box.judge()

    assert not [*notes(tasks(judgement), judgement.community, date(2026, 11, 23))]


def test_only_what_differs_is_touched() -> None:
    wanted = [a_note("p-new"), a_note("p-same"), a_note("p-changed", "y")]
    standing = [
        a_note("p-same", "x\n", 1),
        a_note("p-changed", "x", 2),
        a_note("p-done", "x", 3),
        a_note("p-same", "x", 9),
    ]

    todo = changes(wanted, standing)

    assert [note.person for note in todo.opened] == ["p-new"]
    assert [(note.person, note.number, note.body) for note in todo.rewritten] == [("p-changed", 2, "y")]
    assert todo.closed == (3, 9)
