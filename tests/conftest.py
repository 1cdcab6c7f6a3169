"""What every test may ask for, and the silence in which all of them run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.chromium import started
from tests.community_box import Box

# Before any test, for git as the program itself calls it: no settings of the machine, no identity.
os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
os.environ["GIT_CONFIG_NOSYSTEM"] = "1"

# What the program keeps between two runs is kept for the tests alone, and gone with them.
_OWN_FOLDER = tempfile.mkdtemp(prefix="cop-tests-")
atexit.register(shutil.rmtree, _OWN_FOLDER, ignore_errors=True)
os.environ["XDG_CACHE_HOME"] = f"{_OWN_FOLDER}/cache"
os.environ["XDG_STATE_HOME"] = f"{_OWN_FOLDER}/state"

# The same examples for everybody, and nothing written beside the code; `--hypothesis-profile=search` looks further.
settings.register_profile("house", derandomize=True, database=None, deadline=None)
settings.register_profile("search", derandomize=False, database=None, deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the one Chromium of this process."""
    with started() as browser:
        yield browser


@pytest.fixture
def box(tmp_path: Path) -> Box:
    """Return a community with its registry committed and nothing else."""
    return Box.at(tmp_path / "box")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under ``CI=true`` nothing may be passed over: a skipped test is a failed one, with its reason."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"under CI nothing is skipped; this was: {reason}"
    return report
