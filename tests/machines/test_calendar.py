"""The calendar, as a library reads it that did not write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any  # vobject has no types
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from icalendar import Calendar

from cop_build.core.model import Language, Oid, Phase
from cop_build.core.verdict import Judgement
from cop_build.edges.audit.indexes import calendar_findings
from cop_build.pages.plan import plan
from cop_build.pages.zones import described
from tests.machines import hostile
from tests.machines.test_feed import pages_of
from tests.pages import communities as given

URL = "https://cop.example.org/cop/"
START = datetime(2026, 12, 1, 6, tzinfo=UTC)
ALLOWED = {
    *("uid", "dtstamp", "sequence", "status", "summary", "dtstart", "duration", "location", "url", "description"),
}


def calendar_of(judgement: Judgement) -> bytes:
    content = next(file.content for file in plan(judgement) if file.path == "calendar.ics")
    assert isinstance(content, bytes)
    return content


def read(data: bytes) -> Any:
    return vobject.readOne(data.decode(), validate=True)


def events(data: bytes) -> dict[str, Any]:
    return {event.uid.value: event for event in read(data).contents.get("vevent", ())}


def one(*, number: int = 1, site_url: str | None = None, zone: str = "Asia/Bangkok", **changed: object) -> Any:
    header = replace(given.session("ประชุม", START), **changed)  # type: ignore[arg-type]  # a test's own changes
    session = replace(given.approved("s", header), number=number)
    judged = given.judgement(session, of=replace(given.community(), site_url=site_url, timezone=zone))
    return events(calendar_of(judged))["session/s@sample"]


def test_a_session_is_one_event_in_local_time() -> None:
    event = one(site_url=URL, number=3, online_url="https://meet.example.org/a?b=1,2;c")

    assert event.summary.value == "ประชุม"
    assert event.dtstart.value == START and event.dtstart.value.utcoffset() == timedelta(hours=7)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Asia/Bangkok"]
    assert event.duration.value == timedelta(minutes=90)
    assert event.location.value == "ห้องประชุม 1"
    assert event.url.value == f"{URL}session/s/"
    assert event.status.value == "CONFIRMED" and event.sequence.value == "2"
    assert event.dtstamp.value == datetime(2026, 11, 1, 3, tzinfo=UTC)
    assert event.description.value == ("ผู้ดำเนินการ: คุณ facilitator\nเข้าร่วมออนไลน์: https://meet.example.org/a?b=1,2;c")


def test_a_cancelled_session_is_cancelled_and_leads_to_no_meeting() -> None:
    event = one(phase=Phase.CANCELLED, online_url="https://meet.example.org/x")

    assert event.status.value == "CANCELLED"
    assert "meet.example.org" not in event.description.value


@pytest.mark.parametrize("zone", ["Asia/Bangkok", "Europe/Zurich", "America/Sao_Paulo", "UTC", "Asia/Kathmandu"])
@pytest.mark.parametrize("month", [1, 7])
def test_the_moment_is_the_same_in_every_zone(zone: str, month: int) -> None:
    moment = datetime(2027, month, 1, 12, 30, tzinfo=UTC)

    assert one(zone=zone, starts_at=moment).dtstart.value == moment


@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Pyongyang"])
def test_the_zone_alone_tells_the_moment_of_every_hour(zone: str) -> None:
    """Dateutil, which has no part in the writing, reads nothing but the description."""
    years = (2014, 2015, 2018, 2026)
    text = Calendar()
    text.add_component(described(ZoneInfo(zone), years))
    told = tzical(StringIO(text.to_ical().decode())).get()

    for year in years:
        for hour in range(0, 365 * 24, 3):
            moment = datetime(year, 1, 1, 12, 30, tzinfo=UTC) + timedelta(hours=hour)
            shown = moment.astimezone(ZoneInfo(zone))
            if shown.year == year and not shown.fold and not is_doubled(shown):
                assert shown.replace(tzinfo=told).utcoffset() == shown.utcoffset(), shown


def is_doubled(shown: datetime) -> bool:
    return shown.utcoffset() != shown.replace(fold=1).utcoffset()


def test_a_zone_without_summer_is_one_line_long() -> None:
    whole = read(calendar_of(given.judgement(given.approved("s", given.session("x", START)))))

    assert whole.version.value == "2.0" and whole.vtimezone.tzid.value == "Asia/Bangkok"
    assert [part.tzoffsetto.value for part in whole.vtimezone.components()] == ["+0700"]


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
def test_the_ends_of_the_calendar_break_nothing(moment: datetime) -> None:
    ends = given.approved("end", replace(given.session("x", moment), duration_minutes=600))
    other = given.approved("s", given.session("y", START))

    assert b"UID:session/s@sample" in calendar_of(given.judgement(ends, other))


@pytest.mark.parametrize("site_url", [None, URL])
def test_hostile_words_are_words(site_url: str | None) -> None:
    data = calendar_of(hostile.judgement(site_url=site_url))
    found = events(data)

    assert found.keys() == {f"session/{slug}@sample" for slug in ("planned", "held", "off")}
    for event in found.values():
        assert hostile.one_line(event.summary.value) == hostile.SHOWN
        assert hostile.one_line(event.location.value) == hostile.SHOWN
        assert event.contents.keys() <= ALLOWED
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and b"\n" not in data.replace(b"\r\n", b"")
    assert data.decode()
    assert list(calendar_findings("calendar.ics", data, pages_of(hostile.judgement()), site_url)) == []


def test_nobody_is_invited_and_no_address_told() -> None:
    data = calendar_of(hostile.judgement(site_url=URL)).replace(b"\r\n ", b"")

    assert not [
        name for name in (b"\nATTENDEE", b"\nORGANIZER", b"\nMETHOD", b"mailto:", b"secret.example") if name in data
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"ATTENDEE:mailto:a@example.org",
        b"ORGANIZER;CN=x:mailto:a@example.org",
        b"ATTACH:https://evil.example/",
        b"BEGIN:VALARM",
        b"METHOD:REQUEST",
        b"URL:https://evil.example/",
        b"URL:https://cop.example.org/cop/session/draft/",
        b"UR\r\n L:https://evil.example/",
    ],
)
def test_the_audit_finds_what_does_not_belong(line: bytes) -> None:
    judged = hostile.judgement(site_url=URL)
    changed = calendar_of(judged).replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\n" + line + b"\r\n", 1)

    assert list(calendar_findings("calendar.ics", changed, pages_of(judged), URL))


def test_a_community_without_sessions_has_an_empty_calendar() -> None:
    whole = read(calendar_of(given.judgement(of=given.community(language=Language.EN))))

    assert "vevent" not in whole.contents and whole.contents["x-wr-calname"][0].value == "Sample community"


def test_it_says_nothing_of_the_day_or_the_commit() -> None:
    judged = hostile.judgement()

    assert calendar_of(judged) == calendar_of(replace(judged, as_of=date(2027, 1, 1), commit=Oid(judged.commit[::-1])))
