"""The work tree as if it had been committed: what `cop check` and the preview look at. Never what is published."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from cop_build.core.history import EXECUTABLE, PLAIN, SUBMODULE, SYMLINK, Blob, Change, Commit, Entry, Facts
from cop_build.core.model import Oid
from cop_build.edges.git.blobs import summed
from cop_build.edges.git.log import name_of

UNCOMMITTED = Oid("0" * 40)


def with_work_tree(
    facts: Facts, root: Path, changed: Iterable[bytes], *, is_text: Mapping[bytes, bool], author: str
) -> Facts:
    """Return the facts with one commit more, which holds what differs on disk.

    Args:
        changed: Paths, relative to the root, that git says differ from HEAD or are not tracked.
        author: The address under which this user commits.
    """
    changes: list[Change] = []
    blobs: dict[Oid, Blob] = dict(facts.blobs)
    tree = dict(facts.tree)
    for path in sorted(changed):
        name = name_of(path)
        read = _on_disk(root, path, is_text=is_text[path])
        if read is None:
            tree.pop(name, None)
            changes.append(Change(name, None))
        else:
            entry, blob = read
            if blob is not None:
                blobs[entry.oid] = blob
            tree[name] = entry
            changes.append(Change(name, entry))
    if not changes:
        return facts
    commit = Commit(UNCOMMITTED, (facts.head,), int(time.time()), author, author, "", tuple(changes))
    return replace(facts, head=UNCOMMITTED, tree=tree, commits=(commit, *facts.commits), blobs=blobs)


def _on_disk(root: Path, path: bytes, *, is_text: bool) -> tuple[Entry, Blob | None] | None:
    place = os.path.join(os.fsencode(root), path)  # noqa: PTH118  # a path may be no text
    try:
        found = os.lstat(place)
        if stat.S_ISLNK(found.st_mode):
            target = os.readlink(place)  # noqa: PTH115  # a path may be no text
            blob = summed(io.BytesIO(target), size=len(target), is_text=is_text)
            return Entry(SYMLINK, _key(blob)), blob
        if stat.S_ISDIR(found.st_mode):
            return Entry(SUBMODULE, UNCOMMITTED), None
        if not stat.S_ISREG(found.st_mode):
            return Entry(0o170000, _key_of_nothing()), summed(io.BytesIO(b""), size=0, is_text=False)
        with open(place, "rb") as file:  # noqa: PTH123  # a path may be no text
            blob = summed(file, size=found.st_size, is_text=is_text)
    except FileNotFoundError:
        return None
    except OSError:
        return Entry(PLAIN, _key_of_nothing()), summed(io.BytesIO(b""), size=0, is_text=False)
    return Entry(EXECUTABLE if found.st_mode & stat.S_IXUSR else PLAIN, _key(blob)), blob


def is_on_disk(oid: Oid) -> bool:
    """Say whether bytes are not git's, but the work tree's."""
    return oid.startswith("disk-")


def bytes_on_disk(root: Path, path: str, *, sha256: str) -> bytes | None:
    """Return a file's bytes; ``None`` if they are not those that were summed before, or no plain file's any more.

    A link is not followed and a pipe is not waited for, whatever has come in the file's place.
    """
    place = os.path.join(os.fsencode(root), os.fsencode(path))  # noqa: PTH118  # a path may be no text
    try:
        handle = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            data = file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _key(blob: Blob) -> Oid:
    """Return a name for bytes that git does not hold: unlike any of git's, so that nothing is taken for it."""
    return Oid(f"disk-{blob.sha256}-{'text' if blob.data is not None else 'bytes'}")


def _key_of_nothing() -> Oid:
    return Oid("disk-" + hashlib.sha256(b"").hexdigest() + "-bytes")
