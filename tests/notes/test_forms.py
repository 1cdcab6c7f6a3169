"""The issue forms that are written and what is read of an issue fit together, as the forge puts answers into text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any  # a form is YAML

import frontmatter
import pytest
import yaml

from cop_build.core.model import Community
from cop_build.core.parse.issues import LABELS, Issue, read_issue, topics_named
from cop_build.core.parse.registry import read_community
from cop_build.pages.forge import forge_files
from tests.cli.commands import cop
from tests.community_box import AS_OF, Box, a_registry

ROOT = Path(__file__).parents[2]
FOLDER = ".github/ISSUE_TEMPLATE"
QUESTION, PROPOSAL = f"{FOLDER}/question.yml", f"{FOLDER}/propose-topic.yml"
Answers = Mapping[str, object]
ASKED: Answers = {
    "question": "ใครจ่ายค่ารถส่งต่อ\n\n- กลางวัน\n- กลางคืน",
    "field": [1, 2],
    "tried": "ถามงานส่งต่อแล้ว\n\n### Topic\n\nยังไม่ได้คำตอบ",
}
PROPOSED: Answers = {
    "topic": "ผู้ป่วยไฟไหม้ใช้สิทธิอะไร",
    "story": "พบที่ห้องฉุกเฉิน\nอยากรู้ว่าใครจ่าย",
    "field": [0],
    "part": [0, 2],
}


def community(language: str) -> Community:
    """Return a community whose topics' titles hold commas and parts of each other."""
    registry = {**a_registry(), "language": language}
    registry["topics"] += [
        {"id": "long", "title": {"th": "การเงิน, บัญชี และพัสดุ", "en": "Finance, accounts, and stores"}},
        {"id": "one", "title": {"th": "OPD", "en": "OPD"}},
    ]
    read = read_community(json.dumps(registry).encode())
    assert isinstance(read, Community)
    return read


def form_of(place: str, language: str) -> dict[str, Any]:
    form: dict[str, Any] = yaml.safe_load(forge_files(community(language), AS_OF)[place])
    return form


def as_the_forge_says(form: Mapping[str, Any], answers: Answers, *, half: int | None = None, end: str = "\n") -> str:
    """Return the text that GitHub makes of a form's answers; of choices their numbers are given."""
    said = []
    for element in form["body"]:
        if element["type"] == "markdown":
            continue
        label, options = element["attributes"]["label"], element["attributes"].get("options", [])
        answer = answers.get(element["id"])
        match element["type"]:
            case "dropdown":
                text = ", ".join(options[number] for number in _chosen(answer)) or "_No response_"
            case "checkboxes":
                rows = (f"- [{'x' if n in _chosen(answer) else ' '}] {o['label']}" for n, o in enumerate(options))
                text = "\n".join(rows)
            case _:
                text = str(answer or "_No response_")
        said.append(f"### {label if half is None else label.split(' · ')[half]}\n\n{text}")
    return "\n\n".join(said).replace("\n", end)


def _chosen(answer: object) -> Sequence[int]:
    return answer if isinstance(answer, list) else ()


def plain(text: object) -> str:
    return str(text).strip()


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_question_is_read_as_it_was_asked(language: str, end: str) -> None:
    read = read_issue(as_the_forge_says(form_of(QUESTION, language), ASKED, end=end).encode())

    assert {name: read.parts[name] for name in ("question", "tried")} == {
        name: plain(ASKED[name]) for name in ("question", "tried")
    }
    assert set(read.parts) == {"question", "tried", "field"}
    assert topics_named(read.parts["field"], community(language)) == ("ucep", "finance")


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_proposal_is_read_as_it_was_made(language: str) -> None:
    read = read_issue(as_the_forge_says(form_of(PROPOSAL, language), PROPOSED).encode())

    assert (read.parts["topic"], read.parts["story"]) == (PROPOSED["topic"], PROPOSED["story"])
    assert topics_named(read.parts["field"], community(language)) == ("emergency",)
    assert read.offers == ["เล่าเรื่องเอง · Tell the story", "จดบันทึก · Write the note"]


@pytest.mark.parametrize("half", [0, 1], ids=["thai", "english"])
def test_a_form_that_a_community_cut_down_to_one_language_is_read(half: int) -> None:
    answers = {**ASKED, "tried": "ถามแล้ว"}

    read = read_issue(as_the_forge_says(form_of(QUESTION, "th"), answers, half=half).encode())

    assert (read.parts["question"], read.parts["tried"]) == (ASKED["question"], "ถามแล้ว")


def test_what_nobody_filled_in_is_not_there() -> None:
    read = read_issue(as_the_forge_says(form_of(PROPOSAL, "th"), {"topic": "x", "story": "y"}).encode())

    assert (set(read.parts), read.offers) == ({"topic", "story", "part"}, [])


@pytest.mark.parametrize("number", range(5))
def test_each_topic_is_known_by_what_its_choice_says(number: int) -> None:
    known = community("th")

    read = read_issue(as_the_forge_says(form_of(QUESTION, "th"), {"question": "x", "field": [number]}).encode())

    assert topics_named(read.parts["field"], known) == (list(known.topics)[number],)


def test_the_labels_that_are_read_are_those_of_the_forms_and_the_sample_has_them_too() -> None:
    for forms in (forge_files(community("th"), AS_OF), {p: (ROOT / p).read_text() for p in (QUESTION, PROPOSAL)}):
        said = {
            element["id"]: element["attributes"]["label"]
            for place in (QUESTION, PROPOSAL)
            for element in yaml.safe_load(forms[place])["body"]
            if "id" in element
        }
        assert said == dict(LABELS)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    ("place", "answers", "words", "header"),
    [
        (QUESTION, ASKED, ("new", "question", "x"), ("ใครจ่ายค่ารถส่งต่อ", ["ucep", "finance"], "asked_by")),
        (PROPOSAL, PROPOSED, ("new", "session", "x", "--proposed"), (PROPOSED["topic"], ["emergency"], "proposed_by")),
    ],
    ids=["question", "proposal"],
)
def test_a_filled_in_form_becomes_a_draft_with_all_its_words(
    box: Box, tmp_path: Path, place: str, answers: Answers, words: tuple[str, ...], header: Any, language: str
) -> None:
    box.registry["language"] = language
    box.write_registry()
    box.commit("Language", by="p-adm")
    assert cop(box.root, "forge", "files").status == 0
    form = yaml.safe_load((box.root / place).read_text(encoding="utf-8"))
    title, topics, asker = header
    issue = {"number": 12, "title": f"{form['title']}{title}", "body": as_the_forge_says(form, answers)}
    file = tmp_path / "issue.json"
    file.write_text(json.dumps({**issue, "user": {"id": 2002, "login": "x"}}), encoding="utf-8")

    done = cop(box.root, *words, "--from-issue", file)

    draft = frontmatter.load(str(box.root / done.out.strip()))
    assert (draft["title"], draft["topics"], draft[asker]) == (title, topics, ["p-nok"])
    for answer in answers.values():
        if isinstance(answer, str) and answer != title:
            assert all(line.strip("# ") in draft.content for line in answer.split("\n"))
    assert "Closes #12" in done.err


def test_an_issue_is_an_issue_however_it_comes() -> None:
    body = as_the_forge_says(form_of(QUESTION, "th"), ASKED)
    rest = {"number": 7, "title": "ถาม: ใครจ่าย", "body": body, "user": {"id": 5, "login": "x"}, "state": "open"}
    listed = {"number": 7, "title": "ถาม: ใครจ่าย", "body": body, "author": {"login": "x", "id": "MDQ6"}}

    assert read_issue(json.dumps({"action": "opened", "issue": rest}).encode()) == read_issue(json.dumps(rest).encode())
    by_hand = read_issue(json.dumps(listed).encode())
    assert (by_hand.title, by_hand.number, by_hand.account) == ("ใครจ่าย", 7, None)
    assert read_issue("\ufeffแค่ถาม".encode()) == Issue("", {"": "แค่ถาม"})
