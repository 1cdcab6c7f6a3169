"""A session that is only an idea: listed by the plan, seen by nobody outside, and a session once it has a day."""

from __future__ import annotations

import json

from cop_build.app import judging
from cop_build.core.gate import preview_of
from cop_build.core.model import State
from cop_build.core.report import all_findings
from cop_build.pages.plan import plan
from tests.cli.commands import cop
from tests.community_box import AS_OF, Box

IDEA = "session/burns"
TEXT = "---\ntitle: ผู้ป่วยไฟไหม้ใช้สิทธิอะไร\nphase: proposed\ntopics: [ucep, ของฝาก]\nproposed_by: p-mai\n---\n\nเคยพบ\n"


def propose(box: Box, text: str = TEXT) -> None:
    box.put(f"drafts/{IDEA}/index.md", text)
    box.commit("Propose", by="p-mai")


def test_an_idea_is_listed_by_the_plan_with_what_it_supports(box: Box) -> None:
    next(topic for topic in box.registry["topics"] if topic["id"] == "ucep")["supports"] = ["เวลารอ"]
    box.write_registry()
    box.commit("What the topic supports", by="p-adm")
    propose(box)

    said = cop(box.root, "plan", "--lang", "en", "--as-of", str(AS_OF))
    ideas = json.loads(cop(box.root, "plan", "--format", "json", "--as-of", str(AS_OF)).out)["ideas"]

    assert "Proposed, without a day yet\n  session/burns  ผู้ป่วยไฟไหม้ใช้สิทธิอะไร (Mai)\n    supports: เวลารอ\n" in said.out
    assert ideas == [
        {
            "id": IDEA,
            "title": "ผู้ป่วยไฟไหม้ใช้สิทธิอะไร",
            "topics": ["ucep", "ของฝาก"],
            "supports": ["เวลารอ"],
            "proposed_by": ["p-mai"],
        }
    ]


def test_nobody_outside_sees_it_approved_or_not_and_nobody_is_asked_to_approve_it(box: Box) -> None:
    propose(box)
    box.approve(IDEA, by="p-fac")

    judged = judging.judge(box.root, as_of=AS_OF)
    (verdict,) = [one for one in judged.judgement.verdicts if one.asset == IDEA]

    assert (verdict.state, verdict.approved, verdict.missing) == (State.DRAFT, None, None)
    assert not [one for one in all_findings(judged.judgement) if one.is_error]
    for judgement in (judged.judgement, preview_of(judged.judgement)):
        shown = [(file.path, file.content) for file in plan(judgement) if isinstance(file.content, bytes)]
        assert not [path for path, content in shown if "burns" in path or "ไฟไหม้".encode() in content]
    assert IDEA not in cop(box.root, "review", "queue", "--as-of", str(AS_OF)).out
    assert "phase: planned" in cop(box.root, "explain", IDEA, "--lang", "en", "--as-of", str(AS_OF)).out


def test_an_idea_with_a_day_is_a_session(box: Box) -> None:
    propose(box)
    box.publish(IDEA, by="p-adm", phase="planned", starts_at="2026-12-16T16:30:00+07:00")

    assert box.is_public(IDEA)
    assert json.loads(cop(box.root, "plan", "--format", "json", "--as-of", str(AS_OF)).out)["ideas"] == []


def test_what_was_announced_stays_public_when_it_becomes_an_idea_again(box: Box) -> None:
    box.publish(IDEA, by="p-adm", phase="planned", starts_at="2026-12-16T16:30:00+07:00")
    propose(box)

    verdict = box.verdict(IDEA)

    assert verdict.state is State.PENDING_CHANGES and verdict.approved is not None


def test_a_day_and_people_are_no_part_of_an_idea(box: Box) -> None:
    propose(box, TEXT.replace("phase:", "starts_at: 2026-12-16T16:30:00+07:00\nphase:"))

    assert "COP108" in {finding.code for finding in box.verdict(IDEA).findings}
    assert box.verdict(IDEA).state is State.INVALID
