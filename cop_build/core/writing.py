"""What in a draft waits for its author?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cop_build.core.model import Version

HINT: Final = "✎"  # stands before what a template says to its author; no line with it is meant for readers


def lines_to_write(text: str) -> Iterator[int]:
    """Yield the lines of a text, from 0, that wait for their author."""
    if HINT in text:
        yield from (number for number, line in enumerate(text.split("\n")) if HINT in line)


def is_unwritten(version: Version) -> bool:
    """Say whether anything of a version waits for its author."""
    texts = (
        version.body,
        version.header.title,
        getattr(version.header, "summary", None),
        getattr(version.header, "place", None),
    )
    return any(HINT in text for text in texts if text)
