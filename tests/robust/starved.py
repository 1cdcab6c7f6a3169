"""Runs a build that the system refuses something: space, or the right to write. As root, as nobody in particular."""

from __future__ import annotations

import ctypes
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.commands import Done
from tests.robust.places import BUILD, ROOT, quiet

_PR_CAPBSET_DROP = 24
_THAI = re.compile("[ก-๙]")
_LIBC = ctypes.CDLL(None)


def as_nobody_special() -> None:
    """Let the program that starts next have no power over permissions, even under root; see capabilities(7)."""
    for number in range(64):
        _LIBC.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0)


def with_small_files(most_bytes: int) -> Callable[[], None]:
    """Let no file grow beyond a size: what a full disk looks like, wherever the tests run."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return limit


def build(
    root: Path,
    *,
    under: Callable[[], None] | None = None,
    python: Path | str = sys.executable,
    out: int = subprocess.PIPE,
    **env: str,
) -> Done:
    """Run ``cop build`` under a condition; never may it end with a traceback."""
    done = subprocess.run(
        [str(python), "-m", "cop_build.cli", *BUILD],
        cwd=root,
        env={**quiet(), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        preexec_fn=under,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout or "", done.stderr)


def refusal(done: Done) -> str:
    """Return the code of a refusal that is said as it should be: at once, in Thai, in English, and shortly."""
    assert done.status == 3 and not done.out, done
    thai, english, *rest = done.err.splitlines()
    match = re.fullmatch(r"cop: (COP\d\d\d): (.+)", thai)
    assert match and _THAI.search(match[2]), done
    assert english.startswith("     ") or rest, done
    assert len(done.err.splitlines()) <= 20 and 'File "' not in done.err, done
    return match[1]
