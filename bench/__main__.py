"""``python -m bench``: the whole way through repositories of any size, each step beside its limit in the same run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.repository import make_repository

_PROCESSES = ("bytes", "judging", "ours", "bare")  # "judging" is how "ours" begins
_DEFAULT = ("bytes", "ours", "bare")
_JUDGING, _LOOKING, _AGAIN, _BARE = ("read", "gate"), "look", "look again", "bare"
_OURS = (*_JUDGING, "stage", "finish", "audit", "swap")
_GIB = 2**30


@dataclass(frozen=True)
class Figure:
    """What a step took: CPU seconds with its children's, and the process's peak memory by then, in bytes."""

    cpu_seconds: float
    peak_bytes: int
    child_peak_bytes: int


@dataclass(frozen=True)
class Run:
    """The steps of one size. ``public`` and ``pages`` are 0 where nothing was staged."""

    assets: int
    commits: int
    public: int
    pages: int
    figures: dict[str, Figure]

    def cpu_seconds(self, *steps: str) -> float | None:
        """Return what some steps took together; ``None`` unless all of them were measured."""
        return sum(self.figures[step].cpu_seconds for step in steps) if {*steps} <= self.figures.keys() else None


def measure(assets: int, commits: int, *, folder: Path, processes: Sequence[str] = _DEFAULT) -> Run:
    """Make a repository and measure every step of it, each process by itself."""
    place = folder / f"{assets}"
    make_repository(place, assets=assets, commits=commits)
    figures: dict[str, Figure] = {}
    known = {"public": 0, "pages": 0}
    for process in processes:
        done = subprocess.run(
            [sys.executable, "-m", "bench.steps", process, str(place)], stdout=subprocess.PIPE, check=True, text=True
        )
        for line in done.stdout.splitlines():
            said = json.loads(line)
            if "step" in said:
                step = said.pop("step")
                figures[step] = Figure(**said)
            else:
                known = said
    return Run(assets, commits, known["public"], known["pages"], figures)


def report(runs: Sequence[Run]) -> list[str]:
    """Return the lines of the report. A limit is spoken of only where both its sides were measured."""
    lines = []
    for run in runs:
        staged = f": {run.public:,} public, {run.pages:,} pages" if run.pages else ""
        lines.append(f"{run.assets:,} assets, {run.commits:,} commits{staged}")
        lines += [*_table(run), *_limits(run)]
    for small, large in pairwise(runs):
        before, after = small.cpu_seconds(*_OURS), large.cpu_seconds(*_OURS)
        if before and after:
            growth, limit = after / before, 1.05 * large.assets / small.assets
            lines.append(
                f"ours at {large.assets:,}: {growth:.2f} times that at {small.assets:,}, limit {limit:.2f}: "
                f"{_said(growth <= limit)}"
            )
    return lines


def _table(run: Run) -> Iterator[str]:
    bare = run.cpu_seconds(_BARE)
    yield f"  {'step':12} {'CPU s':>9} {'of bare':>9} {'peak MiB':>9} {'child MiB':>10}"
    for name, figure in run.figures.items():
        share = f"{figure.cpu_seconds / bare:9.3f}" if bare else f"{'-':>9}"
        peak, child = figure.peak_bytes / 2**20, figure.child_peak_bytes / 2**20
        yield f"  {name:12} {figure.cpu_seconds:9.2f} {share} {peak:9.0f} {child:10.0f}"


def _limits(run: Run) -> Iterator[str]:
    bare, judging, ours = run.cpu_seconds(_BARE), run.cpu_seconds(*_JUDGING), run.cpu_seconds(*_OURS)
    looking, again = run.cpu_seconds(_LOOKING), run.cpu_seconds(_AGAIN)
    for name, taken, limit in (
        ("read + gate", judging, 0.1),
        ("content rules and scan, cold", looking, 0.5),
        ("content rules and scan, nothing changed", again, 0.02),
        ("all of ours but content rules", ours, 0.2),
    ):
        if bare and taken is not None:
            share = taken / bare
            yield f"  {name}: {share:.3f} of the bare render's CPU, limit {limit:.3f}: {_said(share <= limit)}"
    if judging is not None:
        peak = max(run.figures[step].peak_bytes for step in _JUDGING) / _GIB
        yield f"  peak of read + gate: {peak:.2f} GiB, limit 1.00: {_said(peak <= 1)}"
        if floor := run.cpu_seconds("bytes"):
            yield f"  read + gate: {judging / floor:.1f} times reading all bytes"


def _said(is_kept: bool) -> str:  # one word of a table
    return "kept" if is_kept else "EXCEEDED"


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def _processes(text: str) -> tuple[str, ...]:
    asked = text.split(",")
    if not {*asked} <= {*_PROCESSES}:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(_PROCESSES)}")
    return tuple(process for process in _PROCESSES if process in asked)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--sizes", type=_sizes, default="1000,10000", help="assets, separated by commas (default: 1000,10000)"
    )
    size.add_argument("--assets", type=int, help="one size instead")
    parser.add_argument("--commits", type=int, help="for each size, more than two an asset (default: three an asset)")
    parser.add_argument(
        "--only",
        type=_processes,
        default=_DEFAULT,
        help=f"processes, separated by commas, of {', '.join(_PROCESSES)} (default: {','.join(_DEFAULT)})",
    )
    asked = parser.parse_args(arguments)
    sizes = asked.sizes if asked.assets is None else (asked.assets,)
    if min(sizes) < 1 or (asked.commits is not None and asked.commits <= 2 * max(sizes)):
        parser.error("sizes are positive, and there are more than two commits an asset")
    if "bare" in asked.only and "ours" not in asked.only:
        parser.error("the bare render needs the docs/ that ours makes")
    with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder:
        runs = [measure(size, asked.commits or 3 * size, folder=Path(folder), processes=asked.only) for size in sizes]
        print("\n".join(report(runs)))


if __name__ == "__main__":
    main()
