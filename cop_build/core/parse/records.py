"""A record file becomes a record, or findings. Source: manual/trust.md §2."""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from cop_build.core.digest import canonical_json
from cop_build.core.findings import Code, Finding
from cop_build.core.model import (
    AssetId,
    Decision,
    Digest,
    Evidence,
    Oid,
    PullRequestEvidence,
    Record,
    SignatureEvidence,
    Text,
)
from cop_build.core.parse.assets import split
from cop_build.core.parse.fields import (
    FIRST_YEAR,
    AnAsset,
    APerson,
    Form,
    Line,
    Slug,
    filled_in,
    refused,
)
from cop_build.core.parse.texts import hidden_in, read_text
from cop_build.core.spoken_days import LAST_COMMON_ERA_YEAR

MAX_RECORD_BYTES = 64 * 1024
MAX_PAYLOAD = 4_000
ALL_VERSIONS = "*"
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T(?!24)\d{2}:\d{2}:\d{2}Z", re.ASCII)


def _base64(value: object) -> bytes:
    try:
        if isinstance(value, str):
            blob = base64.b64decode(value, validate=True)
            if base64.b64encode(blob).decode() == value:
                return blob
    except (binascii.Error, ValueError):
        pass
    raise refused("COP401", "ลายเซ็นต้องเป็น base64 บรรทัดเดียว", "a signature is one line of base64")


def _oid(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", value):
        raise refused("COP410", "ต้องเป็นรหัส commit เต็ม", "must be a full commit id")
    return value


def _instant(value: object) -> str:
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        try:
            if FIRST_YEAR <= datetime.fromisoformat(value).year <= LAST_COMMON_ERA_YEAR:
                return value
        except ValueError:
            pass
    raise refused("COP318", "เวลาต้องเป็น UTC แบบ 2026-01-31T09:30:00Z", "a time is UTC, written as 2026-01-31T09:30:00Z")


Signature = Annotated[bytes, BeforeValidator(_base64)]
_Oid = Annotated[str, BeforeValidator(_oid)]
Instant = Annotated[str, BeforeValidator(_instant)]
_Number = Annotated[int, Field(ge=1, le=2**63)]


class _SignatureForm(Form):
    type: Literal["signature"]
    signature: Signature

    def value(self) -> Evidence:
        return SignatureEvidence(self.signature)


class _PullRequestForm(Form):
    type: Literal["pull_request"]
    forge: Slug
    repository: _Number
    number: _Number
    review: _Number
    user: _Number
    submitted_at: Instant
    commit: _Oid
    merge: _Oid
    signature: Signature

    def value(self) -> Evidence:
        facts: dict[str, str | int] = self.model_dump(exclude={"signature"})
        submitted_at = datetime.fromisoformat(self.submitted_at)
        return PullRequestEvidence(facts, self.user, Oid(self.merge), submitted_at, self.signature)


class _RecordForm(Form):
    schema_: Annotated[Literal["cop-review/1"], Field(alias="schema")]
    payload: Annotated[str, Field(max_length=MAX_PAYLOAD)]
    evidence: Annotated[_SignatureForm | _PullRequestForm, Field(discriminator="type")]


class _Payload(Form):
    type: Literal["cop-review/1"]
    asset: AnAsset
    decision: Literal["approve", "request_changes", "recall"]
    digest: str
    issued: Instant
    project: Slug
    reviewer: APerson
    scope: Literal["whole"]
    reason: Line | None = None


def read_record(data: bytes, *, path: str) -> Record | tuple[Finding, ...]:
    """Return the record of a file under ``reviews/``. Its body carries no trust and is not looked at."""
    if len(data) > MAX_RECORD_BYTES:
        return (Finding(path, 0, Code("COP317"), Text(th="ไฟล์บันทึกใหญ่เกินไป", en="the record is too large")),)
    text = read_text(data, path=path)
    parts = text if isinstance(text, Finding) else split(text, path=path)
    if isinstance(parts, Finding):
        return (parts,)
    filled = filled_in(_RecordForm, parts.header, path=path)
    if isinstance(filled, tuple):
        return filled
    record = _record(filled)
    if isinstance(record, Text):
        return (Finding(path, parts.header.line_of(("payload",)), Code("COP318"), record),)
    return record


def read_proved_record(payload: object, evidence: str) -> Record | None:
    """Return the record that a site's ``approval.json`` shows; ``None`` if it is none.

    Args:
        evidence: In canonical JSON.
    """
    try:
        value = {"schema": "cop-review/1", "payload": payload, "evidence": json.loads(evidence)}
        record = _record(_RecordForm.model_validate(value))
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, Record) else None


def _record(filled: _RecordForm) -> Record | Text:
    payload = _read_payload(filled.payload)
    if isinstance(payload, Text):
        return payload
    return Record(
        payload=filled.payload,
        asset=AssetId(payload.asset),
        decision=Decision(payload.decision),
        digest=None if payload.digest == ALL_VERSIONS else Digest.parse(payload.digest),
        issued_at=datetime.fromisoformat(payload.issued).astimezone(UTC),
        project=payload.project,
        reviewer=payload.reviewer,
        reason=payload.reason,
        evidence=filled.evidence.value(),
    )


def _read_payload(text: str) -> _Payload | Text:
    """Read the signed string, which must be its own canonical form with known keys and values."""
    try:
        value: object = json.loads(text)
        if canonical_json(value) != text:
            return Text(th="payload ไม่อยู่ในรูปมาตรฐาน", en="the payload is not in its canonical form")
        payload = _Payload.model_validate(value)
        if payload.digest != ALL_VERSIONS:
            Digest.parse(payload.digest)
    except ValidationError as error:
        name = ".".join(str(part) for part in error.errors()[0]["loc"])
        return Text(
            th=f"payload: ช่อง {name} ไม่ถูกต้อง", en=f"the payload's {name} is missing, unknown or not as it should be"
        )
    except (ValueError, RecursionError):
        return Text(th="payload ไม่ใช่ JSON ที่ถูกต้อง", en="the payload is not JSON with a valid digest")
    recalls = payload.decision == Decision.RECALL.value
    if payload.digest == ALL_VERSIONS and not recalls:
        return Text(th="digest * ใช้ได้กับ recall เท่านั้น", en='digest "*" is for recalls only')
    if recalls is (payload.reason is None):
        return Text(
            th="recall ต้องมี reason และอย่างอื่นต้องไม่มี", en="a recall needs a reason, and nothing else may have one"
        )
    if payload.reason is not None and hidden_in(payload.reason):
        return Text(th="reason มีอักขระที่ใช้ไม่ได้", en="the reason holds a forbidden character")
    return payload
