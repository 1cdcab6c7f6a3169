"""Several builds of one repository at once: each waits for its turn or says so, and the site is always a whole one."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.commands import DAY, Done, cop
from tests.robust.places import BUILD, Two, leftovers, point, quiet
from tests.robust.starved import refusal


def start(root: Path, python: Path | str = sys.executable, *arguments: str) -> subprocess.Popen[str]:
    """Start a build in a process group of its own."""
    return subprocess.Popen(
        [str(python), "-m", "cop_build.cli", *(arguments or BUILD)],
        cwd=root,
        env=quiet(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> Done:
    """Wait for a build; it is done, or says that another one is at work."""
    out, err = process.communicate(timeout=300)
    done = Done(process.returncode, out, err)
    assert done.status == 0 or refusal(done) == "COP505", done
    return done


def wait_until(process: subprocess.Popen[str], *, has_open: str) -> None:
    """Wait until a process, still at work, holds a file open whose path ends like this. Source: proc(5)."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        for descriptor in Path(f"/proc/{process.pid}/fd").iterdir():
            with suppress(OSError):
                if str(descriptor.readlink()).endswith(has_open):
                    return
        time.sleep(0.005)
    raise AssertionError(f"it never opened {has_open}: {process.communicate()}")


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Hold the lock as a build at work does."""
    lock = os.open(root / "build" / "lock", os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@pytest.mark.parametrize("many", [2, 5])
def test_builds_at_once_are_done_one_after_the_other(two: Two, tmp_path: Path, many: int) -> None:
    root = two.copy_to(tmp_path / "box")

    processes = [start(root) for _ in range(many)]
    seen = set()
    while any(process.poll() is None for process in processes):
        seen.add(two.state_seen(root))
    ended = [end(process) for process in processes]

    assert 0 in {done.status for done in ended}
    assert seen <= {"a", "b"} and two.state_of(root) == "b"
    assert not list(leftovers(root))
    assert cop(root, "audit", "site", "--as-of", DAY).status == 0


def test_builds_of_two_commits_at_once_never_mix(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box", site="a", head="a")
    for _ in range(6):
        processes = []
        for state in ("a", "b", "a", "b"):
            point(root, state)
            processes.append(start(root, two.python))
        for process in processes:
            end(process)
            assert two.state_seen(root) in ("a", "b")
    point(root, "b")

    assert end(start(root, two.python)).status == 0

    assert two.state_of(root) == "b" and not list(leftovers(root))


def test_a_build_that_had_to_wait_builds_what_is_there_when_its_turn_comes(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box", site="b", head="a")
    with held(root):
        waits = start(root, two.python)
        wait_until(waits, has_open="build/lock")
        point(root, "b")

    done = end(waits)

    assert done.status == 0 and two.state_of(root) == "b", done


def test_a_build_and_a_preview_at_once_do_not_meet(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box")

    public, preview = start(root), start(root, sys.executable, "build", "--preview", "--as-of", DAY)

    assert end(public).status == end(preview).status == 0
    assert two.state_of(root) == "b" and "noindex" in (root / "preview" / "index.html").read_text(encoding="utf-8")


def test_a_killed_build_keeps_nobody_waiting(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box")
    killed = start(root)
    wait_until(killed, has_open="build/lock")
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    with held(root):
        pass  # the system let go of it

    done = end(start(root))

    assert done.status == 0 and two.state_of(root) == "b"
    assert not list(leftovers(root))


def test_a_renderer_whose_build_was_killed_is_waited_for(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box")
    before = (root / "build" / "mkdocs.yml").lstat().st_ino
    killed = start(root)
    while killed.poll() is None and (root / "build" / "mkdocs.yml").lstat().st_ino == before:
        time.sleep(0.002)
    killed.kill()  # alone: MkDocs, if it has begun, goes on
    killed.communicate()

    done = end(start(root))

    assert done.status == 0 and two.state_of(root) == "b"
    assert not list(leftovers(root))


def test_a_lock_file_that_was_left_behind_is_only_a_file(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box")
    (root / "build" / "lock").write_text("somebody else's words\n")

    assert end(start(root, two.python)).status == 0

    assert two.state_of(root) == "b"
