"""``cop people``, as users run it: what it says, what it writes, and what it refuses."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.commands import DAY, Done, cop
from tests.community_box import Box
from tests.people.community import community

ON = ("--as-of", DAY)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository that no test changes."""
    return community(tmp_path_factory.mktemp("people") / "box").root


def said(where: Path, *arguments: str | Path) -> Done:
    done = cop(where, "people", *ON, *arguments)
    assert done.status == 0, done
    return done


def test_it_says_who_did_what_and_who_knows_what(where: Path) -> None:
    lines = said(where).out.splitlines()

    assert lines[:2] == ["การมีส่วนร่วม 2025-11-24 ถึง 2026-11-23", "ประชุม 2 ครั้ง ผู้เข้าร่วมรวม 12 คน-ครั้ง"]
    assert lines[2].startswith("ไม่มีรายชื่อผู้เข้าร่วมในบันทึกของ 1 ครั้ง")
    assert lines[3].split() == [
        "ชื่อ", "เข้าร่วม", "นำประชุม", "ร่วมจัด", "นำเสนอ", "ถาม", "ตอบ", "เขียน", "จดบันทึก", "ยืนยัน", "หมายเหตุ",
    ]  # fmt: skip
    row = next(line for line in lines if line.startswith("คุณ nok"))
    assert row.split()[2:] == ["1", "0", "0", "1", "1", "0", "0", "0", "0"]
    assert next(line for line in lines if line.startswith("คุณ old")).endswith("พ้นจากชุมชนแล้ว")
    ucep = lines.index("ucep  ยูเซป")
    assert lines[ucep + 1] == "  ผู้รู้: คุณ mai (เขียน 1), คุณ nok (นำเสนอ 1)"
    assert lines[ucep + 2] == "  ผู้เชี่ยวชาญ: คุณ ann, คุณ bob"
    finance = lines.index("finance  การเงิน")
    assert lines[finance + 3] == "  ! ยังไม่มีผู้นำเสนอ เขียน หรือตอบ · ผู้เชี่ยวชาญไม่ถึงสองคน"


def test_it_speaks_english(where: Path) -> None:
    done = said(where, "--lang", "en", "--from", "2026-10-01", "--to", "2026-10-31")

    assert done.out.startswith("Participation, 2026-10-01 to 2026-10-31\nsessions held: 1 · attendance added up: 12\n")
    assert "  ! nobody has presented, written or answered on it · fewer than two experts\n" in done.out


@pytest.mark.parametrize(
    ("table", "begins"),
    [
        ("people", ["id", "ชื่อ", "เข้าร่วม"]),
        ("cover", ["หัวข้อ", "ชื่อหัวข้อ", "จำนวนผู้รู้"]),
        ("details", ["วันที่", "id", "ชื่อ"]),
    ],
)
def test_a_table_is_csv_that_excel_reads(where: Path, table: str, begins: list[str]) -> None:
    done = said(where, "--format", "csv", "--table", table)

    assert done.out.startswith("\ufeff")
    head, *rows = csv.reader(StringIO(done.out.removeprefix("\ufeff"), newline=""), strict=True)
    assert head[:3] == begins and rows and {len(row) for row in rows} == {len(head)}


def test_a_workbook_holds_all_tables_and_says_in_words_what_is_marked(where: Path, tmp_path: Path) -> None:
    out = tmp_path / "รายงาน บุคคล.xlsx"

    done = said(where, "--out", out)

    assert "เขียนใหม่" in done.out and "รายงาน บุคคล.xlsx" in done.out
    book = load_workbook(out)
    assert book.sheetnames == ["การมีส่วนร่วม", "ผู้รู้ในแต่ละหัวข้อ", "หัวข้อและบุคคล", "รายละเอียด"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    cover = {row[0].value: row for row in book["ผู้รู้ในแต่ละหัวข้อ"].iter_rows(min_row=2)}
    assert [cell.value for cell in cover["finance"]][2:5] == [
        0, 1, "ยังไม่มีผู้นำเสนอ เขียน หรือตอบ · ผู้เชี่ยวชาญไม่ถึงสองคน",
    ]  # fmt: skip
    assert {cell.fill.fgColor.rgb for cell in cover["finance"][2:5]} == {"FFFFE08A"}
    assert not cover["ucep"][4].value and cover["ucep"][2].fill.fgColor.rgb != "FFFFE08A"
    grid = [[cell.value for cell in row] for row in book["หัวข้อและบุคคล"].iter_rows()]
    assert grid[0] == ["ชื่อหัวข้อ", "คุณ mai", "คุณ nok", "หมายเหตุ"] and grid[2][:3] == ["ยูเซป", 1, 1]
    english = tmp_path / "report.xlsx"
    said(where, "--lang", "en", "--out", english)
    names = load_workbook(english).sheetnames
    assert names == ["Participation", "Who knows each topic", "Topics and people", "Details"]


def test_it_is_told_to_programs(where: Path) -> None:
    value = json.loads(said(where, "--format", "json").out)

    assert value["version"] == 1 and (value["from"], value["to"]) == ("2025-11-24", DAY)
    assert value["sessions"] == {"held": 2, "with_participants": 1, "with_attendance": 1, "attendance": 12}
    mai = next(one for one in value["people"] if one["id"] == "p-mai")
    assert mai["parts"] == {
        "took_part": 0, "led": 1, "organised": 1, "presented": 0, "asked": 0, "answered": 0, "wrote": 1, "noted": 0,
        "confirmed": 0,
    }  # fmt: skip
    topics = {one["id"]: one for one in value["topics"]}
    assert topics["finance"]["gaps"] == ["nobody", "few_experts"]
    assert topics["ucep"]["known_by"][0] == {"person": "p-mai", "presented": 0, "wrote": 1, "answered": 0}
    assert {"day": "2026-10-20", "person": "p-nok", "part": "presented", "asset": "session/first"} in value["details"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "txt"])
def test_a_file_is_written_once_and_over_another_only_if_asked(where: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"new/people.{ending}"
    said(where, "--out", out)
    first = out.read_bytes()

    assert "เหมือนเดิม" in said(where, "--out", out).out and out.read_bytes() == first
    refused = cop(where, "people", *ON, "--lang", "en", "--out", out)
    assert refused.status == 3 and "COP911" in refused.err and out.read_bytes() == first
    assert "replaced" in said(where, "--lang", "en", "--out", out, "--replace").out and out.read_bytes() != first


@pytest.mark.parametrize("place", ["x.csv", "docs/x.csv", "site/x.csv", "drafts/x.csv", "reviews/x.csv", ".git/x.csv"])
def test_no_names_are_written_into_the_repository(where: Path, tmp_path: Path, place: str) -> None:
    (link := tmp_path / "link").symlink_to(where)

    for out in (Path(place), where / place, link / place, Path("nowhere/..") / place):
        done = cop(where, "people", *ON, "--out", out, "--replace")
        assert done.status == 3 and "COP510" in done.err, done
    assert not (where / place).exists()


def test_a_link_is_not_written_through(where: Path, tmp_path: Path) -> None:
    (out := tmp_path / "x.csv").symlink_to(where / "community.yml")

    done = cop(where, "people", *ON, "--out", out, "--replace")

    assert done.status == 3 and "COP911" in done.err and out.is_symlink()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--from", "2026-12-01", "--to", "2026-01-01"), "2026-12-01 comes after 2026-01-01"),
        (("--from", "2027-01-01"), "2027-01-01 comes after 2026-11-23"),
        (("--from", "2569-01-01"), "say 2026-01-01"),
        (("--to", "23/11/2026"), "not a date such as"),
        (("--format", "pdf"), "is not one of"),
        (("--format", "xlsx"), "needs --out"),
        (("--out", "../x.pdf"), "end the name in .csv, .xlsx, .json, .txt"),
        (("--out", ".."), "say --format"),
        (("--table", "cover", "--format", "json"), "holds all of them"),
        (("--table", "cover", "--out", "../x.xlsx"), "holds all of them"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(where: Path, arguments: tuple[str, ...], says: str) -> None:
    done = cop(where, "people", *ON, *arguments)

    assert done.status == 2 and says in done.err and done.out == ""


def test_a_folder_in_the_place_of_the_file_is_left_alone(where: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()

    done = cop(where, "people", *ON, "--out", tmp_path / "x.csv", "--replace")

    assert done.status == 3 and "COP911" in done.err


def test_a_community_without_sessions_or_texts_is_told_so(box: Box) -> None:
    done = said(box.root)

    assert "ประชุม 0 ครั้ง ผู้เข้าร่วมรวม 0 คน-ครั้ง" in done.out
    assert said(box.root, "--format", "csv", "--table", "details").out.count("\n") == 1


def test_an_empty_repository_gives_no_answer(tmp_path: Path) -> None:
    done = cop(Box.empty(tmp_path / "empty").root, "people")

    assert done.status == 3 and "COP902" in done.err


def test_what_is_not_committed_is_named_and_not_included(box: Box) -> None:
    box.write("knowledge/x")

    done = said(box.root)

    assert (
        "ยังไม่ commit" in done.err
        and next(line for line in done.out.splitlines() if line.startswith("คุณ mai")).split()[2:] == ["0"] * 9
    )


def test_numbers_of_patients_in_titles_are_not_handed_out(box: Box, tmp_path: Path) -> None:
    box.write("knowledge/x", title="ผู้ป่วย 1-1001-00000-00-4 กับ 1101700207030")
    box.commit("Write", by="p-mai")

    said(box.root, "--out", tmp_path / "x.csv", "--table", "details")

    text = (tmp_path / "x.csv").read_text(encoding="utf-8")
    assert '"knowledge/x","ผู้ป่วย ' in text and "1101700207030" not in text
