"""The bench measures what it says: every asset that it makes is public, and every step is in its table."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.__main__ import main, measure, report


def test_a_repository_of_the_bench_is_public_whole(tmp_path: Path) -> None:
    run = measure(20, 65, folder=tmp_path)

    assert (run.public, set(run.figures)) == (
        20,
        {"bytes", "read + gate", "gate again", "stage", "render", "finish", "audit", "swap", "bare"},
    )
    assert all(figure.cpu_seconds >= 0 and figure.peak_bytes > 0 for figure in run.figures.values())
    lines = report([run, run])
    assert any("limit 0.100" in line for line in lines) and any("limit 1.05" in line for line in lines)


def test_the_bench_refuses_sizes_that_are_no_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--sizes", "many"])

    assert ended.value.code == 2
