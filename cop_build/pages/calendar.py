"""``calendar.ics``: all public sessions, and one alone, for people's own calendars. Source: RFC 5545, RFC 7986.

It says what the sessions' pages say, and invites nobody: no attendees, no organizer, no e-mail addresses. Nothing in it
depends on when it was built. A session is the same event in both, so that the later one to be read brings the other up
to date, or cancels it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from cop_build.core.model import Kind, Phase, SessionHeader
from cop_build.core.verdict import Approved
from cop_build.pages.addresses import asset_address
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.linked import absolute
from cop_build.pages.staged import Staged
from cop_build.pages.words import words
from cop_build.pages.zones import described

CALENDAR = "calendar.ics"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # before, clocks showed no whole minutes; after, there is no next year
_REFRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What tells the event of a draft from the real one, which it must never replace.

    Attributes:
        mark: Stands before its title.
        stamped_at: When it was written, UTC: nobody has confirmed it, so there is no other moment.
    """

    mark: str
    stamped_at: datetime


def calendar(catalogue: Catalogue) -> Staged:
    """Return the calendar, earliest session first."""
    whole = _empty()
    name = one_line(catalogue.community.title.said_in(catalogue.language))
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    _fill(whole, tuple(reversed(catalogue.of_kind[Kind.SESSION])), catalogue, drafted=None)
    return Staged(CALENDAR, whole.to_ical())


def session_calendar(session: Approved, catalogue: Catalogue, *, drafted: Drafted | None = None) -> bytes:
    """Return a calendar of one session that is fit for a letter.

    It says METHOD:PUBLISH, and not who publishes it: that would be somebody's address. Source: RFC 5546 §3.2.1.
    """
    whole = _empty()
    whole.add("method", "PUBLISH")
    _fill(whole, (session,), catalogue, drafted=drafted)
    data: bytes = whole.to_ical()
    return data


def one_line(text: str) -> str:
    """Return text without anything that could end a line, or that the formats of calendars and letters forbid."""
    return _CONTROLS.sub(" ", text)


def _empty() -> Calendar:
    whole = Calendar()
    whole.add("prodid", "-//cop_build//sessions//EN")
    whole.add("version", "2.0")
    return whole


def _fill(whole: Calendar, sessions: Sequence[Approved], catalogue: Catalogue, *, drafted: Drafted | None) -> None:
    zone = ZoneInfo(catalogue.community.timezone)
    listed = [(one, start) for one in sessions if (start := _start_of(one, zone))]
    if listed:
        whole.add_component(described(zone, (start.year for _, start in listed)))
    for session, start in listed:
        whole.add_component(_event(session, start, catalogue, drafted))


def _start_of(session: Approved, zone: ZoneInfo) -> datetime | None:
    """Return when a session starts, in local time; ``None`` outside the years that zones are known for."""
    header = session.version.header
    assert isinstance(header, SessionHeader)
    try:
        start = header.starts_at.astimezone(zone).replace(second=0, microsecond=0)
    except OverflowError:
        return None
    return start if _FIRST_YEAR <= start.year <= _LAST_YEAR else None


def _event(session: Approved, start: datetime, catalogue: Catalogue, drafted: Drafted | None) -> Event:
    header, asset = session.version.header, session.version.asset
    assert isinstance(header, SessionHeader)
    event = Event()
    event.add("uid", f"{asset}{'.draft' if drafted else ''}@{catalogue.community.id}")
    stamps = [drafted.stamped_at] if drafted else [one.record.issued_at for one in session.confirmations]
    event.add("dtstamp", max(stamps).astimezone(UTC))
    event.add("sequence", session.number - 1)
    status = "TENTATIVE" if drafted else "CONFIRMED"
    event.add("status", "CANCELLED" if header.phase is Phase.CANCELLED else status)
    event.add("summary", one_line(f"{drafted.mark} {header.title}" if drafted else header.title))
    event.add("dtstart", start)
    if header.duration_minutes:
        event.add("duration", timedelta(minutes=header.duration_minutes))
    if header.place:
        event.add("location", one_line(header.place))
    if address := absolute(asset_address(asset), catalogue):
        event.add("url", address)
    if said := "\n".join(_description(header, catalogue)):
        event.add("description", said)
    return event


def _description(header: SessionHeader, catalogue: Catalogue) -> Iterator[str]:
    say = words(catalogue.language)
    if names := catalogue.names([header.facilitator]):
        yield f"{say['facilitator']}: {one_line(', '.join(names))}"
    if header.online_url and header.phase is Phase.PLANNED:
        yield f"{say['online']}: {one_line(header.online_url)}"
