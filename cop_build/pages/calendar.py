"""``calendar.ics``: all public sessions, for people's own calendars. Source: RFC 5545, RFC 7986.

It says what the sessions' pages say, and invites nobody: no attendees, no organizer, no e-mail addresses. Nothing in it
depends on when it was built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def calendar(catalogue: Catalogue) -> Staged:
    """Return the calendar, earliest session first."""
    whole = Calendar()
    name = _line(catalogue.community.title.said_in(catalogue.language))
    whole.add("prodid", "-//cop_build//sessions//EN")
    whole.add("version", "2.0")
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    zone = ZoneInfo(catalogue.community.timezone)
    listed = [(one, start) for one in reversed(catalogue.of_kind[Kind.SESSION]) if (start := _start(one, zone))]
    if listed:
        whole.add_component(described(zone, (start.year for _, start in listed)))
    for session, start in listed:
        whole.add_component(_event(session, start, catalogue))
    return Staged(CALENDAR, whole.to_ical())


def _start(session: Approved, zone: ZoneInfo) -> datetime | None:
    """Return when a session starts, in local time; ``None`` outside the years that zones are known for."""
    header = session.version.header
    assert isinstance(header, SessionHeader)
    try:
        start = header.starts_at.astimezone(zone).replace(second=0, microsecond=0)
    except OverflowError:
        return None
    return start if _FIRST_YEAR <= start.year <= _LAST_YEAR else None


def _event(session: Approved, start: datetime, catalogue: Catalogue) -> Event:
    header, asset = session.version.header, session.version.asset
    assert isinstance(header, SessionHeader)
    event = Event()
    event.add("uid", f"{asset}@{catalogue.community.id}")
    event.add("dtstamp", max(one.record.issued_at for one in session.confirmations).astimezone(UTC))
    event.add("sequence", session.number - 1)
    event.add("status", "CANCELLED" if header.phase is Phase.CANCELLED else "CONFIRMED")
    event.add("summary", _line(header.title))
    event.add("dtstart", start)
    if header.duration_minutes:
        event.add("duration", timedelta(minutes=header.duration_minutes))
    if header.place:
        event.add("location", _line(header.place))
    if address := absolute(asset_address(asset), catalogue):
        event.add("url", address)
    if said := "\n".join(_description(header, catalogue)):
        event.add("description", said)
    return event


def _description(header: SessionHeader, catalogue: Catalogue) -> Iterator[str]:
    say = words(catalogue.language)
    if names := catalogue.names([header.facilitator]):
        yield f"{say['facilitator']}: {_line(', '.join(names))}"
    if header.online_url and header.phase is Phase.PLANNED:
        yield f"{say['online']}: {_line(header.online_url)}"


def _line(text: str) -> str:
    return _CONTROLS.sub(" ", text)
