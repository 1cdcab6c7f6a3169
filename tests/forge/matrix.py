"""What can happen to a pull request, in which order, and what becomes of each review. Written before the code was run.

A row: what happens, step by step; for each review, oldest first, "counted" or the code that says why not; and whether
the asset is public once the records are committed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.forge.box import ForgeBox

Steps = Callable[[ForgeBox], object]
COUNTED = "counted"
OTHER = "knowledge/other"  # of which nobody who may has approved anything


@dataclass(frozen=True)
class Row:
    name: str
    steps: Steps
    reviews: tuple[str, ...]
    is_public: bool


def opened(forge: ForgeBox) -> ForgeBox:
    return forge.write().commit().push()


def _two_commits_by(who: str) -> Steps:
    return lambda f: opened(f).write("Call 1669 now.\n").commit(who).push("mai").review("ann").merge()


MATRIX = (
    Row("approve", lambda f: opened(f).review("ann").merge(), (COUNTED,), True),
    Row("approve, squash", lambda f: opened(f).review("ann").merge("squash"), (COUNTED,), True),
    Row("approve, rebase merging", lambda f: opened(f).review("ann").merge("rebase"), (COUNTED,), True),
    Row("nobody reviews", lambda f: opened(f).merge(), (), False),
    Row("request changes", lambda f: opened(f).review("ann", "CHANGES_REQUESTED").merge(), (COUNTED,), False),
    Row("comment", lambda f: opened(f).review("ann", "COMMENTED").merge(), ("COP414",), False),
    Row("approve, dismiss", lambda f: opened(f).review("ann").dismiss().merge(), ("COP412",), False),
    Row(
        "approve, comment",
        lambda f: opened(f).review("ann").review("ann", "COMMENTED").merge(),
        ("COP415", "COP414"),
        False,
    ),
    Row(
        "comment, approve",
        lambda f: opened(f).review("ann", "COMMENTED").review("ann").merge(),
        ("COP414", COUNTED),
        True,
    ),
    Row(
        "approve, request changes",
        lambda f: opened(f).review("ann").review("ann", "CHANGES_REQUESTED").merge(),
        ("COP413", COUNTED),
        False,
    ),
    Row(
        "request changes, approve",
        lambda f: opened(f).review("ann", "CHANGES_REQUESTED").review("ann").merge(),
        ("COP413", COUNTED),
        True,
    ),
    Row(
        "request changes, comment",
        lambda f: opened(f).review("ann", "CHANGES_REQUESTED").review("ann", "COMMENTED").merge(),
        (COUNTED, "COP414"),
        False,
    ),
    Row(
        "approve, request changes, dismiss that",
        lambda f: opened(f).review("ann").review("ann", "CHANGES_REQUESTED").dismiss().merge(),
        ("COP413", "COP412"),
        False,
    ),
    Row(
        "one approves, another asks for changes",
        lambda f: opened(f).review("ann").review("bob", "CHANGES_REQUESTED").merge(),
        (COUNTED, COUNTED),
        False,
    ),
    Row(
        "one approves, another comments",
        lambda f: opened(f).review("ann").review("bob", "COMMENTED").merge(),
        (COUNTED, "COP414"),
        True,
    ),
    Row("approve twice", lambda f: opened(f).review("ann").review("ann").merge(), ("COP413", COUNTED), True),
    Row(
        "approve, dismiss, approve",
        lambda f: opened(f).review("ann").dismiss().review("ann").merge(),
        ("COP412", COUNTED),
        True,
    ),
    Row(
        "approve, dismiss, told by the timeline alone",
        lambda f: opened(f).review("ann").dismiss_behind_a_state_that_stays().merge(),
        ("COP412",),
        False,
    ),
    Row("edit of the review's text", lambda f: opened(f).review("ann").edit_review().merge(), (COUNTED,), True),
    Row("edit of the title", lambda f: opened(f).review("ann").happen("renamed").merge(), (COUNTED,), True),
    Row("re-request", lambda f: opened(f).review("ann").happen("review_requested").merge(), (COUNTED,), True),
    Row(
        "approve, new text",
        lambda f: opened(f).review("ann").write("Call nobody.\n").commit().push().merge(),
        ("COP418",),
        False,
    ),
    Row(
        "approve, new text, approve again",
        lambda f: opened(f).review("ann").write("Call 1669 now.\n").commit().push().review("ann").merge(),
        ("COP413", COUNTED),
        True,
    ),
    Row(
        "approve, new text of another asset",
        lambda f: opened(f).review("ann").write(asset=OTHER).commit().push().merge(),
        (COUNTED,),
        True,
    ),
    Row(
        "approve, text changed and changed back",
        lambda f: opened(f).review("ann").write("No.\n").commit().push().write().commit().push().merge(),
        (COUNTED,),
        True,
    ),
    Row(
        "approve, force-push of another text",
        lambda f: opened(f).review("ann").amend("Call nobody.\n").force_push().merge(),
        ("COP416",),
        False,
    ),
    Row(
        "approve, force-push of the same text",
        lambda f: opened(f).review("ann").amend("Call 1669.\n").force_push().merge(),
        ("COP416",),
        False,
    ),
    Row(
        "approve, force-push of the same text, approval left where it was",
        lambda f: opened(f).leaves_approvals_where_they_were().review("ann").amend("Call 1669.\n").force_push().merge(),
        ("COP416",),
        False,
    ),
    Row(
        "force-push, approve",
        lambda f: opened(f).amend("Call 1669 now.\n").force_push().review("ann").merge(),
        (COUNTED,),
        True,
    ),
    Row(
        "request changes, force-push of the same text",
        lambda f: opened(f).review("ann", "CHANGES_REQUESTED").amend("Call 1669.\n").force_push().merge(),
        (COUNTED,),
        False,
    ),
    Row("approve, rebase of the branch", lambda f: opened(f).review("ann").rebase().merge(), ("COP416",), False),
    Row(
        "update-merge by the expert, approve",
        lambda f: opened(f).update_branch("ann").review("ann").merge(),
        (COUNTED,),
        True,
    ),
    Row(
        "approve, update-merge by the author",
        lambda f: opened(f).review("ann").update_branch("mai").merge(),
        (COUNTED,),
        True,
    ),
    Row(
        "approve by who wrote something while updating",
        lambda f: opened(f).update_branch_by_hand("ann", "Call 1669 now.\n").review("ann").merge(),
        ("COP422",),
        False,
    ),
    Row(
        "approve by who opened it",
        lambda f: opened(f.is_opened_by("ann")).review("ann").merge(),
        ("COP422",),
        False,
    ),
    Row("approve by a commit's author", _two_commits_by("ann"), ("COP422",), False),
    Row(
        "approve by a co-author, squash",
        lambda f: f.write().commit("mai", co_authors=["ann"]).push().review("ann").merge("squash"),
        ("COP422",),
        False,
    ),
    Row(
        "approve by a committer",
        lambda f: f.write().commit("mai", committer="ann").push().review("ann").merge(),
        ("COP422",),
        False,
    ),
    Row(
        "approve by who pushed it under another's name",
        lambda f: f.write().commit("mai").push("ann").review("ann").merge(),
        ("COP422",),
        False,
    ),
    Row(
        "approve by who pushed a part of it",
        lambda f: opened(f).write("Call 1669 now.\n").commit().push("ann").review("ann").merge(),
        ("COP422",),
        False,
    ),
    Row(
        "pushed by an account of nobody, under a member's name",
        lambda f: f.write().commit("mai").push("stranger").review("ann").merge(),
        ("COP424",),
        False,
    ),
    Row(
        "the pusher approves, and another",
        lambda f: f.write().commit("mai").push("ann").review("ann").review("bob").merge(),
        ("COP422", COUNTED),
        True,
    ),
    Row("bot", lambda f: opened(f.is_a_bot("ann")).review("ann").merge(), ("COP420",), False),
    Row("nobody's account", lambda f: opened(f).review("stranger").merge(), ("COP419",), False),
    Row("renamed login", lambda f: opened(f.changes_name("ann")).review("ann").merge(), (COUNTED,), True),
    Row("deleted account", lambda f: opened(f.leaves("ann")).review("ann").merge(), ("COP421",), False),
    Row(
        "deleted account, shown as a ghost",
        lambda f: opened(f.becomes_a_ghost("ann")).review("ann").merge(),
        ("COP421",),
        False,
    ),
    Row("expert on another topic", lambda f: opened(f).review("fin").merge(), ("COP303",), False),
    Row(
        "one page of an answer is not all: approved on the third",
        lambda f: opened(f).review("nok", "COMMENTED").review("nok", "COMMENTED").review("mai", "COMMENTED")
        .review("stranger").review("ann").merge(),
        ("COP414", "COP414", "COP414", "COP419", COUNTED),
        True,
    ),
    Row(
        "one page of an answer is not all: taken back on the second",
        lambda f: opened(f).review("ann").review("stranger").review("ann", "CHANGES_REQUESTED").merge(),
        ("COP413", "COP419", COUNTED),
        False,
    ),
    Row("approve after the merge", lambda f: opened(f).merge().review("ann"), (COUNTED,), True),
    Row("another text is merged", lambda f: opened(f).review("ann").merge("evil"), ("COP418",), False),
    Row(
        "a text of which the forge knows no commit",
        lambda f: opened(f).review("ann").looked_at("1" * 40).merge(),
        ("COP417",),
        False,
    ),
    Row("from a fork", lambda f: opened(f.comes_from_a_fork()).review("ann").merge(), (COUNTED,), True),
    Row(
        "who pushed is gone",
        lambda f: f.leaves("nok").write().commit().push("nok").review("ann").merge(),
        ("COP424",),
        False,
    ),
    Row(
        "two commits, rebase merging, the text in the first",
        lambda f: opened(f).write(asset=OTHER, topics=["finance"]).commit().push().review("ann").merge("rebase"),
        (COUNTED,),
        True,
    ),
    Row(
        "the forge does not tell who pushed",
        lambda f: opened(f.loses_the_fork()).review("ann").merge(),
        ("COP424",),
        False,
    ),
)  # fmt: skip
