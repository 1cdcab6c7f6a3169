"""A small community made by hand, for the tests of what is staged from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from cop_build.core.digest import digest_of, manifest_of
from cop_build.core.model import (
    AssetId,
    Community,
    Decision,
    File,
    Header,
    Kind,
    KnowledgeHeader,
    Language,
    NoteHeader,
    Oid,
    PageHeader,
    Person,
    PersonId,
    Phase,
    QuestionHeader,
    Record,
    Role,
    SessionHeader,
    SignatureEvidence,
    State,
    Text,
    Topic,
    TopicId,
    Version,
)
from cop_build.core.verdict import Approved, Confirmation, Judgement, Notice, Verdict

AS_OF = date(2026, 11, 23)
COMMIT = Oid("c0" * 20)
UCEP, EMERGENCY = TopicId("ucep"), TopicId("emergency")


def person(name: str, *roles: Role, topics: Sequence[TopicId] = ()) -> Person:
    return Person(
        id=PersonId(name),
        name=Text(th=f"คุณ {name}", en=f"Person {name}"),
        roles=frozenset(roles or {Role.MEMBER}),
        topics=frozenset(topics),
        emails=frozenset({f"{name}@secret.example.org"}),
    )


PEOPLE = {
    one.id: one
    for one in (
        person("expert", Role.EXPERT, topics=[UCEP, EMERGENCY]),
        person("facilitator", Role.FACILITATOR),
        person("deputy"),
        person("historian", Role.HISTORIAN),
        person("author"),
        person("guest"),
    )
}

TOPICS = {
    EMERGENCY: Topic(EMERGENCY, Text(th="เหตุฉุกเฉิน", en="Emergencies"), Text(th="เรื่องด่วน", en="Urgent matters")),
    UCEP: Topic(UCEP, Text(th="ยูเซป", en="UCEP"), parent=EMERGENCY, supports=("ตัวชี้วัด 1",)),
}


def community(*, language: Language = Language.TH, topics: Mapping[TopicId, Topic] = TOPICS) -> Community:
    return Community(
        id="sample",
        title=Text(th="ชุมชนตัวอย่าง", en="Sample community"),
        language=language,
        timezone="Asia/Bangkok",
        people=PEOPLE,
        topics=topics,
        notice=Text(th="เนื้อหาตัวอย่าง", en="Sample content"),
    )


def file(name: str, *, size: int = 1234) -> File:
    return File(name, hashlib.sha256(name.encode()).hexdigest(), size, Oid("ab" * 20))


def knowledge(title: str = "สิทธิ UCEP", **others: object) -> KnowledgeHeader:
    header = KnowledgeHeader(title=title, summary="สรุปสั้น", topics=(UCEP,), authors=(PersonId("author"),))
    return replace(header, **others)  # type: ignore[arg-type]  # a test gives what it wants to


def session(title: str, starts_at: datetime, phase: Phase = Phase.PLANNED) -> SessionHeader:
    return SessionHeader(
        title=title,
        starts_at=starts_at,
        facilitator=PersonId("facilitator"),
        deputy=PersonId("deputy"),
        historian=PersonId("historian"),
        phase=phase,
        duration_minutes=90,
        place="ห้องประชุม 1",
        topics=(TopicId("อาหารกลางวัน"),),
    )


def note(title: str, of: str) -> NoteHeader:
    return NoteHeader(
        title=title,
        summary="สิ่งที่ได้เรียนรู้",
        session=AssetId(of),
        authors=(PersonId("author"),),
        attendance=12,
        participants=(PersonId("guest"),),
    )


def question(title: str) -> QuestionHeader:
    return QuestionHeader(
        title=title,
        topics=(UCEP,),
        asked_on=date(2026, 10, 1),
        asked_by=(PersonId("guest"), PersonId("gone")),
        answered_by=(PersonId("author"),),
    )


def page(title: str = "เกี่ยวกับเรา", order: int | None = None) -> PageHeader:
    return PageHeader(title=title, summary="เราเป็นใคร", order=order)


_KINDS: Mapping[type[Header], Kind] = {
    KnowledgeHeader: Kind.KNOWLEDGE,
    SessionHeader: Kind.SESSION,
    NoteHeader: Kind.NOTE,
    QuestionHeader: Kind.QUESTION,
    PageHeader: Kind.PAGE,
}


def approved(
    slug: str, header: Header, body: str = "เนื้อหา\n", *, files: Sequence[File] = (), is_overdue: bool = False
) -> Approved:
    kind = _KINDS[type(header)]
    asset = AssetId(f"{kind}/{slug}")
    manifest = manifest_of(asset, meta={"title": header.title}, body=body, files=files)
    version = Version(asset, kind, digest_of(manifest), manifest, header, body, tuple(files))
    record = Record(
        payload='{"type":"cop-review/1"}',
        asset=asset,
        decision=Decision.APPROVE,
        digest=version.digest,
        issued_at=datetime(2026, 11, 1, 3, 0, tzinfo=UTC),
        project="sample",
        reviewer=PersonId("expert"),
        reason=None,
        evidence=SignatureEvidence(b"SSHSIG"),
    )
    return Approved(
        version=version,
        confirmations=(Confirmation(PEOPLE[PersonId("expert")], date(2026, 11, 1), record),),
        last_reviewed_on=date(2026, 11, 1),
        review_by=AS_OF if is_overdue else date(2027, 5, 1),
        is_overdue=is_overdue,
        number=1,
        published_on=date(2026, 11, 1),
        first_published_on=date(2026, 11, 1),
    )


def judgement(*public: Approved, notices: Sequence[Notice] = (), of: Community | None = None) -> Judgement:
    verdicts = [
        Verdict(one.version.asset, one.version.kind, one.version.header.title, State.APPROVED, approved=one)
        for one in public
    ]
    verdicts += [Verdict(one.asset, one.kind, "unused", State.WITHDRAWN, notice=one) for one in notices]
    return Judgement(
        community=of or community(),
        as_of=AS_OF,
        commit=COMMIT,
        committed_at=datetime(2026, 11, 22, tzinfo=UTC),
        verdicts=sorted(verdicts, key=lambda verdict: verdict.asset),
        findings=(),
    )
