"""What a proposed change means, for people who read neither Markdown nor JSON: the page that a forge shows.

Everything that strangers wrote is put into cells in which nothing but text can come of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cop_build.core.codes import rule_of
from cop_build.core.findings import Finding
from cop_build.core.model import Language, Person, State, Text
from cop_build.core.report import STATES, by_weight, plain_markdown
from cop_build.core.verdict import Verdict

_MOST = 40  # findings; a page that nobody reads to its end helps nobody
_TITLE = Text(th="ผลการตรวจเนื้อหา", en="What the check says")
_NOTHING = Text(th="คำขอนี้ไม่ได้แก้ไขเนื้อหาเรื่องใด", en="This change touches no asset.")
_COLUMNS = (
    Text(th="เรื่อง", en="Asset"),
    Text(th="สถานะเมื่อรวมแล้ว", en="State once merged"),
    Text(th="ยังขาด", en="Missing"),
    Text(th="ผู้ที่รับรองได้", en="May approve"),
    Text(th="รหัสเนื้อหา", en="Digest"),
)
_FINE = Text(th="ไม่พบสิ่งที่ต้องแก้", en="Nothing to mend.")
_TO_MEND = Text(th="สิ่งที่พบ", en="Findings")
_HOW = Text(
    th="การกด Approve มีผลเมื่อรวมคำขอแล้ว และผูกกับเนื้อหาที่อ่านเท่านั้น หากเนื้อหาเปลี่ยน ต้องรับรองใหม่",
    en="Approve counts once this is merged, and for the text that was read alone: if that changes, approve again.",
)


def summary(
    verdicts: Sequence[Verdict], findings: Sequence[Finding], language: Language, *, left_out: int = 0
) -> Iterator[str]:
    """Yield the lines of a Markdown page on a change.

    Args:
        verdicts: On the assets that it touches.
        findings: On those and on the change itself.
        left_out: How many findings elsewhere are not of this change's making.
    """
    yield f"## {_TITLE.said_in(language)}"
    yield ""
    if verdicts:
        yield "| " + " | ".join(column.said_in(language) for column in _COLUMNS) + " |"
        yield "|---" * len(_COLUMNS) + "|"
        for verdict in verdicts:
            yield "| " + " | ".join(_cells(verdict, language)) + " |"
        yield ""
        yield _HOW.said_in(language)
    else:
        yield _NOTHING.said_in(language)
    yield ""
    yield from _findings(findings, language)
    if left_out:
        th, en = (
            f"ยังมีอีก {left_out} รายการในเรื่องอื่นที่คำขอนี้ไม่ได้แก้",
            f"{left_out} more elsewhere, not of this change's making.",
        )
        yield from ("", Text(th=th, en=en).said_in(language))


def _cells(verdict: Verdict, language: Language) -> Iterator[str]:
    yield f"{plain_markdown(verdict.title)}<br>`{verdict.asset}`"
    yield STATES[verdict.state].said_in(language) + _public(verdict, language)
    yield _missing(verdict, language)
    yield _people(verdict.missing.may_approve if verdict.missing else (), language)
    yield f"`{verdict.digest}`" if verdict.digest else "–"


def _public(verdict: Verdict, language: Language) -> str:
    if verdict.approved is None or verdict.state in (State.APPROVED, State.OVERDUE):
        return ""
    return Text(th=" (ฉบับเดิมยังเผยแพร่)", en=" (the earlier version stays public)").said_in(language)


def _missing(verdict: Verdict, language: Language) -> str:
    said: list[Text] = []
    missing = verdict.missing
    if verdict.state is State.INVALID:
        said.append(Text(th="ต้องแก้สิ่งที่พบด้านล่าง", en="mend what is found below"))
    if verdict.open_requests:
        names = ", ".join(plain_markdown(person.name.said_in(language)) for person in verdict.open_requests)
        said.append(Text(th=f"แก้ตามที่ {names} ขอ", en=f"do what {names} asked for"))
    if missing and missing.people:
        said.append(Text(th=f"ผู้รับรองอีก {missing.people} คน", en=f"{missing.people} approver(s)"))
    if missing and missing.topics:
        topics = ", ".join(f"`{topic}`" for topic in missing.topics if re.fullmatch(r"[a-z0-9-]+", topic))
        said.append(Text(th=f"ผู้เชี่ยวชาญหัวข้อ {topics}", en=f"an expert on {topics}"))
    return "<br>".join(text.said_in(language) for text in said) or "–"


def _people(people: Iterable[Person], language: Language) -> str:
    return "<br>".join(plain_markdown(person.name.said_in(language)) for person in people) or "–"


def _findings(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    if not findings:
        yield _FINE.said_in(language)
        return
    yield f"### {_TO_MEND.said_in(language)}"
    yield ""
    for finding in by_weight(findings)[:_MOST]:
        mark = "❌" if finding.is_error else "⚠️"
        place = plain_markdown(finding.path) + (f":{finding.line}" if finding.line else "")
        remedy = rule_of(finding.code).remedy.said_in(language)
        said = f"{finding.detail.said_in(language)} → {remedy}"
        yield f"- {mark} **{finding.code}** {place}: {plain_markdown(said)}"
    if len(findings) > _MOST:
        rest = len(findings) - _MOST
        yield Text(th=f"- และอีก {rest} รายการ", en=f"- and {rest} more").said_in(language)
