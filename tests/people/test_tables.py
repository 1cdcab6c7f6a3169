"""Tables in a terminal, as CSV and as a workbook: read again by others than those that wrote them."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cop_build.core.tables import Table, as_csv, as_text, plain, width_of
from cop_build.edges.workbook import workbook

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", '=HYPERLINK("https://x.example")')
ADDRESSES = ("https://x.example/", "mailto:a@example.org", "internal:Sheet1!A1", "file:///etc/passwd", "1e5", "0012")
MADE_AT = datetime(2026, 11, 23, 3, 4, 5, tzinfo=UTC)


def of_one_cell(text: str) -> Table:
    return Table("x", ("head",), ((text,),))


def read_csv(table: Table) -> list[list[str]]:
    data = as_csv(table)
    assert data.startswith(b"\xef\xbb\xbf") and not data[3:].startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def written(*tables: Table) -> bytes:
    return workbook(tables, title="ชุมชน", made_at=MADE_AT)


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("ผู้เชี่ยวชาญ", 8), ("น้ำ", 2), ("ที่นี่", 2), ("日本", 4), ("a\u200bb", 2), ("e\u0301", 1), ("", 0)],
)
def test_marks_above_and_below_take_no_column(text: str, width: int) -> None:
    assert width_of(text) == width


def test_columns_stand_below_each_other_in_thai() -> None:
    table = Table("x", ("ชื่อ", "ครั้ง", "อื่น"), (("ผู้เชี่ยวชาญ", 7, "ก"), ("Bo", 12, "ข"), ("น้ำ", 100, "")))

    lines = list(as_text(table))

    assert lines == [
        "ชื่อ        ครั้ง  อื่น",
        "ผู้เชี่ยวชาญ    7  ก",
        "Bo         12  ข",
        "น้ำ        100",
    ]


def test_nothing_in_a_cell_controls_a_terminal() -> None:
    (_, line) = as_text(of_one_cell("a\x1b[31mb\nc\u202ed"))

    assert line == "a [31mb c d"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv(text: str) -> None:
    ((_,), (cell,)) = read_csv(of_one_cell(text))

    assert cell == "'" + plain(text)
    assert cell.startswith("'")


@given(st.text())
def test_no_text_becomes_a_formula_or_another_cell_in_csv(text: str) -> None:
    rows = read_csv(Table("x", (text, "b"), ((text, 3),)))

    assert [len(row) for row in rows] == [2, 2] and rows[1][1] == "3"
    assert not rows[1][0].lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert rows[1][0].removeprefix("'") == plain(text).removeprefix("'")


def test_numbers_and_days_are_such_in_csv() -> None:
    assert read_csv(Table("x", ("a", "b"), ((-3, date(2026, 11, 23)),)))[1] == ["-3", "2026-11-23"]


@pytest.mark.parametrize("text", [*FORMULAS, *ADDRESSES, "{=1}", "", "x" * 40_000, "\ufffe\uffff\x00"])
def test_a_text_is_a_text_in_a_workbook(text: str) -> None:
    data = written(of_one_cell(text))

    cell = load_workbook(BytesIO(data))["x"]["A2"]
    assert (cell.value or "") == plain(text)[:32_000] and cell.data_type in ("s", "n" if not text else "s")
    assert cell.hyperlink is None
    with ZipFile(BytesIO(data)) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in whole and b"<f " not in whole and b"<hyperlink" not in whole


@given(st.text(max_size=60))
def test_any_text_can_be_read_out_of_a_workbook(text: str) -> None:
    sheet = load_workbook(BytesIO(written(Table("x", ("head", "number"), ((text, 1),)))))["x"]

    assert (sheet["A2"].value or "") == plain(text)
    assert sheet["B2"].value == 1


def test_a_workbook_has_a_frozen_head_widths_and_marks() -> None:
    rows = (("ผู้เชี่ยวชาญ ก", 1, date(2026, 11, 23)), ("x" * 200, 2, date(1, 1, 1)))
    sheet = load_workbook(BytesIO(written(Table("ผู้รู้", ("ชื่อ", "จำนวน", "วัน"), rows, frozenset({(0, 1)})))))["ผู้รู้"]

    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width > 60 and sheet.column_dimensions["B"].width < 15
    assert sheet["B2"].fill.fgColor.rgb == "FFFFE08A" and sheet["B2"].font.bold
    assert sheet["B3"].fill.fgColor.rgb != "FFFFE08A"
    assert str(sheet["C2"].value) == "2026-11-23 00:00:00" and sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet["C3"].value == "0001-01-01"


def test_the_same_tables_give_the_same_bytes_and_no_clock_is_read() -> None:
    table = of_one_cell("ก")
    book = load_workbook(BytesIO(written(table)))

    assert written(table) == written(table)
    assert book.properties.created == book.properties.modified == MADE_AT.replace(tzinfo=None)
    with ZipFile(BytesIO(written(table))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert book.properties.title == "ชุมชน"


def test_rows_of_another_length_are_no_table() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table("x", ("a", "b"), (("a",),))


def test_a_table_without_rows_is_still_written() -> None:
    empty = Table("x", ("a", "b"), ())

    assert read_csv(empty) == [["a", "b"]]
    assert list(as_text(empty)) == ["a  b"]
    assert load_workbook(BytesIO(written(empty)))["x"]["B1"].value == "b"
