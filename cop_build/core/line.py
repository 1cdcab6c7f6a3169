"""What does a history say? Versions that landed, records that landed, and who changed what.

The *line* is the first-parent history of the judged commit, oldest first; a *position* counts along it from 0. A commit
*enters* at the first position from which it can be reached. Source: manual/trust.md §3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cop_build.core.history import (
    DRAFTS,
    FORGE_COMMITTER,
    INIT_ADDRESS,
    REGISTRY,
    REVIEWS,
    Commit,
    Entry,
    Facts,
    asset_of,
)
from cop_build.core.model import AssetId, Oid

LAST_SECOND = 13_569_465_600  # 2400-01-01, UTC: no day of a community lies behind it


@dataclass(frozen=True, slots=True)
class Point:
    """A commit of the line. ``latest_at`` is the latest committer time among it and its ancestors on the line."""

    oid: Oid
    latest_at: int
    registry: Oid | None


@dataclass(frozen=True, slots=True)
class Edit:
    """A commit that changed an asset: where it enters the line, and the addresses of those who made it."""

    position: int
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Content:
    """What an asset's folder held from a position on; empty where it was removed."""

    position: int
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class RecordLanding:
    """A file under ``reviews/`` as it first stood on the line with these bytes at this path."""

    path: str
    entry: Entry
    position: int


@dataclass(frozen=True, slots=True)
class RecordLoss:
    """A file under ``reviews/`` that was changed or removed: which bytes stood there before."""

    path: str
    before: Entry
    position: int
    was_removed: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """What the history says about assets and records."""

    line: Sequence[Point]
    contents: Mapping[AssetId, Sequence[Content]]
    edits: Mapping[AssetId, Sequence[Edit]]
    landings: Sequence[RecordLanding]
    losses: Mapping[AssetId, Sequence[RecordLoss]]


def trace(facts: Facts) -> Trace:
    """Walk the line once, oldest first."""
    by_oid = {commit.oid: commit for commit in facts.commits}
    line = _line(facts.head, by_oid)
    entered = _entries(line, by_oid)
    points: list[Point] = []
    registry: Oid | None = None
    latest_at = 0
    folders: dict[AssetId, dict[str, Entry]] = defaultdict(dict)
    contents: dict[AssetId, list[Content]] = defaultdict(list)
    records: dict[str, Entry] = {}
    landings: list[RecordLanding] = []
    losses: dict[AssetId, list[RecordLoss]] = defaultdict(list)
    for position, commit in enumerate(line):
        touched: set[AssetId] = set()
        for change in facts.merged[commit.oid] if len(commit.parents) > 1 else commit.changes:
            if change.path == REGISTRY:
                registry = change.entry.oid if change.entry and not change.entry.is_submodule else None
            elif change.path.startswith(DRAFTS) and (asset := asset_of(change.path)):
                _put(folders[asset], change.path.split("/", 3)[3], change.entry)
                touched.add(asset)
            elif change.path.startswith(REVIEWS):
                before = records.get(change.path)
                if before is not None and before != change.entry and (asset := asset_of(change.path)):
                    lost = RecordLoss(change.path, before, position, was_removed=change.entry is None)
                    losses[asset].append(lost)
                if change.entry is not None:
                    landings.append(RecordLanding(change.path, change.entry, position))
                _put(records, change.path, change.entry)
        for asset in touched:
            contents[asset].append(Content(position, dict(folders[asset])))
        latest_at = max(latest_at, min(commit.committed_at, LAST_SECOND))
        points.append(Point(commit.oid, latest_at, registry))
    return Trace(points, contents, _edits(facts.commits, entered), landings, losses)


def _put(where: dict[str, Entry], name: str, entry: Entry | None) -> None:
    if entry is None:
        where.pop(name, None)
    else:
        where[name] = entry


def _line(head: Oid, by_oid: Mapping[Oid, Commit]) -> list[Commit]:
    commit = by_oid[head]
    line = [commit]
    while commit.parents:
        commit = by_oid[commit.parents[0]]
        line.append(commit)
    return line[::-1]


def _entries(line: Sequence[Commit], by_oid: Mapping[Oid, Commit]) -> Mapping[Oid, int]:
    entered: dict[Oid, int] = {}
    for position, commit in enumerate(line):
        waiting = [commit]
        while waiting:
            reached = waiting.pop()
            if reached.oid not in entered:
                entered[reached.oid] = position
                waiting.extend(by_oid[parent] for parent in reached.parents if parent not in entered)
    return entered


def _edits(commits: Iterable[Commit], entered: Mapping[Oid, int]) -> Mapping[AssetId, Sequence[Edit]]:
    edits: dict[AssetId, list[Edit]] = defaultdict(list)
    for commit in commits:
        assets = {asset_of(change.path) for change in commit.changes if change.path.startswith(DRAFTS)} - {None}
        if assets:
            position = entered[commit.oid]
            edit = Edit(position, addresses_of(commit, begins_the_line=position == 0))
            for asset in assets:
                assert asset is not None
                edits[asset].append(edit)
    return edits


_CO_AUTHOR = re.compile(r"co-authored-by[ \t]*:[ \t]*(.*)", re.IGNORECASE)


def addresses_of(commit: Commit, *, begins_the_line: bool) -> frozenset[str]:
    """Return who made a commit: author, committer and co-authors, by case-folded e-mail address.

    Co-authors count anywhere in the message and in any case. A co-author without a readable address is returned as the
    text that stands there, which belongs to nobody. Ignored are only the forge's own committer, and the root commit
    that ``cop init`` makes under its fixed address.
    """
    if begins_the_line and not commit.parents and commit.author == commit.committer == INIT_ADDRESS:
        return frozenset()
    addresses = {commit.author, commit.committer} - {""}
    if commit.committer == FORGE_COMMITTER and commit.author != FORGE_COMMITTER:
        addresses.discard(FORGE_COMMITTER)
    for named in _CO_AUTHOR.findall(commit.message):
        written: list[str] = (
            re.findall(r"<([^<>]*)>", named) or [word for word in named.split() if "@" in word] or [named]
        )
        addresses.update(written)
    return frozenset(address.strip().casefold() for address in addresses) or frozenset({""})
