"""What is not announced, and where nothing is written."""

from __future__ import annotations

import email
import json
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.announcing.community import BODY, HEADER, SESSION, announce, community
from tests.cli.commands import DAY, cop
from tests.community_box import Box

HOSTILE = "<script>alert(1)</script> =?utf-8?q?x?= \"' & {{ 7*7 }} %0D%0ABcc: a"


def nothing_in(folder: Path) -> bool:
    return not folder.exists() or not list(folder.iterdir())


def test_what_is_not_public_is_not_announced(box: Box, tmp_path: Path) -> None:
    box.write(SESSION, body=BODY, **HEADER)
    box.commit("Plan", by="p-adm")

    made = announce(box, tmp_path / "out", "--lang", "en")

    assert made.done.status == 1 and "not public" in made.done.err and nothing_in(tmp_path / "out")


def test_a_newer_version_that_waits_is_not_told(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    box.write(SESSION, body=BODY, **{**HEADER, "title": "ยังไม่เห็นชอบ"})
    box.commit("Change", by="p-adm")

    made = announce(box, tmp_path / "out")

    assert made.done.status == 0 and "ยังไม่เห็นชอบ" not in made.bytes_of("-line.txt").decode()
    assert made.done.err.strip(), "it says that a newer version waits"


@pytest.mark.parametrize(
    ("header", "as_of", "said"),
    [
        ({"phase": "held"}, DAY, "held already"),
        ({}, "2026-12-17", "is over"),
        ({"phase": "cancelled"}, "2026-12-17", "is over"),
    ],
)
def test_what_is_over_is_not_announced(tmp_path: Path, header: dict[str, Any], as_of: str, said: str) -> None:
    made = announce(community(tmp_path / "box", **header), tmp_path / "out", "--lang", "en", as_of=as_of)

    assert made.done.status == 1 and said in made.done.err and nothing_in(tmp_path / "out")


def test_on_its_day_it_is_announced_still(tmp_path: Path) -> None:
    assert announce(community(tmp_path / "box"), tmp_path / "out", as_of="2026-12-16").done.status == 0


def test_an_idea_and_another_kind_are_not_announced(box: Box, tmp_path: Path) -> None:
    box.put("drafts/session/idea/index.md", "---\ntitle: คิดไว้\nphase: proposed\n---\n\nเรื่อง\n")
    box.commit("Idea", by="p-mai")
    box.publish("knowledge/x")

    idea = announce(box, tmp_path / "1", "--lang", "en", session="idea")
    other = announce(box, tmp_path / "2", "--lang", "en", session="knowledge/x")

    assert (idea.done.status, other.done.status) == (1, 1)
    assert "only an idea" in idea.done.err and "only a session" in other.done.err
    assert nothing_in(tmp_path / "1") and nothing_in(tmp_path / "2")


def test_a_session_that_became_an_idea_again_has_no_draft_and_what_is_public_is_no_draft(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    box.put(f"drafts/{SESSION}/index.md", "---\ntitle: คิดใหม่\nphase: proposed\n---\n\nเรื่อง\n")
    box.commit("Idea", by="p-adm")

    draft = announce(box, tmp_path / "1", "--lang", "en", "--draft")
    public = announce(box, tmp_path / "2", "--lang", "en")

    assert draft.done.status == 1 and "only an idea" in draft.done.err and nothing_in(tmp_path / "1")
    assert public.done.status == 0 and "A newer version waits" in public.done.err


def test_programs_are_told_why(box: Box, tmp_path: Path) -> None:
    box.write(SESSION, body=BODY, **HEADER)
    box.commit("Plan", by="p-adm")

    said = json.loads(announce(box, tmp_path / "out", "--format", "json").done.out)

    assert said["files"] == [] and said["digest"] is None and set(said["refused"]) == {"th", "en"}


def test_a_draft_says_on_every_file_that_it_is_one_and_never_takes_the_events_place(box: Box, tmp_path: Path) -> None:
    box.write(SESSION, body=BODY, **HEADER)
    box.commit("Plan", by="p-adm")

    made = announce(box, tmp_path / "out", "--draft")

    assert made.done.status == 0
    assert all("-draft" in place.name for place in made.folder.iterdir())
    assert "ฉบับร่าง" in made.bytes_of("-line.txt").decode() and "ฉบับร่าง" in made.bytes_of("poster.html").decode()
    calendar = made.bytes_of(".ics")
    assert f"UID:{SESSION}.draft@".encode() in calendar and b"STATUS:TENTATIVE" in calendar


def test_a_draft_with_personal_data_is_not_shown(box: Box, tmp_path: Path) -> None:
    box.write(SESSION, body=BODY, **{**HEADER, "place": "1-1017-00203-45-0"})
    box.commit("Plan", by="p-adm")

    made = announce(box, tmp_path / "out", "--draft")

    assert made.done.status == 1 and "00203" not in made.done.said and nothing_in(tmp_path / "out")


def test_a_registry_with_personal_data_announces_nothing(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    box.registry["title"] = {"th": "โทร 081-234-5678", "en": "x"}
    box.write_registry()
    box.commit("Registry", by="p-adm")

    made = announce(box, tmp_path / "out")

    assert made.done.status == 3 and "5678" not in made.done.said and nothing_in(tmp_path / "out")


def test_hostile_words_are_words(tmp_path: Path) -> None:
    box = community(tmp_path / "box", title=HOSTILE, place=HOSTILE)

    made = announce(box, tmp_path / "out")

    assert made.done.status == 0
    assert b"<script>alert" not in made.bytes_of(".html") and b"\nBcc" not in made.bytes_of(".eml")
    message = email.message_from_bytes(made.bytes_of(".eml"), policy=default)
    assert message["Bcc"] is None and HOSTILE.partition(" =?")[0] in message["Subject"]
    body = message.get_body(("html",))
    assert body is not None and "<script>" not in body.get_content()


# -- where files go ---------------------------------------------------------------------------------------------------


def test_files_of_others_stay(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "2026-12-sso.ics").write_text("mine")

    refused = announce(box, tmp_path / "out")
    assert refused.done.status == 3 and [place.name for place in (tmp_path / "out").iterdir()] == ["2026-12-sso.ics"]

    replaced = announce(box, tmp_path / "out", "--replace")
    assert replaced.done.status == 0 and replaced.bytes_of(".ics").startswith(b"BEGIN:VCALENDAR")
    assert announce(box, tmp_path / "out").done.status == 0, "what is the same already may stand there"


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    (tmp_path / "out").mkdir()
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "out" / "2026-12-sso.ics").symlink_to(tmp_path / "theirs")

    assert announce(box, tmp_path / "out", "--replace").done.status == 3
    assert (tmp_path / "theirs").read_text() == "theirs"


@pytest.mark.parametrize(
    "folder",
    [".", "announcement", "manual", "docs", "site", "drafts/session", "reviews", ".git/x", ".github", "Drafts", "SITE"],
)
def test_no_announcement_is_written_into_the_repository(tmp_path: Path, folder: str) -> None:
    box = community(tmp_path / "box")
    (link := tmp_path / "link").symlink_to(box.root)

    for out in (Path(folder), box.root / folder, link / folder):
        made = announce(box, out, "--lang", "en")
        assert made.done.status == 3 and "COP510" in made.done.err, made.done
    assert not list(box.root.glob("**/*poster.html"))


def test_nor_into_another_work_tree_of_it_nor_where_git_keeps_it(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    box.git("worktree", "add", "-q", str(tmp_path / "other"))

    for out in (tmp_path / "other" / "docs", tmp_path / "other"):
        made = announce(box, out, "--lang", "en")
        assert made.done.status == 3 and "COP510" in made.done.err, made.done
    for out in (box.root / "docs" / "x", box.root / ".git" / "x"):
        done = cop(tmp_path / "other", "announce", SESSION, "--out", out, "--as-of", DAY, "--lang", "en")
        assert done.status == 3 and "COP510" in done.err, done
    assert not list(tmp_path.glob("**/*poster.html"))


def test_links_that_lead_to_each_other_are_said_in_one_line(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    (loop := tmp_path / "loop").symlink_to(loop)

    made = announce(box, loop, "--lang", "en")

    assert made.done.status == 3 and "cannot be written" in made.done.err


def test_a_place_outside_is_named_as_seen_from_where_one_stands(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    deep = box.root / "drafts" / SESSION

    done = cop(deep, "announce", SESSION, "--out", "announcement", "--as-of", DAY)

    assert done.status == 3 and "--out ../../../../announcement" in done.err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["announce", "session/nobody-knows", "--out", "x"], 3),
        (["announce", "--out", "x"], 2),
        (["announce", SESSION], 2),
        (["announce", SESSION, "--out", "x", "--language", "fr"], 2),
    ],
)
def test_wrong_words_get_a_clear_answer(tmp_path: Path, arguments: list[str], status: int) -> None:
    box = community(tmp_path / "box")

    done = cop(box.root, *arguments)

    assert done.status == status and done.err.strip() and nothing_in(box.root / "x")


def test_a_session_that_is_not_committed_is_said_to_be_there_and_how_it_goes_on(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    box.write("session/soon", **HEADER)

    made = announce(box, tmp_path / "out", session="session/soon")

    assert made.done.status == 3 and "commit" in made.done.err and nothing_in(tmp_path / "out")


def test_outside_a_repository_it_says_so(tmp_path: Path) -> None:
    done = cop(tmp_path, "announce", SESSION, "--out", "x")

    assert done.status == 3 and "COP901" in done.err
