"""The rules of the tally are a tuple: each refuses a review that no other does. Source: manual/trust.md §3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from cop_build.core import tally as rules
from cop_build.core.tally import RULES, Counted, Rule, tally
from cop_build.edges.forge import Client, GitHub
from cop_build.edges.git import Repository, branch_of
from tests.community_box import Box
from tests.forge.box import ForgeBox, X
from tests.forge.matrix import COUNTED, MATRIX, Row, opened
from tests.forge.server import serving
from tests.pulls_kit import ANN, NAME, a_pull, a_review, uncounted

ROWS = {row.name: row for row in MATRIX}

OPENED_BY: Mapping[Rule, str] = {
    rules.comes_from_a_person: "bot",
    rules.is_the_latest: "approve, request changes",
    rules.was_not_commented_on: "approve, comment",
    rules.was_not_force_pushed_over: "approve, force-push of the same text",
    rules.reviewed_commit_is_here: "a text of which the forge knows no commit",
    rules.what_was_read_is_what_was_merged: "approve, new text",
    rules.reviewer_was_entitled: "expert on another topic",
    rules.reviewer_took_no_part: "approve by who pushed it under another's name",
    rules.pushers_are_known: "the forge does not tell who pushed",
}
# These two say why; that there is no decision in what they refuse keeps it out without them.
SAID_BY: Mapping[Rule, str] = {rules.is_a_decision: "comment", rules.was_not_dismissed: "approve, dismiss"}


@pytest.fixture
def forge(box: Box) -> ForgeBox:
    """Return a community whose people have accounts."""
    register(box)
    return ForgeBox(box)


def register(box: Box) -> None:
    for name, account in {"p-fin": 1003, "p-mai": 2001, "p-nok": 2002}.items():
        box.person(name)["forge"] = {"github": account}
    box.write_registry()
    box.commit("Accounts", by="p-adm")


def outcomes(forge: ForgeBox, *, asked: Sequence[Rule] = RULES) -> Sequence[str]:
    """Return what becomes of each review of the merged pull request, as a decision on its asset."""
    with serving(forge) as served:
        pull = GitHub(Client(served.address, wait_seconds=0), NAME).pull(42)
    assert pull.merge is not None
    reviewed = [review.commit for review in pull.reviews if review.commit]
    branch = branch_of(Repository.at(forge.box.root), head=pull.head, merge=pull.merge, reviewed=reviewed)
    results = tally(pull, branch, forge.box.dossier.registries, rules=tuple(asked))
    return [COUNTED if isinstance(result, Counted) else result.flaw[0] for result in results if result.asset == X]


def without(rule: Rule) -> Sequence[Rule]:
    return [other for other in RULES if other is not rule]


@pytest.mark.parametrize(("rule", "row"), OPENED_BY.items(), ids=[rule.__name__ for rule in OPENED_BY])
def test_a_review_comes_through_once_its_rule_is_left_out(rule: Rule, row: str, forge: ForgeBox) -> None:
    told = played(forge, row)

    with_all = outcomes(forge)
    let_in = outcomes(forge, asked=without(rule))

    assert tuple(with_all) == told.reviews
    assert [new for old, new in zip(with_all, let_in, strict=True) if new != old] == [COUNTED]


@pytest.mark.parametrize(("rule", "row"), SAID_BY.items(), ids=[rule.__name__ for rule in SAID_BY])
def test_what_decides_nothing_is_not_counted_even_then(rule: Rule, row: str, forge: ForgeBox) -> None:
    told = played(forge, row)

    assert tuple(outcomes(forge)) == told.reviews
    assert COUNTED not in outcomes(forge, asked=without(rule)) and COUNTED not in outcomes(forge, asked=())


def test_no_rule_is_without_a_review_that_it_refuses() -> None:
    assert {*OPENED_BY, *SAID_BY} == set(RULES)


def played(forge: ForgeBox, row: str) -> Row:
    ROWS[row].steps(forge)
    return ROWS[row]


def test_who_is_appointed_after_the_merge_did_not_decide(forge: ForgeBox) -> None:
    opened(forge).merge()
    forge.box.person("p-nok").update(roles=["expert"], topics=["ucep"])
    forge.box.write_registry()
    forge.box.commit("Appoint", by="p-adm")
    forge.review("nok")

    assert outcomes(forge) == ["COP303"]


def test_who_leaves_after_the_merge_did_decide(forge: ForgeBox) -> None:
    opened(forge).review("ann").merge()
    forge.box.person("p-ann").update(roles=["member"], topics=[])
    forge.box.write_registry()
    forge.box.commit("Leave", by="p-adm")

    assert outcomes(forge) == [COUNTED]


def test_a_text_that_the_merge_brought_back_was_not_the_one_proposed(forge: ForgeBox) -> None:
    opened(forge).review("ann").write("Call nobody.\n").commit().push()
    forge.box.switch("main")
    forge.box.merge_unfinished("topic")
    forge.box.write(X)
    forge.merged = forge.box.commit("Merge", by="p-nok")

    assert outcomes(forge) == ["COP418"]


def test_an_address_of_nobody_is_somebodys_account(forge: ForgeBox) -> None:
    forge.box.registry["policy"]["unregistered_authors"] = "warn"
    forge.box.write_registry()
    forge.box.commit("Policy", by="p-adm")
    forge.write()
    forge.commits[forge.box.commit("Write", by="at-home@example.org")] = "ann"
    forge.push("mai").review("ann").review("bob").merge()

    assert outcomes(forge) == ["COP422", COUNTED]


@pytest.mark.parametrize("silent", ["timeline", "pushes"])
def test_one_witness_of_a_force_push_is_enough(forge: ForgeBox, silent: str) -> None:
    opened(forge).review("ann").amend("Call 1669.\n").force_push().merge()
    if silent == "timeline":
        forge.events.clear()
    else:
        forge.pushes[-1]["activity_type"] = "push"

    assert outcomes(forge) == ["COP416"]


@pytest.mark.parametrize(("seconds", "code"), [(-1, None), (0, "COP416"), (1, "COP416")])
def test_a_force_push_in_the_second_of_the_review_came_after_it(box: Box, seconds: int, code: str | None) -> None:
    register(box)
    pull = a_pull(box, a_review(ANN))
    forced = pull.reviews[0].submitted_at + timedelta(seconds=seconds)

    assert uncounted(box, replace(pull, force_pushed_at=(forced,))) == ({code} if code else set())


def test_what_was_looked_at_on_no_way_to_the_head_was_forced_away(box: Box) -> None:
    register(box)
    box.branch("aside")
    box.write(X)
    elsewhere = box.commit("The same text", by="p-mai")
    box.switch()

    assert uncounted(box, a_pull(box, a_review(ANN, commit=elsewhere))) == {"COP416"}


@pytest.mark.parametrize("kind", ["pr_merge", "merge_queue_merge", "something new"])
def test_what_came_in_a_way_that_is_no_push_came_by_nobody(forge: ForgeBox, kind: str) -> None:
    opened(forge).review("ann").merge()
    forge.pushes[-1]["activity_type"] = kind

    assert outcomes(forge) == ["COP424"]


def test_who_deletes_the_branch_takes_no_part(forge: ForgeBox) -> None:
    opened(forge).review("ann").merge().deletes_the_branch("ann")

    assert outcomes(forge) == [COUNTED]
