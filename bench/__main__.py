"""``python -m bench``: the whole way through repositories of any size, each step beside its limit in the same run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.repository import make_repository

_OURS = ("read + gate", "stage", "finish", "audit", "swap")
_GIB = 2**30


@dataclass(frozen=True)
class Figure:
    """What a step took: CPU seconds with its children's, and the process's peak memory by then, in bytes."""

    cpu_seconds: float
    peak_bytes: int
    child_peak_bytes: int


@dataclass(frozen=True)
class Run:
    """All steps of one size."""

    assets: int
    commits: int
    public: int
    pages: int
    figures: dict[str, Figure]

    @property
    def judging(self) -> float:
        return self.figures["read + gate"].cpu_seconds

    @property
    def ours(self) -> float:
        return sum(self.figures[name].cpu_seconds for name in _OURS)

    @property
    def bare(self) -> float:
        return self.figures["bare"].cpu_seconds


def measure(assets: int, commits: int, *, folder: Path) -> Run:
    """Make a repository and measure every step of it, each process by itself."""
    place = folder / f"{assets}"
    make_repository(place, assets=assets, commits=commits)
    figures: dict[str, Figure] = {}
    known = {"public": 0, "pages": 0}
    for process in ("bytes", "ours", "bare"):
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
    """Return the lines of the report."""
    lines = []
    for run in runs:
        lines.append(f"{run.assets:,} assets, {run.commits:,} commits: {run.public:,} public, {run.pages:,} pages")
        lines.append(f"  {'step':12} {'CPU s':>9} {'of bare':>9} {'peak MiB':>9} {'child MiB':>10}")
        for name, figure in run.figures.items():
            share = figure.cpu_seconds / run.bare
            peak, child = figure.peak_bytes / 2**20, figure.child_peak_bytes / 2**20
            lines.append(f"  {name:12} {figure.cpu_seconds:9.2f} {share:9.3f} {peak:9.0f} {child:10.0f}")
        judging, ours = run.judging / run.bare, run.ours / run.bare
        lines.append(f"  read + gate: {judging:.3f} of the bare render's CPU, limit 0.100: {_said(judging <= 0.1)}")
        lines.append(f"  all of ours: {ours:.3f} of the bare render's CPU, limit 0.200: {_said(ours <= 0.2)}")
        peak = run.figures["read + gate"].peak_bytes / _GIB
        lines.append(f"  peak of read + gate: {peak:.2f} GiB, limit 1.00: {_said(peak <= 1)}")
        floor = run.judging / run.figures["bytes"].cpu_seconds
        lines.append(f"  read + gate: {floor:.1f} times reading all bytes")
    for small, large in pairwise(runs):
        growth, times = large.ours / small.ours, large.assets / small.assets
        limit = 1.05 * times
        lines.append(
            f"ours at {large.assets:,}: {growth:.2f} times that at {small.assets:,}, limit {limit:.2f}: "
            f"{_said(growth <= limit)}"
        )
    return lines


def _said(is_kept: bool) -> str:  # one word of a table
    return "kept" if is_kept else "EXCEEDED"


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes", type=_sizes, default="1000,10000", help="assets, separated by commas (default: 1000,10000)"
    )
    parser.add_argument("--commits-per-asset", type=int, default=3, help="at least 3 (default: 3)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder:
        runs = [measure(size, size * asked.commits_per_asset, folder=Path(folder)) for size in asked.sizes]
    print("\n".join(report(runs)))


if __name__ == "__main__":
    main()
