"""The calendar in two libraries that know nothing of each other, and in three time zones; updated and cancelled by UID.

Both calendars of a session are looked at: the site's, which people subscribe to, and the one that ``cop announce``
writes. A program that keeps events by UID is made of RFC 5546 §2.1.5 alone: the higher SEQUENCE wins.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any  # the libraries have no types for what they read

import pytest
import vobject
from icalendar import Calendar

from tests.cli.commands import DAY, cop
from tests.community_box import Box

ZONES = ("Asia/Bangkok", "UTC", "America/Los_Angeles")
SESSION = "session/2026-12"
BOTH = ("site", "announced")

Event = Mapping[str, str | None]
Parser = Callable[[bytes], Mapping[str, Event]]


# -- two libraries ----------------------------------------------------------------------------------------------------


def by_icalendar(data: bytes) -> Mapping[str, Event]:
    """Return the events by UID, as icalendar reads them."""
    return {str(one["UID"]): _by_icalendar(one) for one in Calendar.from_ical(data).walk("VEVENT")}


def _by_icalendar(one: Any) -> Event:
    return {
        "sequence": str(one["SEQUENCE"]),
        "status": str(one["STATUS"]),
        "stamp": one.decoded("DTSTAMP").astimezone(UTC).isoformat(),
        "start": one.decoded("DTSTART").astimezone(UTC).isoformat(),
        "minutes": str(one.decoded("DURATION").total_seconds() / 60),
        "title": str(one["SUMMARY"]),
        "place": str(one["LOCATION"]) if "LOCATION" in one else None,
    }


def by_vobject(data: bytes) -> Mapping[str, Event]:
    """Return the same, as vobject reads it."""
    whole = vobject.readOne(data.decode(), validate=True)
    return {one.uid.value: _by_vobject(one) for one in whole.contents.get("vevent", ())}


def _by_vobject(one: Any) -> Event:
    return {
        "sequence": one.sequence.value,
        "status": one.status.value,
        "stamp": one.dtstamp.value.astimezone(UTC).isoformat(),
        "start": one.dtstart.value.astimezone(UTC).isoformat(),
        "minutes": str(one.duration.value.total_seconds() / 60),
        "title": one.summary.value,
        "place": one.location.value if "location" in one.contents else None,
    }


PARSERS: Mapping[str, Parser] = {"icalendar": by_icalendar, "vobject": by_vobject}


# -- a community ------------------------------------------------------------------------------------------------------


def planned(box: Box, **changed: Any) -> None:
    """Publish the session as planned, or as changed."""
    values = {"phase": "planned", "starts_at": "2026-12-16T16:30:00+07:00", "duration_minutes": 90, **changed}
    box.publish(SESSION, by="p-adm", **values)


def calendars(box: Box, folder: Path, env: dict[str, str] | None = None) -> dict[str, bytes]:
    """Return the site's calendar and the announced one, made by the command."""
    staged = cop(box.root, "stage", "--as-of", DAY, env=env)
    announced = cop(box.root, "announce", SESSION, "--out", folder, "--replace", "--as-of", DAY, env=env)
    assert (staged.status, announced.status) == (0, 0), (staged, announced)
    return {
        "site": (box.root / "docs/calendar.ics").read_bytes(),
        "announced": (folder / "2026-12.ics").read_bytes(),
    }


def in_zone(folder: Path, zone: str) -> Box:
    return Box.at(folder, change=lambda registry: registry.update(timezone=zone))


def only(events: Mapping[str, Event]) -> Event:
    (event,) = events.values()
    return event


@pytest.mark.parametrize("which", BOTH)
def test_two_libraries_read_the_same(tmp_path: Path, which: str) -> None:
    box = in_zone(tmp_path / "box", "Asia/Bangkok")
    planned(box, title="น้ำ, ; \\ “ก”", place="ห้อง 1; ชั้น 2, อาคาร ก")

    data = calendars(box, tmp_path / "out")[which]

    assert by_icalendar(data) == by_vobject(data)
    event = only(by_vobject(data))
    assert (event["title"], event["place"]) == ("น้ำ, ; \\ “ก”", "ห้อง 1; ชั้น 2, อาคาร ก")
    assert (event["start"], event["minutes"]) == ("2026-12-16T09:30:00+00:00", "90.0")


# -- three time zones -------------------------------------------------------------------------------------------------

# What clocks show when it is 16:30 in the community's zone on a day of winter, and on one of summer.
SHOWN: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("Asia/Bangkok", "2026-12-16T16:30:00+07:00"): {
        "Asia/Bangkok": "2026-12-16 16:30", "UTC": "2026-12-16 09:30", "America/Los_Angeles": "2026-12-16 01:30",
    },
    ("Asia/Bangkok", "2027-07-21T06:30:00+07:00"): {
        "Asia/Bangkok": "2027-07-21 06:30", "UTC": "2027-07-20 23:30", "America/Los_Angeles": "2027-07-20 16:30",
    },
    ("America/Los_Angeles", "2026-12-16T16:30:00-08:00"): {
        "Asia/Bangkok": "2026-12-17 07:30", "UTC": "2026-12-17 00:30", "America/Los_Angeles": "2026-12-16 16:30",
    },
    ("America/Los_Angeles", "2027-07-21T16:30:00-07:00"): {
        "Asia/Bangkok": "2027-07-22 06:30", "UTC": "2027-07-21 23:30", "America/Los_Angeles": "2027-07-21 16:30",
    },
    ("UTC", "2027-03-14T16:30:00+00:00"): {
        "Asia/Bangkok": "2027-03-14 23:30", "UTC": "2027-03-14 16:30", "America/Los_Angeles": "2027-03-14 09:30",
    },
}  # fmt: skip

# A program of its own, on a machine whose clock shows another zone; it prints the local time of the only event.
_PROGRAM = """
import json, sys, vobject
from icalendar import Calendar
said = {}
for path in sys.argv[1:]:
    data = open(path, "rb").read()
    (one,) = Calendar.from_ical(data).walk("VEVENT")
    other = vobject.readOne(data.decode()).vevent
    starts = [one.decoded("DTSTART"), other.dtstart.value]
    said[path] = [start.astimezone().strftime("%Y-%m-%d %H:%M") for start in starts]
print(json.dumps(said))
"""


@pytest.mark.parametrize(("zone", "starts_at"), SHOWN)
def test_clocks_in_three_zones_show_the_right_local_time(tmp_path: Path, zone: str, starts_at: str) -> None:
    box = in_zone(tmp_path / "box", zone)
    planned(box, starts_at=starts_at)
    calendars(box, tmp_path / "out")
    paths = [str(box.root / "docs/calendar.ics"), str(tmp_path / "out/2026-12.ics")]

    for viewer, expected in SHOWN[zone, starts_at].items():
        environment = {**os.environ, "TZ": viewer}
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *paths], env=environment, capture_output=True, encoding="utf-8", check=True
        )
        assert json.loads(done.stdout) == {path: [expected, expected] for path in paths}, viewer


def test_the_machine_that_writes_it_may_stand_in_any_zone(tmp_path: Path) -> None:
    box = in_zone(tmp_path / "box", "Asia/Bangkok")
    planned(box)

    first, *others = [calendars(box, tmp_path / "out", env={"TZ": zone}) for zone in ZONES]

    assert all(other == first for other in others)
    for data in first.values():
        assert b"DTSTART;TZID=Asia/Bangkok:20261216T163000\r\n" in data


# -- updates and cancellations ----------------------------------------------------------------------------------------


@dataclass
class Program:
    """A calendar program: it keeps events by UID, takes what is newer, and drops what is cancelled."""

    parser: Parser
    kept: dict[str, Event] = field(default_factory=dict)
    gone: dict[str, Event] = field(default_factory=dict)

    def read(self, data: bytes) -> None:
        for uid, event in self.parser(data).items():
            known = self.kept.get(uid) or self.gone.get(uid)
            if known and self._age(event) < self._age(known):
                continue
            self.kept.pop(uid, None)
            self.gone.pop(uid, None)
            (self.gone if event["status"] == "CANCELLED" else self.kept)[uid] = event

    @staticmethod
    def _age(event: Event) -> tuple[int, datetime]:
        return int(event["sequence"] or 0), datetime.fromisoformat(event["stamp"] or "")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """Return both calendars after each step: planned, moved, renewed without a change, cancelled, planned again."""
    folder = tmp_path_factory.mktemp("steps")
    box = in_zone(folder / "box", "Asia/Bangkok")
    steps: list[dict[str, bytes]] = []
    for step in (
        lambda: planned(box),
        lambda: planned(box, starts_at="2026-12-17T10:00:00+07:00", title="ย้ายวัน"),
        lambda: box.approve(SESSION, by="p-fac"),
        lambda: planned(box, starts_at="2026-12-17T10:00:00+07:00", title="ย้ายวัน", phase="cancelled"),
        lambda: planned(box, starts_at="2026-12-18T10:00:00+07:00", title="จัดแล้วนะ"),
    ):
        step()
        steps.append(calendars(box, folder / f"out-{len(steps)}"))
    box.write(SESSION, title="ร่างที่ยังไม่รับรอง", phase="planned", starts_at="2026-12-25T10:00:00+07:00")
    box.commit("Draft", by="p-mai")
    steps.append(calendars(box, folder / "out-draft"))
    return steps


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("which", BOTH)
def test_one_event_is_updated_and_cancelled_by_its_uid(told: list[dict[str, bytes]], parser: str, which: str) -> None:
    program = Program(PARSERS[parser])
    uid = f"{SESSION}@test-community"
    seen = []
    for step in told[:5]:
        program.read(step[which])
        event = program.kept.get(uid)
        seen.append((event["title"], event["start"]) if event else None)
        assert program.kept.keys() | program.gone.keys() == {uid}

    moved = ("ย้ายวัน", "2026-12-17T03:00:00+00:00")
    assert seen == [
        ("ประชุม", "2026-12-16T09:30:00+00:00"),
        moved,
        moved,
        None,
        ("จัดแล้วนะ", "2026-12-18T03:00:00+00:00"),
    ]


@pytest.mark.parametrize("parser", PARSERS)
def test_both_calendars_are_one_to_a_program_that_reads_them_by_turns(
    told: list[dict[str, bytes]], parser: str
) -> None:
    """What was sent by mail is cancelled by the subscribed calendar, and the other way round."""
    for first, then in (BOTH, BOTH[::-1]):
        program = Program(PARSERS[parser])
        program.read(told[0][first])
        program.read(told[3][then])
        assert program.kept == {} and len(program.gone) == 1


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("which", BOTH)
def test_an_old_file_that_is_opened_late_changes_nothing(told: list[dict[str, bytes]], parser: str, which: str) -> None:
    program = Program(PARSERS[parser])
    program.read(told[3][which])
    program.read(told[0][which])
    program.read(told[1][which])

    assert program.kept == {}


@pytest.mark.parametrize("which", BOTH)
def test_the_sequence_counts_changes_and_a_renewal_is_none(told: list[dict[str, bytes]], which: str) -> None:
    events = [only(by_vobject(step[which])) for step in told]

    assert [event["sequence"] for event in events] == ["0", "1", "1", "2", "3", "3"]
    stamps = [event["stamp"] or "" for event in events[:5]]
    assert stamps == sorted(set(stamps))


@pytest.mark.parametrize("which", BOTH)
def test_a_draft_that_waits_changes_no_calendar(told: list[dict[str, bytes]], which: str) -> None:
    assert told[5][which] == told[4][which]
