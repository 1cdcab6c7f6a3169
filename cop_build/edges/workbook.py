"""How do tables become a workbook? The only user of XlsxWriter, which writes and cannot read.

A text stays a text, whatever it begins with: nothing becomes a formula or an address. The same tables give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cop_build.core.tables import Cell, Table, plain, width_of

_NARROWEST, _WIDEST = 8, 60  # characters
_LONGEST = 32_000  # of a cell; Excel takes 32,767
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook(tables: Sequence[Table], *, title: str, made_at: datetime) -> bytes:
    """Return the tables as an XLSX file, a sheet each. Args: made_at: What the file's properties say; UTC."""
    data = BytesIO()
    with Workbook(data, _OPTIONS) as book:
        book.set_properties({"title": plain(title), "created": made_at.replace(tzinfo=None)})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            "marked": book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#FFE08A"}),
        }
        for table in tables:
            _fill(book.add_worksheet(table.name), table, formats)
    return data.getvalue()


def _fill(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, plain(head)[:_LONGEST], formats["head"])
        widest = max((width_of(plain(row[column])) for row in table.rows), default=0)
        sheet.set_column(column, column, min(max(widest, _of_the_longest_word(head), _NARROWEST), _WIDEST) + 2)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            look = formats["marked"] if (number, column) in table.marked else formats["cell"]
            _write(sheet, number + 1, column, cell, look, formats["day"])
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)


def _of_the_longest_word(head: str) -> int:
    return max(map(width_of, head.split()), default=0)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format, day: Format) -> None:
    match cell:
        case int():
            sheet.write_number(row, column, cell, look)
        case date() if cell.year >= 1900:
            sheet.write_datetime(row, column, cell, day)
        case _:
            sheet.write_string(row, column, plain(cell)[:_LONGEST], look)
