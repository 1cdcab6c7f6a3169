"""What an approval covers: the vectors of ``cop1``, and the laws they are examples of. Source: manual/trust.md §1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.digest import canonical_json, digest_of, normal_body
from cop_build.core.history import Blob, Entry
from cop_build.core.model import AssetId, Oid, kind_of
from cop_build.core.parse.assets import Reading, read_asset
from tests.core.plain_digest import plain_body, plain_digest, plain_json

VECTORS = json.loads((Path(__file__).parent.parent / "vectors/cop1.json").read_text("utf-8"))


def reading_of(index: bytes, files: Mapping[str, bytes] | None = None, asset: str = "page/about") -> Reading:
    entries, blobs = {}, {}
    for name, data in {"index.md": index, **(files or {})}.items():
        oid = Oid(hashlib.sha1(data).hexdigest())
        entries[name] = Entry(0o100644, oid)
        blobs[oid] = Blob(len(data), hashlib.sha256(data).hexdigest(), data[:1024], data)
    return read_asset(AssetId(asset), kind_of(AssetId(asset)), entries, blobs)


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["name"])
def test_the_digest_of_a_vector_is_the_one_that_stands_there(vector: dict[str, Any]) -> None:
    files = {name: text.encode() for name, text in vector["files"].items()}

    read = reading_of(vector["index"].encode(), files, vector["asset"])

    assert plain_digest(vector["asset"], vector["meta"], vector["body"], files) == vector["digest"]
    assert str(read.digest) == vector["digest"]


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["name"])
def test_an_odd_header_is_a_finding_with_its_line(vector: dict[str, Any]) -> None:
    read = reading_of(vector["index"].encode())

    assert read.digest is None and read.version is None
    first = read.findings[0]
    assert first.code == vector["code"]
    assert vector["line"] is None or first.line == vector["line"]


def test_vectors_of_other_meaning_have_other_digests_and_the_same_meaning_the_same() -> None:
    meanings: dict[str, set[str]] = {}
    for vector in VECTORS["vectors"]:
        meaning = json.dumps([vector[key] for key in ("asset", "meta", "body", "files")], sort_keys=True)
        meanings.setdefault(meaning, set()).add(vector["digest"])

    assert all(len(digests) == 1 for digests in meanings.values())
    assert len({digest for digests in meanings.values() for digest in digests}) == len(meanings)


def test_a_manifest_is_what_its_digest_is_the_sum_of() -> None:
    read = reading_of(b"---\ntitle: x\n---\n\nHello\n", {"a.csv": b"1"})

    assert read.version is not None
    assert digest_of(read.version.manifest) == read.digest
    assert json.loads(read.version.manifest)["files"] == [
        {"path": "a.csv", "sha256": hashlib.sha256(b"1").hexdigest(), "size": 1}
    ]


# -- laws ------------------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60)
SCALARS = st.one_of(TEXT, st.integers(-(10**9), 10**9), st.booleans(), st.none())
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
LINES = st.text(
    st.sampled_from("ab \t\n\u00a0\u3000กำ#`-") | st.characters(exclude_categories=["Cs"], exclude_characters="\r"),
    max_size=80,
)


@given(JSON)
def test_canonical_json_is_written_alike_by_both(value: object) -> None:
    assert canonical_json(value) == plain_json(value)


@given(LINES)
def test_the_normal_form_of_a_body_is_found_alike_by_both(text: str) -> None:
    assert normal_body(text) == plain_body(text)


@given(LINES)
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal_body(normal_body(text)) == normal_body(text)


TITLES = st.text(st.sampled_from("abc กขค:#'\"{}[]!&*-0123"), min_size=1, max_size=20).filter(str.strip)
BODIES = st.text(st.sampled_from("ab กข\n-*# `"), max_size=60)


def source(title: str, order: int, body: str) -> str:
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\norder: {order}\n---\n\n{body}"


@given(
    title=TITLES, order=st.integers(-99, 99), body=BODIES, spaces=st.sampled_from(["", " ", "\t  "]), bom=st.booleans()
)
def test_saving_the_same_meaning_in_other_bytes_keeps_the_digest(
    title: str, order: int, body: str, spaces: str, bom: bool
) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    other = f"---{spaces}\norder:   {order} # a comment\n\ntitle: {quoted}\n---{spaces}\n\n \n{body}\n{spaces}\n"

    resaved = reading_of((b"\xef\xbb\xbf" if bom else b"") + other.replace("\n", "\r\n").encode())

    assert resaved.digest == reading_of(source(title, order, body).encode()).digest is not None


@given(
    title=TITLES,
    body=BODIES,
    data=st.binary(max_size=20),
    which=st.sampled_from(["title", "body", "file", "name", "id"]),
)
def test_any_change_of_meaning_changes_the_digest(title: str, body: str, data: bytes, which: str) -> None:
    before = reading_of(source(title, 1, body).encode(), {"a.csv": data})

    after = reading_of(
        source(title + "x" * (which == "title"), 1, body + "\nx" * (which == "body")).encode(),
        {"b.csv" if which == "name" else "a.csv": data + b"\n" * (which == "file")},
        "page/other" if which == "id" else "page/about",
    )

    assert before.digest != after.digest


@given(body=BODIES, at=st.integers(0, 59), letter=st.sampled_from("xyz"))
def test_one_letter_more_anywhere_in_the_body_is_another_version(body: str, at: int, letter: str) -> None:
    changed = body[:at] + letter + body[at:]

    assert reading_of(source("t", 1, body).encode()).digest != reading_of(source("t", 1, changed).encode()).digest
