"""The front matter of a staged page: a fixed set of keys, written so that every YAML reader agrees on it.

The key ``seal`` is put in when the page is whole: ``staged.py``.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape

# Everything but what all YAML readers take as it stands: controls, line breaks, marks of order. Quotes and backslashes
# have a backslash of their own before it is asked.
_SPECIAL = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")


def front_matter(
    title: str,
    *,
    description: str | None = None,
    searchable: bool = True,
    wide: bool = False,
    lang: str | None = None,
    linked: str | None = None,
    reviewed_on: date | None = None,
) -> str:
    """Return the header of a page, from ``---`` to ``---``.

    MkDocs and Material print these values unescaped, in the page and in the navigation of every other page, so they
    are escaped here. A page that is not searchable stays out of the index; a wide one has no table of contents; one
    with a language (``th`` or ``en``) is written in another than the community's. Linked data (``core/linked.py``) hold
    nothing to escape; the day of the review is the sitemap's. Source: manual/trust.md §4.
    """
    lines = ["---", f"title: {scalar(escape(title))}"]
    if description is not None:
        lines.append(f"description: {scalar(escape(description))}")
    if not searchable:
        lines.append("search: {exclude: true}")
    if lang is not None:
        lines.append(f"lang: {lang}")
    if linked is not None:
        lines.append(f"linked: {scalar(linked)}")
    if reviewed_on is not None:
        lines.append(f"reviewed: {scalar(reviewed_on.isoformat())}")
    if wide:
        lines.append("hide: [toc]")
    return "\n".join([*lines, "---", "", ""])


def scalar(text: str) -> str:
    """Return text as a double-quoted YAML scalar on one line. Source: YAML 1.1 §5.6."""
    quoted = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{_SPECIAL.sub(_escape_sequence, quoted)}"'


def _escape_sequence(match: re.Match[str]) -> str:
    number = ord(match.group())
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"
