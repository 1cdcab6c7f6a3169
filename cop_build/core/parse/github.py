"""What GitHub answers becomes facts, or the answer is refused whole. Source: GitHub's REST API, version 2022-11-28.

Only what is named here is looked at; a value of another type or form means that the answer is not understood, and
nothing is counted from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import Field

from cop_build.core.model import Oid
from cop_build.core.parse.answers import Answer, Commit, Id, Moment, Somebody, Tip, User, not_understood, read, read_all
from cop_build.core.pulls import Account, Opinion, Pull, Push, Review

GHOST = 10137  # the account that GitHub shows in a deleted one's place
_NO_COMMIT = "0" * 40


class _Pull(Answer):
    number: Id
    user: User | None
    base: Tip
    head: Tip
    merged: bool
    merge_commit_sha: Commit | None
    merged_at: Moment | None = None
    commits: int = Field(ge=0)


class _Review(Answer):
    id: Id
    user: User | None
    state: str
    commit_id: Commit | None
    submitted_at: Moment | None = None


class _Dismissed(Answer):
    review_id: Id


class _Event(Answer):
    event: str
    created_at: Moment | None = None
    dismissed_review: _Dismissed | None = None


class _PulledCommit(Answer):
    sha: Commit
    author: Somebody
    committer: Somebody


class _Activity(Answer):
    before: Commit
    after: Commit
    timestamp: Moment
    activity_type: str
    actor: User | None


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
    known = read_all(_PulledCommit, commits)
    if len(known) < min(said.commits, 250):
        raise not_understood("fewer commits than the pull request has")
    events = read_all(_Event, timeline)
    moves = [move for move in read_all(_Activity, activities or ()) if _is_of(said, move)]
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
        reviews=tuple(_reviews(read_all(_Review, reviews), dismissed)),
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


def _account(user: User | None) -> Account:
    if user is None or user.id == GHOST:
        return Account(None)
    return Account(user.id, user.login, is_bot=user.type != "User")


def _ids(*users: User | None) -> Iterable[int]:
    return (user.id for user in users if user is not None)


def _push(move: _Activity) -> Push:
    before = None if move.before.startswith(_NO_COMMIT) else Oid(move.before)
    return Push(_account(move.actor), move.timestamp, before, Oid(move.after))
