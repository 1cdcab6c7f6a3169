"""How often did each person take part, present, ask, answer, write and confirm, from one day to another?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cop_build.core.model import Community, Person, PersonId
from cop_build.core.parts import Contribution, Part, held_sessions, notes_by_session
from cop_build.core.verdict import Judgement


class EmptyWindow(ValueError):
    """There is no day from the first one to the last."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are looked at, both inclusive. Raises: EmptyWindow."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise EmptyWindow(f"{self.first} comes after {self.last}")

    @classmethod
    def of_a_year(cls, last: date) -> Window:
        """Return the twelve months that end with a day."""
        if last.year == date.min.year:
            return cls(date.min, last)
        leap_day = (last.month, last.day) == (2, 29)
        before = last.replace(year=last.year - 1, day=28 if leap_day else last.day)
        return cls(before + timedelta(days=1), last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Played:
    """What one person did in the window.

    Attributes:
        person: As registered today; ``None`` for one who is not in the registry any more.
        has_left: Not in office on the last day of the window that is not ahead.
        counts: How many assets, by part; 0 is left out.
    """

    id: PersonId
    person: Person | None
    has_left: bool
    counts: Mapping[Part, int]


@dataclass(frozen=True, slots=True)
class Meetings:
    """The sessions held in the window.

    Attributes:
        held: How many.
        listed: Of how many of them notes name who took part.
        counted: Of how many of them a note says how many came.
        attendance: How many came to those, added up: whoever came twice is counted twice.
    """

    held: int
    listed: int
    counted: int
    attendance: int


def participation(found: Sequence[Contribution], community: Community, window: Window, *, day: date) -> list[Played]:
    """Return everyone who was in office in the window or did something in it, in the registry's order.

    Args:
        day: Whoever is in office on it has not left: the window's last, or today if that lies ahead.
    """
    counts: dict[PersonId, Counter[Part]] = {}
    for one in found:
        if one.day in window:
            counts.setdefault(one.person, Counter())[one.part] += 1
    people = community.people
    here = [one.id for one in people.values() if one.since <= window.last and one.until >= window.first]
    also = sorted(counts.keys() - set(here))
    serving = {one.id for one in community.in_office(day)}
    return [
        Played(person, people.get(person), person not in serving, counts.get(person, {})) for person in (*here, *also)
    ]


def meetings_in(judgement: Judgement, window: Window) -> Meetings:
    """Return how many sessions were held in the window, and how many came."""
    notes = notes_by_session(judgement)
    held = [notes.get(session, ()) for session, (day, _) in held_sessions(judgement).items() if day in window]
    numbers = [max(note.attendance or len(note.participants) for note in of_one) for of_one in held if of_one]
    return Meetings(
        held=len(held),
        listed=sum(1 for of_one in held if any(note.participants for note in of_one)),
        counted=sum(1 for number in numbers if number),
        attendance=sum(numbers),
    )
