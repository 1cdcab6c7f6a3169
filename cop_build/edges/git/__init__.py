"""Reads a commit, its blobs and its history once each; the only user of GitPython."""

from cop_build.edges.git.founding import first_commit
from cop_build.edges.git.proposals import branch_of, fetch_pull
from cop_build.edges.git.repository import Repository
from cop_build.edges.git.worktree import is_on_disk

__all__ = ["Repository", "branch_of", "fetch_pull", "first_commit", "is_on_disk"]
