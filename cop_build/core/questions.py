"""Which questions are open: for how long, what is missing, and who may answer or confirm?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cop_build.core.community import may_decide
from cop_build.core.digest import canonical_json
from cop_build.core.model import AssetId, Decision, Kind, Language, Person, QuestionHeader, Text, TopicId, Version
from cop_build.core.report import shown
from cop_build.core.sections import sections_of
from cop_build.core.verdict import Judgement, Verdict
from cop_build.core.writing import HINT

_ANSWER = re.compile(r"คำตอบ|answers?\b", re.IGNORECASE)


class Step(StrEnum):
    """What an open question waits for."""

    ANSWER = "answer"
    CONFIRMATION = "confirmation"


_STEPS = {
    Step.ANSWER: Text(th="รอคำตอบ", en="waits for an answer"),
    Step.CONFIRMATION: Text(th="มีคำตอบแล้ว รอยืนยัน", en="answered, waits to be confirmed"),
}


@dataclass(frozen=True, slots=True)
class Open:
    """A question whose answer is not public.

    Attributes:
        days: Since it was asked; 0 for one that is asked tomorrow.
        may_answer: Experts on its topics; every other member may, too.
        may_confirm: Who may approve the answer that is there.
        like: Questions and knowledge whose titles are close to it.
    """

    asset: AssetId
    title: str
    topics: tuple[TopicId, ...]
    asked_on: date
    days: int
    step: Step
    may_answer: tuple[Person, ...]
    may_confirm: tuple[Person, ...]
    like: tuple[AssetId, ...] = ()


Likenesses = Mapping[AssetId, Sequence[AssetId]]


def open_questions(judgement: Judgement, like: Likenesses) -> Sequence[Open]:
    """Return the questions whose answer is not public, the oldest first. Args: like: see `core/repeats`."""
    found = [_open(verdict, verdict.newest, judgement, like) for verdict in judgement.verdicts if verdict.newest]
    return sorted((one for one in found if one), key=lambda one: (one.asked_on, one.asset))


def _open(verdict: Verdict, version: Version, judgement: Judgement, like: Likenesses) -> Open | None:
    header, today = version.header, judgement.as_of
    if not isinstance(header, QuestionHeader) or verdict.approved is not None:
        return None
    experts = [
        person
        for person in judgement.community.in_office(today)
        if may_decide(person, Decision.APPROVE, Kind.QUESTION, frozenset(header.topics))
    ]
    is_answered = bool(header.answered_by) and has_answer(version)
    missing = verdict.missing.may_approve if verdict.missing else ()
    return Open(
        asset=verdict.asset,
        title=verdict.title,
        topics=header.topics,
        asked_on=header.asked_on,
        days=max(0, (today - header.asked_on).days),
        step=Step.CONFIRMATION if is_answered else Step.ANSWER,
        may_answer=tuple(experts),
        may_confirm=missing if is_answered else (),
        like=tuple(like.get(verdict.asset, ())),
    )


def has_answer(version: Version) -> bool:
    """Say whether a question's text holds an answer: something below its heading, or a text without such a heading."""
    answers = [section for section in sections_of(version.body) if _ANSWER.match(section.title)]
    lines = [line for section in answers for line in section.lines] if answers else version.body.split("\n")
    return any(line.strip() and HINT not in line for line in lines)


def questions_text(found: Sequence[Open], language: Language) -> Iterator[str]:
    """Yield open questions for people."""
    if not found:
        yield Text(th="ไม่มีคำถามค้าง", en="no open questions").said_in(language)
    for one in found:
        yield f"{one.asset}  {shown(one.title)}"
        yield f"  {_age(one.days).said_in(language)} · {_STEPS[one.step].said_in(language)} · {', '.join(one.topics)}"
        people = one.may_confirm if one.step is Step.CONFIRMATION else one.may_answer
        who = ", ".join(shown(person.name.said_in(language)) for person in people)
        yield "  → " + _who(one.step, who).said_in(language)
        if one.like:
            yield "  ≈ " + ", ".join(one.like)


def _age(days: int) -> Text:
    if not days:
        return Text(th="ถามวันนี้", en="asked today")
    return Text(th=f"ถามมาแล้ว {days} วัน", en=f"asked {days} day{'s' if days > 1 else ''} ago")


def _who(step: Step, who: str) -> Text:
    if step is Step.CONFIRMATION:
        return Text(th=f"ผู้ยืนยันได้: {who or 'ยังไม่มี'}", en=f"may confirm: {who or 'nobody yet'}")
    nobody = Text(th="ยังไม่มีผู้เชี่ยวชาญในหัวข้อนี้", en="no expert on its topics yet")
    return Text(th=f"ผู้ที่ควรตอบ: {who or nobody.th}", en=f"should answer: {who or nobody.en}")


def questions_json(found: Sequence[Open], *, as_of: date) -> str:
    """Return open questions for programs: ``{"version": 1, "as_of", "questions": […]}``."""
    return canonical_json(
        {
            "version": 1,
            "as_of": as_of.isoformat(),
            "questions": [
                {
                    "id": one.asset,
                    "title": one.title,
                    "topics": list(one.topics),
                    "asked_on": one.asked_on.isoformat(),
                    "days": one.days,
                    "waits_for": one.step.value,
                    "may_answer": [person.id for person in one.may_answer],
                    "may_confirm": [person.id for person in one.may_confirm],
                    "like": list(one.like),
                }
                for one in found
            ],
        }
    )
