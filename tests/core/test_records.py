"""A record file becomes a record, or findings; never an exception. Source: manual/trust.md §2."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.digest import canonical_json
from cop_build.core.findings import Finding
from cop_build.core.model import Record
from cop_build.core.parse.records import read_record
from tests.community_box import base64_of, record_text, signed_record
from tests.ssh_keys import SecretKey

ANN = SecretKey("p-ann")
PAYLOAD: Mapping[str, object] = {
    "asset": "knowledge/x",
    "decision": "approve",
    "digest": "cop1:" + "0" * 64,
    "issued": "2026-11-22T10:00:00Z",
    "project": "test-community",
    "reviewer": "p-ann",
    "scope": "whole",
    "type": "cop-review/1",
}


def payload(**changed: object) -> str:
    values = {**PAYLOAD, **changed}
    return canonical_json({key: value for key, value in values.items() if value is not ...})


def read(text: str | bytes) -> Record | tuple[Finding, ...]:
    return read_record(text.encode() if isinstance(text, str) else text, path="reviews/knowledge/x/a.md")


def read_payload(text: str) -> Record | tuple[Finding, ...]:
    return read(signed_record(text, ANN))


def test_a_record_is_read_as_it_was_signed() -> None:
    record = read_payload(payload())

    assert isinstance(record, Record)
    assert record.payload == payload()
    assert (record.reviewer, record.asset) == ("p-ann", "knowledge/x")


@pytest.mark.parametrize("decision", ["approve", "request_changes"])
def test_only_a_recall_has_a_reason_and_may_speak_of_all_versions(decision: str) -> None:
    assert not isinstance(read_payload(payload(decision=decision, reason="why")), Record)
    assert not isinstance(read_payload(payload(decision=decision, digest="*")), Record)
    assert isinstance(read_payload(payload(decision="recall", reason="why", digest="*")), Record)
    assert isinstance(read_payload(payload(decision="recall", reason="why")), Record)
    assert not isinstance(read_payload(payload(decision="recall")), Record)


@pytest.mark.parametrize(
    "changed",
    [
        {"approved": True}, {"decision": "approved"}, {"decision": "Approve"}, {"decision": None},
        {"decision": ["approve"]},
        {"scope": "part"}, {"scope": ...}, {"type": "cop-review/2"}, {"type": ...}, {"asset": "x"},
        {"asset": "other/x"},
        {"asset": "knowledge/X"}, {"asset": "knowledge/../x"}, {"asset": "knowledge/x/index.md"}, {"asset": ...},
        {"digest": "0" * 64}, {"digest": "cop2:" + "0" * 64}, {"digest": "cop1:" + "A" * 64},
        {"digest": "cop1:" + "0" * 63},
        {"digest": ""}, {"digest": None}, {"digest": "cop1:" + "0" * 64 + "\n"}, {"digest": ...},
        {"issued": "2026-11-22"}, {"issued": "2026-11-22T10:00:00+07:00"}, {"issued": "2026-11-22T10:00:00.5Z"},
        {"issued": "2026-02-30T10:00:00Z"}, {"issued": "2026-11-22T24:00:00Z"}, {"issued": "2026-11-22T10:00:60Z"},
        {"issued": "2569-11-22T10:00:00Z"}, {"issued": "๒๐๒๖-11-22T10:00:00Z"}, {"issued": 1}, {"issued": ...},
        {"reviewer": "P-ANN"}, {"reviewer": ""}, {"reviewer": "p-ann,p-bob"}, {"reviewer": ...}, {"project": ...},
        {"project": "test community"}, {"decision": "recall", "reason": "two\nlines"}, {"decision": "recall",
        "reason": ""},
        {"decision": "recall", "reason": "back\u202ewards"}, {"decision": "recall", "reason": 1},
    ],
    ids=repr,
)  # fmt: skip
def test_a_payload_that_is_not_exactly_as_it_should_be_is_refused(changed: dict[str, object]) -> None:
    refused = read_payload(payload(**changed))

    assert isinstance(refused, tuple)
    assert [finding.code for finding in refused] == ["COP318"]


@pytest.mark.parametrize(
    "text",
    [
        payload() + " ", " " + payload(), payload().replace(":", ": ", 1), payload().replace("p-ann", "p-\\u0061nn"),
        payload()[:-1] + ',"scope":"whole"}',
        json.dumps(dict(sorted(PAYLOAD.items(), reverse=True)), separators=(",", ":")),
        "", "null", "[]", "{}", "NaN", "1e999", '"x"', "{" * 3000, "[" * 3000, "9" * 3999,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_payload_that_is_not_its_own_canonical_form_is_refused(text: str) -> None:
    assert not isinstance(read_payload(text), Record)


def test_a_payload_may_not_be_longer_than_is_bearable() -> None:
    assert not isinstance(read_payload(payload(decision="recall", reason="x" * 4000)), Record)


GOOD_SIGNATURE = base64_of(ANN.sign(payload().encode(), "cop-review@test-community"))


def not_canonical(text: str) -> str:
    """Return base64 of the same bytes with other unused bits at the end."""
    padded = base64.b64encode(base64.b64decode(text) + b"\0").decode()  # 2 letters before the padding, if it has one
    for filler in (b"", b"\0", b"\0\0"):
        padded = base64.b64encode(base64.b64decode(text) + filler).decode()
        if padded.endswith("="):
            break
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    at = padded.index("=") - 1
    return padded[:at] + letters[letters.index(padded[at]) + 1] + padded[at + 1 :]


@pytest.mark.parametrize(
    "signature",
    [
        not_canonical(GOOD_SIGNATURE), GOOD_SIGNATURE[:-1], "'" + GOOD_SIGNATURE[:40] + " " + GOOD_SIGNATURE[40:] + "'",
        GOOD_SIGNATURE.replace("U", "-", 1), '"' + GOOD_SIGNATURE[:40] + "\\n" + GOOD_SIGNATURE[40:] + '"', "",
        "'*'", "[x]",
        '"-----BEGIN SSH SIGNATURE-----"', GOOD_SIGNATURE + "=",
    ],
    ids=lambda text: text[:16],
)  # fmt: skip
def test_a_signature_is_one_line_of_canonical_base64(signature: str) -> None:
    refused = read(record_text(payload(), {"type": "signature", "signature": signature}))

    assert isinstance(refused, tuple) and refused[0].code == "COP401"


@pytest.mark.parametrize(
    "text",
    [
        b"", b"no header", b"---\n---\n", b"\xff\xfe", b"---\nschema: cop-review/1\n---\n", b"---\n- a\n---\n",
        record_text(payload(), {"type": "signature"}).encode(),
        record_text(payload(), {"type": "oath", "signature": GOOD_SIGNATURE}).encode(),
        record_text(payload(), {"signature": GOOD_SIGNATURE}).encode(),
        record_text(payload(), {"type": "[signature]", "signature": GOOD_SIGNATURE}).encode(),
        record_text(payload(), {"type": "signature", "signature": GOOD_SIGNATURE, "approved": "true"}).encode(),
        signed_record(payload(), ANN).replace("cop-review/1\n", "cop-review/2\n", 1).encode(),
        signed_record(payload(), ANN).replace("schema:", "status: approved\nschema:").encode(),
        signed_record(payload(), ANN).replace("payload: ", "payload: &p ").encode(),
        signed_record(payload(), ANN, comment="x" * 70_000).encode(),
    ],
    ids=lambda text: repr(text[-40:]),
)  # fmt: skip
def test_a_file_that_is_no_record_is_a_finding(text: bytes) -> None:
    refused = read(text)

    assert isinstance(refused, tuple) and refused


def test_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    text = b"\xef\xbb\xbf" + signed_record(payload(), ANN).replace("\n", "\r\n").encode()

    assert isinstance(read(text), Record)


# -- laws ------------------------------------------------------------------------------------------------------------

GOOD = signed_record(payload(), ANN).encode()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_record_or_findings(data: bytes) -> None:
    for text in (data, b"---\n" + data + b"\n---\n", b"---\nschema: cop-review/1\npayload: '{" + data + b"}'\n---\n"):
        assert isinstance(read(text), Record) or read(text)


@given(at=st.integers(0, len(GOOD) - 1), byte=st.binary(min_size=0, max_size=2))
def test_any_change_of_a_good_record_is_a_record_or_findings(at: int, byte: bytes) -> None:
    found = read(GOOD[:at] + byte + GOOD[at + 1 :])

    assert isinstance(found, Record | tuple) and found


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*PAYLOAD, "reason", "x"]), VALUES, max_size=4))
def test_no_value_in_a_payload_is_too_odd_to_be_refused(changed: dict[str, object]) -> None:
    found = read_payload(json.dumps({**PAYLOAD, **changed}, sort_keys=True, separators=(",", ":"), ensure_ascii=False))

    assert isinstance(found, tuple) or json.loads(found.payload) == {**PAYLOAD, **changed}
