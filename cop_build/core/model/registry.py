"""People, topics and policy: one community of practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cop_build.core.model.personal import PersonalData, SignedOverride
from cop_build.core.model.words import AssetId, Language, Overdue, Period, PersonId, Role, Text, TopicId

A_YEAR, A_MONTH = Period(months=12), Period(months=1)


@dataclass(frozen=True, slots=True)
class Key:
    """A public key of a person or recorder.

    Attributes:
        blob: The key as in RFC 4253 §6.6 (what OpenSSH writes in base64); its identity.
    """

    blob: bytes
    retired: bool = False
    compromised: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the community. ``since`` and ``until`` are inclusive; ``emails`` are case-folded."""

    id: PersonId
    name: Text
    roles: frozenset[Role]
    topics: frozenset[TopicId]
    emails: frozenset[str]
    github: int | None = None
    keys: tuple[Key, ...] = ()
    since: date = date.min
    until: date = date.max

    def is_in_office(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that experts answer for."""

    id: TopicId
    title: Text
    description: Text | None = None
    parent: TopicId | None = None
    review_every: Period | None = None
    overdue: Overdue | None = None
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One answer of a facet, such as a scheme: readers of it find these topics and those below them."""

    id: str
    title: Text
    topics: tuple[TopicId, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """Another way into the topics, such as "by scheme" or "for whom". No approval depends on it."""

    id: str
    title: Text
    values: tuple[FacetValue, ...]


class EvidenceKind(StrEnum):
    """What makes a record believable."""

    SIGNATURE = "signature"
    PULL_REQUEST = "pull_request"


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes that the repository must keep, in bytes, and files of one asset."""

    file: int = 25 * 2**20
    asset: int = 100 * 2**20
    repository: int = 2 * 2**30
    files_of_an_asset: int = 100


@dataclass(frozen=True, slots=True)
class Policy:
    """What the community asks of an approval. The defaults are the contract's (manual/architecture.md)."""

    quorum: int = 1
    review_every: Period = A_YEAR
    overdue: Overdue = Overdue.BANNER
    evidence: frozenset[EvidenceKind] = frozenset(EvidenceKind)
    refuse_unregistered_authors: bool = True
    announce_days: int = 30
    cadence: Period = A_MONTH


@dataclass(frozen=True, slots=True)
class Community:
    """One community of practice: the registry ``community.yml``.

    Attributes:
        github: Its repository, as ``owner/name``.
        agreements: The page of its ground rules, which new people acknowledge.
    """

    id: str
    title: Text
    language: Language
    timezone: str
    people: Mapping[PersonId, Person]
    topics: Mapping[TopicId, Topic]
    policy: Policy = Policy()
    notice: Text | None = None
    site_url: str | None = None
    github: str | None = None
    recorders: tuple[Key, ...] = ()
    limits: Limits = Limits()
    personal_data: PersonalData = field(default_factory=PersonalData)
    overrides: tuple[SignedOverride, ...] = ()
    agreements: AssetId | None = None
    facets: tuple[Facet, ...] = ()

    def in_office(self, day: date) -> tuple[Person, ...]:
        """Return who is in office on a day, by id."""
        return tuple(person for _, person in sorted(self.people.items()) if person.is_in_office(day))
