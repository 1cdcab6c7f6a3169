"""What is said beside the content's own findings: records that do not count, what waits, what grows old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from cop_build.core.attachments import printable
from cop_build.core.conditions import Standing
from cop_build.core.dossier import Dossier
from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.hearing import Hearing
from cop_build.core.history import INDEX
from cop_build.core.model import AssetId, Overdue, State, Text
from cop_build.core.personal import personal_findings
from cop_build.core.prose import linked_assets
from cop_build.core.verdict import Verdict

SOON = timedelta(days=30)


def on_asset(verdict: Verdict, dossier: Dossier, hearing: Hearing, standing: Standing | None) -> Iterator[Finding]:
    """Yield what is to be said of an asset's records and its state."""
    yield from dossier.unreadable.get(verdict.asset, ())
    for refused in hearing.refused:
        record = refused.filed.record
        matters = record.digest == verdict.digest and verdict.missing is not None
        severity = Severity.ERROR if matters else Severity.WARNING
        yield Finding(printable(refused.filed.landing.path), 0, *refused.flaw, severity)
    yield from _losses(verdict.asset, dossier)
    yield from _said_of_people(verdict.asset, dossier)
    yield from _state_remarks(verdict, standing)


def on_records_of_nothing(asset: AssetId, dossier: Dossier) -> Iterator[Finding]:
    """Yield findings for records of an asset that never was."""
    yield from dossier.unreadable.get(asset, ())
    for filed in dossier.filed.get(asset, ()):
        detail = Text(th="ไม่พบเนื้อหาฉบับนี้ในประวัติ", en="no version with this digest stands in the history")
        yield Finding(printable(filed.landing.path), 0, Code("COP306"), detail, Severity.WARNING)


def on_strangers(asset: AssetId, strangers: frozenset[str]) -> Iterator[Finding]:
    """Yield a warning for a policy that lets people edit who are not in the registry. Their addresses are not told."""
    if strangers:
        th = f"มีผู้แก้ไข {len(strangers)} อีเมลที่ไม่อยู่ในทะเบียน"
        en = f"{len(strangers)} address(es) among those who made the newest version are nobody's in the registry"
        yield Finding(f"drafts/{asset}/{INDEX}", 0, Code("COP308"), Text(th=th, en=en), Severity.WARNING)


def _losses(asset: AssetId, dossier: Dossier) -> Iterator[Finding]:
    """Yield what was changed or removed though records are append-only; mended by putting it back."""
    losses = dossier.trace.losses.get(asset)
    if not losses:
        return
    filed = dossier.filed.get(asset, ())
    standing = {
        (item.record.payload, item.key)
        for item in filed
        if dossier.facts.tree.get(item.landing.path) == item.landing.entry
    }
    landed = {(item.landing.path, item.landing.entry): item for item in filed}
    for loss in losses:
        item = landed.get((loss.path, loss.before))
        if item is None or not isinstance(item.key, bytes):
            continue
        stands = (item.record.payload, item.key) in standing
        if stands and dossier.facts.tree.get(loss.path) == loss.before:
            continue
        severity = Severity.WARNING if stands else Severity.ERROR
        if loss.was_removed:
            detail = Text(th="บันทึกถูกลบ ให้นำกลับมา (ยังมีผลอยู่)", en="a record was removed; put it back (it still counts)")
            yield Finding(printable(loss.path), 0, Code("COP314"), detail, severity)
        else:
            detail = Text(
                th="บันทึกถูกแก้ ให้คืนฉบับเดิม (ฉบับเดิมยังมีผล)",
                en="a record was changed; put back what stood there (it still counts)",
            )
            yield Finding(printable(loss.path), 0, Code("COP313"), detail, severity)


def _said_of_people(asset: AssetId, dossier: Dossier) -> Iterator[Finding]:
    """Yield what comments and reasons of records say about people.

    A record cannot be changed any more once it landed: only the newest commit's are errors.
    """
    newest = len(dossier.trace.line) - 1
    for filed in dossier.filed.get(asset, ()):
        data = dossier.blobs[filed.landing.entry.oid].data or b""
        said = data.partition(b"\n---\n")[2].decode("utf-8", "replace").strip()
        if filed.record.reason:
            said += f"\n{filed.record.reason}"
        if said:
            path = printable(filed.landing.path)
            for finding in personal_findings(said, dossier.community.personal_data, path=path, first_line=0):
                is_new = filed.landing.position == newest
                yield finding if is_new else replace(finding, severity=Severity.WARNING)


def _state_remarks(verdict: Verdict, standing: Standing | None) -> Iterator[Finding]:
    path = f"drafts/{verdict.asset}/{INDEX}"

    def remark(code: str, th: str, en: str) -> Finding:
        return Finding(path, 0, Code(code), Text(th=th, en=en), Severity.WARNING)

    if verdict.state is State.RECALLED:
        yield remark(
            "COP312",
            "ถูกเรียกคืน เผยแพร่ได้เมื่อแก้ไขเป็นฉบับใหม่และรับรองใหม่",
            "recalled; only a changed text can be approved again",
        )
        return
    if verdict.open_requests:
        names = ", ".join(person.id for person in verdict.open_requests)
        yield remark("COP311", f"{names} ขอให้แก้ไขก่อน", f"{names} asked for changes of this version")
    if verdict.missing is not None and verdict.state is not State.INVALID:
        yield _waiting(verdict, path)
    if verdict.state is State.OVERDUE and standing is not None:
        if standing.terms.overdue is Overdue.WITHHOLD:
            yield remark(
                "COP702",
                f"เลยกำหนดทบทวน {standing.review_by} จึงงดเผยแพร่",
                f"not public: its review was due on {standing.review_by}",
            )
        else:
            yield remark(
                "COP701", f"ถึงกำหนดทบทวน {standing.review_by} แล้ว", f"its review was due on {standing.review_by}"
            )
    elif verdict.state is State.APPROVED and standing is not None and standing.review_by - SOON <= standing.today:
        yield remark("COP703", f"ใกล้กำหนดทบทวน {standing.review_by}", f"its review is due on {standing.review_by}")
    if verdict.state is State.APPROVED and verdict.approved is None and standing is not None:
        if standing.today < standing.terms.effective_from:
            day = standing.terms.effective_from
            yield remark("COP704", f"จะเผยแพร่ในวันที่ {day}", f"will be public from {day}")
        else:
            day = standing.terms.effective_until
            yield remark("COP705", f"สิ้นสุดการใช้ตั้งแต่ {day}", f"no longer in effect since {day}")


def _waiting(verdict: Verdict, path: str) -> Finding:
    missing = verdict.missing
    assert missing is not None
    topics = ", ".join(missing.topics)
    people = ", ".join(person.id for person in missing.may_approve)
    th = f"รอการรับรองอีก {missing.people} คน" if missing.people else "รอการรับรอง"
    en = f"waits for {missing.people} more approval(s)" if missing.people else "waits for approval"
    nobody = Text(
        th=" แต่ยังไม่มีผู้ที่รับรองได้ เพิ่มผู้มีสิทธิ์ด้วย cop person add",
        en="; but nobody may approve it: add somebody entitled with cop person add",
    )
    th += (f" ในเรื่อง {topics}" if topics else "") + (f" ผู้ที่รับรองได้: {people}" if people else nobody.th)
    en += (f" on {topics}" if topics else "") + (f"; may approve: {people}" if people else nobody.en)
    return Finding(path, 0, Code("COP301"), Text(th=th, en=en), Severity.WARNING)


def with_links_checked(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Add a warning for each link to an asset that was never public: it is staged as its text."""
    reachable = {verdict.asset for verdict in verdicts if verdict.approved or verdict.notice}
    checked = []
    for verdict in verdicts:
        if verdict.newest is None:
            checked.append(verdict)
            continue
        unknown = sorted(linked_assets(verdict.newest) - reachable)
        path = f"drafts/{verdict.asset}/{INDEX}"
        added = [
            Finding(
                path,
                0,
                Code("COP137"),
                Text(th=f"ลิงก์ไปยัง {asset} ซึ่งยังไม่เผยแพร่", en=f"links to {asset}, which is not public"),
                Severity.WARNING,
            )
            for asset in unknown
        ]
        checked.append(replace(verdict, findings=tuple(sorted({*verdict.findings, *added}))) if added else verdict)
    return tuple(checked)
