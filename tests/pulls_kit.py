"""Pull requests as plain facts on a real repository, and a forge that answers one thing."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from cop_build.app.recording import import_reviews
from cop_build.core.findings import Unable
from cop_build.core.health import Settings, settings_remarks
from cop_build.core.model import Oid
from cop_build.core.pulls import Account, Opinion, Pull, Push, Review
from cop_build.core.tally import RULES, Rule, Uncounted, tally
from cop_build.edges.forge import Client
from cop_build.edges.git import Repository, branch_of
from tests.community_box import AS_OF, START, Box

X = "knowledge/x"
NAME = "example/community"
ANN = Account(1001, "ann")
BOB = Account(1002, "bob")
STRANGER = Account(4242, "stranger")
BOT = Account(5001, "checker[bot]", is_bot=True)
GHOST = Account(None)
MAI = Account(2001, "mai")
MOMENT = START + timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """A review to be: of whom, and what; ``commit`` of ``None`` is the branch's newest."""

    account: Account
    opinion: Opinion
    commit: str | None = None


def a_review(account: Account, opinion: str = "approve", *, commit: str | None = None) -> Said:
    return Said(account, Opinion(opinion), commit)


def a_pull(
    box: Box,
    *said: Said,
    is_merged: bool = True,
    force_pushed: str | None = None,
    changed_later: bool = False,
    pushed_by: Account | None = MAI,
    also: Mapping[str, str] | None = None,
) -> Pull:
    """Merge a branch that writes an asset, reviewed in this order, a minute apart.

    Args:
        force_pushed: "before" or "after" the reviews.
        changed_later: The branch is merged with another text than the reviewed one.
        also: More files that the branch changes.
    """
    box.branch("topic")
    box.write(X)
    for path, text in (also or {}).items():
        box.put(path, (box.root / path).read_text() + text if (box.root / path).exists() else text)
    read = Oid(box.commit("Propose", by="p-mai"))
    if changed_later:
        box.write(X, body="Call nobody.\n")
    head = Oid(box.commit("Go on", by="p-mai"))
    box.switch()
    merge = Oid(box.merge("topic", by="p-adm")) if is_merged else None
    reviews = tuple(
        Review(9001 + number, one.account, one.opinion, Oid(one.commit or read), MOMENT + timedelta(minutes=number))
        for number, one in enumerate(said)
    )
    forced = {"before": (MOMENT - timedelta(hours=1),), "after": (MOMENT + timedelta(hours=1),), None: ()}[force_pushed]
    pushes = None if pushed_by is None else (Push(pushed_by, MOMENT, None, head),)
    return Pull("github", 77, 42, MAI, "main", head, merge, reviews, forced, pushes, {})


def tallied(box: Box, pull: Pull, *, rules: Sequence[Rule] = RULES) -> Sequence[object]:
    """Return what becomes of every review."""
    repository = Repository.at(box.root)
    reviewed = [review.commit for review in pull.reviews if review.commit]
    # A pull request that is not merged is looked at against the line as it stands: nothing of it counts.
    merge = pull.merge or Oid(box.commit("Meanwhile", by="p-adm"))
    branch = branch_of(repository, head=pull.head, merge=merge, reviewed=reviewed)
    return tally(pull, branch, box.dossier.registries, rules=tuple(rules))


def uncounted(box: Box, pull: Pull) -> set[str]:
    """Return the codes of the reviews that are not counted."""
    return {result.flaw[0] for result in tallied(box, pull) if isinstance(result, Uncounted)}


def imported(box: Box, *, also: Mapping[str, str]) -> set[str]:
    """Ask a forge for a merged pull request, and return what is said of it as a whole."""
    pull = a_pull(box, a_review(ANN), also=also)
    with answering(lambda path: _said_of(pull, box, path)) as address, pytest.MonkeyPatch.context() as environment:
        environment.setenv("GITHUB_API_URL", address)
        done = import_reviews(box.root, repository=NAME, numbers=[pull.number], key=None, fetch=False)
    (recorded,) = done.pulls
    assert bool(recorded.paths) is not bool(recorded.findings), (
        "either a record would be written, or it is said why not"
    )
    return {finding.code for finding in recorded.findings}


def _said_of(pull: Pull, box: Box, path: str) -> object:
    """Return what a forge answers about a merged pull request from a branch of its own."""
    repository = {"id": pull.repository, "full_name": NAME}
    at = f"{MOMENT:%Y-%m-%dT%H:%M:%SZ}"
    base = box.git("rev-parse", f"{pull.merge}^1")
    commits = box.git("rev-list", f"{base}..{pull.head}").split()
    answers: dict[str, object] = {
        f"/repos/{NAME}/pulls/{pull.number}": {
            "number": pull.number,
            "user": _user(pull.opened_by),
            "base": {"ref": "main", "sha": base, "repo": repository},
            "head": {"ref": "topic", "sha": pull.head, "repo": repository},
            "merged": True,
            "merge_commit_sha": pull.merge,
            "commits": len(commits),
        },
        f"/repos/{NAME}/pulls/{pull.number}/reviews": [
            {
                "id": review.id,
                "user": _user(review.account),
                "state": "APPROVED",
                "commit_id": review.commit,
                "submitted_at": at,
            }
            for review in pull.reviews
        ],
        f"/repos/{NAME}/issues/{pull.number}/timeline": [],
        f"/repos/{NAME}/pulls/{pull.number}/commits": [
            {"sha": oid, "author": _user(MAI), "committer": _user(MAI)} for oid in commits
        ],
        f"/repos/{NAME}/activity": [
            {
                "before": "0" * 40,
                "after": pull.head,
                "timestamp": at,
                "activity_type": "branch_creation",
                "actor": _user(MAI),
            }
        ],
    }
    return answers[path]


def _user(account: Account) -> dict[str, object]:
    return {"id": account.id, "login": account.login, "type": "User"}


@contextmanager
def answering(
    answer: Callable[[str], object], *, status: int = 200, headers: Mapping[str, str] | None = None, days_off: float = 0
) -> Iterator[str]:
    """Answer requests on loopback by their path, and 304 to whoever knows the answer already; yields the address.

    Args:
        answer: Bytes are sent as they are, everything else as JSON.
        days_off: How far the clock is ahead.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = answer(urlsplit(self.path).path)
            body = said if isinstance(said, bytes) else as_json(said)
            etag = f'"{hashlib.sha256(body).hexdigest()}"'
            is_known = self.headers.get("If-None-Match") == etag
            self.send_response_only(304 if is_known else status)
            self.send_header("Date", format_datetime(datetime.now(UTC) + timedelta(days=days_off), usegmt=True))
            self.send_header("ETag", etag)
            self.send_header("Content-Length", "0" if is_known else str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"" if is_known else body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def asked(
    *, status: int = 200, body: bytes = b"[]", headers: Mapping[str, str] | None = None, days_off: float = 0
) -> set[str]:
    """Return the code for which an answer is refused."""
    with answering(lambda _: body, status=status, headers=headers, days_off=days_off) as address:
        try:
            Client(address, wait_seconds=0).pages("/things")
        except Unable as unable:
            return {unable.code}
    return set()


GUARDED = Settings(
    needs_pull_request=True,
    forgets_stale_approvals=True,
    needs_last_push_approval=True,
    needs_code_owners=True,
    checks=frozenset({"check"}),
    refuses_force_push=True,
    refuses_deletion=True,
    allows_rebase=False,
    token_may_write=False,
    actions_may_approve=False,
    recorder_is_guarded=True,
    published_on=AS_OF,
    unread=(),
)


def settings_codes(**changed: object) -> set[str]:
    """Return what the doctor says of settings that are as they should be but for these."""
    settings = replace(GUARDED, **changed)  # type: ignore[arg-type]  # fields of Settings by name
    return {finding.code for finding in settings_remarks(settings, today=AS_OF)}


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()
