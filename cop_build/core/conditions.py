"""Is this version complete, current, public? One small condition for each question. Source: manual/trust.md §3."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.community import binding_topics
from cop_build.core.dossier import Filed
from cop_build.core.model import (
    Community,
    Kind,
    KnowledgeHeader,
    Overdue,
    Period,
    Person,
    PersonId,
    ProposalHeader,
    TopicId,
    Version,
)
from cop_build.core.writing import is_unwritten


@dataclass(frozen=True, slots=True)
class Approval:
    """A counted approval: of whom (as registered when it landed), and the local day of the decision."""

    reviewer: Person
    filed: Filed
    issued_on: date

    @property
    def position(self) -> int:
        return self.filed.landing.position


@dataclass(frozen=True, slots=True)
class Terms:
    """What a version's approvals must amount to, and how long they hold.

    Attributes:
        topics: What they must cover.
        periods: How long one holds; the shortest counts.
        overdue: What happens from the review date on.
        is_idea: It is a session without a day; nobody can approve that.
        is_unwritten: Lines of its template wait for its author; nobody can approve that either.
    """

    quorum: int
    topics: frozenset[TopicId]
    periods: tuple[Period, ...]
    overdue: Overdue
    effective_from: date
    effective_until: date
    is_idea: bool
    is_unwritten: bool

    @classmethod
    def of(cls, kind: Kind, topics: Sequence[TopicId], version: Version | None, community: Community) -> Terms:
        """Return the terms of a version by today's policy and topics."""
        policy = community.policy
        known = [community.topics[topic] for topic in topics if topic in community.topics]
        header = version.header if version and isinstance(version.header, KnowledgeHeader) else None
        periods = [policy.review_every, *(topic.review_every for topic in known if topic.review_every)]
        if header and header.review_in:
            periods.append(header.review_in)
        said = {topic.overdue or policy.overdue for topic in known} or {policy.overdue}
        return cls(
            quorum=policy.quorum,
            topics=binding_topics(kind, topics, community),
            periods=tuple(periods),
            overdue=Overdue.WITHHOLD if Overdue.WITHHOLD in said else Overdue.BANNER,
            effective_from=(header and header.effective_from) or date.min,
            effective_until=(header and header.effective_until) or date.max,
            is_idea=version is not None and isinstance(version.header, ProposalHeader),
            is_unwritten=version is not None and is_unwritten(version),
        )

    def expiry_of(self, approval: Approval) -> date:
        """Return the first day on which an approval is no longer in force."""
        return min(period.after(approval.issued_on) for period in self.periods)

    def review_by(self, approvals: Sequence[Approval]) -> date:
        """Return the first day on which the approvals still in force no longer suffice."""
        expiries = [(self.expiry_of(approval), approval) for approval in approvals]
        for day in sorted({expiry for expiry, _ in expiries}):
            left = [approval for expiry, approval in expiries if expiry > day]
            if not left or len({a.reviewer.id for a in left}) < self.quorum or not self.topics <= covered_by(left):
                return day
        return date.max


@dataclass(frozen=True, slots=True)
class Standing:
    """How one landing of a version stands at some point of the line.

    Attributes:
        approvals: Those that count for this landing, one a person.
        requests: Who asks for changes of this version and has not lifted it.
        review_by: First day on which the approvals no longer suffice.
        errors: How much is wrong with the content by today's rules.
        is_withdrawn: The asset's folder is gone from the judged commit.
    """

    approvals: tuple[Approval, ...]
    requests: tuple[PersonId, ...]
    is_recalled: bool
    terms: Terms
    review_by: date
    errors: int
    is_withdrawn: bool
    today: date


Condition = Callable[[Standing], bool]


def stand(
    *,
    approvals: tuple[Approval, ...],
    requests: tuple[PersonId, ...],
    is_recalled: bool,
    terms: Terms,
    today: date,
) -> Standing:
    """Return a standing with its review date worked out, of a content that stands and that nothing is wrong with."""
    review_by = terms.review_by(approvals)
    return Standing(approvals, requests, is_recalled, terms, review_by, errors=0, is_withdrawn=False, today=today)


def covered_by(approvals: Sequence[Approval]) -> frozenset[TopicId]:
    """Return the topics that the approvers were entitled to."""
    return frozenset[TopicId]().union(*(approval.reviewer.topics for approval in approvals))


def landed_no_earlier(approval: Approval, position: int) -> bool:
    """An approval counts for a version that landed with it or before it; text put back needs new ones."""
    return approval.position >= position


def has_quorum(standing: Standing) -> bool:
    return len({approval.reviewer.id for approval in standing.approvals}) >= standing.terms.quorum


def covers_its_topics(standing: Standing) -> bool:
    return standing.terms.topics <= covered_by(standing.approvals)


def has_a_day(standing: Standing) -> bool:
    return not standing.terms.is_idea


def is_written(standing: Standing) -> bool:
    return not standing.terms.is_unwritten


def has_no_open_request(standing: Standing) -> bool:
    return not standing.requests


def is_not_recalled(standing: Standing) -> bool:
    return not standing.is_recalled


def is_fit_for_the_public(standing: Standing) -> bool:
    return standing.errors == 0


def is_not_withdrawn(standing: Standing) -> bool:
    return not standing.is_withdrawn


def has_begun(standing: Standing) -> bool:
    return standing.terms.effective_from <= standing.today


def has_not_ended(standing: Standing) -> bool:
    return standing.today < standing.terms.effective_until


def is_in_force(standing: Standing) -> bool:
    return standing.today < standing.review_by or standing.terms.overdue is Overdue.BANNER
