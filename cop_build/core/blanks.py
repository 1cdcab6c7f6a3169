"""What is written into a template: what is known already, and what the registry and the rhythm propose for the rest?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cop_build.core.beginnings import Beginning
from cop_build.core.model import Person, PersonId, Role
from cop_build.core.rhythm import NOTE_WITHIN, meetings, proposed
from cop_build.core.verdict import Judgement

_TEXTS = ("happened", "did", "learnt", "question", "tried", "story", "offers")


def blanks(
    begun: Beginning, judgement: Judgement, *, address: str, is_askers_own: bool, day: date | None = None
) -> Mapping[str, object]:
    """Return the values of a template's blanks by name.

    Args:
        address: Under which git commits: whose it is writes, unless the beginning says otherwise.
        day: Of a session, if its name says it; else the rhythm proposes one.
        is_askers_own: Whoever writes the draft asks; else nobody does who is not named.
    """
    community, today = judgement.community, judgement.as_of
    people = community.in_office(today)
    writer = _person_at(address, people) or (people[0].id if people else PersonId("p-someone"))
    following = proposed(meetings(judgement), community, today)
    day = day or following.day
    facilitators = [*_known(following.facilitator), *_with(Role.FACILITATOR, people)]
    deputies = [*_known(following.deputy), *facilitators[1:], *(person.id for person in people)]
    return {
        **dict.fromkeys(_TEXTS, ""),
        **begun.parts,
        "title": begun.title,
        "authors": list(begun.authors) or [writer],
        "askers": list(begun.askers) or ([writer] if is_askers_own else []),
        "participants": begun.participants,
        "topics": list(begun.topics) or [next(iter(community.topics), "general")],
        "session": begun.session,
        "today": today.isoformat(),
        "soon": (today + NOTE_WITHIN).isoformat(),
        "starts_on": day.isoformat(),
        "facilitator": next(iter(facilitators), "p-facilitator"),
        "deputy": next((person for person in deputies if person not in facilitators[:1]), "p-deputy"),
        "historian": following.historian or "p-historian",
        "admin": next(iter(_with(Role.ADMIN, people)), None),
        "zone": _offset(day, ZoneInfo(community.timezone)),
    }


def _offset(day: date, zone: ZoneInfo) -> str:
    """Return a zone's distance from UTC at noon of a day, as a session's time writes it: +07:00."""
    text = datetime.combine(day, time(12), zone).strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def _person_at(address: str, people: Sequence[Person]) -> PersonId | None:
    return next((person.id for person in people if address.casefold() in person.emails), None)


def _with(role: Role, people: Sequence[Person]) -> Sequence[PersonId]:
    return [person.id for person in people if role in person.roles]


def _known(person: PersonId | None) -> Sequence[PersonId]:
    return [person] if person else []
