"""What the registry says about personal data, and an admin's signed word on one version."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from cop_build.core.digest import canonical_json
from cop_build.core.model import (
    USUAL,
    Answer,
    AssetId,
    Digest,
    Override,
    PersonalData,
    SignedOverride,
    Sort,
    Text,
)
from cop_build.core.parse.fields import AnAsset, APerson, Form, Line, Lines, Slug, as_tuple, refused
from cop_build.core.parse.people import one_of
from cop_build.core.parse.records import MAX_PAYLOAD, Instant, Signature
from cop_build.core.parse.texts import hidden_in
from cop_build.core.personal import allowed_form

_GAP = r"[ .:/\-]{0,2}"
_AN_ANSWER = Literal["refuse", "warn", "ignore"]


def _pattern(value: object) -> str:
    """Read a number's pattern: letters and ``#`` for a digit, at least four of them."""
    text = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z\u0e01-\u0e4e#][A-Za-z\u0e01-\u0e4e# ./-]{3,59}", text) or text.count("#") < 4:
        raise refused(
            "COP110",
            "ต้องเป็นตัวอักษรกับ # แทนตัวเลขอย่างน้อยสี่ตัว เช่น HN ######",
            "must be letters, and # for each of at least four digits, such as HN ######",
        )
    return text


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return what finds a number in text with ASCII digits; what stands between its characters may be left out."""
    steps = ("[0-9]" if mark == "#" else re.escape(mark) for mark in pattern if mark not in " ./-")
    return re.compile(rf"(?<![0-9A-Za-z]){_GAP.join(steps)}(?![0-9])", re.IGNORECASE)


class PersonalDataForm(Form):
    """The registry's ``personal_data``."""

    patterns: Annotated[tuple[Annotated[str, BeforeValidator(_pattern)], ...], BeforeValidator(as_tuple)] = ()
    allow: Lines = ()
    hospital_number: _AN_ANSWER = "refuse"
    phone: _AN_ANSWER = "refuse"
    email: _AN_ANSWER = "refuse"
    line: _AN_ANSWER = "refuse"
    name: _AN_ANSWER = "warn"

    def value(self) -> PersonalData:
        chosen: dict[Sort, Answer] = {
            sort: Answer(getattr(self, sort)) for sort in Sort if sort is not Sort.NATIONAL_ID
        }
        return PersonalData(
            answers={**USUAL, **chosen},
            patterns=tuple(_compiled(pattern) for pattern in self.patterns),
            allowed=frozenset(allowed_form(line) for line in self.allow),
        )


class OverrideForm(Form):
    """An entry of the registry's ``overrides``. What the payload says is read where it is judged."""

    payload: Annotated[str, Field(max_length=MAX_PAYLOAD)]
    signature: Signature

    def value(self) -> SignedOverride:
        return SignedOverride(self.payload, self.signature)


class _Payload(Form):
    type: Literal["cop-override/1"]
    project: Slug
    asset: AnAsset
    digest: str
    sorts: Annotated[
        tuple[Annotated[str, BeforeValidator(one_of(list(Sort)))], ...], BeforeValidator(as_tuple), Field(min_length=1)
    ]
    admin: APerson
    issued: Instant
    reason: Line


def read_override(payload: str) -> Override | Text:
    """Read the signed string, which must be its own canonical form; or say what is wrong with it."""
    try:
        value: object = json.loads(payload)
        if canonical_json(value) != payload:
            return Text(th="payload ไม่อยู่ในรูปมาตรฐาน", en="the payload is not in its canonical form")
        form = _Payload.model_validate(value)
        digest = Digest.parse(form.digest)
    except ValidationError as error:
        name = ".".join(str(part) for part in error.errors()[0]["loc"])
        return Text(
            th=f"payload: ช่อง {name} ไม่ถูกต้อง", en=f"the payload's {name} is missing, unknown or not as it should be"
        )
    except (ValueError, RecursionError):
        return Text(th="payload ไม่ใช่ JSON ที่ถูกต้อง", en="the payload is not JSON with a valid digest")
    if hidden_in(form.reason):
        return Text(th="reason มีอักขระที่ใช้ไม่ได้", en="the reason holds a forbidden character")
    return Override(
        project=form.project,
        asset=AssetId(form.asset),
        digest=digest,
        sorts=frozenset(Sort(sort) for sort in form.sorts),
        admin=form.admin,
        issued_at=datetime.fromisoformat(form.issued).astimezone(UTC),
        reason=form.reason,
    )


def override_payload(override: Override) -> str:
    """Return the string that an admin signs."""
    value: Mapping[str, object] = {
        "type": "cop-override/1",
        "project": override.project,
        "asset": override.asset,
        "digest": str(override.digest),
        "sorts": sorted(sort.value for sort in override.sorts),
        "admin": override.admin,
        "issued": override.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "reason": override.reason,
    }
    return canonical_json(value)
