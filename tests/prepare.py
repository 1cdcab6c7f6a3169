"""Sets up what the tests need beside the locked environment: Debian packages, when root and missing.

Where it cannot (no root, no Debian), it says so and goes on: tests that need what is missing are skipped with the
reason, and under ``CI=true`` a skipped test is a failed one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NEEDED = {"git": "git", "ssh-keygen": "openssh-client", "chromium": "chromium"}


def main() -> None:
    missing = {command: package for command, package in NEEDED.items() if shutil.which(command) is None}
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.stderr.write(f"Missing for some tests: {', '.join(missing)}. As root on Debian they are installed.\n")
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", *missing.values()],
    ):
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            sys.stderr.write(f"{' '.join(command)} failed; tests that need {', '.join(missing)} are skipped.\n")
            return


if __name__ == "__main__":
    main()
