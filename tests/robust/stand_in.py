"""Stands in for MkDocs where hundreds of builds are broken off: gives back what MkDocs made of the same ``docs/``.

Run as ``python -m mkdocs`` by the interpreter that `tests.robust.places.interpreter` furnishes, so that everything of
`cop build` but the renderer itself is the real thing.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

LAST = "sitemap.xml.gz"  # written after all others; the finish takes it out again


def sums_of(folder: Path) -> dict[str, str]:
    """Return path → SHA-256 of every file of a folder; hidden ones are not rendered and do not count."""
    return {
        place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in sorted(folder.rglob("*"))
        if place.is_file() and not place.name.startswith(".")
    }


def name_of(docs: Path) -> str:
    """Return under which name the rendering of just these bytes is kept."""
    return hashlib.sha256(repr(sorted(sums_of(docs).items())).encode()).hexdigest()


def main(kept: Path) -> None:
    """Render ``../docs`` into ``site``. Args: kept: Holds a folder for each ``docs/`` that can be rendered."""
    rendered = kept / name_of(Path("../docs"))
    if not rendered.is_dir():
        sys.exit("Error: docs/ is neither of the two states")
    shutil.copytree(rendered, "site")
    Path("site", LAST).write_bytes(b"not yet finished")
