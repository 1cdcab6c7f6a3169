"""A forge in a box: pull requests on a real repository, told in the shape of GitHub's REST interface.

What happens is done in git and written down in turn; what a client is told is made of that, with small pages, and at
each step a minute passes. Like GitHub, it may point an approval at the commit that was forced over the reviewed one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.community_box import Box
from tests.pulls_kit import NAME

X = "knowledge/x"
REPOSITORY = {"id": 77, "full_name": NAME}
ACCOUNTS = {"ann": 1001, "bob": 1002, "fin": 1003, "mai": 2001, "nok": 2002, "stranger": 4242}


@dataclass
class Reviewed:
    """A review as the forge keeps it."""

    id: int
    who: str
    state: str
    commit: str
    at: datetime
    body: str = "ความเห็นของผู้รีวิว"


@dataclass
class ForgeBox:
    """One repository on a forge with one pull request, number 42, from ``mai``'s branch.

    Attributes:
        repoints: Whether a force-push takes earlier approvals along to the new commit.
        keeps_pushes: Whether the forge tells who pushed; not of a fork that is gone.
        page_size: How many items a page of an answer holds.
        source: Where the branch is: here, or in a fork.
        gone: People whose accounts were deleted.
        ghosts: Those of them in whose place the forge shows an account that it keeps for that.
        bots: Accounts that are no people.
        more: Other things that it tells, by their path.
    """

    box: Box
    repoints: bool = True
    keeps_pushes: bool = True
    page_size: int = 2
    reviews: list[Reviewed] = field(default_factory=list)
    pushes: list[dict[str, object]] = field(default_factory=list)
    events: list[dict[str, object]] = field(default_factory=list)
    commits: dict[str, str] = field(default_factory=dict)
    source: Mapping[str, object] = field(default_factory=lambda: REPOSITORY)
    gone: set[str] = field(default_factory=set)
    ghosts: set[str] = field(default_factory=set)
    bots: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    more: dict[str, object] = field(default_factory=dict)
    opened_by: str = "mai"
    head: str = ""
    merged: str | None = None
    merged_at: datetime | None = None

    @property
    def _now(self) -> datetime:
        self.box.now += timedelta(minutes=1)
        return self.box.now

    # -- who people are ----------------------------------------------------------------------------------------------

    def is_a_bot(self, who: str) -> ForgeBox:
        self.bots.add(who)
        return self

    def changes_name(self, who: str) -> ForgeBox:
        self.renamed.add(who)
        return self

    def leaves(self, who: str) -> ForgeBox:
        """Delete somebody's account."""
        self.gone.add(who)
        return self

    def becomes_a_ghost(self, who: str) -> ForgeBox:
        """Delete somebody's account, and show another in its place."""
        self.ghosts.add(who)
        return self.leaves(who)

    def is_opened_by(self, who: str) -> ForgeBox:
        self.opened_by = who
        return self

    def comes_from_a_fork(self) -> ForgeBox:
        """Let the branch be in somebody's own copy of the repository."""
        self.source = {"id": 78, "full_name": "mai/fork"}
        return self

    def leaves_approvals_where_they_were(self) -> ForgeBox:
        self.repoints = False
        return self

    def loses_the_fork(self) -> ForgeBox:
        """Let the repository that the branch came from be gone, and with it the word of who pushed."""
        self.keeps_pushes = False
        return self

    # -- what happens ------------------------------------------------------------------------------------------------

    def write(self, body: str = "Call 1669.\n", *, asset: str = X, **header: object) -> ForgeBox:
        """Change an asset in the work tree of the branch."""
        if self.box.git("symbolic-ref", "--short", "HEAD") == "main":
            self.box.branch("topic") if not self.head else self.box.switch("topic")
        self.box.write(asset, body=body, **header)  # type: ignore[arg-type]  # keywords of Box.write
        return self

    def commit(self, who: str = "mai", *, committer: str | None = None, co_authors: Sequence[str] = ()) -> ForgeBox:
        people = [f"p-{name}" for name in co_authors]
        by = f"p-{committer}" if committer else None
        oid = self.box.commit("Change", by=f"p-{who}", committer=by, co_authors=people)
        self.commits[oid] = who
        return self

    def push(self, who: str = "mai") -> ForgeBox:
        """Bring the branch to the forge."""
        self._move(who, "push" if self.head else "branch_creation")
        return self

    def force_push(self, who: str = "mai") -> ForgeBox:
        """Bring over it what does not hold what was there before."""
        self._move(who, "force_push")
        self.events.append({"event": "head_ref_force_pushed", "created_at": _said(self._now), "actor": self._user(who)})
        if self.repoints:
            for review in self.reviews:
                review.commit = self.head if review.state == "APPROVED" else review.commit
        return self

    def _move(self, who: str, kind: str) -> None:
        before, self.head = self.head or "0" * 40, self.box.git("rev-parse", "topic")
        self.box.git("update-ref", "refs/pull/42/head", self.head)
        self._write_down(who, kind, before=before, after=self.head)

    def _write_down(self, who: str, kind: str, *, before: str, after: str) -> None:
        """Keep who moved the branch, as the forge's list of activities does."""
        self.pushes.append(
            {
                "before": before,
                "after": after,
                "timestamp": _said(self._now),
                "activity_type": kind,
                "actor": self._user(who),
            }
        )

    def amend(self, body: str) -> ForgeBox:
        """Replace the branch's newest commit by another."""
        self.write(body)
        oid = self.box.commit("Amended", by="p-mai", amend=True)
        self.commits[oid] = "mai"
        return self

    def update_branch(self, who: str) -> ForgeBox:
        """Press the button that merges the base branch into this one."""
        self.box.switch("main")
        self.box.put("README.md", f"{len(self.pushes)}")
        self.box.commit("Meanwhile", by="p-adm")
        self.box.switch("topic")
        self.commits[self.box.merge("main", by=f"p-{who}", committer="noreply@github.com")] = who
        return self.push(who)

    def update_branch_by_hand(self, who: str, body: str) -> ForgeBox:
        """Merge the base branch into this one, and write something of one's own while at it."""
        self.box.switch("main")
        self.box.put("README.md", "moved on")
        self.box.commit("Meanwhile", by="p-adm")
        self.box.switch("topic")
        self.box.merge_unfinished("main")
        return self.write(body).commit(who).push(who)

    def rebase(self) -> ForgeBox:
        """Put the branch on top of the base branch, which has moved on."""
        self.box.switch("main")
        self.box.put("README.md", "moved on")
        self.box.commit("Meanwhile", by="p-adm")
        self.box.git("-c", "rebase.backend=merge", "rebase", "-q", "main", "topic", env=self.box.identity("p-mai"))
        self.commits[self.box.head] = "mai"
        return self.force_push()

    def review(self, who: str, state: str = "APPROVED") -> ForgeBox:
        self.reviews.append(Reviewed(9001 + len(self.reviews), who, state, self.head, self._now))
        return self

    def dismiss(self) -> ForgeBox:
        """Take back the newest review, as a maintainer can."""
        review = self.reviews[-1]
        self.events.append(
            {
                "event": "review_dismissed",
                "created_at": _said(self._now),
                "dismissed_review": {"review_id": review.id, "state": review.state.lower()},
            }
        )
        review.state = "DISMISSED"
        return self

    def dismiss_behind_a_state_that_stays(self) -> ForgeBox:
        """Take the newest review back, while the review itself is still told as it was."""
        state = self.reviews[-1].state
        self.dismiss()
        self.reviews[-1].state = state
        return self

    def edit_review(self) -> ForgeBox:
        """Let the newest review's text be changed by its author; the forge keeps state and time."""
        self.reviews[-1].body = "แก้ไขแล้ว"
        return self

    def looked_at(self, commit: str) -> ForgeBox:
        """Let the newest review be of another commit."""
        self.reviews[-1].commit = commit
        return self

    def happen(self, event: str) -> ForgeBox:
        """Let something be said that changes no review: a comment on the conversation, a request, an edit."""
        self.events.append({"event": event, "created_at": _said(self._now)})
        return self

    def merge(self, how: str = "merge", *, by: str = "nok") -> ForgeBox:
        """Merge as the forge's button does; a squash forgets who else took part."""
        self.box.switch("main")
        match how:
            case "merge":
                self.merged = self.box.merge("topic", by=f"p-{by}", committer="noreply@github.com")
            case "squash":
                self.merged = self.box.squash("topic", by=f"p-{self.opened_by}", committer="noreply@github.com")
            case "rebase":
                self.merged = self.box.rebase("topic", committer="noreply@github.com")
            case "evil":
                self.box.merge_unfinished("topic")
                self.box.write(X, body="Call nobody.\n")
                self.merged = self.box.commit("Merge", by=f"p-{by}")
        self.merged_at = self.box.now
        return self

    def reuses_the_branch(self, who: str = "mai") -> ForgeBox:
        """Force something else to the branch once the pull request is merged: that one stays as it was."""
        assert self.merged is not None
        after = self.box.git("commit-tree", "-m", "Something else", f"{self.head}^{{tree}}")
        self._write_down(who, "force_push", before=self.head, after=after)
        return self

    def deletes_the_branch(self, who: str) -> ForgeBox:
        self._write_down(who, "branch_deletion", before=self.head, after="0" * 40)
        return self

    # -- what is told ------------------------------------------------------------------------------------------------

    def answer(self, address: str) -> object:
        """Return what stands at an address: one thing, or all of a list."""
        path = urlsplit(address).path
        query = parse_qs(urlsplit(address).query)
        pull = f"/repos/{NAME}/pulls/42"
        lists: Mapping[str, Sequence[object]] = {
            f"{pull}/reviews": [self._told(review) for review in self.reviews],
            f"{pull}/commits": [self._told_commit(oid) for oid in self._own_commits()],
            f"/repos/{NAME}/issues/42/timeline": self.events,
        }
        if path == pull:
            return self._pull()
        if path == f"/repos/{NAME}/pulls":
            return [] if self.merged else [self._pull()]
        if path.startswith("/user/"):
            return next((self._user(who) for who, number in ACCOUNTS.items() if path == f"/user/{number}"), None)
        if path in self.more:
            return self.more[path]
        if path in lists:
            return lists[path]
        if path == f"/repos/{self.source['full_name']}/activity" and self.keeps_pushes:
            return self.pushes[::-1] if query.get("ref") == ["refs/heads/topic"] else []
        if path.startswith(f"/repos/{NAME}/commits/") and path.endswith("/pulls"):
            return [{"number": 42, "merged_at": "2026-11-01T00:00:00Z", "merge_commit_sha": self.merged}]
        return None

    def page(self, address: str) -> tuple[object, str | None]:
        """Return one page of an answer, and where the next one is."""
        said = self.answer(address)
        if not isinstance(said, list):
            return said, None
        query = parse_qs(urlsplit(address).query)
        number = int(query.get("page", ["1"])[0])
        start = (number - 1) * self.page_size
        more = start + self.page_size < len(said)
        following = f"{urlsplit(address).path}?{urlencode({**query, 'page': number + 1}, doseq=True)}"
        return said[start : start + self.page_size], following if more else None

    def _own_commits(self) -> Sequence[str]:
        base = f"{self.merged}^1" if self.merged else "main"
        found = self.box.git("rev-list", "--reverse", self.head, f"^{base}").split()
        return found or [self.head]

    def _pull(self) -> Mapping[str, object]:
        source = self.source if self.keeps_pushes else None
        return {
            "number": 42,
            "user": self._user(self.opened_by),
            "base": {"ref": "main", "sha": self.box.git("rev-parse", "main"), "repo": REPOSITORY},
            "head": {"ref": "topic", "sha": self.head, "repo": source},
            "merged": self.merged is not None,
            "merge_commit_sha": self.merged,
            "merged_at": _said(self.merged_at) if self.merged_at else None,
            "updated_at": _said(self.box.now),
            "commits": len(self._own_commits()),
            "requested_reviewers": [],
        }

    def _told(self, review: Reviewed) -> Mapping[str, object]:
        return {
            "id": review.id,
            "user": self._user(review.who),
            "state": review.state,
            "commit_id": review.commit,
            "submitted_at": _said(review.at),
            "body": review.body,
        }

    def _told_commit(self, oid: str) -> Mapping[str, object]:
        who = self.commits.get(oid)
        return {"sha": oid, "author": self._user(who) if who else {}, "committer": {}}

    def _user(self, who: str) -> Mapping[str, object] | None:
        if who in self.gone:
            return {"id": 10137, "login": "ghost", "type": "User"} if who in self.ghosts else None
        login = f"{who}-renamed" if who in self.renamed else who
        kind = "Bot" if who in self.bots else "User"
        return {"id": ACCOUNTS.get(who, 5000 + len(who)), "login": login, "type": kind}


def _said(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def as_bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
