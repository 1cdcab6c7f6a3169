"""`cop new` from a session, a story, an issue: what is known already is filled in, and the draft passes the check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from cop_build.app import judging
from tests.cli.commands import cop
from tests.community_box import AS_OF, Box

SESSION = "session/first"
NOTE = "note/first"
TOLD = """## เรื่องเล่าที่ 1: เตียงผิด

**เกิดอะไรขึ้น** ผู้ป่วยถูกส่งผิดเตียง

**เราทำอะไร** โทรถามตึก

**เราเรียนรู้อะไร** ทวนเลขเตียง

→ knowledge/bed

## เรื่องเล่าที่ 2: บัตรหาย

**เกิดอะไรขึ้น** ไม่มีบัตร

## งานติดตาม

- [ ] พิมพ์ป้าย — คุณ mai — 2026-11-01
- [x] แจ้งตึก — คุณ fac — 2026-11-01
"""


def session(box: Box, *, led_by: str | None = None) -> None:
    box.write(SESSION, title="ประชุมครั้งแรก", topics=["ucep"], presenters=["p-nok"], led_by=led_by)
    box.commit("Session", by="p-adm")


def header(box: Box, asset: str) -> dict[str, object]:
    return dict(frontmatter.load(str(box.root / "drafts" / asset / "index.md")).metadata)


def codes(box: Box, asset: str) -> set[str]:
    said = json.loads(cop(box.root, "check", asset, "--format", "json", "--as-of", str(AS_OF)).out)
    return {finding["code"] for finding in said["findings"]}


@pytest.mark.parametrize("name", [SESSION, "first", f"drafts/{SESSION}/index.md"])
def test_a_note_begins_with_what_its_session_says(box: Box, name: str) -> None:
    session(box, led_by="p-mai")

    done = cop(box.root, "new", "note", name)

    found = header(box, NOTE)
    assert done.out == f"drafts/{NOTE}/index.md\n"
    assert (found["session"], found["title"], found["topics"]) == (SESSION, "บันทึก: ประชุมครั้งแรก", ["ucep"])
    assert (found["authors"], found["participants"]) == (["p-his"], ["p-mai", "p-his", "p-nok"])
    assert codes(box, NOTE) <= {"COP308", "COP608"}


def test_a_session_begins_at_the_distance_from_utc_that_its_own_day_has(box: Box) -> None:
    """Committed in winter, held in summer."""
    box.registry["timezone"] = "Europe/Berlin"
    box.write_registry()
    box.write(SESSION, starts_at="2027-06-15T13:00:00+02:00", phase="planned")
    box.commit("Session", by="p-adm")

    assert cop(box.root, "new", "session", "next", "--title", "t").status == 0
    starts_at = next(
        line for line in (box.root / "drafts/session/next/index.md").read_text().split("\n") if "starts_at" in line
    )
    assert starts_at.startswith("starts_at: 2027-07-") and starts_at.endswith("+02:00")


def test_a_note_of_no_session_is_refused_and_nothing_is_overwritten(box: Box) -> None:
    session(box)

    assert "COP908" in cop(box.root, "new", "note", "nothing").err
    assert cop(box.root, "new", "note", SESSION).status == 0
    assert "COP911" in cop(box.root, "new", "note", SESSION).err


@pytest.mark.parametrize("name", ["nothing", "session/nothing", "drafts/session/nothing/index.md", "ประชุม", "../x", ""])
def test_a_note_of_a_session_that_is_not_there_names_those_that_are(box: Box, name: str) -> None:
    assert "cop new session" in cop(box.root, "new", "note", name).err
    session(box)

    done = cop(box.root, "new", "note", name)

    assert done.status == 3 and "COP908" in done.err and SESSION in done.err
    assert not (box.root / "drafts/note").exists()


@pytest.mark.parametrize("name", ["เรื่องใหม่", "Big_Name", "a b", "../x", "x/y", "", "-", "page/x", "a" * 81])
def test_a_name_that_is_no_slug_is_refused_with_one_that_is(box: Box, name: str) -> None:
    done = cop(box.root, "new", "knowledge", "--title", "t", "--", name)

    assert done.status == 3 and "COP124" in done.err
    example = done.err.split("such as ")[1].strip()
    assert cop(box.root, "new", "knowledge", example, "--title", "t").status == 0


@pytest.mark.parametrize("name", ["x", "knowledge/x", "drafts/knowledge/x", "drafts/knowledge/x/index.md"])
def test_an_asset_may_be_named_as_elsewhere_and_is_never_written_over(box: Box, name: str) -> None:
    first = cop(box.root, "new", "knowledge", name, "--title", "t")
    again = cop(box.root, "new", "knowledge", name, "--title", "u")

    assert first.out == "drafts/knowledge/x/index.md\n"
    assert again.status == 3 and "COP911" in again.err and "drafts/knowledge/x/index.md" in again.err


@pytest.mark.parametrize("given", ["", " \n", "{", '{"a": 1}', '{"title": 5}', "x" * (600 << 10)])
def test_what_is_no_issue_is_refused_with_what_is_one(box: Box, tmp_path: Path, given: str) -> None:
    place = tmp_path / "ถาม.json"
    place.write_text(given, encoding="utf-8")

    done = cop(box.root, "new", "question", "x", "--from-issue", place)

    assert not (box.root / "drafts").exists()
    assert done.status == 3 and "gh api repos/" in done.err


def test_a_folder_without_a_repository_is_told_so(tmp_path: Path) -> None:
    for words in (("new", "note", "x"), ("new", "question", "x", "--title", "t"), ("questions",)):
        done = cop(tmp_path, *words)
        assert done.status == 3 and "cop init" in done.err


def test_knowledge_begins_with_a_story(box: Box) -> None:
    session(box)
    box.write(NOTE, session=SESSION, topics=["ucep", "อื่น"], body=TOLD)
    box.commit("Note", by="p-mai")

    which = cop(box.root, "new", "knowledge", "bed", "--from-note", NOTE)
    done = cop(box.root, "new", "knowledge", "bed", "--from-note", "first", "--story", "1")

    text = (box.root / "drafts/knowledge/bed/index.md").read_text(encoding="utf-8")
    found = header(box, "knowledge/bed")
    assert "1. เตียงผิด; 2. บัตรหาย" in which.err
    assert (found["title"], found["session"], found["topics"], found["authors"]) == (
        "เตียงผิด",
        SESSION,
        ["ucep"],
        ["p-mai"],
    )
    assert all(part in text for part in ("ผู้ป่วยถูกส่งผิดเตียง", "โทรถามตึก", "ทวนเลขเตียง"))
    assert "→ knowledge/bed" in done.err
    assert codes(box, "knowledge/bed") <= {"COP308", "COP608"}


def test_what_a_note_leaves_open_is_in_the_plan_and_its_trace_leads_both_ways(box: Box) -> None:
    session(box)
    box.write(NOTE, session=SESSION, body=TOLD)
    box.commit("Note", by="p-mai")
    day = ("--lang", "en", "--as-of", str(AS_OF))

    before = cop(box.root, "plan", *day).out
    box.write("knowledge/bed", session=SESSION)
    box.commit("Knowledge", by="p-mai")
    after = cop(box.root, "plan", *day).out

    assert "Follow-ups past their day\n  2026-11-01  พิมพ์ป้าย — คุณ mai  (note/first)\n" in before
    assert "แจ้งตึก" not in before
    assert "knowledge/bed  (note/first)" in before and "knowledge/bed  (note/first)" not in after
    assert (
        f"Comes of:\n  {SESSION} (waits for approval)\n  {NOTE} (waits for approval)\n"
        in cop(box.root, "explain", "knowledge/bed", *day).out
    )
    assert (
        f"Came of it:\n  {NOTE} (waits for approval)\n  knowledge/bed (waits for approval)\n"
        in cop(box.root, "explain", SESSION, *day).out
    )


def test_a_question_comes_of_an_issue_without_what_it_says_of_people(box: Box, tmp_path: Path) -> None:
    body = (
        "### คำถาม · Question\n\n<script>alert(1)</script>โทร 081-234-5678 ถาม [x](javascript:x)\n\n"
        "### หัวข้อที่เกี่ยวข้อง · Field\n\nยูเซป · UCEP\n"
    )
    issue = {"number": 7, "title": "ถาม: ใครจ่าย\n## x", "body": body, "user": {"id": 2001, "login": "x"}}
    place = tmp_path / "issue.json"
    place.write_text(json.dumps(issue), encoding="utf-8")

    done = cop(box.root, "new", "question", "who-pays", "--from-issue", str(place))

    text = (box.root / "drafts/question/who-pays/index.md").read_text(encoding="utf-8")
    found = header(box, "question/who-pays")
    assert (found["topics"], found["asked_by"]) == (["ucep"], ["p-mai"])
    assert "ใครจ่าย" in str(found["title"]) and "\n" not in str(found["title"])
    assert not [sign for sign in ("script", "javascript", "](", "081-234-5678") if sign in text]
    assert "Closes #7" in done.err
    assert codes(box, "question/who-pays") <= {"COP308", "COP608"}


def test_a_proposal_comes_of_a_forms_text_and_of_nobody_who_is_not_known(box: Box, tmp_path: Path) -> None:
    place = tmp_path / "form.txt"
    place.write_text("### เรื่อง · Topic\n\nผู้ป่วยไฟไหม้\n\n### หัวข้อที่เกี่ยวข้อง · Field\n\n_No response_\n", encoding="utf-8")

    done = cop(box.root, "new", "session", "burns", "--proposed", "--from-issue", str(place))

    found = header(box, "session/burns")
    assert done.status == 0
    assert (found["title"], found["phase"], found["proposed_by"]) == ("ผู้ป่วยไฟไหม้", "proposed", [])
    assert codes(box, "session/burns") <= {"COP308", "COP608"}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", ["knowledge", "session", "question", "page"])
def test_what_a_template_says_to_its_author_is_all_that_is_to_be_mended(box: Box, kind: str, language: str) -> None:
    box.registry["language"] = language
    box.write_registry()
    box.commit("Language", by="p-adm")

    assert cop(box.root, "new", kind, "x", "--title", "เรื่อง: หนึ่ง").status == 0
    assert codes(box, f"{kind}/x") - {"COP308", "COP605"} == {"COP608"}


@pytest.mark.parametrize(
    ("asset", "header", "body", "lines"),
    [
        ("page/x", {"title": "✎ title"}, "Text.\n", [2]),
        ("knowledge/x", {"summary": "✎ in a sentence or two"}, "Text.\n\n✎ How?\n", [3, 10]),
        ("session/x", {"place": "✎ where"}, "Text.\n", [8]),
        ("page/x", {}, "✎ How?\n", [5]),
    ],
)
def test_every_place_of_a_template_that_waits_for_its_author_is_named_by_its_line(
    box: Box, asset: str, header: dict[str, Any], body: str, lines: list[int]
) -> None:
    box.write(asset, body=body, **header)
    box.commit("Draft", by="p-mai")

    checked = judging.check(box.root, revision="HEAD", as_of=AS_OF).findings
    (found,) = (finding for finding in checked if finding.code == "COP608")

    text = (box.root / found.path).read_text(encoding="utf-8").splitlines()
    assert found.line == lines[0] and f"({', '.join(map(str, lines))})" in found.detail.en
    assert [number for number, line in enumerate(text, 1) if "✎" in line] == lines


@pytest.mark.parametrize(
    "wrong",
    [
        ["new", "knowledge", "x"],
        ["new", "page", "x", "--title", "t", "--from-note", "first"],
        ["new", "knowledge", "x", "--title", "t", "--story", "1"],
        ["new", "question", "x", "--title", "t", "--proposed"],
        ["new", "page", "x", "--from-issue", "-"],
        ["new", "knowledge", "x", "--from-note", "first", "--story", "0"],
        ["new", "page", "x", "--title", " "],
        ["new", "knowledge", "x", "--from-note", ""],
        ["new", "notes", "x"],
        ["new", "note"],
        ["new", "question", "x", "--from-issue", "nothing.json"],
        ["questions", "x"],
    ],
)
def test_options_that_do_not_go_together_are_refused(box: Box, wrong: list[str]) -> None:
    done = cop(box.root, *wrong)

    assert (done.status, (box.root / "drafts").exists()) == (2, False)


@pytest.mark.parametrize(
    ("name", "day"),
    [("2027-02-09", "2027-02-09"), ("2027-02-09-ucep", "2027-02-09"), ("2027-02-31", None), ("x", None)],
)
def test_a_session_that_is_named_by_its_day_is_on_that_day(box: Box, name: str, day: str | None) -> None:
    done = cop(box.root, "new", "session", name, "--title", "t")

    starts_on = str(header(box, f"session/{name}")["starts_at"])[:10]
    assert done.status == 0 and (starts_on == day if day else starts_on != name[:10])


@pytest.mark.parametrize(("name", "better"), [("2569-12-10", "2026-12-10"), ("2569-12-ucep", "2026-12-ucep")])
def test_a_session_is_not_named_by_a_year_of_the_buddhist_era(box: Box, name: str, better: str) -> None:
    done = cop(box.root, "new", "session", name, "--title", "t")

    assert done.status == 3 and "COP112" in done.err and better in done.err
    assert not (box.root / "drafts/session" / name).exists()
