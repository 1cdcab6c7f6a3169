"""Contents of assets, and the decisions on them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cop_build.core.model.headers import Header, PageHeader
from cop_build.core.model.words import AssetId, Decision, Digest, Kind, Oid, PersonId, TopicId


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

    def published(self) -> Mapping[str, str | int]:
        """Return the evidence as ``approval.json`` shows it."""
        return {"type": "signature", "signature": base64.b64encode(self.blob).decode()}


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

    def published(self) -> Mapping[str, str | int]:
        """Return the evidence as ``approval.json`` shows it."""
        return {**self.facts, "signature": base64.b64encode(self.blob).decode()}


Evidence = SignatureEvidence | PullRequestEvidence


@dataclass(frozen=True, slots=True)
class Record:
    """One decision of one reviewer on one version.

    Attributes:
        payload: The exact string that was signed.
        digest: What was decided on; ``None`` is every version landed by then (recalls only).
        issued_at: UTC, to the second.
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
