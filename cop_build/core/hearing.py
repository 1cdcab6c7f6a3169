"""The records of one asset are heard in the order in which they landed: who decided what, and what that completed.

Source: manual/trust.md §3, rules 1 to 8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core import conditions
from cop_build.core.community import binding_topics
from cop_build.core.conditions import Approval, Standing
from cop_build.core.docket import Docket
from cop_build.core.dossier import Filed
from cop_build.core.evidence import Flaw
from cop_build.core.findings import Code
from cop_build.core.landings import Authors, Landing, authors_of, first_landing_of
from cop_build.core.model import (
    Decision,
    Person,
    PersonId,
    PullRequestEvidence,
    Text,
    TopicId,
)
from cop_build.core.rules import Case


@dataclass(frozen=True, slots=True)
class Heard:
    """A decision with effect. ``is_counted`` is for approvals: an author's may only lift the author's own request."""

    filed: Filed
    reviewer: Person
    issued_on: date
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A record without effect, or an approval that is not counted, and why."""

    filed: Filed
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was decided on an asset.

    Attributes:
        completed: For each landing that was ever completed, by its index, the position at which it first was.
    """

    heard: Sequence[Heard]
    refused: Sequence[Refused]
    completed: Mapping[int, int]


def hear(docket: Docket) -> Hearing:
    """Go through an asset's landings and records once, oldest first."""
    arriving: dict[int, list[Filed]] = defaultdict(list)
    for filed in docket.filed:
        arriving[filed.landing.position].append(filed)
    heard: list[Heard] = []
    refused: list[Refused] = []
    completed: dict[int, int] = {}
    for position in sorted({*arriving, *(landing.position for landing in docket.landings)}):
        approved = [docket.landings[index] for index, when in completed.items() if when < position]
        for filed in arriving.get(position, ()):
            decision, flaw = _judged(filed, docket, approved)
            if decision is not None:
                heard.append(decision)
            if flaw is not None:
                refused.append(Refused(filed, flaw))
        spoken_of = {filed.record.digest for filed in arriving.get(position, ())}
        approved_of = {decision.filed.record.digest for decision in heard if decision.is_counted}
        for index, landing in enumerate(docket.landings):
            # What is neither new nor spoken of stands as it stood; asking it again would make long histories slow.
            is_affected = landing.position == position or (landing.digest in spoken_of and landing.position < position)
            if is_affected and index not in completed and landing.digest in approved_of:
                standing = standing_of(landing, docket, heard)
                if standing.approvals and all(holds(standing) for holds in docket.asked.completing):
                    completed[index] = position
    return Hearing(heard, refused, completed)


def _judged(filed: Filed, docket: Docket, approved: Iterable[Landing]) -> tuple[Heard | None, Flaw | None]:
    record = filed.record
    decided_on = _decided_on(filed, docket)
    if not decided_on and record.asset == docket.asset:
        th, en = "ไม่พบเนื้อหาฉบับนี้ในประวัติ", "no version with this digest stands in the history"
        return None, (Code("COP306"), Text(th=th, en=en))
    authors = Authors()
    if record.decision is Decision.APPROVE and record.digest is not None:
        authors = authors_of(
            record.digest,
            at=filed.landing.position,
            landings=docket.landings,
            approved=approved,
            edits=docket.edits,
            registries=docket.registries,
        )
    case = _case(filed, docket, decided_on, authors)
    for rule in docket.asked.heard:
        if flaw := rule(case):
            return None, flaw
    reviewer = case.reviewer or docket.community.people.get(record.reviewer)
    if reviewer is None:
        return None, (Code("COP304"), Text(th="ไม่รู้จักผู้รับรอง", en="the reviewer is unknown"))
    flaw = next((flaw for rule in docket.asked.counted if (flaw := rule(case))), None) if case.approves else None
    if flaw is None and case.approves and not any(landing.position <= filed.landing.position for landing in decided_on):
        th, en = "รับรองไว้ก่อนที่เนื้อหาฉบับนี้จะเข้ามา", "the version had not landed yet when this approval did"
        flaw = Code("COP307"), Text(th=th, en=en)
    return Heard(filed, reviewer, case.issued_on, is_counted=flaw is None), flaw


def _decided_on(filed: Filed, docket: Docket) -> tuple[Landing, ...]:
    """Return the landings that a record speaks of; of "all versions" those that had landed by then."""
    digest = filed.record.digest
    if digest is None:
        return tuple(landing for landing in docket.landings if landing.position <= filed.landing.position)
    return tuple(landing for landing in docket.landings if landing.digest == digest)


def _case(filed: Filed, docket: Docket, decided_on: Iterable[Landing], authors: Authors) -> Case:
    registries, evidence = docket.registries, filed.record.evidence
    position: int | None = filed.landing.position
    if isinstance(evidence, PullRequestEvidence):
        merged_at = registries.position_of(evidence.merge)
        position = merged_at if merged_at is not None and merged_at <= filed.landing.position else None
    then = registries.before(position) if position is not None else None
    topics: set[TopicId] = set()
    for landing in decided_on:
        topics |= binding_topics(docket.kind, landing.topics, docket.community)
    return Case(
        filed=filed,
        folder=docket.asset,
        kind=docket.kind,
        then=then,
        recorder_then=registries.before(filed.landing.position),
        reviewer=then.people.get(filed.record.reviewer) if then else None,
        topics=frozenset(topics),
        authors=authors,
        registries=registries,
        today=docket.today,
    )


_STRICTNESS = (Decision.APPROVE, Decision.REQUEST_CHANGES)


def standing_of(landing: Landing, docket: Docket, heard: Iterable[Heard]) -> Standing:
    """Return how a landing stands after these decisions, whatever is wrong with its content.

    An approval that is not counted lifts its author's request and changes nothing else: it does not take the place of
    one that is counted.
    """
    latest: dict[PersonId, Heard] = {}
    counted: dict[PersonId, Heard] = {}
    is_recalled = False
    for decision in heard:
        record = decision.filed.record
        if record.decision is Decision.RECALL:
            is_recalled = is_recalled or recalls(decision.filed, landing, docket)
        elif record.digest == landing.digest:
            _keep_the_later(latest, decision)
            if decision.is_counted or record.decision is Decision.REQUEST_CHANGES:
                _keep_the_later(counted, decision)
    approvals = (
        Approval(decision.reviewer, decision.filed, decision.issued_on)
        for _, decision in sorted(counted.items())
        if decision.filed.record.decision is Decision.APPROVE
    )
    return conditions.stand(
        approvals=tuple(
            approval
            for approval in approvals
            if all(rule(approval, landing.position) for rule in docket.asked.of_landing)
        ),
        requests=tuple(
            sorted(
                person
                for person, decision in latest.items()
                if decision.filed.record.decision is Decision.REQUEST_CHANGES
            )
        ),
        is_recalled=is_recalled,
        terms=docket.terms_of(landing),
        today=docket.today,
    )


def _keep_the_later(decisions: dict[PersonId, Heard], decision: Heard) -> None:
    known = decisions.get(decision.filed.record.reviewer)
    if known is None or _weight(known) <= _weight(decision):
        decisions[decision.filed.record.reviewer] = decision


def _weight(decision: Heard) -> tuple[object, int]:
    record = decision.filed.record
    return record.issued_at, _STRICTNESS.index(record.decision)


def recalls(filed: Filed, landing: Landing, docket: Docket) -> bool:
    """Say whether a recall takes a landing out."""
    if filed.record.digest is not None:
        return filed.record.digest == landing.digest
    first = first_landing_of(landing.digest, docket.landings)
    return first is not None and first <= filed.landing.position
