"""How is told what people did and what they know: in a terminal, and for programs?"""

from __future__ import annotations

from collections.abc import Iterator

from cop_build.core.cover import COVERING, Gap
from cop_build.core.digest import canonical_json
from cop_build.core.model import Language, Text
from cop_build.core.parts import Part
from cop_build.core.people import People
from cop_build.core.people_tables import GAPS, GROUP, WHO_KNOWS, called, knower, lacks, people_table
from cop_build.core.tables import Table, as_text, plain


def report_text(told: People, language: Language) -> Iterator[str]:
    """Yield both tables for people: what each did, and who knows what."""
    yield from people_text(told, language)
    yield ""
    yield from cover_text(told, language)


def people_text(told: People, language: Language) -> Iterator[str]:
    """Yield what each person did, with the sessions before it."""
    first, last, now = told.window.first, told.window.last, told.meetings
    yield Text(th=f"การมีส่วนร่วม {first} ถึง {last}", en=f"Participation, {first} to {last}").said_in(language)
    yield Text(
        th=f"ประชุม {now.held} ครั้ง ผู้เข้าร่วมรวม {now.attendance} คน-ครั้ง",
        en=f"sessions held: {now.held} · attendance added up: {now.attendance}",
    ).said_in(language)
    if unlisted := now.held - now.listed:
        yield Text(
            th=f"ไม่มีรายชื่อผู้เข้าร่วมในบันทึกของ {unlisted} ครั้ง จึงไม่นับการเข้าร่วมของครั้งเหล่านั้น",
            en=f"sessions whose notes name nobody who took part, so that nobody is counted: {unlisted}",
        ).said_in(language)
    if not told.played:
        yield Text(th="ยังไม่มีบุคคลในทะเบียน", en="There is nobody in the registry.").said_in(language)
        return
    table = people_table(told, language)
    yield from as_text(Table(table.name, table.heads[1:], tuple(row[1:] for row in table.rows)))


def cover_text(told: People, language: Language) -> Iterator[str]:
    """Yield who knows each topic; what a topic lacks stands on a line that begins with an exclamation mark."""
    yield Text(
        th=f"ผู้รู้ในแต่ละหัวข้อ ณ {told.covered_on} (นับผลงานทั้งหมดที่ผ่านมา)",
        en=f"Who knows each topic, as of {told.covered_on} (all that was done until then)",
    ).said_in(language)
    for one in told.covers:
        yield f"{one.topic.id}  {plain(one.topic.title.said_in(language))}"
        if one.is_group:
            yield f"  {GROUP.said_in(language)}"
            continue
        knows = ", ".join(plain(knower(person, counts, told, language)) for person, counts in one.knows.items())
        experts = ", ".join(plain(person.name.said_in(language)) for person in one.experts)
        yield f"  {WHO_KNOWS.said_in(language)}: {knows or '–'}"
        yield f"  {Text(th='ผู้เชี่ยวชาญ', en='experts').said_in(language)}: {experts or '–'}"
        if one.gaps:
            yield f"  ! {lacks(one, language)}"
    counted = {gap: sum(1 for one in told.covers if gap in one.gaps) for gap in Gap}
    yield " · ".join(f"{GAPS[gap].said_in(language)}: {number}" for gap, number in counted.items())


def report_json(told: People, language: Language) -> str:
    """Return all of it for programs. Source: manual/architecture.md, "Contracts"."""
    meetings = told.meetings
    return canonical_json(
        {
            "version": 1,
            "as_of": told.as_of.isoformat(),
            "from": told.window.first.isoformat(),
            "to": told.window.last.isoformat(),
            "sessions": {
                "held": meetings.held,
                "with_participants": meetings.listed,
                "with_attendance": meetings.counted,
                "attendance": meetings.attendance,
            },
            "people": [
                {
                    "id": one.id,
                    "name": plain(called(one.id, told.community, language)),
                    "has_left": one.has_left,
                    "parts": {part.value: one.counts.get(part, 0) for part in Part},
                }
                for one in told.played
            ],
            "topics": [
                {
                    "id": one.topic.id,
                    "title": plain(one.topic.title.said_in(language)),
                    "known_by": [
                        {"person": person, **{part.value: counts.get(part, 0) for part in COVERING}}
                        for person, counts in one.knows.items()
                    ],
                    "experts": [person.id for person in one.experts],
                    "is_group": one.is_group,
                    "gaps": [gap.value for gap in one.gaps],
                }
                for one in told.covers
            ],
            "details": [
                {"day": one.day.isoformat(), "person": one.person, "part": one.part.value, "asset": one.asset}
                for one in told.parts
            ],
        }
    )
