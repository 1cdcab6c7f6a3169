"""What an expert is told of the work that waits: one note a person, written anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.model import Community, Language, Person, PersonId, Text
from cop_build.core.pulls import Note
from cop_build.core.queue import Task
from cop_build.core.report import plain_markdown

LABEL = "cop-queue"
_HOW = Text(
    th="อ่านแล้วเห็นชอบ กด Approve ในคำขอที่เปิดอยู่ หรือใช้ cop review approve บันทึกนี้ปรับปรุงเองทุกสัปดาห์ และปิดเองเมื่อไม่มีงานรอ",
    en="Read, and press Approve on the open pull request, or use cop review approve. "
    "This note is written anew every week, and closes when nothing waits.",
)


def notes(tasks: Sequence[Task], community: Community, today: date) -> Iterator[Note]:
    """Yield a note for everybody with an account for whom something waits, longest wait first."""
    for _, person in sorted(community.people.items()):
        own = [task for task in tasks if any(each.id == person.id for each in task.people)]
        if own and person.github is not None:
            yield _note(person, own, community.language, today)


def mark_of(person: PersonId) -> str:
    """Return the line by which a person's note is found again."""
    return f"<!-- cop-queue: {person} -->"


def _note(person: Person, tasks: Iterable[Task], language: Language, today: date) -> Note:
    name = person.name.said_in(language)
    title = Text(th=f"งานที่รอ {name}", en=f"What waits for {name}").said_in(language)
    columns = Text(
        th="| เรื่อง | สิ่งที่รอ | ตั้งแต่ | วัน |\n|---|---|---|---|", en="| Asset | What | Since | Days |\n|---|---|---|---|"
    )
    rows = (
        f"| {plain_markdown(task.title)}<br>`{task.asset}` | {task.what.said_in(language)} | {task.since} "
        f"| {max((today - task.since).days, 0)} |"
        for task in tasks
    )
    lines = (mark_of(person.id), "", columns.said_in(language), *rows, "", _HOW.said_in(language))
    return Note(person.id, title, "\n".join(lines) + "\n")


@dataclass(frozen=True, slots=True)
class Changes:
    """What must be done on the forge so that the notes there are as they shall be."""

    opened: tuple[Note, ...]
    rewritten: tuple[Note, ...]
    closed: tuple[int, ...]


def changes(wanted: Sequence[Note], standing: Sequence[Note]) -> Changes:
    """Compare the notes that shall be with those that are. Args: standing: each with its number."""
    by_person: dict[PersonId, Note] = {}
    surplus: list[int] = []
    for note in sorted(standing, key=lambda note: note.number or 0):
        if note.person in by_person and note.number is not None:
            surplus.append(note.number)
        by_person.setdefault(note.person, note)
    opened, rewritten = [], []
    for note in wanted:
        known = by_person.pop(note.person, None)
        if known is None:
            opened.append(note)
        elif (known.title, known.body.strip()) != (note.title, note.body.strip()):
            rewritten.append(Note(note.person, note.title, note.body, known.number))
    gone = [note.number for note in by_person.values() if note.number is not None]
    return Changes(tuple(opened), tuple(rewritten), tuple(sorted([*gone, *surplus])))
