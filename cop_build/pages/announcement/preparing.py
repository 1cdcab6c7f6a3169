"""What does a session's text ask people to prepare?

Sessions have no field for it: it is the list below a heading such as "สิ่งที่ขอให้เตรียม" or "Please prepare".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cop_build.core.marks import is_mark
from cop_build.pages.linked import plain_text
from cop_build.pages.prose import lines_of_prose

MOST_ITEMS, MOST_LETTERS = 4, 140
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*)")
_ASKS = re.compile(r"เตรียม|\bprepar|\bbring\b", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+(?P<text>.*)")
_NO_TEXT = re.compile(r"[ \t]*(?:\||!!!|\?\?\?|===|\[[^\]\n]*\]:|<)")


def preparation(body: str) -> Sequence[str]:
    """Return what is to be prepared, each in plain text on one short line; empty where the text asks for nothing."""
    items = (cut(plain_text(text), MOST_LETTERS) for text in _items(body))
    return tuple(item for item in items if item)[:MOST_ITEMS]


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, with no letter cut from the marks above and below it."""
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and is_mark(text[end]):
        end -= 1
    return text[:end].rstrip() + "…"


def _items(body: str) -> Iterator[str]:
    """Yield the items of lists and the paragraphs below the headings that ask for something."""
    gathered: list[str] = []
    is_asked = False
    for line, is_prose in (*lines_of_prose(body), ("\n", True)):
        heading = _HEADING.match(line) if is_prose else None
        item = _ITEM.match(line)
        if heading or item or not line.strip() or not is_prose or _NO_TEXT.match(line):
            if gathered:
                yield " ".join(gathered)
            gathered = []
        if heading:
            is_asked = _ASKS.search(heading["text"]) is not None
        elif is_asked and is_prose and not _NO_TEXT.match(line) and line.strip():
            gathered.append((item["text"] if item else line).strip())
