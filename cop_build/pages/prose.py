"""Which lines of a Markdown body are prose, and which are code that no one may touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

# As pymdownx.superfences finds fences: also inside quotations and lists, and only with a closing fence.
_FENCE = re.compile(r"[> \t]*(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_CONTAINER = re.compile(r" {0,3}(?:[-+*][ \t]|\d+\.[ \t]|!!!|\?\?\?|===|\[\^|:[ \t])")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")


def lines_of_prose(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, with its end, and whether it is prose.

    Code is what stands between fences, and what is indented by four spaces after an empty line where no list or
    other container could own it.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", body)
    closing = _closing_fences(lines) if "```" in body or "~~~" in body else {}
    end_of_code = -1
    in_container = in_indented_code = False
    after_empty = True
    for number, line in enumerate(lines):
        if number <= end_of_code:
            yield line, False
            continue
        if number in closing:
            end_of_code = closing[number]
            after_empty = in_indented_code = False
            yield line, False
            continue
        if not line.strip():
            after_empty = True
            yield line, not in_indented_code
            continue
        if _INDENTED.match(line):
            in_indented_code = not in_container and (after_empty or in_indented_code)
        else:
            in_indented_code = False
            if _CONTAINER.match(line):
                in_container = True
            elif after_empty:
                in_container = False
        after_empty = False
        yield line, not in_indented_code


def _closing_fences(lines: list[str]) -> dict[int, int]:
    """Return, for each line that opens a fence, the line that closes it."""
    closing: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if not match:
            continue
        mark = match["mark"]
        if opened is None:
            if "`" not in match["info"]:
                opened = number, mark
        elif mark == opened[1] and not match["info"].strip():
            closing[opened[0]] = number
            opened = None
    return closing
