"""The first hour: what a new community is told at the command line helps it on, and is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.announcing.community import SESSION, community
from tests.cli.commands import DAY, cop
from tests.community_box import Box

NOBODY = {"th": "เพิ่มผู้มีสิทธิ์ด้วย cop person add", "en": "add somebody entitled with cop person add"}


@pytest.fixture
def club(tmp_path: Path) -> Path:
    """Return a community as ``cop init`` makes it, in a folder with a Thai name and a space."""
    assert cop(tmp_path, "init", "ชุมชน ของเรา").status == 0
    return tmp_path / "ชุมชน ของเรา"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_where_nobody_may_approve_it_is_said_how_somebody_may(club: Path, lang: str) -> None:
    assert NOBODY[lang] in cop(club, "check", "--lang", lang).out


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_topic_without_an_expert_is_said_to_have_none(club: Path, lang: str) -> None:
    said = cop(club, "doctor", "--local", "--lang", lang).out

    assert "COP953" in said and "–" not in said
    assert {"th": "หัวข้อ general ยังไม่มีผู้เชี่ยวชาญ", "en": "no expert on general yet"}[lang] in said


def test_a_draft_in_a_community_without_people_says_what_comes_first(club: Path) -> None:
    made = cop(club, "new", "session", "2027-01-first", "--title", "ประชุมแรก")

    assert made.status == 0 and made.out == "drafts/session/2027-01-first/index.md\n"
    assert "เพิ่มบุคคลด้วย cop person add" in made.err


def test_a_draft_among_people_has_no_such_hint(box: Box) -> None:
    assert cop(box.root, "new", "question", "q", "--title", "ถาม", "--author", "p-mai").err == ""


@pytest.mark.parametrize(
    ("as_of", "th", "en"),
    [
        ("2026-10-01", "ถามวันนี้", "asked today"),
        ("2026-10-02", "ถามมาแล้ว 1 วัน", "asked 1 day ago"),
        ("2026-10-03", "ถามมาแล้ว 2 วัน", "asked 2 days ago"),
    ],
)
def test_the_age_of_a_question_is_said_as_people_say_it(box: Box, as_of: str, th: str, en: str) -> None:
    box.write("question/q", asked_on="2026-10-01", answered_by=None)

    assert f"  {th} · " in cop(box.root, "questions", "--as-of", as_of).out
    assert f"  {en} · " in cop(box.root, "questions", "--as-of", as_of, "--lang", "en").out


def test_a_folder_that_is_not_there_is_said_not_to_be_there(tmp_path: Path) -> None:
    done = cop(tmp_path, "-C", "nowhere", "check")

    assert done.status == 3 and "ไม่มีโฟลเดอร์ nowhere" in done.err and "there is no folder nowhere" in done.err


def test_without_git_it_is_git_that_is_missing(club: Path) -> None:
    for arguments in (
        ("init", "../other"),
        ("check",),
        ("plan",),
        ("new", "question", "q", "--title", "ถาม"),
        ("status",),
    ):
        done = cop(club, *arguments, env={"PATH": str(club)})
        assert done.status == 3 and "install git" in done.err and "Errno" not in done.err, done


def test_what_is_no_session_is_not_announced_and_needs_no_list_of_faults(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    box.write("question/q", answered_by=["p-nobody"])
    box.commit("Ask", by="p-mai")

    done = cop(box.root, "announce", "question/q", "--out", "../x", "--as-of", DAY, "--lang", "en")

    assert done.status == 1 and done.err == "question/q: only a session can be announced\n"
    assert cop(box.root, "announce", SESSION, "--out", "../x", "--as-of", DAY).status == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["chek"], "ไม่มีคำสั่ง chek ดูวิธีใช้: cop --help"),
        (["ตรวจ\x1b[31m"], "ไม่มีคำสั่ง ตรวจ [31m ดูวิธีใช้: cop --help"),
        (["check", "--colour"], "ไม่มีตัวเลือก --colour ดูวิธีใช้: cop check --help"),
        (["status", "--format", "xml"], "'--format' ต้องเป็นหนึ่งใน text, json, github ดูวิธีใช้: cop status --help"),
        (["review", "approve"], "ยังขาด 'ASSET' ดูวิธีใช้: cop review approve --help"),
        (["status", "--as-of"], "ใช้ตัวเลือก --as-of ไม่ถูกต้อง ดูวิธีใช้: cop --help"),
        (["status", "--as-of", "2569-11-23"], "'--as-of' เป็นปี พ.ศ. ให้ใช้ 2026-11-23 ดูวิธีใช้: cop status --help"),
        (["status", "--as-of", "today"], "'--as-of' ต้องเป็นวันที่ เช่น 2026-11-23 ดูวิธีใช้: cop status --help"),
        (["serve", "--port", "0x"], "ค่าของ '--port' ใช้ไม่ได้ ดูวิธีใช้: cop serve --help"),
        (["check", "--lang"], "ใช้ตัวเลือก --lang ไม่ถูกต้อง ดูวิธีใช้: cop --help"),
        (["check", "x", "--rev", "a", "-C", "b", "c/"], "ไม่มีตัวเลือก -C ดูวิธีใช้: cop check --help"),
        (["new", "knowledge", "x", "--story", "1"], "--story ต้องใช้กับ --from-note ดูวิธีใช้: cop new --help"),
        (["new", "knowledge", "x"], "ยังขาดชื่อเรื่อง (--title) ดูวิธีใช้: cop new --help"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_command_that_was_typed_wrong_is_told_in_thai_too(club: Path, typed: list[str], said: str) -> None:
    done = cop(club, *typed)

    assert done.status == 2 and done.out == ""
    assert done.err.splitlines()[0] == f"cop: {said}" and "\nError: " in f"\n{done.err}"
    assert sum("ดูวิธีใช้" in line for line in done.err.splitlines()) == 1


@pytest.mark.parametrize("typed", [[], ["review"], ["--help"], ["check", "--help"]], ids=" ".join)
def test_who_asks_for_help_is_told_of_no_mistake(club: Path, typed: list[str]) -> None:
    done = cop(club, *typed)

    assert "Usage: " in done.out + done.err and "ดูวิธีใช้" not in done.out + done.err


HOSTILE = "a\n::error::pwn\r::error::pwn\x1b[31m\u202e\u2066\u2028\x9b"


@pytest.mark.parametrize(
    "typed",
    [
        [HOSTILE],
        [f"--{HOSTILE}"],
        ["check", f"--{HOSTILE}"],
        ["status", HOSTILE],
        ["status", "--as-of", HOSTILE],
        ["status", "--format", HOSTILE],
        ["explain", HOSTILE],
        ["audit", HOSTILE],
        ["verify", HOSTILE],
        ["-C", HOSTILE, "status"],
        ["check", "--rev", HOSTILE],
    ],
    ids=lambda typed: " ".join(typed).replace(HOSTILE, "…"),
)
def test_what_was_typed_begins_no_line_and_controls_no_terminal(club: Path, typed: list[str]) -> None:
    done = cop(club, *typed)

    said = done.out + done.err
    assert done.status in (2, 3) and "pwn" in said
    assert [letter for letter in said if not letter.isprintable() and letter not in "\n\t"] == []
    assert not [line for line in said.splitlines() if line.startswith("::")]
