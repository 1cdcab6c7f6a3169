"""Which reviews of a pull request are decisions, on which assets, and why the others are not.

What is found here is a candidate only: the record made of it is heard by the gate like any other. Each rule is one
small function, silent on what the others ask. Source: manual/trust.md §2, §3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cop_build.core.branch import Branch
from cop_build.core.community import Registries, binding_topics, may_decide
from cop_build.core.evidence import Flaw
from cop_build.core.findings import Code
from cop_build.core.model import AssetId, Community, Decision, Digest, Oid, Person, PersonId, Text, TopicId, kind_of
from cop_build.core.pulls import Opinion, Pull, Review

_DECISIONS = {Opinion.APPROVE: Decision.APPROVE, Opinion.REQUEST_CHANGES: Decision.REQUEST_CHANGES}


@dataclass(frozen=True, slots=True)
class Ballot:
    """One review, looked at as a decision on one asset.

    Attributes:
        then: The registry before the pull request was merged.
        reviewer: Whose account it is in that registry.
        topics: What an approval of the merged version must cover.
    """

    review: Review
    asset: AssetId
    pull: Pull
    merge: Oid
    branch: Branch
    registries: Registries
    then: Community
    reviewer: Person | None
    topics: frozenset[TopicId]

    @property
    def approves(self) -> bool:
        return self.review.opinion is Opinion.APPROVE

    @property
    def merged(self) -> Digest | None:
        return self.branch.assets[self.asset].get(self.merge)


@dataclass(frozen=True, slots=True)
class Counted:
    """A review that becomes a record."""

    review: Review
    asset: AssetId
    decision: Decision
    digest: Digest
    reviewer: PersonId


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A review that does not, and why. ``asset`` is ``None`` where it is no decision on any."""

    review: Review
    asset: AssetId | None
    flaw: Flaw


Rule = Callable[[Ballot], Flaw | None]


def comes_from_a_person(ballot: Ballot) -> Flaw | None:
    if ballot.review.account.is_bot:
        return Code("COP420"), Text(th="เป็นรีวิวของบัญชีอัตโนมัติ", en="the review is a bot's")
    if ballot.review.account.id is None:
        return Code("COP421"), Text(th="บัญชีผู้รีวิวถูกลบแล้ว", en="the reviewer's account was deleted")
    if ballot.reviewer is None:
        th, en = "บัญชีนี้ไม่ใช่ของใครในทะเบียนก่อนรวมคำขอ", "the account was nobody's in the registry before the merge"
        return Code("COP419"), Text(th=th, en=en)
    return None


def is_a_decision(ballot: Ballot) -> Flaw | None:
    if ballot.review.opinion is Opinion.COMMENT:
        return Code("COP414"), Text(th="เป็นความเห็น ไม่ใช่การตัดสิน", en="a comment decides nothing")
    return None


def was_not_dismissed(ballot: Ballot) -> Flaw | None:
    if ballot.review.opinion is Opinion.DISMISSED:
        return Code("COP412"), Text(th="รีวิวนี้ถูกยกเลิกแล้ว", en="the review was dismissed")
    return None


def is_the_latest(ballot: Ballot) -> Flaw | None:
    if any(later.opinion is not Opinion.COMMENT for later in _later(ballot)):
        return Code("COP413"), Text(th="ผู้รีวิวตัดสินใหม่ภายหลังแล้ว", en="the reviewer decided anew later")
    return None


def was_not_commented_on(ballot: Ballot) -> Flaw | None:
    """After approving, a reviewer who says something more may have seen something more."""
    if ballot.approves and any(later.opinion is Opinion.COMMENT for later in _later(ballot)):
        th, en = "ผู้รีวิวแสดงความเห็นหลังรับรอง โปรดกดรับรองอีกครั้ง", "the reviewer commented after approving: approve once more"
        return Code("COP415"), Text(th=th, en=en)
    return None


def _later(ballot: Ballot) -> Iterator[Review]:
    """Yield the same account's reviews that came after this one; at the same second the larger id is later."""
    own = ballot.review
    for other in ballot.pull.reviews:
        if other.account.id == own.account.id and (other.submitted_at, other.id) > (own.submitted_at, own.id):
            yield other


def was_not_force_pushed_over(ballot: Ballot) -> Flaw | None:
    """A forge may move an approval to the commit that was forced in: then it says nothing of what was read.

    A request for changes is not lost that way: it counts for the text at its commit.
    """
    said = ballot.approves and any(at >= ballot.review.submitted_at for at in ballot.pull.force_pushed_at)
    commit = ballot.review.commit
    is_gone = (
        commit is not None and commit in ballot.branch.assets[ballot.asset] and commit not in ballot.branch.ancestry
    )
    if said or (ballot.approves and is_gone):
        th, en = (
            "หลังรีวิวมีการ force-push โปรดอ่านและรับรองอีกครั้ง",
            "the branch was force-pushed after the review: read and review again",
        )
        return Code("COP416"), Text(th=th, en=en)
    return None


def reviewed_commit_is_here(ballot: Ballot) -> Flaw | None:
    commit = ballot.review.commit
    if commit is None or commit not in ballot.branch.assets[ballot.asset]:
        return Code("COP417"), Text(th="ไม่พบ commit ที่รีวิว", en="the reviewed commit cannot be had")
    return None


def what_was_read_is_what_was_merged(ballot: Ballot) -> Flaw | None:
    digests, commit = ballot.branch.assets[ballot.asset], ballot.review.commit
    if commit is None or commit not in digests:
        return None
    if ballot.merged is not None and digests[commit] == digests.get(ballot.branch.head) == ballot.merged:
        return None
    th, en = "เนื้อหาที่รวมไม่ตรงกับเนื้อหาที่รีวิว", "what was merged is not what was reviewed"
    return Code("COP418"), Text(th=th, en=en)


def reviewer_was_entitled(ballot: Ballot) -> Flaw | None:
    decision = _DECISIONS.get(ballot.review.opinion)
    kind = kind_of(ballot.asset)
    if ballot.reviewer is None or decision is None or may_decide(ballot.reviewer, decision, kind, ballot.topics):
        return None
    return Code("COP303"), Text(th="บุคคลนี้ไม่มีสิทธิ์ตัดสินเรื่องนี้", en="this person may not decide on this asset")


def reviewer_took_no_part(ballot: Ballot) -> Flaw | None:
    """Whoever opened it, or wrote, co-wrote, committed or pushed a change of the asset, is among its authors."""
    if not ballot.approves or ballot.reviewer is None:
        return None
    pull, branch, registries = ballot.pull, ballot.branch, ballot.registries
    edits = {commit.oid for commit in branch.edits_of(ballot.asset)}
    accounts = {pull.opened_by.id, *(account for oid in edits for account in pull.accounts.get(oid, ()))}
    for push in pull.pushes or ():
        if edits & branch.brought_by(before=push.before, after=push.after):
            accounts.add(push.account.id)
    people = {person for address in branch.addresses_of(ballot.asset) for person in registries.owners_of(address)}
    people |= {person for account in accounts if account for person in registries.owners_of_account(account)}
    if ballot.reviewer.id in people:
        th, en = "ผู้รีวิวมีส่วนในการเขียนคำขอนี้", "the reviewer took part in writing what the pull request changes"
        return Code("COP422"), Text(th=th, en=en)
    return None


def pushers_are_known(ballot: Ballot) -> Flaw | None:
    """The address in a commit is typed freely; who pushed it is not. So every change must have come by a known push.

    Where authors must be in the registry, so must the account that pushed: else an expert's second account could bring
    the expert's text under somebody else's name.
    """
    if not ballot.approves:
        return None
    must_be_registered = ballot.registries.today.policy.refuse_unregistered_authors
    edits = {commit.oid for commit in ballot.branch.edits_of(ballot.asset)}
    known: set[Oid] = set()
    for push in ballot.pull.pushes or ():
        account = push.account.id
        if account is not None and (ballot.registries.owners_of_account(account) or not must_be_registered):
            known |= ballot.branch.brought_by(before=push.before, after=push.after)
    if edits <= known:
        return None
    th, en = "ไม่ทราบว่าใครในทะเบียนส่งเนื้อหานี้เข้ามา", "it is not known who of the registry pushed what was reviewed"
    return Code("COP424"), Text(th=th, en=en)


RULES: tuple[Rule, ...] = (
    comes_from_a_person,
    is_a_decision,
    was_not_dismissed,
    is_the_latest,
    was_not_commented_on,
    was_not_force_pushed_over,
    reviewed_commit_is_here,
    what_was_read_is_what_was_merged,
    reviewer_was_entitled,
    reviewer_took_no_part,
    pushers_are_known,
)


def tally(
    pull: Pull, branch: Branch, registries: Registries, *, rules: tuple[Rule, ...] = RULES
) -> tuple[Counted | Uncounted, ...]:
    """Look at every review as a decision on every asset that a merged pull request changes, oldest first."""
    position = registries.position_of(pull.merge) if pull.merge else None
    if pull.merge is None or position is None:
        flaw = Code("COP411"), Text(th="คำขอนี้ยังไม่ได้รวมเข้าสาขาหลัก", en="it is not merged into the judged branch")
        return tuple(Uncounted(review, None, flaw) for review in pull.reviews)
    then = registries.before(position)
    if then is None:
        th, en = "ก่อนรวมคำขอนี้ไม่มีทะเบียนที่อ่านได้", "there was no readable registry before the merge"
        return tuple(Uncounted(review, None, (Code("COP322"), Text(th=th, en=en))) for review in pull.reviews)
    reviews = sorted(pull.reviews, key=lambda review: (review.submitted_at, review.id))
    return tuple(
        _counted(_ballot(review, asset, pull, pull.merge, branch, registries, then), rules)
        for review in reviews
        for asset in sorted(branch.assets)
        if branch.assets[asset].get(pull.merge) is not None
    )


def _ballot(
    review: Review, asset: AssetId, pull: Pull, merge: Oid, branch: Branch, registries: Registries, then: Community
) -> Ballot:
    account = review.account.id
    reviewer = next((p for p in then.people.values() if account is not None and p.github == account), None)
    topics = binding_topics(kind_of(asset), branch.topics.get(asset, ()), registries.today)
    return Ballot(review, asset, pull, merge, branch, registries, then, reviewer, topics)


def _counted(ballot: Ballot, rules: tuple[Rule, ...]) -> Counted | Uncounted:
    flaw = next((flaw for rule in rules if (flaw := rule(ballot))), None)
    if flaw is not None:
        return Uncounted(ballot.review, ballot.asset, flaw)
    decision, merged = _DECISIONS.get(ballot.review.opinion), ballot.merged
    if decision is None or merged is None or ballot.reviewer is None:  # only where a rule was taken out
        return Uncounted(ballot.review, ballot.asset, (Code("COP414"), Text(th="ไม่ใช่การตัดสิน", en="it decides nothing")))
    return Counted(ballot.review, ballot.asset, decision, merged, ballot.reviewer.id)
