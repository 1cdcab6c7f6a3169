"""What happened in git, as facts: files, commits, and what each commit changed. Source: manual/trust.md §3."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cop_build.core.model import AssetId, Oid

INDEX = "index.md"
REGISTRY = "community.yml"
SETTINGS = "mkdocs.yml"
DRAFTS = "drafts/"
REVIEWS = "reviews/"
INIT_ADDRESS = "init@cop-build.invalid"
FORGE_COMMITTER = "noreply@github.com"

PROPOSED = Oid("f" * 40)  # a commit that nobody has made yet

SYMLINK, SUBMODULE, EXECUTABLE, PLAIN = 0o120000, 0o160000, 0o100755, 0o100644


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as a tree holds it: its git mode and the name of its bytes."""

    mode: int
    oid: Oid

    @property
    def is_submodule(self) -> bool:
        return self.mode == SUBMODULE


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that git keeps.

    Attributes:
        size: In bytes.
        sha256: Hexadecimal.
        start: The first bytes, enough to tell a type by.
        data: All bytes of a text small enough to be read; ``None`` otherwise.
    """

    size: int
    sha256: str
    start: bytes
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit made of one path; ``entry`` is ``None`` where it removed it."""

    path: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the whole graph.

    Attributes:
        committed_at: Seconds since 1970, UTC.
        changes: What differs from every parent: what the commit itself changed.
    """

    oid: Oid
    parents: tuple[Oid, ...]
    committed_at: int
    author: str
    committer: str
    message: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """One commit with its history, as read from git.

    Attributes:
        tree: Every file of the judged commit by path.
        commits: The whole graph, no parent before its children.
        merged: For each merge on the line, what differs from its first parent.
        blobs: Every blob that ever stood under drafts/ or reviews/, or as the registry, on the line.
    """

    head: Oid
    tree: Mapping[str, Entry]
    commits: Sequence[Commit]
    merged: Mapping[Oid, tuple[Change, ...]]
    blobs: Mapping[Oid, Blob]


def with_files(facts: Facts, files: Mapping[str, bytes], *, at: int) -> Facts:
    """Return the facts with one commit more, by nobody, which adds some texts: to see what the gate would say of them.

    Args:
        at: When it is committed; seconds since 1970, UTC.
    """
    tree, blobs, changes = dict(facts.tree), dict(facts.blobs), []
    for path, data in sorted(files.items()):
        sha256 = hashlib.sha256(data).hexdigest()
        entry = Entry(PLAIN, Oid(f"proposed-{sha256}"))
        tree[path] = entry
        blobs[entry.oid] = Blob(len(data), sha256, data[:1024], data)
        changes.append(Change(path, entry))
    commit = Commit(PROPOSED, (facts.head,), at, "", "", "", tuple(changes))
    return replace(facts, head=PROPOSED, tree=tree, commits=(commit, *facts.commits), blobs=blobs)


def asset_of(path: str) -> AssetId | None:
    """Return the id of the asset whose folder holds a path under drafts/ or reviews/, if it is deep enough."""
    parts = path.split("/", 3)
    return AssetId(f"{parts[1]}/{parts[2]}") if len(parts) == 4 else None
