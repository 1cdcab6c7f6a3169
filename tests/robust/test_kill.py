"""`kill -9` at any moment of `cop build` leaves the whole old or the whole new site. manual/trust.md §7, "Denial"."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.commands import cop
from tests.robust.places import BUILD, ROOT, Two, leftovers, point, quiet
from tests.robust.stand_in import LAST

OTHER = {"a": "b", "b": "a"}
KILLS, KILLS_OF_THE_WHOLE = 200, 24


@dataclass(frozen=True)
class Moment:
    """When to kill.

    Attributes:
        steps: What is waited for, one after the other: a path that is made anew, or (with ``-``) that goes.
        spread: Seconds after that, at most.
        share: Of a hundred kills.
    """

    name: str
    steps: Sequence[str]
    spread: float
    share: int


MOMENTS = (
    Moment("anywhere", (), 0.5, 16),
    Moment("docs are written", ("docs/.new",), 0.01, 16),
    Moment("docs are swapped in", ("docs/.new", "-docs/.new"), 0.005, 4),
    Moment("rendering", ("build/mkdocs.yml",), 0.15, 8),
    Moment("rendered", (f"build/site/{LAST}",), 0.002, 8),
    Moment("finish and audit", (f"build/site/{LAST}", f"-build/site/{LAST}"), 0.1, 28),
    Moment("swap", ("site",), 0.003, 20),
)


def mark(place: Path) -> tuple[int, int] | None:
    """Return what tells a file or folder from another one that takes its place."""
    try:
        facts = place.lstat()
    except FileNotFoundError:
        return None
    return facts.st_ino, 0 if place.name == "site" else facts.st_ctime_ns


class Builds:
    """Builds that can be started quickly, with the stand-in for MkDocs."""

    def __init__(self, two: Two, errors: Path) -> None:
        self._errors = errors
        self._nursery = subprocess.Popen(
            [str(two.python), "-m", "tests.robust.nursery", str(errors), *BUILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=quiet(),
            cwd=ROOT,
            encoding="utf-8",
        )

    def kill_one(self, root: Path, moment: Moment, chance: random.Random) -> bool:
        """Start a build and kill it with all its children. Was it still at work?"""
        before = {step: mark(root / step) for step in moment.steps}
        child = self.start(root)
        for step in moment.steps:
            is_going = step.startswith("-")
            place = root / step.removeprefix("-")
            while (mark(place) is not None) if is_going else (mark(place) in (None, before[step])):
                if not _is_alive(child):
                    break
                time.sleep(0.0002)
        time.sleep(chance.uniform(0, moment.spread))
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        status = self.end()
        assert status in (0, -signal.SIGKILL), self._errors.read_text(encoding="utf-8")
        return status != 0

    def start(self, root: Path) -> int:
        assert self._nursery.stdin is not None and self._nursery.stdout is not None
        self._nursery.stdin.write(f"{root}\n")
        self._nursery.stdin.flush()
        return int(self._nursery.stdout.readline())

    def end(self) -> int:
        assert self._nursery.stdout is not None
        return int(self._nursery.stdout.readline())

    def close(self) -> None:
        self._nursery.kill()
        self._nursery.communicate()


def _is_alive(process: int) -> bool:
    """Say whether a process that is no child of ours has not been waited for yet."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def builds(two: Two, errors: Path) -> Iterator[Builds]:
    started = Builds(two, errors)
    try:
        yield started
    finally:
        started.close()


def test_two_hundred_killed_builds_leave_one_of_the_two_sites_each_time(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box")
    chance = random.Random(20261123)
    moments = [moment for moment in MOMENTS for _ in range(moment.share)]
    kills: Counter[tuple[str, str]] = Counter()
    old = two.state_of(root)
    with builds(two, tmp_path / "errors") as started:
        for _ in range(3 * KILLS):
            if kills.total() >= KILLS:
                break
            point(root, OTHER[old])
            moment = chance.choice(moments)

            was_killed = started.kill_one(root, moment, chance)

            state = two.state_of(root)
            assert state in ((old, OTHER[old]) if was_killed else (OTHER[old],)), moment
            kills[moment.name, "old" if state == old else "new"] += was_killed
            old = state
    by_state = Counter({name: sum(n for (_, s), n in kills.items() if s == name) for name in ("old", "new")})
    assert kills.total() >= KILLS and by_state["old"] >= 50 and by_state["new"] >= 10, kills
    point(root, OTHER[old])

    done = cop(root, *BUILD)

    assert done.status == 0 and two.state_of(root) == OTHER[old], done
    assert not list(leftovers(root))


def test_the_whole_command_is_killed_too(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box")
    began = time.monotonic()
    assert cop(root, *BUILD).status == 0
    lasts = time.monotonic() - began  # only to spread the kills over it
    old, kills = "b", 0
    chance = random.Random(1669)
    for _ in range(3 * KILLS_OF_THE_WHOLE):
        if kills >= KILLS_OF_THE_WHOLE:
            break
        point(root, OTHER[old])
        process = subprocess.Popen(
            [sys.executable, "-m", "cop_build.cli", *BUILD],
            cwd=root,
            env=quiet(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.1, 1) * lasts)

        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

        was_killed = process.wait() == -signal.SIGKILL
        state = two.state_of(root)
        assert state in ((old, OTHER[old]) if was_killed else (OTHER[old],))
        kills += was_killed
        old = state
    assert kills >= KILLS_OF_THE_WHOLE
    point(root, OTHER[old])

    done = cop(root, *BUILD)

    assert done.status == 0 and two.state_of(root) == OTHER[old], done
    assert not list(leftovers(root))


def breakings(tmp_path: Path, work: str) -> list[dict[str, list[str]]]:
    """Break a piece of work off before its first change of the disk, before its second, and so on until it ends."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.robust.fault_points", str(tmp_path), work],
        cwd=ROOT,
        env=quiet(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, list[str]]] = [json.loads(line) for line in done.stdout.splitlines()]
    return found


OLD, NEW, NONE = ["old"], ["new"], ["nothing"]


def test_a_swap_in_one_step_never_shows_anything_but_one_of_the_two_sites(tmp_path: Path) -> None:
    found = breakings(tmp_path, "exchange")

    assert len(found) > 5
    assert [one["at once"] for one in found] == sorted((one["at once"] for one in found), reverse=True)
    assert {tuple(one["at once"]) for one in found} == {("old",), ("new",)}
    for one in found:
        assert one["recovered"] == one["at once"]
        assert one["finally"] == NEW


def test_a_swap_in_two_steps_comes_back_whole_from_any_break(tmp_path: Path) -> None:
    found = breakings(tmp_path, "two steps")

    assert len(found) > 5
    assert {tuple(one["at once"]) for one in found} == {("old",), ("nothing",), ("new",)}
    for one in found:
        assert one["at once"] in (OLD, NEW, NONE)
        assert one["recovered"] == (OLD if one["at once"] == NONE else one["at once"])
        assert one["finally"] == NEW


@pytest.mark.parametrize("work", ["exchange", "two steps"])
def test_tidying_up_that_is_broken_off_too_never_brings_half_a_site(tmp_path: Path, work: str) -> None:
    for one in breakings(tmp_path, work):
        assert set(one["tidying broken off"]) <= {"old", "new", "nothing"}
        assert set(one["tidied after that"]) <= {"old", "new"}
        assert set(one["tidied after the site was removed"]) <= {"old", "new", "nothing"}


def test_a_first_site_is_whole_or_not_there(tmp_path: Path) -> None:
    found = breakings(tmp_path, "first")

    assert {tuple(one["at once"]) for one in found} == {("nothing",), ("new",)}
    assert all(one["finally"] == NEW for one in found)


def test_staging_that_is_broken_off_is_made_good_by_the_next(tmp_path: Path) -> None:
    found = breakings(tmp_path, "stage")

    assert len(found) > 10
    assert all(one["finally"] == NEW for one in found)
