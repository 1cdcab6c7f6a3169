"""The public list of script-injection payloads beside this file, with its licence: one payload a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

LONGEST_LINE = 400  # letters of a title, a summary, a name
_LIST = Path(__file__).with_name("xss-payloads.txt")


@cache
def payloads() -> Sequence[str]:
    """Return every payload once, in the list's order."""
    lines = _LIST.read_bytes().decode().split("\n")
    return tuple(dict.fromkeys(line for line in lines if line.strip()))


@cache
def one_line_payloads() -> Sequence[str]:
    """Return those that can stand in a field of one line; the others are longer than any such field."""
    return tuple(payload for payload in payloads() if len(payload) <= LONGEST_LINE)


def packed(listed: Sequence[str]) -> Sequence[str]:
    """Return lines that together hold every payload, as many in each as a field takes."""
    lines: list[str] = []
    for payload in listed:
        if lines and len(lines[-1]) + 1 + len(payload) <= LONGEST_LINE:
            lines[-1] += " " + payload
        else:
            lines.append(payload)
    return tuple(lines)


def as_code(listed: Sequence[str]) -> str:
    """Return a text that shows every payload in a block of code, ten in each, and in a span of code."""
    return "\n\n".join((*_blocks(listed), *_spans(listed))) + "\n"


def as_entities(listed: Sequence[str]) -> str:
    """Return a text that shows payloads in prose, each character of HTML as its entity."""
    return "\n\n".join(escape(payload) for payload in listed) + "\n"


def _blocks(listed: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(listed), 10):
        code = "\n".join(listed[start : start + 10])
        fence = "`" * max(3, _longest_run(code) + 1)
        yield f"{fence}\n{code}\n{fence}"


def _spans(listed: Sequence[str]) -> Iterator[str]:
    for payload in listed:
        ticks = "`" * (_longest_run(payload) + 1)
        yield f"{ticks} {payload} {ticks}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
