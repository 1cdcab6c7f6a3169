"""A community in a real git repository, built commit by commit in a temporary folder.

The repository is deaf to the machine's git settings, and its dates are fixed: the same steps give the same commits.
Every change is made in the work tree and then committed by somebody::

    box = Box.at(tmp_path)  # people, topics and policy below, committed
    box.write("knowledge/x", body="Call 1669.\\n")
    box.commit(by="p-mai")
    box.approve("knowledge/x", by="p-ann")
    assert box.verdict("knowledge/x").approved
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any  # the registry is JSON that tests bend as they like

from cop_build.app.judging import look_at
from cop_build.core.digest import canonical_json
from cop_build.core.docket import ALL_RULES, Rules
from cop_build.core.dossier import Dossier, compile_dossier
from cop_build.core.gate import decide
from cop_build.core.history import Blob, Entry
from cop_build.core.line import trace
from cop_build.core.model import AssetId, Oid, kind_of
from cop_build.core.parse.assets import read_asset
from cop_build.core.verdict import Judgement, Verdict
from cop_build.edges.git import Repository
from tests.ssh_keys import SecretKey

START = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)  # ten in the morning in Bangkok
AS_OF = date(2026, 11, 23)
PROJECT = "test-community"

ENVIRONMENT: Mapping[str, str] = {
    "PATH": os.environ.get("PATH", os.defpath),
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": "true",
    "GIT_SEQUENCE_EDITOR": "true",
}


def a_person(name: str, *roles: str, topics: Sequence[str] = (), **more: object) -> dict[str, Any]:
    """Return a person of the registry: ``p-<name>`` with one key of that name and one address."""
    return {
        "id": f"p-{name}",
        "name": {"th": f"คุณ {name}", "en": name.title()},
        "roles": list(roles or ("member",)),
        "topics": list(topics),
        "emails": [f"{name}@example.org"],
        "keys": [{"key": SecretKey(f"p-{name}").line}],
        **more,
    }


def a_registry() -> dict[str, Any]:
    """Return the registry that every box begins with."""
    return {
        "schema": "cop-community/1",
        "id": PROJECT,
        "title": {"th": "ชุมชนทดสอบ", "en": "Test community"},
        "language": "th",
        "timezone": "Asia/Bangkok",
        "people": [
            a_person("ann", "expert", topics=["ucep"], forge={"github": 1001}),
            a_person("bob", "expert", topics=["ucep"], forge={"github": 1002}),
            a_person("fin", "expert", topics=["finance"]),
            a_person("par", "expert", topics=["emergency"]),
            a_person("adm", "admin"),
            a_person("fac", "facilitator"),
            a_person("his", "historian"),
            a_person("mai", forge={"github": 2001}),
            a_person("nok", forge={"github": 2002}),
        ],
        "topics": [
            {"id": "emergency", "title": {"th": "ฉุกเฉิน", "en": "Emergencies"}},
            {"id": "ucep", "title": {"th": "ยูเซป", "en": "UCEP"}, "parent": "emergency"},
            {"id": "finance", "title": {"th": "การเงิน", "en": "Finance"}},
        ],
        "policy": {"quorum": 1},
    }


_HEADERS: Mapping[str, Mapping[str, object]] = {
    "knowledge": {"title": "เรื่อง", "summary": "โดยย่อ", "topics": ["ucep"], "authors": ["p-mai"]},
    "question": {"title": "ถาม", "topics": ["ucep"], "asked_on": "2026-10-01", "answered_by": ["p-mai"]},
    "note": {"title": "บันทึก", "summary": "โดยย่อ", "session": "session/first", "authors": ["p-mai"]},
    "session": {
        "title": "ประชุม",
        "starts_at": "2026-10-20T13:00:00+07:00",
        "facilitator": "p-fac",
        "deputy": "p-mai",
        "historian": "p-his",
        "phase": "held",
    },
    "page": {"title": "เกี่ยวกับ"},
}


@dataclass
class Box:
    """A repository under construction.

    Attributes:
        registry: What :meth:`write_registry` writes; tests change it in place.
        now: When the next commit is made, and when a record without ``issued`` is issued; a minute later each time.
    """

    root: Path
    registry: dict[str, Any] = field(default_factory=a_registry)
    now: datetime = START
    _records: int = 0
    _dossier: tuple[str, Dossier] | None = None

    @classmethod
    def at(cls, folder: Path, *, change: Callable[[dict[str, Any]], object] | None = None) -> Box:
        """Make a repository whose first commit is the registry, changed if asked for."""
        box = cls.empty(folder)
        if change:
            change(box.registry)
        box.write_registry()
        box.commit("Begin", by="p-adm")
        return box

    @classmethod
    def empty(cls, folder: Path) -> Box:
        """Make a repository without a commit."""
        folder.mkdir(parents=True, exist_ok=True)
        box = cls(folder)
        box.git("init", "-q", "-b", "main", "--template=")
        return box

    # -- the work tree -----------------------------------------------------------------------------------------------

    def put(self, path: str, content: bytes | str) -> Path:
        """Write any file."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return place

    def remove(self, path: str) -> None:
        self.git("rm", "-rqf", "--", path)

    def write_registry(self) -> None:
        self.put("community.yml", json.dumps(self.registry, ensure_ascii=False, indent=1) + "\n")

    def person(self, name: str) -> dict[str, Any]:
        """Return a person of the registry, to be changed in place."""
        found: dict[str, Any] = next(person for person in self.registry["people"] if person["id"] == name)
        return found

    def topic(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(topic for topic in self.registry["topics"] if topic["id"] == name)
        return found

    def write(
        self, asset: str, *, body: str = "Call 1669.\n", files: Mapping[str, bytes] | None = None, **header: object
    ) -> None:
        """Write an asset with a header that suits its kind; a value of ``None`` leaves the key out."""
        values = {**_HEADERS[asset.partition("/")[0]], **header}
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if value is not None
        ]
        self.put(f"drafts/{asset}/index.md", f"---\n{''.join(lines)}---\n\n{body}")
        for name, content in (files or {}).items():
            self.put(f"drafts/{asset}/{name}", content)

    # -- git ---------------------------------------------------------------------------------------------------------

    def git(self, *arguments: str, env: Mapping[str, str] | None = None, text: str | None = None) -> str:
        """Run git in the repository; its output without the last line's end."""
        command = ("git", "-C", str(self.root), "-c", "core.fsync=none", "-c", "gc.auto=0", *arguments)
        done = subprocess.run(
            command, env={**ENVIRONMENT, **self._who("p-adm", "p-adm"), **(env or {})}, capture_output=True, input=text,
            encoding="utf-8", errors="surrogateescape", check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"git {arguments} failed: {done.stderr}"
        return done.stdout.rstrip("\n")

    def address(self, who: str) -> str:
        """Return the first address of a person of the registry; any other text is an address itself."""
        return next((person["emails"][0] for person in self.registry["people"] if person["id"] == who), who)

    def identity(self, who: str) -> Mapping[str, str]:
        """Return the environment in which git commits as somebody, now."""
        return self._who(who, who)

    def _who(self, author: str, committer: str, at: datetime | None = None) -> Mapping[str, str]:
        moment = f"{int((at or self.now).timestamp())} +0000"
        return {
            "GIT_AUTHOR_NAME": "author",
            "GIT_AUTHOR_EMAIL": self.address(author),
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": "committer",
            "GIT_COMMITTER_EMAIL": self.address(committer),
            "GIT_COMMITTER_DATE": moment,
        }

    def commit(
        self,
        message: str = "Change",
        *,
        by: str = "p-mai",
        committer: str | None = None,
        co_authors: Iterable[str] = (),
        at: datetime | None = None,
        amend: bool = False,
    ) -> str:
        """Commit everything in the work tree, also if nothing changed; the commit's id.

        Args:
            by: The author: a person's id, or an address.
            committer: The author if not given.
            at: When; else a minute after the last commit.
        """
        self.now += timedelta(minutes=1)
        trailers = "".join(f"\nCo-authored-by: Somebody <{self.address(who)}>" for who in co_authors)
        self.git("add", "-A")
        self.git(
            *("commit", "-q", "--allow-empty", "--allow-empty-message", "--no-verify", "--cleanup=verbatim"),
            *(("--amend", "--reset-author") if amend else ()),
            *("-F", "-"),
            env=self._who(by, committer or by, at),
            text=message + ("\n" + trailers if trailers else ""),
        )
        return self.head

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Make a branch and stand on it."""
        self.git("checkout", "-q", "-b", name, start)

    def switch(self, name: str = "main") -> None:
        self.git("checkout", "-q", name)

    def merge(self, *names: str, by: str = "p-adm", committer: str | None = None, message: str = "Merge") -> str:
        """Merge branches into the one that is stood on, as a forge's button does."""
        self.now += timedelta(minutes=1)
        who = self._who(by, committer or by)
        self.git("merge", "-q", "--no-ff", "--no-edit", "-m", message, *names, env=who)
        return self.head

    def merge_unfinished(self, *names: str) -> None:
        """Begin a merge and leave it to be committed: what is changed now is in no parent."""
        self.git("merge", "-q", "--no-ff", "--no-commit", *names)

    def squash(self, name: str, *, by: str, committer: str = "p-adm", message: str = "Squashed") -> str:
        self.git("merge", "-q", "--squash", name)
        return self.commit(message, by=by, committer=committer)

    def rebase(self, name: str, *, committer: str = "p-adm") -> str:
        """Put a branch's commits on top of the one that is stood on."""
        self.now += timedelta(minutes=1)
        target = self.git("symbolic-ref", "--short", "HEAD")
        self.git("checkout", "-q", name)
        self.git(
            "-c", "rebase.backend=merge", "rebase", "-q", "--force-rebase", target, env=self._who("p-adm", committer)
        )
        self.git("checkout", "-q", target)
        self.git("merge", "-q", "--ff-only", name)
        return self.head

    # -- decisions ---------------------------------------------------------------------------------------------------

    def digest(self, asset: str) -> str:
        """Return the digest of an asset as it stands in the work tree."""
        folder = self.root / "drafts" / asset
        entries, blobs = {}, {}
        for place in sorted(folder.iterdir()):
            data = place.read_bytes()
            oid = Oid(hashlib.sha1(data).hexdigest())
            entries[place.name] = Entry(0o100644, oid)
            blobs[oid] = Blob(len(data), hashlib.sha256(data).hexdigest(), data[:1024], data)
        reading = read_asset(AssetId(asset), kind_of(AssetId(asset)), entries, blobs)
        assert reading.digest is not None, reading.findings
        return str(reading.digest)

    def payload(self, asset: str, *, by: str, decision: str = "approve", **changed: object) -> dict[str, object]:
        """Return a payload as a mapping; a value of ``None`` leaves the key out."""
        values: dict[str, object] = {
            "asset": asset,
            "decision": decision,
            "issued": f"{self.now:%Y-%m-%dT%H:%M:%SZ}",
            "project": PROJECT,
            "reviewer": by,
            "scope": "whole",
            "type": "cop-review/1",
            **({"reason": "It was wrong"} if decision == "recall" else {}),
            **changed,
        }
        if "digest" not in values:
            values["digest"] = self.digest(asset)
        return {key: value for key, value in values.items() if value is not None}

    def sign(
        self,
        asset: str,
        *,
        by: str,
        decision: str = "approve",
        key: SecretKey | None = None,
        namespace: str = f"cop-review@{PROJECT}",
        comment: str = "",
        **changed: object,
    ) -> str:
        """Return a signed record. Args: changed: other values of the payload, such as ``digest`` or ``issued``."""
        payload = canonical_json(self.payload(asset, by=by, decision=decision, **changed))
        return signed_record(payload, key or SecretKey(by), namespace=namespace, comment=comment)

    def attest(
        self,
        asset: str,
        *,
        by: str,
        user: int,
        merge: str,
        decision: str = "approve",
        recorder: SecretKey | None = None,
        facts: Mapping[str, object] | None = None,
        namespace: str = f"cop-recorder@{PROJECT}",
        **changed: object,
    ) -> str:
        """Return a record of a pull-request review, attested by the recorder."""
        payload = canonical_json(self.payload(asset, by=by, decision=decision, **changed))
        evidence: dict[str, object] = {
            "type": "pull_request",
            "forge": "github",
            "repository": 77,
            "number": 42,
            "review": 9001,
            "user": user,
            "submitted_at": json.loads(payload)["issued"],
            "commit": merge,
            "merge": merge,
            **(facts or {}),
        }
        message = canonical_json({"payload": payload, "evidence": evidence}).encode()
        signature = (recorder or SecretKey("recorder")).sign(message, namespace)
        return record_text(payload, {**evidence, "signature": base64_of(signature)})

    def file(self, text: str, asset: str, *, name: str | None = None) -> str:
        """Write a record into an asset's review folder; its path."""
        self._records += 1
        path = f"reviews/{asset}/{name or f'{self._records:03}.md'}"
        self.put(path, text)
        return path

    def approve(self, asset: str, *, by: str = "p-ann", **changed: Any) -> str:
        """Sign an approval of what stands in the work tree, file it and commit it; its path."""
        return self.decide(asset, by=by, decision="approve", **changed)

    def decide(self, asset: str, *, by: str, decision: str, **changed: Any) -> str:
        """Sign any decision, file it and commit it; its path."""
        path = self.file(self.sign(asset, by=by, decision=decision, **changed), asset)
        self.commit(f"Review {asset}", by="p-his")
        return path

    def publish(self, asset: str, *, by: str = "p-ann", author: str = "p-mai", **written: Any) -> None:
        """Write an asset, commit it and have it approved."""
        self.write(asset, **written)
        self.commit(f"Write {asset}", by=author)
        self.approve(asset, by=by)

    # -- judging -----------------------------------------------------------------------------------------------------

    @property
    def dossier(self) -> Dossier:
        head = self.head
        if self._dossier is None or self._dossier[0] != head:
            facts = Repository.at(self.root).facts()
            self._dossier = head, compile_dossier(facts, trace(facts))
        return self._dossier[1]

    def judge(self, as_of: date = AS_OF, *, asked: Rules = ALL_RULES) -> Judgement:
        dossier = self.dossier
        return decide(dossier, look_at(Repository.at(self.root), dossier, is_fresh=True), today=as_of, asked=asked)

    def verdict(self, asset: str, as_of: date = AS_OF, *, asked: Rules = ALL_RULES) -> Verdict:
        return next(verdict for verdict in self.judge(as_of, asked=asked).verdicts if verdict.asset == asset)

    def is_public(self, asset: str, as_of: date = AS_OF, *, asked: Rules = ALL_RULES) -> bool:
        verdicts = self.judge(as_of, asked=asked).verdicts
        return any(verdict.approved is not None for verdict in verdicts if verdict.asset == asset)

    def public_body(self, asset: str, as_of: date = AS_OF) -> str | None:
        approved = self.verdict(asset, as_of).approved
        return approved.version.body if approved else None

    def copy_to(self, folder: Path) -> Box:
        """Return the same repository in another folder, to be led on from here."""
        subprocess.run(["cp", "-r", str(self.root), str(folder)], check=True)
        return Box(folder, deepcopy(self.registry), self.now, self._records)


def codes_of(verdict: Verdict) -> frozenset[str]:
    return frozenset(finding.code for finding in verdict.findings)


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def signed_record(
    payload: str, key: SecretKey, *, namespace: str = f"cop-review@{PROJECT}", comment: str = "", **forged: Any
) -> str:
    """Return a record of this exact payload, whatever it is."""
    signature = key.sign(payload.encode(), namespace, **forged)
    return record_text(payload, {"type": "signature", "signature": base64_of(signature)}, comment=comment)


def record_text(payload: str, evidence: Mapping[str, object], *, comment: str = "") -> str:
    """Return the text of a record file."""
    quoted = payload.replace("'", "''")
    lines = "".join(f"  {key}: {value}\n" for key, value in evidence.items())
    return f"---\nschema: cop-review/1\npayload: '{quoted}'\nevidence:\n{lines}---\n{comment}"
