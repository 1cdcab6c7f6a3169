"""Does the community keep its rhythm: are sessions planned, announced, held and noted, and by whom next?

Only warnings: a late announcement keeps nobody's page from the public. Source: manual/admins.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.history import INDEX, REGISTRY
from cop_build.core.model import (
    AssetId,
    Community,
    NoteHeader,
    Period,
    PersonId,
    Phase,
    ProposalHeader,
    Role,
    SessionHeader,
    Text,
)
from cop_build.core.verdict import Judgement, Verdict

NOTE_WITHIN = timedelta(days=14)
MONTHS_AHEAD = 6


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session as its newest version has it. ``announced_on`` is the first day on which it was public."""

    asset: AssetId
    header: SessionHeader
    day: date
    announced_on: date | None


def meetings(judgement: Judgement) -> Sequence[Meeting]:
    """Return every session that can be read, by its local day."""
    zone = judgement.community.timezone
    found = [
        Meeting(
            verdict.asset,
            verdict.newest.header,
            verdict.newest.header.starts_in(zone).date(),
            verdict.approved.first_published_on if verdict.approved else None,
        )
        for verdict in judgement.verdicts
        if verdict.newest is not None and isinstance(verdict.newest.header, SessionHeader)
    ]
    return sorted(found, key=lambda meeting: (meeting.day, meeting.asset))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A session that is only an idea."""

    asset: AssetId
    header: ProposalHeader


def proposals(verdicts: Sequence[Verdict]) -> Sequence[Proposed]:
    """Return every session that waits for a day, by id."""
    return [
        Proposed(verdict.asset, verdict.newest.header)
        for verdict in verdicts
        if verdict.newest is not None and isinstance(verdict.newest.header, ProposalHeader)
    ]


def with_rhythm(judgement: Judgement) -> Judgement:
    """Return the judgement with what is to be said about its sessions."""
    found = meetings(judgement)
    noted = {
        verdict.newest.header.session
        for verdict in judgement.verdicts
        if verdict.newest is not None and isinstance(verdict.newest.header, NoteHeader)
    }
    said = {one.asset: tuple(_remarks(one, judgement, is_noted=one.asset in noted)) for one in found}
    verdicts = tuple(
        replace(verdict, findings=tuple(sorted({*verdict.findings, *said[verdict.asset]})))
        if said.get(verdict.asset)
        else verdict
        for verdict in judgement.verdicts
    )
    besides = (*_gap(found, judgement), *_agreements(judgement))
    return replace(judgement, verdicts=verdicts, findings=tuple(sorted({*judgement.findings, *besides})))


def _remarks(meeting: Meeting, judgement: Judgement, *, is_noted: bool) -> Iterator[Finding]:
    policy, today = judgement.community.policy, judgement.as_of
    path, phase = f"drafts/{meeting.asset}/{INDEX}", meeting.header.phase
    announce_by = meeting.day - timedelta(days=policy.announce_days)
    if phase is Phase.PLANNED and meeting.day < today:
        th, en = f"วันประชุม {meeting.day} ผ่านไปแล้ว", f"its day, {meeting.day}, is over"
        yield Finding(path, 0, Code("COP604"), Text(th=th, en=en), Severity.WARNING)
    elif phase is Phase.PLANNED and meeting.announced_on is None and announce_by <= today:
        th, en = f"ควรประกาศตั้งแต่ {announce_by}", f"it should have been announced by {announce_by}"
        yield Finding(path, 0, Code("COP601"), Text(th=th, en=en), Severity.WARNING)
    if phase is Phase.PLANNED and meeting.day >= today and meeting.header.admin is None:
        detail = Text(th="ยังไม่มีผู้ดูแลการประชุม (admin)", en="nobody is named as its administrator (admin)")
        yield Finding(path, 0, Code("COP605"), detail, Severity.WARNING)
    if phase is Phase.HELD and not is_noted and meeting.day + NOTE_WITHIN <= today:
        th = f"ประชุมเมื่อ {meeting.day} ยังไม่มีบันทึก"
        yield Finding(path, 0, Code("COP603"), Text(th=th, en=f"held on {meeting.day}, no note yet"), Severity.WARNING)


def _gap(found: Sequence[Meeting], judgement: Judgement) -> Iterator[Finding]:
    """Yield that the next session should be announced by now, and nobody has planned it."""
    policy, today = judgement.community.policy, judgement.as_of
    kept = [meeting.day for meeting in found if meeting.header.phase is not Phase.CANCELLED]
    if not kept:
        return
    due = policy.cadence.after(max(kept))
    if due - timedelta(days=policy.announce_days) <= today:
        th = f"ยังไม่มีกำหนดการครั้งถัดไป (ควรมีภายใน {due})"
        en = f"the next session is not planned (due by {due})"
        yield Finding("drafts/session/", 0, Code("COP602"), Text(th=th, en=en), Severity.WARNING)


def _agreements(judgement: Judgement) -> Iterator[Finding]:
    """Yield that the ground rules that new people acknowledge cannot be read by them."""
    page = judgement.community.agreements
    if page is not None and not any(approved.version.asset == page for approved in judgement.public):
        th, en = f"{page} ยังไม่เผยแพร่", f"{page} is not public"
        yield Finding(REGISTRY, 0, Code("COP606"), Text(th=th, en=en), Severity.WARNING)


# -- who and when next -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a new session begins with; people who are gone are not proposed."""

    day: date
    facilitator: PersonId | None
    deputy: PersonId | None
    historian: PersonId | None


def proposed(found: Sequence[Meeting], community: Community, today: date) -> Proposal:
    """Return the day after the last session by the cadence, its facilitator and deputy, and whose turn it is to write.

    The day falls on the same weekday, and lies ahead by at least the time of announcing.
    """
    kept = [meeting for meeting in found if meeting.header.phase is not Phase.CANCELLED]
    last = kept[-1] if kept else None
    earliest = today + timedelta(days=community.policy.announce_days)
    day = community.policy.cadence.after(last.day) if last else max(earliest, Period(months=1).after(today))
    while day < earliest:
        day = community.policy.cadence.after(day)
    if last:
        day = _same_weekday(last.day, day, not_before=earliest)
    serving = {person.id for person in community.in_office(day)}
    facilitator = last.header.facilitator if last and last.header.facilitator in serving else None
    deputy = last.header.deputy if last and last.header.deputy in serving else None
    return Proposal(day, facilitator, deputy, _next_historian(kept, community, serving))


def _same_weekday(like: date, day: date, *, not_before: date) -> date:
    """Return the day nearest to another that falls on the weekday of a third."""
    if day > date.max - timedelta(days=7):
        return day
    ahead = (like.weekday() - day.weekday()) % 7
    nearest = day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return nearest if nearest >= not_before else nearest + timedelta(days=7)


def _next_historian(kept: Sequence[Meeting], community: Community, serving: set[PersonId]) -> PersonId | None:
    """Return the serving historian who wrote least often, and of those who wrote longest ago."""
    wrote = Counter(meeting.header.historian for meeting in kept)
    latest = {meeting.header.historian: meeting.day for meeting in kept}
    able = [
        person.id for person in community.people.values() if Role.HISTORIAN in person.roles and person.id in serving
    ]
    return min(able, key=lambda person: (wrote[person], latest.get(person, date.min), person), default=None)
