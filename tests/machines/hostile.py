"""A community whose every text tries to end what it stands in: HTML, JSON, XML, a line of a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from cop_build.core.model import AssetId, Kind, Language, PersonId, Phase, Reference, Text, Topic, TopicId
from cop_build.core.verdict import Approved, Judgement, Notice, Why
from tests.pages import communities as given

NASTY = (
    "\"a' </script><script>alert(1)</script> ]]> <![CDATA[ & &amp; &lt; -->\n<!-- \r\nBEGIN:VALARM\r\nATTACH:x \\n;, "
    "{{ config }} 👩‍⚕️ สิทธิผู้ป่วยน้ำ \u2028 \x0b \ufffe é ' "
)
SHOWN = " ".join(NASTY.replace("\ufffe", " ").replace("\x0b", " ").replace("\u2028", " ").split())


def one_line(text: str | None) -> str:
    """Return a text as those show it who show every white space as one."""
    return " ".join((text or "").replace("\ufffe", " ").split())


def public() -> list[Approved]:
    """Return an asset of each kind, and a session in each phase."""
    nasty = Text(th=NASTY, en=NASTY)
    person = replace(given.PEOPLE[PersonId("expert")], name=nasty)
    meeting = replace(given.session(NASTY, datetime(2026, 12, 1, 9, tzinfo=UTC)), place=NASTY)
    assets = [
        given.approved("k", given.knowledge(NASTY, summary=NASTY, references=(Reference(NASTY),), change_note=NASTY)),
        given.approved("n", replace(given.note(NASTY, "session/planned"), summary=NASTY)),
        given.approved("q", replace(given.question(NASTY), asked_by=(PersonId("expert"),)), NASTY),
        given.approved("planned", replace(meeting, online_url="https://meet.example.org/a?b=1&c=2")),
        given.approved("held", replace(meeting, phase=Phase.HELD, starts_at=datetime(2026, 10, 1, 9, tzinfo=UTC))),
        given.approved("off", replace(meeting, phase=Phase.CANCELLED)),
        given.approved("about", replace(given.page(NASTY), summary=NASTY)),
    ]
    return [replace(one, confirmations=(replace(one.confirmations[0], reviewer=person),)) for one in assets]


def judgement(*, site_url: str | None = None, language: Language = Language.TH, **changed: object) -> Judgement:
    """Return a judgement on these, with a notice beside them."""
    nasty = Text(th=NASTY, en=NASTY)
    topic = Topic(TopicId("ucep"), nasty, nasty, supports=(NASTY,))
    expert = replace(given.PEOPLE[PersonId("expert")], name=nasty)
    community = replace(
        given.community(topics={topic.id: topic}, language=language),
        title=nasty,
        notice=nasty,
        people={**given.PEOPLE, expert.id: expert},
        site_url=site_url,
        **changed,  # type: ignore[arg-type]  # a test changes what it wants to
    )
    gone = Notice(AssetId("knowledge/gone"), Kind.KNOWLEDGE, Why.RECALLED, NASTY, date(2026, 1, 1))
    return given.judgement(*public(), notices=[gone], of=community)
