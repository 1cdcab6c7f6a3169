"""Which facts stand above and below the text of an asset?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from cop_build.core.model import (
    KnowledgeHeader,
    NoteHeader,
    PageHeader,
    PersonId,
    ProposalHeader,
    QuestionHeader,
    Reference,
    SessionHeader,
)
from cop_build.core.verdict import Approved
from cop_build.pages.addresses import asset_address
from cop_build.pages.catalogue import Catalogue, session_of
from cop_build.pages.rows import times_of
from cop_build.pages.words import words


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the box about an asset: its name in ``words``, and a text, a day or names.

    Attributes:
        href: Where the value leads; a web address that the parser let through, or relative.
    """

    name: str
    value: str | date
    href: str | None = None


def facts_of(approved: Approved, catalogue: Catalogue) -> Sequence[Fact]:
    """Return what stands above the body: what a reader needs before reading on."""
    header = approved.version.header
    match header:
        case SessionHeader():
            return list(_session_facts(header, catalogue))
        case QuestionHeader():
            return [
                *_people("asked_by", header.asked_by, catalogue),
                Fact("asked_on", header.asked_on),
                *_people("answered_by", header.answered_by, catalogue),
            ]
        case NoteHeader():
            return list(_source(approved, catalogue)) + _attendance(header, catalogue)
        case KnowledgeHeader():
            days = (("effective_from", header.effective_from), ("effective_until", header.effective_until))
            return [Fact(name, day) for name, day in days if day]
        case PageHeader() | ProposalHeader():
            return []
        case _:
            assert_never(header)


def _session_facts(header: SessionHeader, catalogue: Catalogue) -> Iterator[Fact]:
    times = times_of(header, catalogue)
    if header.place:
        yield Fact("place", header.place)
    if header.online_url and times.is_planned:
        yield Fact("online", header.online_url, href=_web(header.online_url))
    roles = (
        ("facilitator", (header.facilitator,)),
        ("deputy", (header.deputy,)),
        ("led_by", (header.led_by,) if header.led_by else ()),
        ("historian", (header.historian,)),
        ("admin", (header.admin,) if header.admin else ()),
        ("presenters", header.presenters),
    )
    for name, people in roles:
        yield from _people(name, people, catalogue)


def details_of(approved: Approved, catalogue: Catalogue) -> Sequence[Fact]:
    """Return what stands below the body: where the page comes from."""
    header = approved.version.header
    authors = header.authors if isinstance(header, KnowledgeHeader | NoteHeader) else ()
    first = [Fact("first_published", approved.first_published_on)] if approved.number > 1 else []
    return [*_people("authors", authors, catalogue), Fact("published", approved.published_on), *first]


def _source(approved: Approved, catalogue: Catalogue) -> Iterator[Fact]:
    session = session_of(approved)
    if session and (public := catalogue.public.get(session)):
        yield Fact("from_session", public.version.header.title, href=f"../../{asset_address(session)}")


def _attendance(header: NoteHeader, catalogue: Catalogue) -> list[Fact]:
    if header.attendance is None:
        return []
    return [Fact("attendance", f"{header.attendance} {words(catalogue.language)['persons']}")]


def _people(name: str, people: Sequence[PersonId], catalogue: Catalogue) -> Iterator[Fact]:
    if names := catalogue.names(people):
        yield Fact(name, ", ".join(names))


def references_of(references: Sequence[Reference]) -> Sequence[tuple[str, str | None, date | None]]:
    """Return what a text rests on: title, address if it may become a link, and when it was last looked at."""
    return [(one.title, _web(one.url), one.checked_on) for one in references]


def _web(url: str | None) -> str | None:
    """Return an address that may become a link; the parser lets no other through, and this is the last door."""
    return url if url and url.startswith(("https://", "http://")) else None
