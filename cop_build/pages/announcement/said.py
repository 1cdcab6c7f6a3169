"""What is told of a session, wherever it is announced: the same facts, in words of one language.

Nothing else is told than what its page tells, and of people their display names alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cop_build.core.model import Phase, SessionHeader
from cop_build.core.verdict import Approved
from cop_build.pages.addresses import SESSIONS, asset_address, encoded, unquoted
from cop_build.pages.announcement.preparing import cut, preparation
from cop_build.pages.announcement.words import announcement_words
from cop_build.pages.calendar import one_line
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.dates import full_day_text
from cop_build.pages.forge import proposal_address
from cop_build.pages.linked import absolute
from cop_build.pages.rows import times_of

MOST_LETTERS = 160  # of a fact
MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know: its name in the chosen language, what it is, and where that leads, if anywhere."""

    name: str
    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """An announcement in words. Every text is one line.

    Attributes:
        heading: What kind of announcement it is.
        when: The day in full and the hours, in the community's local time.
        facts: The day first.
        prepare: What to bring; empty if it is cancelled.
        propose: Whom to tell of a topic, and where else to write; ``None`` if it is cancelled.
        page: The session's page, in letters that every program takes as one address; ``None`` without a ``site_url``.
        other: The same of the list of sessions.
    """

    is_cancelled: bool
    is_draft: bool
    heading: str
    community: str
    title: str
    when: str
    facts: Sequence[Fact]
    prepare: Sequence[str]
    propose: Fact | None
    page: str | None
    other: str | None

    @property
    def shown_page(self) -> str | None:
        """Return the page's address as people type it."""
        return one_line(unquoted(self.page)).partition("://")[2].rstrip("/") if self.page else None


def said_of(session: Approved, catalogue: Catalogue, *, is_draft: bool) -> Said:
    """Return what is told of a session in the catalogue's language."""
    header = session.version.header
    assert isinstance(header, SessionHeader)
    say = announcement_words(catalogue.language)
    times = times_of(header, catalogue)
    is_cancelled = header.phase is Phase.CANCELLED
    when = f"{full_day_text(times.day, catalogue.language)} {times.hours}"
    return Said(
        is_cancelled=is_cancelled,
        is_draft=is_draft,
        heading=say["cancellation" if is_cancelled else "invitation"],
        community=one_line(catalogue.community.title.said_in(catalogue.language)),
        title=one_line(header.title).strip(),
        when=when,
        facts=(Fact(say["was_to_be" if is_cancelled else "when"], when), *_facts(header, catalogue)),
        prepare=() if is_cancelled else preparation(session.version.body) or (say["prepare_a_case"],),
        propose=None if is_cancelled else _proposing(header, catalogue),
        page=_address(asset_address(session.version.asset), catalogue),
        other=_address(SESSIONS, catalogue),
    )


def _facts(header: SessionHeader, catalogue: Catalogue) -> Iterator[Fact]:
    say = announcement_words(catalogue.language)
    if header.place:
        yield Fact(say["place"], _short(header.place))
    if header.phase is Phase.CANCELLED:
        return
    if header.online_url:
        yield Fact(say["online"], one_line(header.online_url), _web(header.online_url))
    for name, people in (("facilitator", (header.facilitator,)), ("presenters", header.presenters)):
        if listed := catalogue.names(people):
            more = ["…"] if len(listed) > MOST_NAMES else []
            yield Fact(say[name], _short(", ".join([*listed[:MOST_NAMES], *more])))
    known = catalogue.community.topics
    topics = [known[one].title.said_in(catalogue.language) if one in known else one for one in header.topics]
    if topics:
        yield Fact(say["topics"], _short(", ".join(dict.fromkeys(topics))))


def _proposing(header: SessionHeader, catalogue: Catalogue) -> Fact:
    say = announcement_words(catalogue.language)
    names = catalogue.names([header.facilitator])
    whom = say["tell"].replace("{name}", _short(names[0])) if names else say["answer"]
    return Fact(say["propose"], whom, proposal_address(catalogue.community))


def _short(text: str) -> str:
    return cut(one_line(text).strip(), MOST_LETTERS)


def _web(address: str) -> str | None:
    """Return an address that may become a link; the parser lets no other through, and this is the last door."""
    return address if address.startswith(("https://", "http://")) and one_line(address) == address else None


def _address(inside: str, catalogue: Catalogue) -> str | None:
    whole = absolute(inside, catalogue)
    return None if whole is None else encoded(one_line(whole))
