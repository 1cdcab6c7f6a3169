"""Experts decide: approve, ask for changes, recall; what waits for whom; what has changed."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cop_build.app.judging import Judged, asset_id, judge, judge_work_tree
from cop_build.core.difference import difference
from cop_build.core.dossier import is_asset
from cop_build.core.findings import Code, Finding, Unable
from cop_build.core.history import DRAFTS
from cop_build.core.model import Community, Decision, Digest, Person, Text
from cop_build.core.parse.record_texts import payload_of, record_text
from cop_build.core.parse.records import ALL_VERSIONS
from cop_build.core.personal import masked, personal_findings
from cop_build.core.queue import Task, tasks
from cop_build.core.verdict import Verdict
from cop_build.core.writing import HINT, is_unwritten
from cop_build.edges.files import write_new
from cop_build.edges.signatures import public_key, sign


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record that was written.

    Attributes:
        path: Relative to the repository's root.
        findings: Why it will not count as it stands, if so.
    """

    judged: Judged
    path: str
    findings: tuple[Finding, ...]


def review(
    where: Path,
    decision: Decision,
    *,
    asset: str,
    person: str,
    key: Path,
    digest: str | None,
    comment: str,
    reason: str | None,
) -> Reviewed:
    """Write a signed record into ``reviews/``; committing it is up to the reviewer. Raises: Unable."""
    judged = judge(where)
    refuse_what_is_not_committed(judged, asset)
    verdict = judged.verdict_of(asset)
    if decision is Decision.APPROVE:
        _refuse_what_is_not_written(verdict)
    reviewer = signer(judged, person, key)
    now = datetime.now(UTC).replace(microsecond=0)
    community = judged.judgement.community
    _refuse_personal_data(f"{comment}\n{reason or ''}", community)
    payload = payload_of(
        asset=verdict.asset,
        decision=decision,
        digest=_decided_on(verdict, decision, digest),
        issued_at=now,
        project=community.id,
        reviewer=reviewer.id,
        reason=reason,
    )
    signature = sign(payload.encode(), namespace=f"cop-review@{community.id}", key=key)
    name = f"{now:%Y%m%d-%H%M%S}-{reviewer.id}-{decision.value.replace('_', '-')}.md"
    path = f"reviews/{verdict.asset}/{name}"
    write_new(judged.repository.root / path, record_text(payload, signature=signature, comment=comment).encode())
    after = judge_work_tree(where)
    found = [*after.verdict_of(asset).findings, *after.judgement.findings]
    return Reviewed(judged, path, tuple(finding for finding in found if finding.path == path))


def _refuse_personal_data(text: str, community: Community) -> None:
    """A record cannot be changed any more once it is committed, and its reason is published."""
    for finding in personal_findings(text, community.personal_data, path=""):
        if finding.is_error:
            th, en = f"{finding.detail.th} ในความเห็นหรือเหตุผล", f"{finding.detail.en} in the comment or reason"
            raise Unable(finding.code, Text(th=th, en=en))


def _refuse_what_is_not_written(verdict: Verdict) -> None:
    """Say so before somebody signs what would not count. Source: manual/trust.md §3.8."""
    if verdict.newest and is_unwritten(verdict.newest):
        th = f"{verdict.asset} ยังมีที่ผู้เขียนต้องเขียนแทน {HINT} จึงยังรับรองไม่ได้"
        en = f"{verdict.asset} cannot be approved: its author has still to write something in place of {HINT}"
        raise Unable(Code("COP608"), Text(th=th, en=en))


def refuse_what_is_not_committed(judged: Judged, asset: str) -> None:
    """Say of a draft that is only on the disk what to do first. Raises: Unable."""
    known = {verdict.asset for verdict in judged.judgement.verdicts}
    name = asset_id(asset)
    if name not in known and is_asset(name) and (judged.repository.root / DRAFTS / name).is_dir():
        th, en = f"{name} ยังไม่ได้ commit จึงยังตัดสินไม่ได้", f"{name} is not committed yet: commit it, then decide on it"
        raise Unable(Code("COP908"), Text(th=th, en=en))


def signer(judged: Judged, person: str, key: Path) -> Person:
    """Return who signs, known by id, with a key that is theirs as far as can be told. Raises: Unable."""
    reviewer = next((p for p in judged.judgement.community.people.values() if p.id == person), None)
    if reviewer is None:
        known = ", ".join(sorted(judged.judgement.community.people))
        th, en = f"ไม่มี {person} ในทะเบียน มี: {known}", f"there is no person {person} in the registry; there are: {known}"
        raise Unable(Code("COP304"), Text(th=th, en=en))
    try:
        written = public_key(key)
    except Unable:
        return reviewer  # a key without its public half beside it: the record is checked after it was written
    if not any(own.blob == b64decode(written.split()[1]) for own in reviewer.keys):
        th = f"กุญแจนี้ไม่ใช่ของ {person} ในทะเบียนที่ commit แล้ว"
        en = f"this key is not {person}'s in the committed registry; see cop person add"
        raise Unable(Code("COP405"), Text(th=th, en=en))
    return reviewer


def _decided_on(verdict: Verdict, decision: Decision, digest: str | None) -> Digest | None:
    public = verdict.approved.version.digest if verdict.approved else None
    own = (public or verdict.digest) if decision is Decision.RECALL else verdict.digest
    if digest == ALL_VERSIONS and decision is Decision.RECALL:
        return None
    if own is None:
        th, en = "ยังอ่านเนื้อหาไม่ได้ จึงยังตัดสินไม่ได้", "its content cannot be read, so there is nothing to decide on"
        raise Unable(Code("COP910"), Text(th=th, en=en))
    if digest is not None and digest not in (str(own), str(verdict.digest)):
        th = f"เนื้อหาไม่ใช่ฉบับที่ระบุ ตอนนี้คือ {own}"
        en = f"the asset's digest is not the one given; it is {own}"
        raise Unable(Code("COP910"), Text(th=th, en=en))
    return Digest.parse(digest) if digest else own


def queue(where: Path, *, person: str | None, as_of: date | None) -> tuple[Judged, Sequence[Task]]:
    """Return what waits for whom, longest wait first. Raises: Unable."""
    judged = judge(where, as_of=as_of)
    found = tasks(judged.judgement)
    if person is not None and person not in judged.judgement.community.people:
        raise Unable(
            Code("COP304"), Text(th=f"ไม่มี {person} ในทะเบียน", en=f"there is no person {person} in the registry")
        )
    return judged, [task for task in found if person is None or any(p.id == person for p in task.people)]


def diff(where: Path, *, asset: str) -> tuple[Judged, Iterator[str]]:
    """Return what the newest version changes about the public one. Raises: Unable."""
    judged = judge(where)
    verdict = judged.verdict_of(asset)
    if verdict.newest is None:
        th, en = "ไม่มีฉบับที่อ่านได้ให้เปรียบเทียบ", "there is no readable version to compare"
        raise Unable(Code("COP910"), Text(th=th, en=en))
    lines = difference(verdict.approved.version if verdict.approved else None, verdict.newest)
    return judged, (masked(line, judged.judgement.community.personal_data) for line in lines)
