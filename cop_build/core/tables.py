"""How does a table look in a terminal, and as CSV that a spreadsheet opens without harm?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.marks import is_mark
from cop_build.core.personal import spoken
from cop_build.core.report import shown

Cell = str | int | date
_FORMULAS = tuple("=+-@＝＋－＠")
_BEYOND_XML = str.maketrans(dict.fromkeys("\ufffe\uffff", " "))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below heads, all of the same length. Raises: ValueError, if they are not.

    Attributes:
        name: Short, fit for the tab of a sheet.
        marked: Cells, as numbers of row and column from 0, that a reader should notice. They say it in words, too.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("a row has not as many cells as there are heads")


def plain(cell: Cell) -> str:
    """Return a cell as one line of text, without what controls a terminal and the numbers that are never printed."""
    if isinstance(cell, date):
        return cell.isoformat()
    return spoken(shown(cell.translate(_BEYOND_XML))) if isinstance(cell, str) else str(cell)


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: Thai vowels and tones above and below take none."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if is_mark(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def as_text(table: Table) -> Iterator[str]:
    """Yield the table's lines: numbers to the right, all else to the left."""
    lines = [table.heads, *(tuple(plain(cell) for cell in row) for row in table.rows)]
    widths = [max(width_of(line[column]) for line in lines) for column in range(len(table.heads))]
    numeric = [all(isinstance(row[column], int) for row in table.rows) for column in range(len(table.heads))]
    for line in lines:
        cells = (_padded(*each) for each in zip(line, widths, numeric, strict=True))
        yield "  ".join(cells).rstrip()


def _padded(text: str, width: int, is_number: bool) -> str:  # mapped over columns
    space = " " * (width - width_of(text))
    return space + text if is_number else text + space


def as_csv(table: Table) -> bytes:
    """Return the table as RFC 4180 has it, in UTF-8 with the mark by which Excel knows that it is."""
    lines: Sequence[Sequence[Cell]] = (table.heads, *table.rows)
    return "".join(["\ufeff", *(",".join(map(_quoted, line)) + "\r\n" for line in lines)]).encode()


def _quoted(cell: Cell) -> str:
    """Return a cell between quotes. A text that a spreadsheet would run as a formula gets an apostrophe before it.

    Source: OWASP, "CSV Injection".
    """
    text = plain(cell)
    if isinstance(cell, str) and text.lstrip().startswith(_FORMULAS):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if isinstance(cell, str) else text
