"""The script that the publishing workflow runs: import, commit, push, and forget the key."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.community_box import ENVIRONMENT, Box
from tests.forge.box import ForgeBox, X
from tests.forge.server import Mood, serving
from tests.pulls_kit import NAME
from tests.ssh_keys import SecretKey

SCRIPT = Path(__file__).parents[2] / ".github" / "record"


def run(clone: Path, address: str, key: str) -> subprocess.CompletedProcess[str]:
    """Run the script as the workflow does, with a remote that is a folder instead of one behind SSH."""
    tool = clone / "venv" / "bin" / "cop"
    if not tool.exists():
        tool.parent.mkdir(parents=True)
        tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m cop_build.cli "$@"\n')
        tool.chmod(0o755)
    return subprocess.run(
        ["bash", str(SCRIPT)],
        cwd=clone,
        env={
            **ENVIRONMENT,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_API_URL": address,
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_TOKEN": "t",
            "RECORDER_KEY": key,
            "RECORDER_REMOTE": f"file://{clone.parent / 'box'}",
            "TMPDIR": str(clone.parent / "tmp"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def merged(box: Box, tmp_path: Path) -> tuple[ForgeBox, Path]:
    """Return an approved pull request merged today, and a clone of the repository that may be pushed to."""
    box.now = datetime.now(UTC) - timedelta(hours=2)
    box.registry["recorders"] = [{"key": SecretKey("recorder").line}]
    box.write_registry()
    box.commit("Recorder", by="p-adm")
    forge = ForgeBox(box)
    forge.write().commit().push().review("ann").merge()
    box.git("config", "receive.denyCurrentBranch", "updateInstead")
    (tmp_path / "tmp").mkdir()
    subprocess.run(["git", "clone", "-q", f"file://{box.root}", str(tmp_path / "clone")], env=ENVIRONMENT, check=True)
    return forge, tmp_path / "clone"


def test_what_was_approved_is_recorded_pushed_and_public(merged: tuple[ForgeBox, Path]) -> None:
    forge, clone = merged
    with serving(forge) as served:
        done = run(clone, served.address, SecretKey("recorder").save(clone.parent).read_text())
        again = run(clone, served.address, SecretKey("recorder").save(clone.parent).read_text())

    assert done.returncode == again.returncode == 0, done.stderr + again.stderr
    assert forge.box.git("log", "-1", "--format=%s %ae") == "Record reviews of pull requests recorder@cop-build.invalid"
    assert forge.box.is_public(X, datetime.now(UTC).date() + timedelta(days=1))
    assert not any((clone.parent / "tmp").iterdir()), "the key is gone"


def test_without_a_key_it_says_so_and_lets_the_site_be_built(merged: tuple[ForgeBox, Path]) -> None:
    forge, clone = merged
    with serving(forge) as served:
        done = run(clone, served.address, "")

    assert done.returncode == 0 and "No recorder's key" in done.stdout and served.asked == []


def test_when_the_forge_fails_nothing_is_pushed(merged: tuple[ForgeBox, Path]) -> None:
    forge, clone = merged
    before = forge.box.head
    with serving(forge, Mood(failures=-1)) as served:
        done = run(clone, served.address, SecretKey("recorder").save(clone.parent).read_text())

    assert done.returncode == 3 and forge.box.head == before
    assert not any((clone.parent / "tmp").iterdir()), "the key is gone"
