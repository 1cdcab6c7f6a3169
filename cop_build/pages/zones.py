"""A time zone as calendars describe it: which offset from UTC its clocks show, and since when. Source: RFC 5545 §3.6.5.

Written onset by onset, without rules of recurrence, which programs read differently; only for the years that are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


def described(zone: ZoneInfo, years: Iterable[int]) -> Timezone:
    """Return the zone as it is in these years, between 2 and 9998; a year that is not asked for may be told wrong."""
    whole = Timezone()
    whole.add("tzid", zone.key)
    before: timedelta | None = None
    for year in sorted(set(years)):
        for onset in _onsets(zone, year):
            after = _offset(onset, zone)
            if after != before:
                whole.add_component(_observance(onset, zone, before if before is not None else after))
                before = after
    return whole


def _onsets(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """Yield the moments, in UTC, at which a year begins and at which its offset changes."""
    day, end = datetime(year, 1, 1, tzinfo=UTC) - _DAY, datetime(year + 1, 1, 1, tzinfo=UTC) + _DAY
    yield day
    while day < end:
        if _offset(day, zone) != _offset(day + _DAY, zone):
            yield _change(zone, day, day + _DAY)
        day += _DAY


def _change(zone: ZoneInfo, start: datetime, end: datetime) -> datetime:
    """Return the first moment after the start at which the offset is that of the end."""
    while end - start > _SECOND:
        middle = start + (end - start) // 2
        middle = middle.replace(microsecond=0)
        if _offset(middle, zone) == _offset(end, zone):
            end = middle
        else:
            start = middle
    return end


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _observance(onset: datetime, zone: ZoneInfo, before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    shown = onset.astimezone(zone)
    part = TimezoneDaylight() if shown.dst() else TimezoneStandard()
    part.add("dtstart", (onset + before).replace(tzinfo=None))  # as clocks show it that have not changed yet
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", _offset(onset, zone))
    part.add("tzname", shown.tzname() or zone.key)
    return part
