"""Reads a commit, its blobs and its history once each; the only user of GitPython."""

from cop_build.edges.git.attachments import Attachments
from cop_build.edges.git.environment import forget_the_environment  # before GitPython: it reads the environment
from cop_build.edges.git.founding import first_commit
from cop_build.edges.git.proposals import branch_of, fetch_pull
from cop_build.edges.git.repository import Repository
from cop_build.edges.git.worktree import bytes_on_disk, is_on_disk

__all__ = [
    "Attachments",
    "Repository",
    "branch_of",
    "bytes_on_disk",
    "fetch_pull",
    "first_commit",
    "forget_the_environment",
    "is_on_disk",
]
