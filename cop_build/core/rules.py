"""Does this record count? One small rule for each way in which it may not. Source: manual/trust.md §3.

A rule looks at one question and is silent on the others, so that taking one out opens exactly its own door (the tests
do that). What several rules need and cannot be had is the business of the first that asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cop_build.core.community import Registries, may_decide
from cop_build.core.dossier import Filed
from cop_build.core.evidence import Flaw, key_flaw, kind_of
from cop_build.core.findings import Code
from cop_build.core.landings import Authors
from cop_build.core.model import AssetId, Community, Decision, Kind, Person, Text, TopicId


@dataclass(frozen=True, slots=True)
class Case:
    """A record with all that is needed to say whether it counts.

    Attributes:
        folder: The asset in whose review folder it stands.
        then: The registry by which it is judged: before it landed, or before its pull request was merged.
        recorder_then: The registry before it landed, by which a recorder is judged.
        reviewer: Whom that registry knows under the record's reviewer.
        topics: The binding topics of what was decided on.
        authors: Of the version, seen from the record's landing; empty unless it approves.
    """

    filed: Filed
    folder: AssetId
    kind: Kind
    then: Community | None
    recorder_then: Community | None
    reviewer: Person | None
    topics: frozenset[TopicId]
    authors: Authors
    registries: Registries
    today: date

    @property
    def approves(self) -> bool:
        return self.filed.record.decision is Decision.APPROVE

    @property
    def issued_on(self) -> date:
        return self.registries.day_of(self.filed.record.issued_at)


Rule = Callable[[Case], Flaw | None]


def stands_in_its_folder(case: Case) -> Flaw | None:
    if case.filed.record.asset == case.folder:
        return None
    return Code("COP316"), Text(th="บันทึกนี้เป็นของเรื่องอื่น", en="this record is about another asset")


def is_of_this_community(case: Case) -> Flaw | None:
    if case.filed.record.project == case.registries.today.id:
        return None
    return Code("COP319"), Text(th="บันทึกนี้เป็นของชุมชนอื่น", en="this record is another community's")


def is_accepted_evidence(case: Case) -> Flaw | None:
    if kind_of(case.filed.record) in case.registries.today.policy.evidence:
        return None
    return Code("COP324"), Text(th="ชุมชนไม่รับหลักฐานชนิดนี้", en="the community does not accept this kind of evidence")


def is_authentic(case: Case) -> Flaw | None:
    return None if isinstance(case.filed.key, bytes) else case.filed.key


def is_no_copy(case: Case) -> Flaw | None:
    if not case.filed.is_copy:
        return None
    return Code("COP315"), Text(th="การตัดสินนี้ถูกบันทึกไปแล้ว", en="this decision had been recorded before")


def key_was_the_reviewers(case: Case) -> Flaw | None:
    if case.then is None or case.recorder_then is None:
        th, en = "ก่อนบันทึกนี้ไม่มีทะเบียนที่อ่านได้", "there was no readable registry before this record landed"
        return Code("COP322"), Text(th=th, en=en)
    if case.reviewer is None:
        th, en = "ผู้รับรองไม่ได้อยู่ในทะเบียนก่อนบันทึกนี้", "the reviewer was not in the registry before this record landed"
        return Code("COP304"), Text(th=th, en=en)
    if not isinstance(case.filed.key, bytes):
        return None
    return key_flaw(case.filed.record, case.filed.key, case.reviewer, case.recorder_then)


def was_in_office(case: Case) -> Flaw | None:
    if case.reviewer is None:
        return None
    landed_on = case.registries.landing_day(case.filed.landing.position)
    if all(case.reviewer.is_in_office(day) for day in (case.issued_on, landed_on)):
        return None
    return Code("COP305"), Text(
        th="อยู่นอกช่วงเวลาที่ผู้รับรองทำหน้าที่", en="outside the reviewer's time in office (from, until)"
    )


def is_not_of_tomorrow(case: Case) -> Flaw | None:
    if case.issued_on <= case.today:
        return None
    return Code("COP309"), Text(th="วันที่รับรองอยู่ในอนาคต", en="issued in the future")


def reviewer_was_entitled(case: Case) -> Flaw | None:
    decision = case.filed.record.decision
    if case.reviewer is None or may_decide(case.reviewer, decision, case.kind, case.topics):
        return None
    return Code("COP303"), Text(th="บุคคลนี้ไม่มีสิทธิ์ตัดสินเรื่องนี้", en="this person may not decide on this asset")


def reviewer_is_still_registered(case: Case) -> Flaw | None:
    if not case.approves or case.filed.record.reviewer in case.registries.today.people:
        return None
    return Code("COP320"), Text(th="ผู้รับรองไม่อยู่ในทะเบียนแล้ว", en="the reviewer is no longer in the registry")


def key_is_not_compromised(case: Case) -> Flaw | None:
    key = case.filed.key
    if not case.approves or not isinstance(key, bytes):
        return None
    if not case.registries.is_compromised_since(key, case.filed.landing.position):
        return None
    return Code("COP407"), Text(th="กุญแจที่ใช้รับรองถูกระบุว่ารั่วไหล", en="the key is marked as compromised")


def reviewer_is_no_author(case: Case) -> Flaw | None:
    if case.filed.record.reviewer not in case.authors.people:
        return None
    return Code("COP302"), Text(
        th="ผู้รับรองเป็นผู้เขียนหรือร่วมแก้ไขฉบับนี้", en="the reviewer is among the authors of this version"
    )


def authors_are_known(case: Case) -> Flaw | None:
    if not case.authors.strangers or not case.registries.today.policy.refuse_unregistered_authors:
        return None
    th, en = "มีผู้แก้ไขที่อีเมลไม่อยู่ในทะเบียน", "an address among those who made this version is nobody's in the registry"
    return Code("COP308"), Text(th=th, en=en)


# For a decision to be heard at all; then, for an approval, to be counted. Whoever may approve may ask for changes and
# lift that again, authors included: hence two tuples.
HEARD: tuple[Rule, ...] = (
    stands_in_its_folder,
    is_of_this_community,
    is_accepted_evidence,
    is_authentic,
    is_no_copy,
    key_was_the_reviewers,
    was_in_office,
    is_not_of_tomorrow,
    reviewer_was_entitled,
    reviewer_is_still_registered,
    key_is_not_compromised,
)
COUNTED: tuple[Rule, ...] = (reviewer_is_no_author, authors_are_known)
