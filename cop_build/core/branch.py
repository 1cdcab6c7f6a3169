"""The commits that a pull request brings: which of them changed an asset, and which push brought which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cop_build.core.history import DRAFTS, REVIEWS, Commit, asset_of
from cop_build.core.line import addresses_of
from cop_build.core.model import AssetId, Digest, Oid, TopicId


@dataclass(frozen=True, slots=True)
class Branch:
    """What a pull request brings to the line.

    Attributes:
        head: Its newest commit.
        commits: Those that can be reached from the head and not from the line before the merge.
        assets: The assets that it changes, each with its digest at the commits that matter (the head, the merge and
            those reviewed): ``None`` where the asset cannot be read there. A commit that is not here has no entry.
        topics: Of the merged version of each asset.
        ancestry: Of the commits that matter, those that the head holds.
    """

    head: Oid
    commits: Sequence[Commit]
    assets: Mapping[AssetId, Mapping[Oid, Digest | None]]
    topics: Mapping[AssetId, tuple[TopicId, ...]]
    ancestry: frozenset[Oid]

    def edits_of(self, asset: AssetId) -> tuple[Commit, ...]:
        """Return the commits that changed an asset themselves; a merge only for what differs from all its parents."""
        return tuple(
            commit
            for commit in self.commits
            if any(change.path.startswith(DRAFTS) and asset_of(change.path) == asset for change in commit.changes)
        )

    def addresses_of(self, asset: AssetId) -> frozenset[str]:
        """Return the addresses of everybody named in those commits."""
        named = (addresses_of(commit, begins_the_line=False) for commit in self.edits_of(asset))
        return frozenset[str]().union(*named)

    def brought_by(self, *, before: Oid | None, after: Oid) -> frozenset[Oid]:
        """Return the commits that came when the branch was moved from one to another."""
        return self._reachable(after) - (self._reachable(before) if before else frozenset())

    def _reachable(self, start: Oid) -> frozenset[Oid]:
        by_oid = {commit.oid: commit for commit in self.commits}
        reached: set[Oid] = set()
        waiting: list[Oid] = [start]
        while waiting:
            oid = waiting.pop()
            if oid in by_oid and oid not in reached:
                reached.add(oid)
                waiting.extend(by_oid[oid].parents)
        return frozenset(reached)


def changed_assets(paths: Iterable[str]) -> tuple[AssetId, ...]:
    """Return the assets whose folders, of texts or of records, hold some of these paths."""
    found = {asset_of(path) for path in paths if path.startswith((DRAFTS, REVIEWS))}
    return tuple(sorted(asset for asset in found if asset is not None))
