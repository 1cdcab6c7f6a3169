"""What assets, people, topics, versions and records are: values that cannot be built wrong."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

AssetId = NewType("AssetId", str)  # "<kind>/<slug>"
PersonId = NewType("PersonId", str)
TopicId = NewType("TopicId", str)
Oid = NewType("Oid", str)  # a git object name, 40 or 64 hexadecimal digits

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG_LENGTH = 80


class Kind(StrEnum):
    """The five kinds of asset; the value is the folder's name."""

    KNOWLEDGE = "knowledge"
    SESSION = "session"
    NOTE = "note"
    QUESTION = "question"
    PAGE = "page"


EXPERT_KINDS = frozenset({Kind.KNOWLEDGE, Kind.NOTE, Kind.QUESTION})


class Role(StrEnum):
    """The parts that people play. Everyone is a member."""

    FACILITATOR = "facilitator"
    HISTORIAN = "historian"
    ADMIN = "admin"
    EXPERT = "expert"
    MEMBER = "member"


class State(StrEnum):
    """What is said of an asset's newest version; computed, never stored. In order of precedence."""

    INVALID = "invalid"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    CHANGES_REQUESTED = "changes_requested"
    PENDING_CHANGES = "pending_changes"
    DRAFT = "draft"
    OVERDUE = "overdue"
    APPROVED = "approved"


class Decision(StrEnum):
    """What a record decides, the more lenient first: at a tie in time the stricter counts."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    RECALL = "recall"


class Overdue(StrEnum):
    """What happens to a version whose review date has come."""

    BANNER = "banner"
    WITHHOLD = "withhold"


class Language(StrEnum):
    """The languages in which the program speaks."""

    TH = "th"
    EN = "en"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text in both languages."""

    th: str
    en: str

    def __post_init__(self) -> None:
        if not self.th or not self.en:
            raise ValueError("a text needs both languages")

    def said_in(self, language: Language) -> str:
        return self.th if language is Language.TH else self.en


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar interval such as P6M: whole months, then days. At least one day long."""

    months: int
    days: int = 0

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0 or not (self.months or self.days):
            raise ValueError("a period is at least one day long")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an ISO 8601 duration of years, months, weeks and days. Raises: ValueError."""
        match = re.fullmatch(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", text, re.ASCII)
        if not match:
            raise ValueError(f"not a duration: {text!r}")
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return cls(months=12 * years + months, days=7 * weeks + days)

    def after(self, day: date) -> date:
        """Return the day this period later; the 31st becomes the month's last day. Source: manual/trust.md §3.7."""
        index = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(index, 12)
        if year > date.max.year:
            return date.max
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        try:
            return moved + timedelta(days=self.days)
        except OverflowError:
            return date.max

    def __str__(self) -> str:
        return "P" + (f"{self.months}M" if self.months else "") + (f"{self.days}D" if self.days else "")


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """The fingerprint of one version of an asset, which approvals are bound to.

    Attributes:
        hex: 64 lower-case hexadecimal digits of a SHA-256 sum.
    """

    hex: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9a-f]{64}", self.hex):
            raise ValueError("a digest has 64 hexadecimal digits")

    @classmethod
    def parse(cls, text: str) -> Digest:
        """Read ``cop1:<hex>``. Raises: ValueError."""
        prefix, _, digits = text.partition(":")
        if prefix != "cop1":
            raise ValueError(f"unknown kind of digest: {prefix!r}")
        return cls(digits)

    def __str__(self) -> str:
        return f"cop1:{self.hex}"


# -- the registry ----------------------------------------------------------------------------------------------------


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
    review_every: Period = Period(months=12)
    overdue: Overdue = Overdue.BANNER
    evidence: frozenset[EvidenceKind] = frozenset(EvidenceKind)
    refuse_unregistered_authors: bool = True
    announce_days: int = 30
    cadence: Period = Period(months=1)


@dataclass(frozen=True, slots=True)
class Community:
    """One community of practice: the registry ``community.yml``."""

    id: str
    title: Text
    language: Language
    timezone: str
    people: Mapping[PersonId, Person]
    topics: Mapping[TopicId, Topic]
    policy: Policy = Policy()
    notice: Text | None = None
    site_url: str | None = None
    recorders: tuple[Key, ...] = ()
    limits: Limits = Limits()


# -- front matter ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that an asset rests on."""

    title: str
    url: str | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class AttachmentTitle:
    """The title that the front matter gives to a file of the asset's folder."""

    file: str
    title: str


@dataclass(frozen=True, slots=True)
class KnowledgeHeader:
    """Front matter of a knowledge asset."""

    title: str
    summary: str
    topics: tuple[TopicId, ...]
    authors: tuple[PersonId, ...]
    language: str | None = None
    session: AssetId | None = None
    keywords: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    attachments: tuple[AttachmentTitle, ...] = ()
    effective_from: date | None = None
    effective_until: date | None = None
    review_in: Period | None = None
    change_note: str | None = None


class Phase(StrEnum):
    """How far a session has come; facts that people write down, not a status of review."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionHeader:
    """Front matter of a session. ``starts_at`` carries its offset."""

    title: str
    starts_at: datetime
    facilitator: PersonId
    deputy: PersonId
    historian: PersonId
    phase: Phase
    duration_minutes: int | None = None
    place: str | None = None
    online_url: str | None = None
    topics: tuple[TopicId, ...] = ()
    led_by: PersonId | None = None
    admin: PersonId | None = None
    presenters: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteHeader:
    """Front matter of a session's note. ``participants`` are never published."""

    title: str
    summary: str
    session: AssetId
    authors: tuple[PersonId, ...]
    topics: tuple[TopicId, ...] = ()
    attendance: int | None = None
    participants: tuple[PersonId, ...] = ()
    attachments: tuple[AttachmentTitle, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionHeader:
    """Front matter of a question with its answer."""

    title: str
    topics: tuple[TopicId, ...]
    asked_on: date
    asked_by: tuple[PersonId, ...] = ()
    answered_by: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class PageHeader:
    """Front matter of a page such as "about". ``order`` sorts the pages of the navigation."""

    title: str
    summary: str | None = None
    order: int | None = None


Header = KnowledgeHeader | SessionHeader | NoteHeader | QuestionHeader | PageHeader


# -- versions and records --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file of an asset's folder other than ``index.md``.

    Attributes:
        path: Name relative to the folder.
        sha256: Of the bytes, hexadecimal.
        size: In bytes.
        oid: Where git keeps the bytes.
    """

    path: str
    sha256: str
    size: int
    oid: Oid


@dataclass(frozen=True, slots=True)
class Version:
    """One content of an asset, read without an error that would hide its meaning.

    Attributes:
        manifest: The canonical JSON whose SHA-256 is the digest. Source: manual/trust.md §1.
        body: Markdown in the digest's normal form.
    """

    asset: AssetId
    kind: Kind
    digest: Digest
    manifest: str
    header: Header
    body: str
    files: tuple[File, ...]

    @property
    def topics(self) -> tuple[TopicId, ...]:
        return () if isinstance(self.header, PageHeader) else self.header.topics


@dataclass(frozen=True, slots=True)
class SignatureEvidence:
    """The reviewer's own SSH signature over the payload: the raw SSHSIG blob."""

    blob: bytes


@dataclass(frozen=True, slots=True)
class PullRequestEvidence:
    """A pull-request review attested by the recorder.

    Attributes:
        facts: Everything of the evidence but the signature: what the recorder signed beside the payload.
        merge: The commit that brought the pull request to the judged branch.
        blob: The recorder's raw SSHSIG blob.
    """

    facts: Mapping[str, str | int]
    user: int
    merge: Oid
    submitted_at: datetime
    blob: bytes


Evidence = SignatureEvidence | PullRequestEvidence


@dataclass(frozen=True, slots=True)
class Record:
    """One decision of one reviewer on one version.

    Attributes:
        payload: The exact string that was signed.
        digest: What was decided on; ``None`` is every version landed by then (recalls only).
        issued_at: UTC, to the second.
        evidence_json: The evidence as published in ``approval.json``: canonical JSON.
    """

    payload: str
    asset: AssetId
    decision: Decision
    digest: Digest | None
    issued_at: datetime
    project: str
    reviewer: PersonId
    reason: str | None
    evidence: Evidence = field(repr=False)
    evidence_json: str = field(repr=False)
