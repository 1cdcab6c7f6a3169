"""Writes a community of any size into a fresh git repository, with real signatures, through ``git fast-import``."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cop_build.app.founding import TEMPLATES
from cop_build.core.digest import canonical_json
from cop_build.core.history import Blob, Entry
from cop_build.core.model import AssetId, Decision, Digest, Kind, Oid
from cop_build.core.parse.assets import read_asset
from cop_build.core.parse.record_texts import payload_of, record_text
from tests.ssh_keys import SecretKey

PROJECT = "bench-community"
TOPICS = 20
_BEGAN = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
_REVIEWERS = ("p-ann", "p-bob")  # who may approve any kind
_KINDS = tuple(Kind)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK_HOME = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")
_SAMPLE = Path(__file__).parents[1] / "drafts" / "knowledge"


def make_repository(folder: Path, *, assets: int, commits: int) -> None:
    """Make a repository in an empty folder.

    One commit holds the registry, one writes each asset, one files the two approvals of each, and the others edit
    assets in turn before that.

    Args:
        commits: At least ``2 * assets + 1``.
    """
    assert commits > 2 * assets, "each asset is written in one commit and approved in another"
    folder.mkdir(parents=True)
    quiet = ("git", "-C", str(folder))
    subprocess.run([*quiet, "init", "--quiet", "--initial-branch=main", "--template="], check=True)
    with subprocess.Popen([*quiet, "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for part in _stream(assets, commits):
            process.stdin.write(part)
        process.stdin.close()
    assert process.returncode == 0, "git fast-import failed"
    subprocess.run([*quiet, "reset", "--quiet", "--hard", "main"], check=True)


def _stream(assets: int, commits: int) -> Iterator[bytes]:
    at = _BEGAN
    edits = commits - 2 * assets - 1
    yield _commit(at, {"community.yml": _registry(), "mkdocs.yml": _settings(), "docs/.gitignore": b"*\n"}, "adm")
    for number in range(assets):
        at += timedelta(minutes=1)
        yield _commit(at, {_path(number): _text(number, 0)}, "mai")
    for edit in range(edits):
        at += timedelta(minutes=1)
        number = edit % assets
        yield _commit(at, {_path(number): _text(number, 1 + edit // assets)}, "mai")
    for number in range(assets):
        at += timedelta(minutes=1)
        edited = edits // assets + (1 if number < edits % assets else 0)
        yield _commit(at, dict(_records(number, _text(number, edited), at)), "his")


def _commit(at: datetime, files: dict[str, bytes], who: str) -> bytes:
    person = f"{who} <{who}@example.org> {int(at.timestamp())} +0000"
    parts = [f"commit refs/heads/main\nauthor {person}\ncommitter {person}\ndata 1\n.\n".encode()]
    for path, data in files.items():
        parts += [f"M 100644 inline {path}\ndata {len(data)}\n".encode(), data, b"\n"]
    return b"".join([*parts, b"\n"])


def _asset(number: int) -> AssetId:
    return AssetId(f"{_KINDS[number % len(_KINDS)]}/a-{number:06}")


def _path(number: int) -> str:
    return f"drafts/{_asset(number)}/index.md"


@cache
def _bodies() -> tuple[str, ...]:
    """Return what this repository's own community wrote; of what leads to other folders only the text is left."""
    texts = (place.read_text(encoding="utf-8") for place in sorted(_SAMPLE.glob("*/index.md")))
    bodies = (text.split("\n---\n", 1)[1] for text in texts)
    return tuple(_LINK_HOME.sub(r"\1", _PICTURE.sub("", body)) for body in bodies)


def _text(number: int, edit: int) -> bytes:
    body = _bodies()[number % len(_bodies())]
    header = _header(_KINDS[number % len(_KINDS)], number)
    return f"---\n{header}---\n{body}\nเรื่องที่ {number} แก้ไขครั้งที่ {edit}\n".encode()


def _header(kind: Kind, number: int) -> str:
    title, topics = f"title: เรื่องที่ {number}\n", f"topics: [t-{number % TOPICS:02}]\n"
    summary = f"summary: โดยย่อของเรื่องที่ {number}\n"
    match kind:
        case Kind.KNOWLEDGE:
            return f"{title}{summary}{topics}authors: [p-mai]\nkeywords: [คำสำคัญ, เรื่อง {number}]\n"
        case Kind.QUESTION:
            return f"{title}{topics}asked_by: [p-mai]\nasked_on: 2026-01-02\nanswered_by: [p-mai]\n"
        case Kind.NOTE:
            return f"{title}{summary}{topics}session: session/a-{number - 1:06}\nauthors: [p-mai]\nattendance: 12\n"
        case Kind.SESSION:
            return (
                f"{title}{topics}starts_at: 2025-12-18T16:30:00+07:00\nduration_minutes: 90\nfacilitator: p-adm\n"
                "deputy: p-mai\nhistorian: p-his\nphase: held\n"
            )
        case Kind.PAGE:
            return f"{title}{summary}order: {number}\n"


def _digest(number: int, text: bytes) -> Digest:
    oid = Oid(hashlib.sha1(text).hexdigest())
    blob = Blob(len(text), hashlib.sha256(text).hexdigest(), text[:1024], text)
    digest = read_asset(
        _asset(number), _KINDS[number % len(_KINDS)], {"index.md": Entry(0o100644, oid)}, {oid: blob}
    ).digest
    assert digest is not None, "what is written here can be read"
    return digest


def _records(number: int, text: bytes, at: datetime) -> Iterator[tuple[str, bytes]]:
    digest = _digest(number, text)
    for reviewer in _REVIEWERS:
        payload = payload_of(
            asset=_asset(number),
            decision=Decision.APPROVE,
            digest=digest,
            issued_at=at,
            project=PROJECT,
            reviewer=reviewer,
            reason=None,
        )
        signature = SecretKey(reviewer).sign(payload.encode(), f"cop-review@{PROJECT}")
        yield f"reviews/{_asset(number)}/{reviewer}.md", record_text(payload, signature=signature).encode()


def _registry() -> bytes:
    topics = [f"t-{number:02}" for number in range(TOPICS)]
    people: list[dict[str, object]] = [
        {
            "id": person,
            "name": {"th": f"ผู้เชี่ยวชาญ {person}", "en": person},
            "roles": ["expert", "facilitator", "admin"],
            "topics": topics,
            "emails": [f"{person[2:]}@example.org"],
            "keys": [{"key": SecretKey(person).line}],
        }
        for person in _REVIEWERS
    ]
    people += [
        {"id": f"p-{name}", "name": {"th": name, "en": name}, "roles": [role], "emails": [f"{name}@example.org"]}
        for name, role in (("adm", "admin"), ("mai", "member"), ("his", "historian"))
    ]
    registry = {
        "schema": "cop-community/1",
        "id": PROJECT,
        "title": {"th": "ชุมชนวัดผล", "en": "Bench community"},
        "language": "th",
        "timezone": "Asia/Bangkok",
        "people": people,
        "topics": [{"id": topic, "title": {"th": f"หัวข้อ {topic}", "en": topic}} for topic in topics],
        "policy": {"quorum": 2},
    }
    return (canonical_json(registry) + "\n").encode()


def _settings() -> bytes:
    """Return the settings that every new community begins with."""
    return (TEMPLATES / "init" / "mkdocs.yml").read_bytes()
