"""Takes apart what ``git log --raw -z`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cop_build.core.history import Change, Commit, Entry
from cop_build.core.model import Oid

_FIELDS = ("%H", "%P", "%ct", "%ae", "%ce", "%B")
FORMAT = "--format=tformat:" + "%x00".join(_FIELDS) + "%x00"
OPTIONS = (
    *("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative"),
    *("--ignore-submodules=none", "--no-show-signature", "--no-notes", "--no-decorate", "--no-color"),
    *("--encoding=none", FORMAT),
)
_NOTHING = "0" * 6


def commits_in(fields: Sequence[bytes]) -> Iterator[Commit]:
    """Take the output of ``git log --raw -z`` apart: six fields a commit, then its changes."""
    at, end = 0, len(fields)
    while at + len(_FIELDS) <= end:
        oid, parents, committed_at, author, committer, message = fields[at : at + len(_FIELDS)]
        at += len(_FIELDS)
        changes: list[Change] = []
        while at < end and fields[at] == b"":
            at += 1
        while at + 1 < end and (facts := fields[at].lstrip(b"\n")).startswith(b":"):
            changes.append(_change(facts, fields[at + 1]))
            at += 2
        yield Commit(
            oid=Oid(oid.decode()),
            parents=tuple(Oid(parent) for parent in parents.decode().split()),
            committed_at=int(committed_at) if committed_at.isdigit() else 0,
            author=author.decode("utf-8", "replace"),
            committer=committer.decode("utf-8", "replace"),
            message=message.decode("utf-8", "replace"),
            changes=tuple(changes),
        )


def _change(facts: bytes, path: bytes) -> Change:
    """Read ``:100644 100644 <old> <new> M``; a merge has one more colon, mode and name a parent."""
    words = facts.decode().split(" ")
    parents = words[0].count(":")
    mode, oid = words[parents], words[2 * parents + 1]
    return Change(name_of(path), None if mode == _NOTHING else Entry(int(mode, 8), Oid(oid)))


def name_of(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")
