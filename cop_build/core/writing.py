"""What in a draft waits for its author?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cop_build.core.model import Header, Version

HINT: Final = "✎"  # stands before what a template says to its author; no line with it is meant for readers
_TEXTS = ("title", "summary", "place")


def lines_to_write(text: str) -> Iterator[int]:
    """Yield the lines of a text, from 0, that wait for their author."""
    if HINT in text:
        yield from (number for number, line in enumerate(text.split("\n")) if HINT in line)


def keys_to_write(header: Header) -> Iterator[str]:
    """Yield the keys of a header whose texts wait for their author."""
    yield from (key for key in _TEXTS if HINT in (getattr(header, key, None) or ""))


def is_unwritten(version: Version) -> bool:
    """Say whether anything of a version waits for its author."""
    return HINT in version.body or any(keys_to_write(version.header))
