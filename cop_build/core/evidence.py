"""Does this evidence back this record? Source: manual/trust.md §2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from cop_build.core import sshsig
from cop_build.core.digest import canonical_json
from cop_build.core.findings import Code
from cop_build.core.model import (
    Community,
    EvidenceKind,
    Key,
    Person,
    PullRequestEvidence,
    Record,
    SignatureEvidence,
    Text,
)

Flaw = tuple[Code, Text]

_SAID: Mapping[sshsig.Flaw, Flaw] = {
    sshsig.Flaw.MALFORMED: (Code("COP401"), Text(th="ลายเซ็นเสียหาย", en="the signature is malformed")),
    sshsig.Flaw.NAMESPACE: (
        Code("COP402"),
        Text(th="ลายเซ็นทำไว้เพื่อเรื่องอื่น", en="the signature was made for another purpose"),
    ),
    sshsig.Flaw.UNSUPPORTED: (
        Code("COP403"),
        Text(th="ชนิดกุญแจหรือลายเซ็นที่ไม่รองรับ", en="a kind of key or signature that is not supported"),
    ),
    sshsig.Flaw.WRONG: (
        Code("COP404"),
        Text(th="ลายเซ็นไม่ตรงกับข้อความที่รับรอง", en="the signature does not belong to this payload"),
    ),
    sshsig.Flaw.NO_PRESENCE: (
        Code("COP408"),
        Text(th="กุญแจความปลอดภัยไม่ได้ยืนยันว่ามีคนแตะ", en="the security key does not say that a person was there"),
    ),
}


def kind_of(record: Record) -> EvidenceKind:
    """Return the kind of evidence that a record brings."""
    match record.evidence:
        case SignatureEvidence():
            return EvidenceKind.SIGNATURE
        case PullRequestEvidence():
            return EvidenceKind.PULL_REQUEST
        case other:
            assert_never(other)


def namespace_of(record: Record, project: str) -> str:
    """Return the SSHSIG namespace in which this kind of evidence is signed for a community."""
    return f"cop-review@{project}" if isinstance(record.evidence, SignatureEvidence) else f"cop-recorder@{project}"


def message_of(record: Record) -> bytes:
    """Return what was signed: the payload, or the payload with the forge's facts in canonical JSON."""
    if isinstance(record.evidence, SignatureEvidence):
        return record.payload.encode()
    return canonical_json({"payload": record.payload, "evidence": dict(record.evidence.facts)}).encode()


def signing_key(record: Record) -> bytes | Flaw:
    """Return the key under which the evidence is a good signature for the record's own project, or its flaw.

    Whether the key is anybody's is another question: see ``key_flaw``.
    """
    signature = sshsig.read_signature(record.evidence.blob)
    if isinstance(signature, sshsig.Flaw):
        return _SAID[signature]
    flaw = sshsig.flaw_of(signature, namespace=namespace_of(record, record.project), message=message_of(record))
    return _SAID[flaw] if flaw else signature.key


def key_flaw(record: Record, key: bytes, reviewer: Person, then: Community) -> Flaw | None:
    """Return why a key did not speak for the reviewer in the registry of that time; ``None`` if it did."""
    match record.evidence:
        case SignatureEvidence():
            return _standing(reviewer.keys, key)
        case PullRequestEvidence() as evidence:
            if evidence.user != reviewer.github or evidence.facts.get("forge") != "github":
                th, en = "ผู้รีวิวบนเว็บไม่ใช่บุคคลนี้ในทะเบียน", "the forge account is not this person's in the registry"
                return Code("COP410"), Text(th=th, en=en)
            if evidence.submitted_at != record.issued_at:
                th, en = "เวลาใน payload ไม่ตรงกับเวลาที่รีวิว", "the payload's time is not the review's"
                return Code("COP410"), Text(th=th, en=en)
            if not then.recorders:
                th, en = "ทะเบียนไม่มี recorder", "the registry lists no recorder"
                return Code("COP409"), Text(th=th, en=en)
            return _standing(then.recorders, key)
        case other:
            assert_never(other)


def _standing(keys: tuple[Key, ...], blob: bytes) -> Flaw | None:
    key = next((key for key in keys if key.blob == blob), None)
    if key is None:
        return Code("COP405"), Text(
            th="กุญแจไม่ได้อยู่ในทะเบียนของผู้รับรองในตอนนั้น", en="the key was not the reviewer's in the registry of that time"
        )
    if key.compromised:
        return Code("COP407"), Text(th="กุญแจถูกระบุว่ารั่วไหลแล้ว", en="the key was already marked as compromised")
    if key.retired:
        return Code("COP406"), Text(th="กุญแจเลิกใช้แล้วในตอนนั้น", en="the key was already retired")
    return None
