"""A verdict or a code in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cop_build.core.codes import rule_of
from cop_build.core.findings import Rule
from cop_build.core.lineage import Lineage
from cop_build.core.model import Language, ProposalHeader, State, Text
from cop_build.core.report import STATES, shown
from cop_build.core.verdict import Judgement, Verdict
from cop_build.core.writing import HINT, is_unwritten

_STEPS = Text(th="สิ่งที่ต้องทำ:", en="What to do:")


def code_lines(rule: Rule, languages: Iterable[Language]) -> Iterator[str]:
    """Yield what a code stands for, why it matters and what to do."""
    for language in languages:
        yield f"{rule.code}  {rule.title.said_in(language)}"
        yield f"  {rule.why.said_in(language)}"
        yield f"  → {rule.remedy.said_in(language)}"


def verdict_lines(verdict: Verdict, language: Language) -> Iterator[str]:
    """Yield an asset's state, what is public of it and the steps that are left."""
    said = [
        Text(th=f"{verdict.asset}: {shown(verdict.title)}", en=f"{verdict.asset}: {shown(verdict.title)}"),
        Text(th=f"สถานะ: {STATES[verdict.state].th} ({verdict.state})", en=f"State: {STATES[verdict.state].en}"),
        *_public(verdict),
    ]
    yield from (text.said_in(language) for text in said)
    steps = list(_steps(verdict))
    if steps:
        yield _STEPS.said_in(language)
        yield from (f"  {number}. {step.said_in(language)}" for number, step in enumerate(steps, 1))
    for finding in verdict.findings:
        line = f":{finding.line}" if finding.line else ""
        yield f"{shown(finding.path)}{line}: {finding.code} {shown(finding.detail.said_in(language))}"


def lineage_lines(verdict: Verdict, judgement: Judgement, language: Language) -> Iterator[str]:
    """Yield what an asset came of and what came of it, by the newest versions, and the page on which it is read."""
    lineage = Lineage(one.newest for one in judgement.verdicts if one.newest is not None)
    state = {one.asset: STATES[one.state].said_in(language) for one in judgement.verdicts}
    for title, assets in (
        (Text(th="มาจาก:", en="Comes of:"), lineage.sources_of(verdict.asset)),
        (Text(th="นำไปสู่:", en="Came of it:"), lineage.outcomes_of(verdict.asset)),
    ):
        if assets:
            yield title.said_in(language)
            yield from (f"  {asset} ({state[asset]})" for asset in assets)
    site = judgement.community.site_url
    if verdict.approved and site:
        yield Text(th="หน้าเว็บ: ", en="Page: ").said_in(language) + f"{site.rstrip('/')}/{verdict.asset}/"


def _public(verdict: Verdict) -> Iterator[Text]:
    public = verdict.approved
    if public is None:
        yield Text(th="ไม่ได้เผยแพร่", en="Not public.")
        return
    names_th = ", ".join(confirmation.reviewer.name.th for confirmation in public.confirmations)
    names_en = ", ".join(confirmation.reviewer.name.en for confirmation in public.confirmations)
    days = (public.last_reviewed_on, public.review_by)
    yield Text(
        th=f"เผยแพร่อยู่: ฉบับที่ {public.number} ยืนยันโดย {names_th} เมื่อ {days[0]} ทบทวนภายใน {days[1]}",
        en=f"Public: version {public.number}, confirmed by {names_en} on {days[0]}, review by {days[1]}.",
    )
    yield Text(th=f"ค่าย่อ: {public.version.digest}", en=f"Digest: {public.version.digest}")


def _steps(verdict: Verdict) -> Iterator[Text]:
    """Yield the least work that makes the newest version public, in order."""
    errors = sorted({finding.code for finding in verdict.findings if finding.is_error})
    if verdict.state is State.INVALID:
        for code in errors:
            yield rule_of(code).remedy
    if verdict.state is State.WITHDRAWN:
        yield Text(th="นำโฟลเดอร์กลับมา แล้วขอรับรองใหม่", en="put the folder back and have it approved anew")
    if verdict.state is State.RECALLED:
        yield Text(th="แก้ไขเนื้อหาเป็นฉบับใหม่", en="write a new version: what was recalled stays recalled")
    if verdict.open_requests:
        names = ", ".join(person.id for person in verdict.open_requests)
        yield Text(th=f"แก้ตามที่ {names} ขอ หรือให้ {names} รับรอง", en=f"do what {names} asked for, or let {names} approve")
    if verdict.newest and isinstance(verdict.newest.header, ProposalHeader):
        th, en = "ให้วัน เวลา และผู้รับผิดชอบ แล้วเปลี่ยน phase เป็น planned", "give it a day and its people; set phase: planned"
        yield Text(th=th, en=en)
    if verdict.newest and is_unwritten(verdict.newest):
        yield Text(th=f"เขียนแทนบรรทัดที่มี {HINT}", en=f"write something in place of the lines with {HINT}")
    missing = verdict.missing
    if verdict.state in (State.INVALID, State.RECALLED) or missing is not None:
        people = ", ".join(person.id for person in missing.may_approve) if missing else ""
        command = f"cop review approve {verdict.asset} --as … --key … --digest {verdict.digest}"
        yield Text(th=f"ให้ผู้รับรองใช้: {command}", en=f"have it approved: {command}")
        if missing:
            yield Text(
                th=f"ผู้ที่รับรองได้: {people or 'ยังไม่มี เพิ่มผู้เชี่ยวชาญด้วย cop person add'}",
                en=f"may approve: {people or 'nobody yet; add an expert with cop person add'}",
            )
    if verdict.state is State.OVERDUE:
        yield Text(
            th="ทบทวนแล้วรับรองอีกครั้ง (cop review approve)", en="read it again and approve it again (cop review approve)"
        )
