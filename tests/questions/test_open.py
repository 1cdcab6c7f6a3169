"""Open questions are listed for members: since when, what is missing, who may answer, and what is like them."""

from __future__ import annotations

import json

from tests.cli.commands import cop
from tests.community_box import AS_OF, Box

NEW = "question/new"
DAY = ("--as-of", str(AS_OF))


def test_an_unanswered_question_waits_for_those_who_know_its_topics(box: Box) -> None:
    box.write(
        NEW, title="ใครจ่ายค่ารถ", asked_on="2026-11-13", answered_by=[], body="## คำถาม\n\nใคร\n\n## คำตอบ\n\n✎ เขียน\n"
    )
    box.commit("Ask", by="p-mai")

    (one,) = json.loads(cop(box.root, "questions", "--format", "json", *DAY).out)["questions"]
    said = cop(box.root, "questions", "--lang", "en", *DAY).out

    assert (one["id"], one["days"], one["waits_for"], one["may_answer"]) == (NEW, 10, "answer", ["p-ann", "p-bob"])
    assert "asked 10 days ago · waits for an answer · ucep\n  → should answer: Ann, Bob\n" in said
    assert NEW not in cop(box.root, "review", "queue", *DAY).out


def test_an_answered_question_waits_for_those_who_may_confirm_it(box: Box) -> None:
    box.write(NEW, body="## คำตอบ\n\nโทร 1669\n")
    box.commit("Ask and answer", by="p-mai")

    (one,) = json.loads(cop(box.root, "questions", "--format", "json", *DAY).out)["questions"]

    assert (one["waits_for"], one["may_confirm"]) == ("confirmation", ["p-ann", "p-bob"])


def test_a_confirmed_answer_is_no_open_question(box: Box) -> None:
    box.publish(NEW, by="p-ann")

    assert cop(box.root, "questions", "--lang", "en", *DAY).out == "no open questions\n"


def test_what_was_asked_before_is_named(box: Box) -> None:
    box.publish("question/old", title="ใบส่งตัวหมดอายุต้องทำอย่างไร", by="p-ann")
    box.write(NEW, title="ต้องทำอย่างไรถ้าใบส่งตัวหมดอายุ")
    box.commit("Ask", by="p-mai")

    assert "  ≈ question/old\n" in cop(box.root, "questions", *DAY).out
    assert "question/old" in cop(box.root, "check", NEW, *DAY).out


def test_nobody_can_confirm_what_waits_for_its_author(box: Box) -> None:
    box.write(NEW, body="## คำตอบ\n\n✎ เขียน\n")
    box.commit("Ask", by="p-mai")
    box.approve(NEW, by="p-ann")

    assert not box.is_public(NEW)
