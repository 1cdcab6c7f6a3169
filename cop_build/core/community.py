"""Who may do what, on which topic, at which point of history? Source: manual/trust.md §3."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from cop_build.core.line import Trace
from cop_build.core.model import (
    EXPERT_KINDS,
    Community,
    Decision,
    Kind,
    Oid,
    Person,
    PersonId,
    Role,
    SignedOverride,
    TopicId,
)

_NOREPLY = re.compile(r"(\d+)\+[^@]+@users\.noreply\.github\.com")


class Registries:
    """The registry as it stood at each position of the line, and as it stands today."""

    def __init__(self, trace: Trace, read: Mapping[Oid, Community | None], today: Community) -> None:
        """Args: read: every registry that ever stood on the line by its oid; ``None`` where it cannot be read."""
        self.today = today
        self.zone = ZoneInfo(today.timezone)
        self._points = trace.line
        self._positions = {point.oid: number for number, point in enumerate(trace.line)}
        self._read = read
        self._first = next((number for number, point in enumerate(trace.line) if point.registry), 0)
        self._owners = _owners([today, *(community for community in read.values() if community is not None)])
        self._last_compromised = _last_compromised(
            self._read[point.registry] if point.registry else None for point in trace.line
        )

    def before(self, position: int) -> Community | None:
        """Return the registry that judges what landed at a position: the one at its first parent.

        Only at the first commit that ever had a registry is it the one of that commit. ``None``: there was none that
        could be read, so nothing counts.
        """
        judged_at = position if position == self._first else position - 1
        registry = self._points[judged_at].registry if judged_at >= 0 else None
        return self._read[registry] if registry else None

    def first_with(self, override: SignedOverride) -> int | None:
        """Return where an override of today's registry landed; ``None`` if it is not committed yet."""
        for position, point in enumerate(self._points):
            registry = self._read[point.registry] if point.registry else None
            if registry is not None and override in registry.overrides:
                return position
        return None

    def position_of(self, oid: Oid) -> int | None:
        """Return where a commit stands on the line; ``None`` if it does not."""
        return self._positions.get(oid)

    def is_compromised_since(self, key: bytes, position: int) -> bool:
        """Say whether any registry from a position on marked the key as compromised."""
        return self._last_compromised.get(key, -1) >= position

    def owners_of(self, address: str) -> frozenset[PersonId]:
        """Return whose address this is, or ever was; nobody's if empty."""
        if match := _NOREPLY.fullmatch(address):
            return self._owners.get(f"github:{match.group(1)}", frozenset()) | self._owners.get(address, frozenset())
        return self._owners.get(address, frozenset())

    def owners_of_account(self, account: int) -> frozenset[PersonId]:
        """Return whose account on the forge this is, or ever was."""
        return self._owners.get(f"github:{account}", frozenset())

    def day_of(self, moment: datetime) -> date:
        """Return the community's local day of an instant."""
        return moment.astimezone(self.zone).date()

    def landing_day(self, position: int) -> date:
        """Return the local day of the latest committer date among a commit of the line and its ancestors there."""
        return self.day_of(datetime.fromtimestamp(self._points[position].latest_at, UTC))


def _owners(registries: Iterable[Community]) -> Mapping[str, frozenset[PersonId]]:
    owners: dict[str, set[PersonId]] = defaultdict(set)
    for community in registries:
        for person in community.people.values():
            for email in person.emails:
                owners[email].add(person.id)
            if person.github is not None:
                owners[f"github:{person.github}"].add(person.id)
    return {address: frozenset(people) for address, people in owners.items()}


def _last_compromised(along_the_line: Iterable[Community | None]) -> Mapping[bytes, int]:
    last: dict[bytes, int] = {}
    marked: tuple[bytes, ...] = ()
    seen: Community | None = None
    for position, community in enumerate(along_the_line):
        if community is not seen:
            seen = community
            marked = _compromised(community) if community else ()
        for key in marked:
            last[key] = position
    return last


def _compromised(community: Community) -> tuple[bytes, ...]:
    keys = [key for person in community.people.values() for key in person.keys]
    return tuple(key.blob for key in [*keys, *community.recorders] if key.compromised)


def binding_topics(kind: Kind, topics: Sequence[TopicId], community: Community) -> frozenset[TopicId]:
    """Return the topics that an approval must cover. Free topics of sessions and notes bind nobody."""
    if kind in (Kind.KNOWLEDGE, Kind.QUESTION):
        return frozenset(topics)
    return frozenset(topics) & community.topics.keys() if kind is Kind.NOTE else frozenset()


def may_decide(person: Person, decision: Decision, kind: Kind, topics: frozenset[TopicId]) -> bool:
    """Say whether a person's part entitles to a decision on an asset with these binding topics."""
    if kind is Kind.SESSION:
        return bool(person.roles & {Role.FACILITATOR, Role.ADMIN})
    if kind is Kind.PAGE:
        return Role.ADMIN in person.roles
    assert kind in EXPERT_KINDS
    if decision is Decision.RECALL and Role.ADMIN in person.roles:
        return True
    if Role.EXPERT not in person.roles:
        return False
    return bool(person.topics & topics) or (kind is Kind.NOTE and not topics)
