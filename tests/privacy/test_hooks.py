"""What is private is found before it is committed, and before it is pushed: by git's own hooks. manual/trust.md §5."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cases_kit import SETTINGS
from tests.community_box import Box
from tests.privacy.test_personal import GROUPED

ROOT = Path(__file__).resolve().parents[2]
X = "knowledge/x"
OFFERED = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ENTRY = {hook["stages"][0]: hook["entry"] for hook in OFFERED}


@pytest.mark.parametrize(
    "config", [ROOT / ".pre-commit-config.yaml", ROOT / "cop_build/templates/init/dot-pre-commit-config.yaml"]
)
def test_a_repository_runs_what_is_offered(config: Path) -> None:
    (repo,) = yaml.safe_load(config.read_text(encoding="utf-8"))["repos"]

    assert {hook["stages"][0]: hook["entry"].removeprefix(".venv/bin/") for hook in repo["hooks"]} == ENTRY
    assert all(hook["always_run"] and not hook["pass_filenames"] for hook in [*repo["hooks"], *OFFERED])


@pytest.fixture
def hooked(box: Box, tmp_path: Path) -> Box:
    """Return a community that was pushed once, with the offered hooks installed as git's own."""
    box.put("mkdocs.yml", SETTINGS)
    box.publish("knowledge/y")
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "remote")], check=True)
    box.git("remote", "add", "origin", str(tmp_path / "remote"))
    box.git("push", "--quiet", "origin", "main")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    for stage, entry in ENTRY.items():
        hook = box.root / ".git" / "hooks" / stage
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nPATH='{path}'\nexec {entry}\n", encoding="utf-8")
        hook.chmod(0o755)
    return box


def git(box: Box, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    who = {**box.identity("p-mai"), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", "-C", str(box.root), *arguments], capture_output=True, env={**os.environ, **who})


def test_it_is_neither_committed_nor_pushed(hooked: Box) -> None:
    hooked.write(X, body=f"เลข {GROUPED}\n")
    git(hooked, "add", "--all")

    refused = git(hooked, "commit", "--message", "Write")
    assert refused.returncode != 0 and b"COP801" in refused.stdout + refused.stderr
    assert GROUPED.encode() not in refused.stdout + refused.stderr

    assert git(hooked, "commit", "--no-verify", "--message", "Write").returncode == 0
    hooked.write(X, body="ไม่มีแล้ว\n")
    git(hooked, "add", "--all")
    assert git(hooked, "commit", "--message", "Take it out").returncode == 0

    pushed = git(hooked, "push", "origin", "main")
    assert pushed.returncode != 0 and b"COP808" in pushed.stdout + pushed.stderr

    git(hooked, "reset", "--soft", "origin/main")
    assert git(hooked, "commit", "--message", "Write").returncode == 0
    assert git(hooked, "push", "origin", "main").returncode == 0


def test_attachments_and_comments_that_passed_are_found(hooked: Box) -> None:
    hooked.write(X, files={"a.csv": f"a,{GROUPED}\n".encode()})
    hooked.put(f"reviews/{X}/x.md", f"---\nschema: x\n---\n{GROUPED}\n")
    git(hooked, "add", "--all")
    git(hooked, "commit", "--no-verify", "--message", "Write")
    hooked.remove(f"drafts/{X}/a.csv")
    hooked.remove(f"reviews/{X}/x.md")
    git(hooked, "add", "--all")
    git(hooked, "commit", "--no-verify", "--message", "Take it out")

    said = git(hooked, "push", "origin", "main")

    assert said.returncode != 0
    assert (said.stdout + said.stderr).count(b"COP808") == 2
