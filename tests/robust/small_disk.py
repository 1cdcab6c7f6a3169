"""Builds on a disk of a few free bytes. Run as ``python -m tests.robust.small_disk FOLDER REPOSITORY PYTHON FREE…``.

Runs in a mount namespace of its own (``unshare --mount``, and ``--map-root-user`` where this is not root), in which it
may mount what nobody else sees and what is gone with it. For each number of free KiB it prints one JSON object: the
build's exit status, what it said, and the sums of the files of its site afterwards; then those of a second build, with
enough room.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.robust.places import BUILD, quiet
from tests.robust.stand_in import sums_of

_ROOM = 64 * 2**20  # bytes; much more than the repository and two sites need


def main(disk: Path, repository: Path, python: str, *free: str) -> None:
    disk.mkdir()
    for kibibytes in map(int, free):
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_ROOM}", "tmpfs", str(disk)], check=True)
        root = disk / "box"
        shutil.copytree(repository, root, symlinks=True)
        _fill(disk, kibibytes * 1024)
        status, said = _build(root, python)
        first = {"free": kibibytes, "status": status, "said": said, "site": sums_of(root / "site")}
        (disk / "filler").unlink()
        status, said = _build(root, python)
        left = sorted(place.name for place in (root / "build").iterdir())
        again = {"status": status, "said": said, "site": sums_of(root / "site"), "left": left}
        sys.stdout.write(json.dumps({"first": first, "again": again}) + "\n")
        subprocess.run(["umount", str(disk)], check=True)


def _fill(disk: Path, but: int) -> None:
    left = os.statvfs(disk)
    with (disk / "filler").open("wb") as filler:
        os.posix_fallocate(filler.fileno(), 0, left.f_bavail * left.f_frsize - but)


def _build(root: Path, python: str) -> tuple[int, str]:
    environment = {**quiet(), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [python, "-m", "cop_build.cli", *BUILD]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False
    )
    return done.returncode, done.stderr


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
