"""The first commit of a new community: everything in its folder, under a fixed address."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cop_build.edges.git.environment import forget_the_environment
from cop_build.edges.git.failures import git_failed, needs_git


def first_commit(folder: Path, *, address: str) -> None:
    """Make a repository of a folder, on the branch ``main``. Raises: Unable."""
    needs_git()
    forget_the_environment()
    identity = ("-c", "user.name=cop init", "-c", f"user.email={address}", "-c", "commit.gpgSign=false")
    for arguments in (
        ("init", "--quiet", "--initial-branch=main", "--template="),
        ("add", "--all"),
        (*identity, "commit", "--quiet", "--no-verify", "--message=Found the community"),
    ):
        try:
            done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
        except OSError as error:
            raise git_failed(str(error)) from None
        if done.returncode:
            raise git_failed(done.stderr.decode("utf-8", "replace"))
