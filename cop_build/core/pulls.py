"""What is known of a forge, as facts that know nothing of any one: pull requests, reviews, notes of what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cop_build.core.model import Oid, PersonId


class Opinion(StrEnum):
    """What a review says, as the forge tells it now."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    COMMENT = "comment"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody as the forge knows them.

    Attributes:
        id: Numeric, and never given to anybody else; ``None`` for an account that was deleted.
        login: To be shown to people only: it can be renamed.
    """

    id: int | None
    login: str = ""
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """One review. ``commit`` is the one that the forge says was looked at; ``submitted_at`` is UTC to the second."""

    id: int
    account: Account
    opinion: Opinion
    commit: Oid | None
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Push:
    """A branch was moved: by whom, when, and between which commits; ``before`` is ``None`` for a new branch."""

    account: Account
    at: datetime
    before: Oid | None
    after: Oid


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request with all that was said and pushed.

    Attributes:
        forge: Which kind of forge; "github".
        repository: Its numeric id.
        head: The newest commit of its branch.
        merge: The commit that brought it to the base branch; ``None`` while it is open, or was closed unmerged.
        reviews: All of them, oldest first.
        force_pushed_at: When the branch was moved to a commit that does not hold the ones before.
        pushes: Every known move of the branch; ``None`` if the forge does not tell.
        accounts: Numeric ids of the author and the committer of each commit, where the forge knows them.
    """

    forge: str
    repository: int
    number: int
    opened_by: Account
    base: str
    head: Oid
    merge: Oid | None
    reviews: tuple[Review, ...]
    force_pushed_at: tuple[datetime, ...]
    pushes: tuple[Push, ...] | None
    accounts: dict[Oid, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open pull request. ``asked`` are the accounts that opened it, were asked already, or have reviewed."""

    number: int
    head: Oid
    asked: frozenset[int]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands, or shall stand, in one person's note on the forge of what waits.

    Attributes:
        number: Of the issue that holds it; ``None`` before there is one.
    """

    person: PersonId
    title: str
    body: str
    number: int | None = None
