"""Front matter of the five kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from cop_build.core.model.words import AssetId, Period, PersonId, TopicId


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that an asset rests on."""

    title: str
    url: str | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class AttachmentTitle:
    """The title that the front matter gives to a file of the asset's folder."""

    file: str
    title: str


@dataclass(frozen=True, slots=True)
class KnowledgeHeader:
    """Front matter of a knowledge asset."""

    title: str
    summary: str
    topics: tuple[TopicId, ...]
    authors: tuple[PersonId, ...]
    language: str | None = None
    session: AssetId | None = None
    keywords: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    attachments: tuple[AttachmentTitle, ...] = ()
    effective_from: date | None = None
    effective_until: date | None = None
    review_in: Period | None = None
    change_note: str | None = None


class Phase(StrEnum):
    """How far a session has come; facts that people write down, not a status of review."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionHeader:
    """Front matter of a session. ``starts_at`` carries its offset."""

    title: str
    starts_at: datetime
    facilitator: PersonId
    deputy: PersonId
    historian: PersonId
    phase: Phase
    duration_minutes: int | None = None
    place: str | None = None
    online_url: str | None = None
    topics: tuple[TopicId, ...] = ()
    led_by: PersonId | None = None
    admin: PersonId | None = None
    presenters: tuple[PersonId, ...] = ()

    def starts_in(self, timezone: str) -> datetime:
        """Return when it starts as the clocks of a time zone show it; at the ends of the calendar as it was written."""
        try:
            return self.starts_at.astimezone(ZoneInfo(timezone))
        except OverflowError:
            return self.starts_at


@dataclass(frozen=True, slots=True)
class ProposalHeader:
    """Front matter of a session that is only an idea: it has no day yet, and is never public."""

    title: str
    summary: str | None = None
    topics: tuple[TopicId, ...] = ()
    proposed_by: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteHeader:
    """Front matter of a session's note. ``participants`` are never published."""

    title: str
    summary: str
    session: AssetId
    authors: tuple[PersonId, ...]
    topics: tuple[TopicId, ...] = ()
    attendance: int | None = None
    participants: tuple[PersonId, ...] = ()
    attachments: tuple[AttachmentTitle, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionHeader:
    """Front matter of a question with its answer."""

    title: str
    topics: tuple[TopicId, ...]
    asked_on: date
    asked_by: tuple[PersonId, ...] = ()
    answered_by: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class PageHeader:
    """Front matter of a page such as "about". ``order`` sorts the pages of the navigation."""

    title: str
    summary: str | None = None
    order: int | None = None


Header = KnowledgeHeader | SessionHeader | ProposalHeader | NoteHeader | QuestionHeader | PageHeader
