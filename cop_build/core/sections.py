"""Where do the sections of a text begin and end?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cop_build.core.prose import without_code

HEADING: Final = re.compile(r"(#{2,4})\s+(.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level with the lines below it."""

    title: str
    lines: tuple[str, ...]


def sections_of(body: str) -> Iterator[Section]:
    """Yield the sections of a text; first what stands before any heading, without a title. Code is no heading."""
    title, lines = "", list[str]()
    for line, prose in zip(body.split("\n"), without_code(body), strict=True):
        heading = HEADING.fullmatch(prose.strip()) if prose.lstrip().startswith("##") else None
        if heading and len(heading[1]) == 2:
            yield Section(title, tuple(lines))
            title, lines = heading[2].rstrip("#").rstrip(), []
        else:
            lines.append(line)
    yield Section(title, tuple(lines))
