"""What lies ahead of the community, as text and as JSON: sessions by month, gaps, and who is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cop_build.core.digest import canonical_json
from cop_build.core.findings import Finding
from cop_build.core.loose_ends import loose_end_lines, loose_ends_value
from cop_build.core.model import Community, Language, Period, Person, PersonId, Phase, Text, TopicId
from cop_build.core.queue import tasks
from cop_build.core.report import by_weight, shown
from cop_build.core.rhythm import MONTHS_AHEAD, Meeting, Proposed, meetings, proposals, proposed
from cop_build.core.spoken_days import SHORT_MONTHS, year_in
from cop_build.core.verdict import Judgement

_PHASES = {
    Phase.PROPOSED: Text(th="เสนอไว้", en="proposed"),
    Phase.PLANNED: Text(th="วางแผน", en="planned"),
    Phase.HELD: Text(th="ประชุมแล้ว", en="held"),
    Phase.CANCELLED: Text(th="ยกเลิก", en="cancelled"),
}


def plan_text(judgement: Judgement, language: Language) -> Iterator[str]:
    """Yield the plan of the coming months for people."""
    found = meetings(judgement)
    for month, in_month in _by_month(found, judgement.as_of):
        yield _month_name(month, language)
        for meeting in in_month:
            yield from _meeting_lines(meeting, judgement.community, language)
        if not any(meeting.header.phase is not Phase.CANCELLED for meeting in in_month):
            yield "  " + Text(th="— ว่าง —", en="— nothing planned —").said_in(language)
    following = proposed(found, judgement.community, judgement.as_of)
    people = judgement.community.people
    yield Text(th="ครั้งถัดไปที่เสนอ", en="Next one, proposed").said_in(language) + f": {following.day.isoformat()}"
    for name, person in (
        (Text(th="ผู้อำนวยกระบวนการ", en="facilitator"), following.facilitator),
        (Text(th="ผู้ช่วย", en="deputy"), following.deputy),
        (Text(th="ผู้บันทึก", en="historian"), following.historian),
    ):
        if person is not None:
            yield f"  {name.said_in(language)}: {_called(person, people, language)}"
    if not any(meeting.header.phase is Phase.PLANNED and meeting.day >= judgement.as_of for meeting in found):
        begin = Text(th="เริ่มเขียนร่าง", en="begin its draft").said_in(language)
        yield f'  → {begin}: cop new session {following.day.isoformat()} --title "…"'
    yield from _proposed_lines(proposals(judgement.verdicts), judgement.community, language)
    yield from loose_end_lines(judgement, language)
    yield from _due(judgement, language)


def plan_json(judgement: Judgement) -> str:
    """Return the plan for programs.

    It is ``{"version": 1, "as_of", "months", "proposed", "ideas", "loose_ends", "findings"}``. ``months`` is a list of
    ``{"month", "sessions"}``; ``proposed`` says when the next session would be, and by whom.
    """
    found = meetings(judgement)
    following = proposed(found, judgement.community, judgement.as_of)
    return canonical_json(
        {
            "version": 1,
            "as_of": judgement.as_of.isoformat(),
            "months": [
                {
                    "month": month.isoformat()[:7],
                    "sessions": [
                        {
                            "id": meeting.asset,
                            "day": meeting.day.isoformat(),
                            "title": meeting.header.title,
                            "phase": meeting.header.phase.value,
                            "announced_on": meeting.announced_on.isoformat() if meeting.announced_on else None,
                            "facilitator": meeting.header.facilitator,
                            "deputy": meeting.header.deputy,
                            "historian": meeting.header.historian,
                            "supports": supported(meeting.header.topics, judgement.community),
                        }
                        for meeting in in_month
                    ],
                }
                for month, in_month in _by_month(found, judgement.as_of)
            ],
            "proposed": {
                "day": following.day.isoformat(),
                "facilitator": following.facilitator,
                "deputy": following.deputy,
                "historian": following.historian,
            },
            "ideas": [
                {
                    "id": idea.asset,
                    "title": idea.header.title,
                    "topics": list(idea.header.topics),
                    "supports": supported(idea.header.topics, judgement.community),
                    "proposed_by": list(idea.header.proposed_by),
                }
                for idea in proposals(judgement.verdicts)
            ],
            "loose_ends": loose_ends_value(judgement),
            "findings": [
                {"code": finding.code, "path": finding.path, "message": finding.detail.en}
                for finding in _of_sessions(judgement)
            ],
        }
    )


def _by_month(found: Sequence[Meeting], today: date) -> Iterator[tuple[date, Sequence[Meeting]]]:
    first = today.replace(day=1)
    for number in range(MONTHS_AHEAD):
        month = Period(months=number).after(first) if number else first
        inside = [one for one in found if (one.day.year, one.day.month) == (month.year, month.month)]
        yield month, inside


def _month_name(month: date, language: Language) -> str:
    return f"{SHORT_MONTHS[language][month.month - 1]} {year_in(language, month)}"


def _meeting_lines(meeting: Meeting, community: Community, language: Language) -> Iterator[str]:
    header = meeting.header
    public = Text(th="ประกาศแล้ว", en="announced") if meeting.announced_on else Text(th="ยังไม่ประกาศ", en="not announced")
    state = f"{_PHASES[header.phase].said_in(language)} · {public.said_in(language)}"
    yield f"  {meeting.day.isoformat()}  {shown(header.title)} ({state})"
    parts = (header.facilitator, header.deputy, header.historian)
    yield "    " + " · ".join(_called(person, community.people, language) for person in parts)
    yield from _supports_line(header.topics, community, language)


def _proposed_lines(ideas: Sequence[Proposed], community: Community, language: Language) -> Iterator[str]:
    if ideas:
        yield Text(th="เรื่องที่เสนอไว้ ยังไม่มีวัน", en="Proposed, without a day yet").said_in(language)
    for idea in ideas:
        names = ", ".join(_called(person, community.people, language) for person in idea.header.proposed_by)
        yield f"  {idea.asset}  {shown(idea.header.title)}" + (f" ({names})" if names else "")
        yield from _supports_line(idea.header.topics, community, language)


def supported(topics: Sequence[TopicId], community: Community) -> list[str]:
    """Return the key figures and competencies that topics of the registry support, each once."""
    known = [community.topics[topic] for topic in topics if topic in community.topics]
    return list(dict.fromkeys(aim for topic in known for aim in topic.supports))


def _supports_line(topics: Sequence[TopicId], community: Community, language: Language) -> Iterator[str]:
    if aims := supported(topics, community):
        yield "    " + Text(th="สนับสนุน: ", en="supports: ").said_in(language) + ", ".join(map(shown, aims))


def _called(person: PersonId, people: Mapping[PersonId, Person], language: Language) -> str:
    return shown(people[person].name.said_in(language)) if person in people else person


def _of_sessions(judgement: Judgement) -> Sequence[Finding]:
    own = [*judgement.findings, *(finding for verdict in judgement.verdicts for finding in verdict.findings)]
    return by_weight({finding for finding in own if finding.code.startswith("COP6")})


def _due(judgement: Judgement, language: Language) -> Iterator[str]:
    found = _of_sessions(judgement)
    waiting = [task for task in tasks(judgement) if task.asset.startswith(("session/", "note/"))]
    if not found and not waiting:
        return
    yield Text(th="ที่ต้องทำ", en="To do").said_in(language)
    for finding in found:
        yield f"  {finding.path}: {finding.code} {shown(finding.detail.said_in(language))}"
    for task in waiting:
        who = ", ".join(person.name.said_in(language) for person in task.people)
        yield f"  {task.asset}: {task.what.said_in(language)}" + (f" ({shown(who)})" if who else "")
