"""What GitHub answers becomes facts, or the answer is refused whole. Source: GitHub's REST API, version 2022-11-28.

Only what is named here is looked at; a value of another type or form means that the answer is not understood, and
nothing is counted from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Oid, PersonId, Text
from cop_build.core.pulls import Account, Note, Opinion, Proposal, Pull, Push, Review

GHOST = 10137  # the account that GitHub shows in a deleted one's place
_NO_COMMIT = "0" * 40

T = TypeVar("T", bound=BaseModel)


class Answer(BaseModel):
    """The part of an answer that is looked at; values are of the type said, and nothing is converted."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or not value.endswith("Z"):
        raise ValueError("a time in UTC is expected")
    return datetime.fromisoformat(value).astimezone(UTC).replace(microsecond=0)


Moment = Annotated[datetime, BeforeValidator(_moment)]
_Commit = Annotated[str, Field(pattern=r"^[0-9a-f]{40}(?:[0-9a-f]{24})?$")]
_Id = Annotated[int, Field(ge=1, le=2**63)]


class _User(Answer):
    id: _Id
    login: str = Field(max_length=100)
    type: str = "User"


# An empty object stands where the forge cannot read an address.
_Somebody = Annotated[_User | None, BeforeValidator(lambda value: value or None)]


class _Repository(Answer):
    id: _Id
    full_name: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}$")


class _Tip(Answer):
    ref: str = Field(max_length=1000)
    sha: _Commit
    repo: _Repository | None


class _Pull(Answer):
    number: _Id
    user: _User | None
    base: _Tip
    head: _Tip
    merged: bool
    merge_commit_sha: _Commit | None
    merged_at: Moment | None = None
    commits: int = Field(ge=0)


class _Review(Answer):
    id: _Id
    user: _User | None
    state: str
    commit_id: _Commit | None
    submitted_at: Moment | None = None


class _Dismissed(Answer):
    review_id: _Id


class _Event(Answer):
    event: str
    created_at: Moment | None = None
    dismissed_review: _Dismissed | None = None


class _PulledCommit(Answer):
    sha: _Commit
    author: _Somebody
    committer: _Somebody


class _Activity(Answer):
    before: _Commit
    after: _Commit
    timestamp: Moment
    activity_type: str
    actor: _User | None


class _Named(Answer):
    number: _Id


class _Merged(Answer):
    number: _Id
    merged_at: str | None
    merge_commit_sha: _Commit | None


class _OpenPull(Answer):
    number: _Id
    user: _User | None
    head: _Tip
    requested_reviewers: list[_User]


class _Issue(Answer):
    number: _Id
    title: str
    body: str | None = None
    user: _User | None
    pull_request: object = None


class _PushEvent(Answer):
    before: _Commit
    after: _Commit


class _WebhookEvent(Answer):
    repository: _Repository
    pull_request: _Named | None = None


_OPINIONS = {
    "APPROVED": Opinion.APPROVE,
    "CHANGES_REQUESTED": Opinion.REQUEST_CHANGES,
    "COMMENTED": Opinion.COMMENT,
    "DISMISSED": Opinion.DISMISSED,
}
_MOVES = ("push", "force_push", "branch_creation")


def read_pull(
    pull: object,
    *,
    reviews: Sequence[object],
    timeline: Sequence[object],
    commits: Sequence[object],
    activities: Sequence[object] | None,
) -> Pull:
    """Return a pull request's facts. Raises: Unable, if an answer is not as it should be, or not whole.

    Args:
        activities: Of the branch that it came from; ``None`` if that is gone.
    """
    said = read(_Pull, pull)
    if said.base.repo is None:
        raise not_understood("a pull request without a repository")
    known = _all(_PulledCommit, commits)
    if len(known) < min(said.commits, 250):
        raise not_understood("fewer commits than the pull request has")
    events = _all(_Event, timeline)
    moves = [move for move in _all(_Activity, activities or ()) if _is_of(said, move)]
    forced = [event.created_at for event in events if event.event == "head_ref_force_pushed"]
    if None in forced:
        raise not_understood("a force-push without a time")
    rewritten = [at for at in forced if at] + [move.timestamp for move in moves if move.activity_type == "force_push"]
    dismissed = {event.dismissed_review.review_id for event in events if event.dismissed_review}
    return Pull(
        forge="github",
        repository=said.base.repo.id,
        number=said.number,
        opened_by=_account(said.user),
        base=said.base.ref,
        head=Oid(said.head.sha),
        merge=Oid(said.merge_commit_sha) if said.merged and said.merge_commit_sha else None,
        reviews=tuple(_reviews(_all(_Review, reviews), dismissed)),
        force_pushed_at=tuple(sorted(set(rewritten))),
        pushes=None if activities is None else tuple(_push(move) for move in moves),
        accounts={Oid(commit.sha): frozenset(_ids(commit.author, commit.committer)) for commit in known},
    )


def source_of(pull: object) -> tuple[str, str] | None:
    """Return the repository (owner/name) and branch that a pull request came from; ``None`` if that is gone."""
    head = read(_Pull, pull).head
    return (head.repo.full_name, head.ref) if head.repo else None


def _is_of(pull: _Pull, move: _Activity) -> bool:
    """Say whether a branch was moved for a pull request: once that is merged, the branch is another's."""
    return move.activity_type in _MOVES and (pull.merged_at is None or move.timestamp <= pull.merged_at)


def _reviews(answers: Iterable[_Review], dismissed: set[int]) -> Iterable[Review]:
    for answer in sorted(answers, key=lambda answer: answer.id):
        if answer.state == "PENDING":
            continue  # not handed in: nobody but its author can see it
        opinion = _OPINIONS.get(answer.state)
        if opinion is None or answer.submitted_at is None:
            raise not_understood(f"a review of an unknown kind: {answer.state[:40]}")
        if answer.id in dismissed:
            opinion = Opinion.DISMISSED
        commit = Oid(answer.commit_id) if answer.commit_id else None
        yield Review(answer.id, _account(answer.user), opinion, commit, answer.submitted_at)


def _account(user: _User | None) -> Account:
    if user is None or user.id == GHOST:
        return Account(None)
    return Account(user.id, user.login, is_bot=user.type != "User")


def _ids(*users: _User | None) -> Iterable[int]:
    return (user.id for user in users if user is not None)


def _push(move: _Activity) -> Push:
    before = None if move.before.startswith(_NO_COMMIT) else Oid(move.before)
    return Push(_account(move.actor), move.timestamp, before, Oid(move.after))


def read_numbers(answers: Sequence[object]) -> tuple[int, ...]:
    """Return the numbers of a list of pull requests. Raises: Unable."""
    return tuple(answer.number for answer in _all(_Named, answers))


def merged_as(answers: Sequence[object], commit: Oid) -> tuple[int, ...]:
    """Return which of the pull requests that hold a commit were merged by it. Raises: Unable."""
    pulls = _all(_Merged, answers)
    return tuple(pull.number for pull in pulls if pull.merged_at and pull.merge_commit_sha == commit)


def read_proposal(pull: object, *, reviews: Sequence[object]) -> Proposal:
    """Return an open pull request, as far as asking for reviews goes. Raises: Unable."""
    said = read(_OpenPull, pull)
    spoken = {review.user.id for review in _all(_Review, reviews) if review.user}
    known = {user.id for user in said.requested_reviewers} | spoken | ({said.user.id} if said.user else set())
    return Proposal(said.number, Oid(said.head.sha), frozenset(known))


def read_login(user: object) -> str:
    """Return the name by which an account is called today. Raises: Unable."""
    return read(_User, user).login


def read_notes(answers: Sequence[object]) -> tuple[Note, ...]:
    """Return those notes of what waits that a program wrote. Raises: Unable."""
    found = []
    for issue in _all(_Issue, answers):
        match = re.match(r"<!-- cop-queue: ([a-z0-9-]+) -->", issue.body or "")
        if match and issue.pull_request is None and issue.user is not None and issue.user.type == "Bot":
            found.append(Note(PersonId(match.group(1)), issue.title, issue.body or "", issue.number))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a webhook's event says has happened; it says where to look, and proves nothing.

    Attributes:
        repository: ``owner/name``.
        number: Of the pull request that it is about, if it is about one.
        pushed: The commits before and after, if something was pushed.
    """

    repository: str
    number: int | None
    pushed: tuple[Oid, Oid] | None


def read_event(text: bytes) -> Occasion:
    """Read a webhook's payload: of a pull request, of a review, or of a push. Raises: Unable."""
    value = read_json(text)
    event = read(_WebhookEvent, value)
    if event.pull_request is not None:
        return Occasion(event.repository.full_name, event.pull_request.number, None)
    pushed = read(_PushEvent, value)
    return Occasion(event.repository.full_name, None, (Oid(pushed.before), Oid(pushed.after)))


def read_json(text: bytes) -> object:
    """Return what an answer says. Raises: Unable."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise not_understood("no JSON") from None
    return value


def as_list(value: object) -> list[object]:
    """Return a page of answers. Raises: Unable."""
    if not isinstance(value, list):
        raise not_understood("a list was expected")
    return value


def _all(form: type[T], answers: Iterable[object]) -> tuple[T, ...]:
    return tuple(read(form, answer) for answer in answers)


def read(form: type[T], answer: object) -> T:
    """Return an answer in its form. Raises: Unable."""
    try:
        return form.model_validate(answer)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise not_understood(f"{where[:80]} is not as it should be") from None


def not_understood(what: str) -> Unable:
    """Return the error for an answer that nothing may be counted from."""
    th, en = f"คำตอบจากเว็บเก็บโค้ดใช้ไม่ได้: {what}", f"the forge's answer cannot be used: {what}"
    return Unable(Code("COP426"), Text(th=th, en=en))
