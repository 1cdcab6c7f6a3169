"""What waits on GitHub and what happened there: proposals, notes, events. Source: GitHub's REST API, 2022-11-28."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cop_build.core.model import Oid, PersonId
from cop_build.core.parse.answers import Answer, Commit, Id, Repository, Tip, User, read, read_all, read_json
from cop_build.core.pulls import Note, Proposal


class _Named(Answer):
    number: Id


class _Merged(Answer):
    number: Id
    merged_at: str | None
    merge_commit_sha: Commit | None


class _Reviewed(Answer):
    user: User | None


class _OpenPull(Answer):
    number: Id
    user: User | None
    head: Tip
    requested_reviewers: list[User]


class _Issue(Answer):
    number: Id
    title: str
    body: str | None = None
    user: User | None
    pull_request: object = None


class _PushEvent(Answer):
    before: Commit
    after: Commit


class _WebhookEvent(Answer):
    repository: Repository
    pull_request: _Named | None = None


def read_numbers(answers: Sequence[object]) -> tuple[int, ...]:
    """Return the numbers of a list of pull requests. Raises: Unable."""
    return tuple(answer.number for answer in read_all(_Named, answers))


def merged_as(answers: Sequence[object], commit: Oid) -> tuple[int, ...]:
    """Return which of the pull requests that hold a commit were merged by it. Raises: Unable."""
    pulls = read_all(_Merged, answers)
    return tuple(pull.number for pull in pulls if pull.merged_at and pull.merge_commit_sha == commit)


def read_proposal(pull: object, *, reviews: Sequence[object]) -> Proposal:
    """Return an open pull request, as far as asking for reviews goes. Raises: Unable."""
    said = read(_OpenPull, pull)
    spoken = {review.user.id for review in read_all(_Reviewed, reviews) if review.user}
    known = {user.id for user in said.requested_reviewers} | spoken | ({said.user.id} if said.user else set())
    return Proposal(said.number, Oid(said.head.sha), frozenset(known))


def read_login(user: object) -> str:
    """Return the name by which an account is called today. Raises: Unable."""
    return read(User, user).login


def read_notes(answers: Sequence[object]) -> tuple[Note, ...]:
    """Return those notes of what waits that a program wrote. Raises: Unable."""
    found = []
    for issue in read_all(_Issue, answers):
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
