"""Which tables tell what people did and what they know?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cop_build.core.cover import COVERING, Cover, Gap
from cop_build.core.model import Community, Language, PersonId, Text
from cop_build.core.participation import Played
from cop_build.core.parts import Part
from cop_build.core.people import People
from cop_build.core.tables import Cell, Table

PARTS: Mapping[Part, Text] = {
    Part.TOOK_PART: Text(th="เข้าร่วม", en="took part"),
    Part.LED: Text(th="นำประชุม", en="led"),
    Part.ORGANISED: Text(th="ร่วมจัด", en="organised"),
    Part.PRESENTED: Text(th="นำเสนอ", en="presented"),
    Part.ASKED: Text(th="ถาม", en="asked"),
    Part.ANSWERED: Text(th="ตอบ", en="answered"),
    Part.WROTE: Text(th="เขียน", en="wrote"),
    Part.NOTED: Text(th="จดบันทึก", en="noted"),
    Part.CONFIRMED: Text(th="ยืนยัน", en="confirmed"),
}
GAPS: Mapping[Gap, Text] = {
    Gap.NOBODY: Text(th="ยังไม่มีผู้นำเสนอ เขียน หรือตอบ", en="nobody has presented, written or answered on it"),
    Gap.ONE_PERSON: Text(th="รู้เพียงคนเดียว", en="only one person knows it"),
    Gap.FEW_EXPERTS: Text(th="ผู้เชี่ยวชาญไม่ถึงสองคน", en="fewer than two experts"),
}
GROUP = Text(th="เป็นหัวข้อรวมของหัวข้อย่อย", en="only groups its sub-topics")
_LEFT = Text(th="พ้นจากชุมชนแล้ว", en="has left")
_UNKNOWN = Text(th="ไม่อยู่ในทะเบียน", en="not in the registry")
_PEOPLE = Text(th="การมีส่วนร่วม", en="Participation")
_COVER = Text(th="ผู้รู้ในแต่ละหัวข้อ", en="Who knows each topic")
_GRID = Text(th="หัวข้อและบุคคล", en="Topics and people")
_DETAILS = Text(th="รายละเอียด", en="Details")
_NAME, _NOTE = Text(th="ชื่อ", en="name"), Text(th="หมายเหตุ", en="remark")
_TOPIC, _TITLE = Text(th="หัวข้อ", en="topic"), Text(th="ชื่อหัวข้อ", en="title")
_KNOW, _EXPERTS = Text(th="จำนวนผู้รู้", en="people who know it"), Text(th="จำนวนผู้เชี่ยวชาญ", en="experts")
WHO_KNOWS, _WHICH_EXPERTS = Text(th="ผู้รู้", en="who knows it"), Text(th="ผู้เชี่ยวชาญ", en="names of the experts")
_DAY, _PART = Text(th="วันที่", en="day"), Text(th="บทบาท", en="part")
_ASSET, _CALLED = Text(th="เรื่อง", en="asset"), Text(th="ชื่อเรื่อง", en="title")


def people_table(told: People, language: Language) -> Table:
    """Return a row a person: how often in each part."""
    rows: list[tuple[Cell, ...]] = [
        (
            one.id,
            called(one.id, told.community, language),
            *(one.counts.get(part, 0) for part in Part),
            _standing(one, language),
        )
        for one in told.played
    ]
    heads: tuple[Text | str, ...] = ("id", _NAME, *PARTS.values(), _NOTE)
    return Table(_PEOPLE.said_in(language), _said(heads, language), tuple(rows))


def cover_table(told: People, language: Language) -> Table:
    """Return a row a topic: who knows it, who confirms it, and what it lacks."""
    rows, marked = [], set()
    for number, one in enumerate(told.covers):
        knows = "; ".join(knower(person, counts, told, language) for person, counts in one.knows.items())
        experts = "; ".join(person.name.said_in(language) for person in one.experts)
        title = one.topic.title.said_in(language)
        rows.append((one.topic.id, title, len(one.knows), len(one.experts), lacks(one, language), knows, experts))
        if {Gap.NOBODY, Gap.ONE_PERSON} & {*one.gaps}:
            marked |= {(number, 2), (number, 4)}
        if Gap.FEW_EXPERTS in one.gaps:
            marked |= {(number, 3), (number, 4)}
    heads = (_TOPIC, _TITLE, _KNOW, _EXPERTS, _NOTE, WHO_KNOWS, _WHICH_EXPERTS)
    return Table(_COVER.said_in(language), _said(heads, language), tuple(rows), frozenset(marked))


def grid_table(told: People, language: Language) -> Table:
    """Return topics by people: how often each presented, wrote or answered on each."""
    known = {person for one in told.covers for person in one.knows}
    people = [person for person in told.community.people.values() if person.id in known]
    rows: list[tuple[Cell, ...]] = [
        (
            one.topic.title.said_in(language),
            *(sum(one.knows.get(person.id, {}).values()) for person in people),
            lacks(one, language),
        )
        for one in told.covers
    ]
    heads = (_TITLE, *(person.name for person in people), _NOTE)
    marked = {(number, len(heads) - 1) for number, one in enumerate(told.covers) if one.gaps}
    return Table(_GRID.said_in(language), _said(heads, language), tuple(rows), frozenset(marked))


def details_table(told: People, language: Language) -> Table:
    """Return a row for every part that somebody played in the window."""
    rows = [
        (
            one.day,
            one.person,
            called(one.person, told.community, language),
            PARTS[one.part].said_in(language),
            one.asset,
            one.title,
            "; ".join(one.topics),
        )
        for one in told.parts
    ]
    heads = (_DAY, "id", _NAME, _PART, _ASSET, _CALLED, _TOPIC)
    return Table(_DETAILS.said_in(language), _said(heads, language), tuple(rows))


def all_tables(told: People, language: Language) -> Sequence[Table]:
    """Return the tables of a workbook."""
    makers = (people_table, cover_table, grid_table, details_table)
    return [make(told, language) for make in makers]


def _said(heads: Sequence[Text | str], language: Language) -> tuple[str, ...]:
    return tuple(head if isinstance(head, str) else head.said_in(language) for head in heads)


def called(person: PersonId, community: Community, language: Language) -> str:
    """Return somebody's name; the id of one who is not in the registry."""
    known = community.people.get(person)
    return known.name.said_in(language) if known else person


def _standing(one: Played, language: Language) -> str:
    if one.person is None:
        return _UNKNOWN.said_in(language)
    return _LEFT.said_in(language) if one.has_left else ""


def lacks(one: Cover, language: Language) -> str:
    """Return in words what a topic lacks; nothing if it lacks nothing."""
    if one.is_group:
        return GROUP.said_in(language)
    return " · ".join(GAPS[gap].said_in(language) for gap in one.gaps)


def knower(person: PersonId, counts: Mapping[Part, int], told: People, language: Language) -> str:
    """Return somebody who knows a topic, and why that is said."""
    played = " ".join(f"{PARTS[part].said_in(language)} {counts[part]}" for part in COVERING if counts.get(part))
    return f"{called(person, told.community, language)} ({played})"
