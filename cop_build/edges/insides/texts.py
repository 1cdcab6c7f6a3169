"""Reads vtt, ics and csv. Source: WebVTT; RFC 5545 §3.1, §3.8; OWASP, CSV injection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Gathering, Refused

_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(
    r"([A-Za-z0-9-]+)((?:;[^:;\"]+=(?:\"[^\"]*\"|[^\";:]*)(?:,\"[^\"]*\"|,[^\";:]*)*)*):(.*)", re.DOTALL
)
_CALL = re.compile(r"[A-Za-z_][\w.]*\(|\w\||'!|^[+\-@]\$?[A-Z]{1,3}\$?\d{1,7}\b")
_FETCHED = frozenset({"ATTACH", "IMAGE", "CONFERENCE"})
_CELL_ENDS = re.compile(r"[,;\t\n\r]")


def look(data: bytes, extension: str, gathering: Gathering) -> None:
    """Gather a text file: all of it as one passage.

    Raises:
        Refused: It is not UTF-8 or does not begin as such a file does.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Trait.UNREADABLE) from error
    if "\0" in text:
        raise Refused(Trait.UNREADABLE)
    match extension:
        case "vtt":
            gathering.read("", text)
            if not re.match(r"WEBVTT(?:[ \t\r\n]|$)", text):
                raise Refused(Trait.MISMATCH)
        case "ics":
            _look_at_calendar(text, gathering)
        case _:
            gathering.read("", text)
            for line in _lines_of_formulas(text):
                gathering.find(Trait.SCRIPT, f"line {line}")


def _look_at_calendar(text: str, gathering: Gathering) -> None:
    whole = _FOLD.sub("", text)
    gathering.read("", whole)
    if not text.upper().startswith("BEGIN:VCALENDAR"):
        raise Refused(Trait.MISMATCH)
    if not whole.rstrip().upper().endswith("END:VCALENDAR"):
        raise Refused(Trait.UNREADABLE)
    for line in whole.splitlines():
        if not (found := _PROPERTY.fullmatch(line)):
            continue
        name, parameters, said = found[1].upper(), found[2].upper(), found[3].strip()
        if name in ("ATTENDEE", "ORGANIZER"):
            gathering.find(Trait.AUTHOR, name)
        elif name == "ATTACH" and ("ENCODING=BASE64" in parameters or "VALUE=BINARY" in parameters):
            gathering.find(Trait.EMBEDDED, name)
        elif (name in _FETCHED and not said.lower().startswith(("http://", "https://"))) or (
            name == "ACTION" and said.upper() == "PROCEDURE"
        ):
            gathering.find(Trait.EXTERNAL, name)


def _lines_of_formulas(text: str) -> Iterator[int]:
    """Yield the line of each cell that a spreadsheet would calculate, whichever sign it takes for a separator."""
    start, number = 0, 1
    for end in chain((mark.start() for mark in _CELL_ENDS.finditer(text)), (len(text),)):
        cell = text[start:end].lstrip('"\t\r')
        if cell and is_formula(cell):
            yield number
        number += text.count("\n", start, end + 1)
        start = end + 1


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet takes a cell for a formula that does something; numbers and plain words are none."""
    first = unicodedata.normalize("NFKC", cell[0])
    if first == "=":
        return bool(cell[1:].strip(' "'))
    return first in ("+", "-", "@") and _CALL.search(first + cell[1:]) is not None
