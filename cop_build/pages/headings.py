"""Anchors of headings that last: written into the staged Markdown, because the renderer would only count them.

An anchor is a hash of the heading's words, so it stays when headings are added or moved; it is ASCII, so that a copied
address stays short. The renderer's own anchors lose Thai vowels and tone marks, so that different words look the same.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

_ATX = re.compile(r"(?P<mark>[> ]*#{1,6})(?P<text>[^\n]*)")
_UNDERLINE = re.compile(r"(?:=+|-+) *\n?")
_ATTRIBUTES = re.compile(r" +\{:?(?P<inner> *[^}\n ][^}\n]*)\} *$")
_OWN_ID = re.compile(r"(?:^| )(?:#|id=)")
_NOT_A_TITLE = re.compile(r" {4}|\t|[>#]|\s*$")


def with_anchors(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a body with an anchor at each heading that has none of its own."""
    given: Counter[str] = Counter()
    listed = list(lines)
    starts_block = True
    for number, (line, is_prose) in enumerate(listed):
        if is_prose:
            if "#" in line and (match := _ATX.match(line)) and match["text"].strip("# \t"):
                starts_block = True
                yield match["mark"] + _anchored(match["text"], given) + line[match.end() :], True
                continue
            if starts_block and _is_underline(listed, number + 1) and not _NOT_A_TITLE.match(line):
                text = line.rstrip("\n")
                starts_block = False
                yield _anchored(text, given) + line[len(text) :], True
                continue
        starts_block = line.isspace() or not line
        yield line, is_prose


def _is_underline(lines: list[tuple[str, bool]], number: int) -> bool:
    if number == len(lines):
        return False
    line, is_prose = lines[number]
    return is_prose and line.startswith(("=", "-")) and _UNDERLINE.fullmatch(line) is not None


def _anchored(text: str, given: Counter[str]) -> str:
    """Return the text of a heading with attributes that hold an anchor."""
    attributes = _ATTRIBUTES.search(text)
    if attributes and _OWN_ID.search(attributes["inner"]):
        return text
    words = text[: attributes.start()] if attributes else text
    words = _without_closing_marks(words)
    name = "h-" + hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:8]
    given[name] += 1
    anchor = name if given[name] == 1 else f"{name}-{given[name]}"
    others = f" {attributes['inner'].strip()}" if attributes else ""
    return f"{words} {{#{anchor}{others}}}"


def _without_closing_marks(text: str) -> str:
    """Return a heading without the ``#`` that may close it; one after a backslash is a letter of the text."""
    bare = text.rstrip()
    closed = bare.rstrip("#")
    if closed != bare and closed.endswith("\\"):
        closed += "#"
    return closed.rstrip()
