"""Which part did people play, when, and in what? From what members wrote down, never guessed.

What counts is the newest readable version of each asset in the judged commit, confirmed or not; what was recalled or
taken out counts for nothing. Source: manual/decisions/0030-parts-people-play.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from cop_build.core.dossier import Dossier
from cop_build.core.landings import landings_of
from cop_build.core.model import (
    AssetId,
    KnowledgeHeader,
    NoteHeader,
    PageHeader,
    PersonId,
    Phase,
    ProposalHeader,
    QuestionHeader,
    SessionHeader,
    State,
    TopicId,
    Version,
)
from cop_build.core.questions import has_answer
from cop_build.core.verdict import Judgement, Verdict


class Part(StrEnum):
    """The parts that people play, in the order in which they are told."""

    TOOK_PART = "took_part"
    LED = "led"
    ORGANISED = "organised"
    PRESENTED = "presented"
    ASKED = "asked"
    ANSWERED = "answered"
    WROTE = "wrote"
    NOTED = "noted"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, order=True)
class Contribution:
    """One part that one person played in one asset.

    Attributes:
        day: Local day of the session, of the question or of the decision; of texts, on which the person was first named
            in a version of the asset.
        person: As the asset names them; perhaps not in the registry any more.
        asset: For ``TOOK_PART`` the session.
        topics: Of the asset; those of sessions need not be in the registry.
    """

    day: date
    asset: AssetId
    part: Part
    person: PersonId
    title: str
    topics: tuple[TopicId, ...]


Landed = Sequence[tuple[date, Version]]


def landed_in(dossier: Dossier) -> Mapping[AssetId, Landed]:
    """Return the readable versions of every asset with the local days on which they landed, oldest first."""
    day_of = dossier.registries.landing_day
    return {
        asset: tuple((day_of(one.position), one.version) for one in landings_of(contents) if one.version is not None)
        for asset, contents in dossier.assets.items()
    }


def held_sessions(judgement: Judgement) -> Mapping[AssetId, tuple[date, Verdict]]:
    """Return the sessions that were held, each with its local day."""
    zone = judgement.community.timezone
    return {
        verdict.asset: (version.header.starts_in(zone).date(), verdict)
        for verdict, version in _counted(judgement)
        if isinstance(version.header, SessionHeader) and version.header.phase is Phase.HELD
    }


def notes_by_session(judgement: Judgement) -> Mapping[AssetId, Sequence[NoteHeader]]:
    """Return the notes that count, by the session that they name."""
    found: dict[AssetId, list[NoteHeader]] = {}
    for _, version in _counted(judgement):
        if isinstance(version.header, NoteHeader):
            found.setdefault(version.header.session, []).append(version.header)
    return found


def contributions(judgement: Judgement, landed: Mapping[AssetId, Landed]) -> Sequence[Contribution]:
    """Return every part that somebody played, by day; whoever is named twice in one part played it once."""
    held = held_sessions(judgement)
    found = set(_confirmed(judgement))
    for verdict, version in _counted(judgement):
        found.update(_played(verdict, version, held, landed.get(verdict.asset, ())))
    return sorted(found)


def _counted(judgement: Judgement) -> Iterator[tuple[Verdict, Version]]:
    for verdict in judgement.verdicts:
        if verdict.newest is not None and verdict.state is not State.RECALLED:
            yield verdict, verdict.newest


def _confirmed(judgement: Judgement) -> Iterator[Contribution]:
    """Yield the approvals on which what is public today rests."""
    for verdict in judgement.verdicts:
        for one in verdict.approved.confirmations if verdict.approved else ():
            yield _contribution(Part.CONFIRMED, one.reviewer.id, one.issued_on, verdict)


def _played(
    verdict: Verdict, version: Version, held: Mapping[AssetId, tuple[date, Verdict]], landed: Landed
) -> Iterator[Contribution]:
    header = version.header
    match header:
        case SessionHeader():
            if verdict.asset in held:
                yield from _in_session(header, *held[verdict.asset])
        case NoteHeader():
            if header.session in held:
                day, session = held[header.session]
                yield from (_contribution(Part.TOOK_PART, person, day, session) for person in header.participants)
                yield from (_contribution(Part.NOTED, person, day, verdict) for person in header.authors)
        case QuestionHeader():
            yield from (_contribution(Part.ASKED, person, header.asked_on, verdict) for person in header.asked_by)
            if has_answer(version):
                yield from _since_named(Part.ANSWERED, header.answered_by, verdict, landed)
        case KnowledgeHeader():
            yield from _since_named(Part.WROTE, header.authors, verdict, landed)
        case PageHeader() | ProposalHeader():
            return
        case _:
            assert_never(header)


def _in_session(header: SessionHeader, day: date, verdict: Verdict) -> Iterator[Contribution]:
    led_by = header.led_by or header.facilitator
    others = {header.facilitator, header.deputy, header.historian, header.admin} - {led_by, None}
    yield _contribution(Part.LED, led_by, day, verdict)
    yield from (_contribution(Part.ORGANISED, person, day, verdict) for person in others if person is not None)
    yield from (_contribution(Part.PRESENTED, person, day, verdict) for person in header.presenters)


def _since_named(part: Part, people: Sequence[PersonId], verdict: Verdict, landed: Landed) -> Iterator[Contribution]:
    """Yield those who wrote, on the day since which a version names them: later edits move nothing to another year."""
    for person in people:
        if day := next((day for day, version in landed if person in _writers(version)), None):
            yield _contribution(part, person, day, verdict)


def _writers(version: Version) -> Sequence[PersonId]:
    match version.header:
        case KnowledgeHeader(authors=people) | QuestionHeader(answered_by=people):
            return people
        case _:
            return ()


def _contribution(part: Part, person: PersonId, day: date, verdict: Verdict) -> Contribution:
    return Contribution(day, verdict.asset, part, person, verdict.title, verdict.topics)
