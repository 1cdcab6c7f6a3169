"""What a pull request brings, read from git: the forge only says which commits to look at."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from cop_build.core.branch import Branch, changed_assets
from cop_build.core.dossier import is_asset
from cop_build.core.findings import Unable
from cop_build.core.history import DRAFTS, INDEX
from cop_build.core.model import AssetId, Oid, TopicId, kind_of
from cop_build.core.parse.assets import Reading, read_asset
from cop_build.edges.git.repository import Repository


def branch_of(repository: Repository, *, head: Oid, merge: Oid, reviewed: Iterable[Oid]) -> Branch:
    """Return what a merged pull request brought. Raises: Unable.

    Args:
        head: The newest commit of its branch.
        merge: The commit of the line that brought it.
        reviewed: Commits that reviews speak of; those that are not here are left out.
    """
    line = Oid(repository.run("rev-parse", "--verify", f"{merge}^1").decode().strip())
    texts = [step.path for step in repository.steps(line, head) if step.path.startswith(DRAFTS)]
    changed = [asset for asset in changed_assets(texts) if is_asset(asset)]
    looked_at = {head, merge, *(commit for commit in reviewed if repository.has(commit))}
    readings = {asset: {oid: _reading(repository, oid, asset) for oid in looked_at} for asset in changed}
    return Branch(
        head=head,
        commits=tuple(repository.log(("-c", head, f"^{line}"))),
        assets={
            asset: {oid: reading.digest if reading else None for oid, reading in at.items()}
            for asset, at in readings.items()
        },
        topics={asset: _topics(at[merge]) for asset, at in readings.items()},
        ancestry=frozenset(oid for oid in looked_at if _is_ancestor(repository, oid, head)),
    )


def fetch_pull(repository: Repository, number: int, *, server: str, token: str | None) -> None:
    """Get the commits of a pull request from ``origin``. Raises: Unable.

    Args:
        server: The forge's address for git, such as "https://github.com"; nobody else is told the token.
        token: Given to git through its environment, where no list of processes shows it.
    """
    secret = {}
    if token:
        basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        secret = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{server}/.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {basic}",
        }
    reference = f"refs/pull/{number}/head"
    repository.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "origin", reference, environment=secret)


def _reading(repository: Repository, commit: Oid, asset: AssetId) -> Reading | None:
    prefix = f"{DRAFTS}{asset}/"
    entries = {path.removeprefix(prefix): entry for path, entry in repository.tree(commit, prefix)}
    if not entries:
        return None
    wanted = {entry.oid: name == INDEX for name, entry in entries.items() if not entry.is_submodule}
    return read_asset(asset, kind_of(asset), entries, repository.blobs(wanted))


def _topics(reading: Reading | None) -> tuple[TopicId, ...]:
    return tuple(TopicId(topic) for topic in reading.topics) if reading else ()


def _is_ancestor(repository: Repository, commit: Oid, head: Oid) -> bool:
    try:
        repository.run("merge-base", "--is-ancestor", commit, head)
    except Unable:
        return False
    return True
