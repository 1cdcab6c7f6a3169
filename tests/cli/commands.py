"""The command as users run it: a process of its own, with an empty home and no git identity."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

DAY = "2026-11-23"


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def cop(where: Path, *arguments: str | Path, env: dict[str, str] | None = None, timeout: float = 120) -> Done:
    """Run ``cop`` in a folder; never may it end with a traceback."""
    quiet = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "cop_build.cli", *(str(argument) for argument in arguments)],
        cwd=where,
        env={**quiet, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)
