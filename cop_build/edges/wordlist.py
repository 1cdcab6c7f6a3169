"""Reads the list of Thai words."""

from __future__ import annotations

from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text
from cop_build.core.thai_words import WordList

_MOST_BYTES = 1 << 22


def read_words(path: Path) -> WordList:
    """Return a list with one word a line; a line that begins with ``#`` is no word. Raises: Unable."""
    try:
        with path.open("rb") as there:
            listed = there.read(_MOST_BYTES).decode().splitlines()
    except (OSError, ValueError) as error:
        th, en = (
            f"อ่านรายการคำไทย {path.name} ไม่ได้ ให้ติดตั้งโปรแกรมใหม่",
            f"the word list {path.name} cannot be read; install again",
        )
        raise Unable(Code("COP509"), Text(th=th, en=en)) from error
    return WordList(word for word in listed if not word.startswith("#"))
