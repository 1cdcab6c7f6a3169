"""The bench measures what it says: every asset that it makes is public, and every step is in its table."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bench.__main__ import Figure, Run, main, measure, report
from bench.repository import make_repository


def test_a_repository_of_the_bench_is_public_whole(tmp_path: Path) -> None:
    run = measure(20, 65, folder=tmp_path)

    assert (run.public, set(run.figures)) == (
        20,
        {"bytes", "read", "look", "gate", "look again", "stage", "render", "finish", "audit", "swap", "bare"},
    )
    assert all(figure.cpu_seconds >= 0 and figure.peak_bytes > 0 for figure in run.figures.values())


def test_a_repository_holds_the_assets_records_and_commits_that_were_asked_for(tmp_path: Path) -> None:
    make_repository(tmp_path / "made", assets=7, commits=30)

    def said(*command: str) -> list[str]:
        done = subprocess.run(["git", "-C", str(tmp_path / "made"), *command], capture_output=True, check=True)
        return done.stdout.decode().splitlines()

    files = said("ls-tree", "-r", "--name-only", "HEAD")
    assert said("rev-list", "--count", "--first-parent", "HEAD") == ["30"]
    assert sum(file.startswith("drafts/") for file in files) == 7
    assert sum(file.startswith("reviews/") for file in files) == 14
    assert said("status", "--porcelain") == []


def a_run(assets: int, *, judging: float, audit: float, bare: float, peak_bytes: int = 2**20) -> Run:
    cpu = {"bytes": 1, "read": judging - 1, "gate": 1, "look": bare / 2, "look again": bare / 50}
    cpu |= {"stage": 1, "finish": 1, "audit": audit, "swap": 1, "bare": bare}
    return Run(assets, 3 * assets, assets, assets, {n: Figure(s, peak_bytes, 2**20) for n, s in cpu.items()})


def limits_in(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if "limit" in line]


LOOKING = (
    "content rules and scan, cold: 0.500 of the bare render's CPU, limit 0.500: kept",
    "content rules and scan, nothing changed: 0.020 of the bare render's CPU, limit 0.020: kept",
)


def test_a_figure_at_its_limit_keeps_it() -> None:
    runs = [a_run(10, judging=10, audit=7, bare=100, peak_bytes=2**30), a_run(100, judging=103, audit=104, bare=1050)]

    assert limits_in(report(runs)) == [
        "read + gate: 0.100 of the bare render's CPU, limit 0.100: kept",
        *LOOKING,
        "all of ours but content rules: 0.200 of the bare render's CPU, limit 0.200: kept",
        "peak of read + gate: 1.00 GiB, limit 1.00: kept",
        "read + gate: 0.098 of the bare render's CPU, limit 0.100: kept",
        *LOOKING,
        "all of ours but content rules: 0.200 of the bare render's CPU, limit 0.200: kept",
        "peak of read + gate: 0.00 GiB, limit 1.00: kept",
        "ours at 100: 10.50 times that at 10, limit 10.50: kept",
    ]


def test_a_figure_beyond_its_limit_is_said_to_exceed_it() -> None:
    runs = [a_run(10, judging=12, audit=7, bare=100, peak_bytes=2**31), a_run(100, judging=150, audit=104, bare=1050)]

    said = [line for line in limits_in(report(runs)) if line not in LOOKING]
    assert all(line.endswith("EXCEEDED") for line in said if "0.00 GiB" not in line)
    assert len(said) == 7


def test_judging_can_be_measured_alone(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--assets", "3", "--commits", "9", "--only", "bytes,judging"])

    said = capsys.readouterr().out
    assert "3 assets, 9 commits\n" in said
    assert "read + gate" in said and "times reading all bytes" in said
    assert "bare render" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["--sizes", "many"],
        ["--assets", "0"],
        ["--assets", "10", "--commits", "20"],
        ["--assets", "10", "--sizes", "10"],
        ["--only", "everything"],
        ["--only", "bare"],
    ],
)
def test_the_bench_refuses_what_it_cannot_measure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err
