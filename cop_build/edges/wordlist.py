"""Reads the list of Thai words."""

from __future__ import annotations

from pathlib import Path

from cop_build.core.thai_words import WordList

_MOST_BYTES = 1 << 22


def read_words(path: Path) -> WordList:
    """Return a list with one word a line; a line that begins with ``#`` is no word. Raises: OSError, ValueError."""
    with path.open("rb") as there:
        listed = there.read(_MOST_BYTES).decode().splitlines()
    return WordList(word for word in listed if not word.startswith("#"))
