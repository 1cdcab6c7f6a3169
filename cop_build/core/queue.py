"""What waits for whom: the work that stands between the community and its public pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cop_build.core.community import binding_topics, may_decide
from cop_build.core.model import (
    AssetId,
    Decision,
    NoteHeader,
    Person,
    Phase,
    Role,
    SessionHeader,
    State,
    Text,
)
from cop_build.core.verdict import Judgement, Verdict

_SOON = timedelta(days=30)
_AUTHORS_MEND = Text(th="แก้ไขแล้วส่งใหม่", en="mend and hand in again")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. Any of ``people`` can do it; ``since`` is the day from which it waits."""

    asset: AssetId
    title: str
    what: Text
    people: tuple[Person, ...]
    since: date


def tasks(judgement: Judgement) -> Sequence[Task]:
    """Return what waits, longest wait first."""
    found = [task for verdict in judgement.verdicts for task in _tasks_of(verdict, judgement)]
    return sorted([*found, *_notes_to_write(judgement)], key=lambda task: (task.since, task.asset))


def _tasks_of(verdict: Verdict, judgement: Judgement) -> Iterator[Task]:
    missing = verdict.missing
    if verdict.open_requests and missing is not None:
        authors = _authors(verdict, judgement) or _with(Role.ADMIN, judgement)
        yield Task(verdict.asset, verdict.title, _AUTHORS_MEND, authors, missing.waiting_since)
    elif missing is not None and missing.may_approve:
        what = Text(th="อ่านและรับรอง", en="read and approve")
        yield Task(verdict.asset, verdict.title, what, missing.may_approve, missing.waiting_since)
    elif missing is not None:
        what = Text(th="หาผู้รับรอง (ยังไม่มีใครรับรองได้)", en="find an approver (nobody may approve it)")
        yield Task(verdict.asset, verdict.title, what, _with(Role.ADMIN, judgement), missing.waiting_since)
    elif verdict.state is State.INVALID:
        what = Text(th="แก้ไขให้ถูกต้อง (cop check)", en="mend what cop check names")
        authors = _authors(verdict, judgement) or _with(Role.ADMIN, judgement)
        yield Task(verdict.asset, verdict.title, what, authors, judgement.as_of)
    due_on = verdict.due_on
    if due_on is not None and verdict.state in (State.APPROVED, State.OVERDUE) and due_on - _SOON <= judgement.as_of:
        what = Text(th=f"ทบทวนภายใน {due_on}", en=f"review by {due_on}")
        yield Task(verdict.asset, verdict.title, what, _reviewers(verdict, judgement), due_on)


def _reviewers(verdict: Verdict, judgement: Judgement) -> tuple[Person, ...]:
    topics = binding_topics(verdict.kind, verdict.topics, judgement.community)
    authors = {person.id for person in _authors(verdict, judgement)}
    return tuple(
        person
        for person in judgement.community.in_office(judgement.as_of)
        if person.id not in authors and may_decide(person, Decision.APPROVE, verdict.kind, topics)
    )


def _authors(verdict: Verdict, judgement: Judgement) -> tuple[Person, ...]:
    named = getattr(verdict.newest.header, "authors", ()) if verdict.newest else ()
    return tuple(judgement.community.people[person] for person in named if person in judgement.community.people)


def _with(role: Role, judgement: Judgement) -> tuple[Person, ...]:
    return tuple(person for _, person in sorted(judgement.community.people.items()) if role in person.roles)


def _notes_to_write(judgement: Judgement) -> Iterator[Task]:
    versions = [verdict.newest for verdict in judgement.verdicts if verdict.newest is not None]
    noted = {version.header.session for version in versions if isinstance(version.header, NoteHeader)}
    for version in versions:
        header = version.header
        if isinstance(header, SessionHeader) and header.phase is Phase.HELD and version.asset not in noted:
            people = judgement.community.people
            historian = (people[header.historian],) if header.historian in people else _with(Role.HISTORIAN, judgement)
            what = Text(th="เขียนบันทึกการประชุม", en="write the session's note")
            yield Task(
                version.asset, header.title, what, historian, header.starts_in(judgement.community.timezone).date()
            )
