"""What is public, found by kind, topic and session: looked through once, so that no page has to do it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cop_build.core.lineage import Lineage
from cop_build.core.model import (
    AssetId,
    Community,
    Kind,
    KnowledgeHeader,
    Language,
    NoteHeader,
    Oid,
    PageHeader,
    Person,
    PersonId,
    Role,
    SessionHeader,
    Topic,
    TopicId,
)
from cop_build.core.verdict import Approved, Judgement, Notice
from cop_build.pages.order import thai_key

# Kinds that are listed under their topics, in that order.
IN_PARTS = (Kind.KNOWLEDGE, Kind.QUESTION, Kind.NOTE, Kind.SESSION)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The public assets of one judgement.

    Attributes:
        public: By id, sorted by it.
        commit: What was judged.
        of_kind: Knowledge, notes and questions newest first; sessions latest first; pages in their order.
        of_topic: For every topic of the registry, in the order of kinds and within it of ``of_kind``.
        of_session: Notes, then knowledge, that name the session.
        lineage: What came of what.
        subtopics: Topics by parent, in the registry's order; ``None`` holds those without one.
        experts: Who answers for a topic today, in the registry's order.
        is_preview: It holds what nobody confirmed: no machine is told of it.
    """

    community: Community
    as_of: date
    commit: Oid
    public: Mapping[AssetId, Approved]
    notices: Sequence[Notice]
    of_kind: Mapping[Kind, Sequence[Approved]]
    of_topic: Mapping[TopicId, Sequence[Approved]]
    of_session: Mapping[AssetId, Sequence[Approved]]
    lineage: Lineage
    subtopics: Mapping[TopicId | None, Sequence[Topic]]
    experts: Mapping[TopicId, Sequence[Person]]
    is_preview: bool

    @property
    def language(self) -> Language:
        return self.community.language

    @property
    def next_session(self) -> Approved | None:
        """Return the planned session that comes first, today's included."""
        return next((session for session in self.upcoming_sessions if is_planned(session)), None)

    @property
    def upcoming_sessions(self) -> Sequence[Approved]:
        """Return what was planned for today or later, the cancelled included, soonest first."""
        return [session for session in reversed(self.of_kind[Kind.SESSION]) if self._is_ahead(session)]

    @property
    def past_sessions(self) -> Sequence[Approved]:
        return [session for session in self.of_kind[Kind.SESSION] if not self._is_ahead(session)]

    def names(self, people: Iterable[PersonId]) -> list[str]:
        """Return the display names of those who are in the registry."""
        known = (self.community.people.get(person) for person in people)
        return [person.name.said_in(self.language) for person in known if person]

    def _is_ahead(self, session: Approved) -> bool:
        header = session.version.header
        assert isinstance(header, SessionHeader)
        return header.phase != "held" and header.starts_in(self.community.timezone).date() >= self.as_of


def catalogue_of(judgement: Judgement) -> Catalogue:
    """Return what is public by this judgement."""
    community = judgement.community
    public = {approved.version.asset: approved for approved in judgement.public}
    kinds: defaultdict[Kind, list[Approved]] = defaultdict(list)
    for approved in public.values():
        kinds[approved.version.kind].append(approved)
    of_kind = {kind: _in_order(kind, kinds[kind]) for kind in Kind}
    topics: defaultdict[TopicId, list[Approved]] = defaultdict(list)
    sessions: defaultdict[AssetId, list[Approved]] = defaultdict(list)
    for kind in IN_PARTS:
        for approved in of_kind[kind]:
            for topic in dict.fromkeys(approved.version.topics):
                topics[topic].append(approved)
    for approved in (*of_kind[Kind.NOTE], *of_kind[Kind.KNOWLEDGE]):
        if session := session_of(approved):
            sessions[session].append(approved)
    subtopics: defaultdict[TopicId | None, list[Topic]] = defaultdict(list)
    for known in community.topics.values():
        subtopics[known.parent if known.parent in community.topics else None].append(known)
    return Catalogue(
        community=community,
        as_of=judgement.as_of,
        commit=judgement.commit,
        public=public,
        notices=[verdict.notice for verdict in judgement.verdicts if verdict.notice and not verdict.approved],
        of_kind=of_kind,
        of_topic={topic: topics[topic] for topic in community.topics},
        of_session=dict(sessions),
        lineage=Lineage(approved.version for approved in public.values()),
        subtopics=dict(subtopics),
        experts={topic: _experts_on(topic, community, judgement.as_of) for topic in community.topics},
        is_preview=judgement.is_preview,
    )


def session_of(approved: Approved) -> AssetId | None:
    """Return the session that an asset names as its source."""
    header = approved.version.header
    return header.session if isinstance(header, KnowledgeHeader | NoteHeader) else None


def is_planned(session: Approved) -> bool:
    header = session.version.header
    return isinstance(header, SessionHeader) and header.phase == "planned"


def _in_order(kind: Kind, listed: list[Approved]) -> list[Approved]:
    match kind:
        case Kind.SESSION:
            return sorted(listed, key=_start, reverse=True)
        case Kind.PAGE:
            return sorted(listed, key=_place)
        case _:
            by_title = sorted(listed, key=lambda approved: thai_key(approved.version.header.title))
            return sorted(by_title, key=lambda approved: approved.last_reviewed_on, reverse=True)


def _start(session: Approved) -> tuple[datetime, str]:
    header = session.version.header
    assert isinstance(header, SessionHeader)
    return header.starts_at, session.version.asset


def _place(page: Approved) -> tuple[bool, int, tuple[str, str]]:
    header = page.version.header
    assert isinstance(header, PageHeader)
    return header.order is None, header.order or 0, thai_key(header.title)


def _experts_on(topic: TopicId, community: Community, day: date) -> list[Person]:
    return [
        person
        for person in community.people.values()
        if Role.EXPERT in person.roles and topic in person.topics and person.is_in_office(day)
    ]
