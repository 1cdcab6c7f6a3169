"""Does a published proof hold under a registry that the verifier trusts? Source: manual/trust.md §1, §2."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cop_build.core.community import binding_topics, may_decide
from cop_build.core.digest import canonical_json, digest_of
from cop_build.core.evidence import signing_key
from cop_build.core.findings import Code, Finding
from cop_build.core.model import (
    AssetId,
    Community,
    Decision,
    Kind,
    PersonId,
    PullRequestEvidence,
    Record,
    Text,
    TopicId,
    kind_of,
)
from cop_build.core.parse.records import read_proved_record


@dataclass(frozen=True, slots=True)
class Published:
    """One asset as a site publishes it.

    Attributes:
        path: Where its proof stands in the site.
        digest, topics, reviewers: What ``data/assets.json`` says of it.
        proof: The bytes of ``approval.json``.
        files: The SHA-256 of each of its attachments in the site, by name.
    """

    asset: AssetId
    path: str
    digest: str
    topics: tuple[TopicId, ...]
    reviewers: tuple[PersonId, ...]
    proof: bytes
    files: Mapping[str, str]


def proof_findings(published: Published, community: Community) -> Iterator[Finding]:
    """Yield why an asset's approvals do not hold.

    The registry is the verifier's own, of today: keys that were retired still prove what they signed, compromised ones
    prove nothing. Who the authors were is not in a site, and the topics are those that the site names: both need the
    repository.
    """

    def wrong(code: str, th: str, en: str) -> Finding:
        return Finding(published.path, 0, Code(code), Text(th=th, en=en))

    try:
        proof = json.loads(published.proof)
        manifest, records = proof["manifest"], proof["records"]
        files = {str(file["path"]): str(file["sha256"]) for file in manifest["files"]}
        read = tuple(read_proved_record(record["payload"], canonical_json(record["evidence"])) for record in records)
        digest = str(digest_of(canonical_json(manifest)))
        named, said = manifest["id"], proof["digest"]
    except (ValueError, KeyError, TypeError, RecursionError):
        yield wrong("COP541", "อ่านหลักฐานการรับรองไม่ได้", "the proof cannot be read")
        return
    if digest != said or digest != published.digest or named != published.asset:
        yield wrong("COP542", "ค่าย่อไม่ตรงกับเนื้อหาที่รับรอง", "the digest is not that of the manifest, or of this asset")
    if files != published.files:
        yield wrong("COP543", "เอกสารแนบไม่ตรงกับที่รับรอง", "the attachments are not those that were approved")
    kind = kind_of(published.asset)
    binding = binding_topics(kind, published.topics, community)
    counted: dict[PersonId, frozenset[TopicId]] = {}
    for record in read:
        flaw = _flaw(record, published, digest, kind, binding, community)
        if isinstance(flaw, Text):
            yield wrong("COP544", flaw.th, flaw.en)
        else:
            counted[flaw.reviewer] = community.people[flaw.reviewer].topics
    if len(counted) < community.policy.quorum or set(counted) != set(published.reviewers):
        yield wrong("COP545", "ผู้รับรองไม่ครบตามเกณฑ์", "the valid approvals are fewer than the quorum, or not those named")
    if binding - {topic for topics in counted.values() for topic in topics}:
        yield wrong("COP545", "ผู้รับรองไม่ครอบคลุมทุกเรื่อง", "the approvals do not cover every topic")


def _flaw(
    record: Record | None,
    published: Published,
    digest: str,
    kind: Kind,
    binding: frozenset[TopicId],
    community: Community,
) -> Record | Text:
    if record is None:
        return Text(th="อ่านบันทึกไม่ได้", en="a record cannot be read")
    if (record.asset, str(record.digest), record.project) != (published.asset, digest, community.id):
        return Text(th="บันทึกเป็นของเรื่องหรือฉบับอื่น", en="a record is about something else")
    if record.decision is not Decision.APPROVE:
        return Text(th="บันทึกไม่ใช่การรับรอง", en="a record is no approval")
    person = community.people.get(record.reviewer)
    key = signing_key(record)
    if person is None or not isinstance(key, bytes):
        return Text(th="ไม่รู้จักผู้รับรอง หรือลายเซ็นไม่ถูกต้อง", en="the reviewer is unknown or the signature is wrong")
    keys = community.recorders if isinstance(record.evidence, PullRequestEvidence) else person.keys
    if not any(own.blob == key and not own.compromised for own in keys):
        return Text(th="กุญแจไม่อยู่ในทะเบียน หรือรั่วไหล", en="the key is not in the registry, or compromised")
    if isinstance(record.evidence, PullRequestEvidence) and record.evidence.submitted_at != record.issued_at:
        return Text(th="เวลาในบันทึกไม่ใช่เวลาที่รีวิว", en="a record's time is not its review's")
    if not may_decide(person, Decision.APPROVE, kind, binding):
        return Text(th="ผู้รับรองไม่มีสิทธิ์ในเรื่องนี้", en="the reviewer may not approve this asset")
    return record
