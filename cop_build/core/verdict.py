"""What the gate says: an approved version, a notice, a verdict for each asset, and the judgement as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cop_build.core.findings import Finding
from cop_build.core.model import AssetId, Community, Digest, Kind, Oid, Person, Record, State, TopicId, Version


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One counted approval. ``issued_on`` is the local day of the decision; ``reviewer`` as registered today."""

    reviewer: Person
    issued_on: date
    record: Record


@dataclass(frozen=True, slots=True)
class Approved:
    """A version that may be public today. Built by the gate alone; carries the content that was hashed.

    Attributes:
        confirmations: The approvals that count, by person id; at least one.
        last_reviewed_on: Local day of the newest of them.
        review_by: First day on which the version is overdue.
        is_overdue: The review date has come, and policy says "banner".
        number: Counts the asset's approved versions in the order in which they landed, from 1.
        published_on: Local day on which this version was completed.
        first_published_on: The same of the asset's first approved version.
    """

    version: Version
    confirmations: tuple[Confirmation, ...]
    last_reviewed_on: date
    review_by: date
    is_overdue: bool
    number: int
    published_on: date
    first_published_on: date


@dataclass(frozen=True, slots=True)
class Previewed(Approved):
    """What the preview shows in an approved version's place: nobody has confirmed it. Never in the public site."""


class Why(StrEnum):
    """Why an asset that was once public is not now."""

    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    OVERDUE = "overdue"
    DISPUTED = "disputed"
    ENDED = "ended"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands at an address that was public once. It holds no word of the asset but its id.

    Attributes:
        reason: The one line that a recall publishes; only with ``Why.RECALLED``.
        since: Local day since which the page is a notice, where one can be named.
    """

    asset: AssetId
    kind: Kind
    why: Why
    reason: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands between the newest version and its approval.

    Attributes:
        people: How many approvers more the quorum needs.
        topics: Topics that no counted approver covers.
        may_approve: Who could approve now, by person id.
        waiting_since: Local day on which the newest version landed.
    """

    people: int
    topics: tuple[TopicId, ...]
    may_approve: tuple[Person, ...]
    waiting_since: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one asset.

    Attributes:
        title: Of the newest version; the slug where it cannot be read.
        digest: Of the newest version in HEAD; ``None`` where it cannot be read or the folder is gone.
        approved: The public version. ``None`` exactly when the asset is not public.
        notice: What stands at its address instead, if it was public once.
        missing: Only while the newest version is readable, waits and was not recalled.
        due_on: First day on which the newest version is overdue, if it is approved; also where it is not public.
        open_requests: Who asks for changes of the newest version.
    """

    asset: AssetId
    kind: Kind
    title: str
    state: State
    topics: tuple[TopicId, ...] = ()
    digest: Digest | None = None
    approved: Approved | None = None
    notice: Notice | None = None
    missing: Missing | None = None
    due_on: date | None = None
    open_requests: tuple[Person, ...] = ()
    newest: Version | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def slug(self) -> str:
        return self.asset.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts on one commit on one day.

    Attributes:
        verdicts: Sorted by asset id.
        findings: Those of no single asset.
        committed_at: Committer time of the commit, UTC.
        is_preview: It holds versions that nobody confirmed, and is not for the public.
    """

    community: Community
    as_of: date
    commit: Oid
    committed_at: datetime
    verdicts: Sequence[Verdict]
    findings: tuple[Finding, ...]
    is_preview: bool = False

    @property
    def public(self) -> tuple[Approved, ...]:
        return tuple(verdict.approved for verdict in self.verdicts if verdict.approved is not None)
