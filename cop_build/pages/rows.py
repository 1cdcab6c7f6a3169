"""Public assets as rows of a list: title, address, summary and the days that matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cop_build.core.model import KnowledgeHeader, NoteHeader, PageHeader, Phase, SessionHeader
from cop_build.core.verdict import Approved, Previewed
from cop_build.pages.addresses import asset_address
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.dates import hours_text, weekday_text
from cop_build.pages.order import dictionary_key
from cop_build.pages.words import PHASES


@dataclass(frozen=True, slots=True)
class Link:
    """An asset by its title alone; ``lang`` is the language of its title, if it is not the community's."""

    title: str
    address: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page that lists assets, and how many public ones it lists."""

    title: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Times:
    """When a session is, in the community's local time.

    Attributes:
        start: Local; seconds are not told.
        phase: Words for how far it has come; ``is_cancelled`` and ``is_planned`` say it to the style sheet.
    """

    start: datetime
    weekday: str
    hours: str
    phase: str
    is_planned: bool
    is_cancelled: bool

    @property
    def day(self) -> date:
        return self.start.date()

    @property
    def over_on(self) -> date:
        """Return the first day on which it is no longer the next session."""
        return self.day + timedelta(days=1) if self.day < date.max else self.day

    @property
    def iso(self) -> str:
        return self.start.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Row:
    """One asset in a list; ``lang`` is the language of its words, if it is not the community's."""

    title: str
    address: str
    lang: str | None
    summary: str | None
    last_reviewed_on: date | None
    is_overdue: bool
    times: Times | None
    place: str | None
    notes: Sequence[Row]


def link_to(approved: Approved, catalogue: Catalogue) -> Link:
    version = approved.version
    return Link(version.header.title, asset_address(version.asset), language_of(approved, catalogue))


def by_title(links: Iterable[Link]) -> list[Link]:
    """Return links in the order of a dictionary; those of one title by their addresses."""
    return sorted(links, key=lambda link: (dictionary_key(link.title), link.address))


def rows_of(listed: Iterable[Approved], catalogue: Catalogue, *, with_notes: bool = False) -> Sequence[Row]:
    """Return the rows of a list; with notes, a session's notes and knowledge stand below it."""
    return [_row(approved, catalogue, with_notes) for approved in listed]


def times_of(header: SessionHeader, catalogue: Catalogue) -> Times:
    """Return when a session is, in words."""
    start = header.starts_in(catalogue.community.timezone)
    return Times(
        start=start,
        weekday=weekday_text(start.date(), catalogue.language),
        hours=hours_text(start, header.duration_minutes, catalogue.language),
        phase=PHASES[header.phase].said_in(catalogue.language),
        is_planned=header.phase is Phase.PLANNED,
        is_cancelled=header.phase is Phase.CANCELLED,
    )


def language_of(approved: Approved, catalogue: Catalogue) -> str | None:
    """Return the language that an asset is written in, if it is not the community's."""
    header = approved.version.header
    written = header.language if isinstance(header, KnowledgeHeader) else None
    return written if written != catalogue.language.value else None


def _shows_its_review(approved: Approved) -> bool:
    header = approved.version.header
    return not isinstance(approved, Previewed) and not isinstance(header, SessionHeader | PageHeader)


def _row(approved: Approved, catalogue: Catalogue, with_notes: bool) -> Row:
    header, asset = approved.version.header, approved.version.asset
    session = header if isinstance(header, SessionHeader) else None
    return Row(
        title=header.title,
        address=asset_address(asset),
        lang=language_of(approved, catalogue),
        summary=header.summary if isinstance(header, KnowledgeHeader | NoteHeader | PageHeader) else None,
        last_reviewed_on=approved.last_reviewed_on if _shows_its_review(approved) else None,
        is_overdue=approved.is_overdue,
        times=times_of(session, catalogue) if session else None,
        place=session.place if session else None,
        notes=rows_of(catalogue.of_session.get(asset, ()), catalogue) if with_notes else (),
    )
