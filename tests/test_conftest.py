"""What continuous integration must not pass over in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPED = """import pytest
@pytest.mark.skipif(True, reason="no such thing here")
def test_marked(): pass
def test_within(): pytest.skip("not today")
@pytest.mark.xfail(reason="known", strict=True)
def test_expected(): assert False
def test_fine(): pass
"""


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", "1 failed, 1 passed, 1 xfailed, 1 error"), ("", "1 passed, 2 skipped, 1 xfailed")]
)
def test_under_ci_a_skipped_test_is_a_failed_one(tmp_path: Path, ci: str, outcome: str) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_runtest_makereport\n")
    (tmp_path / "test_some.py").write_text(SKIPPED)

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome in done.stdout, done.stdout + done.stderr
    assert ("not today" in done.stdout) is (ci == "true")
