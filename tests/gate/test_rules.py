"""The rules are a tuple: each stops an attack that nothing else stops. Source: manual/trust.md §3."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest

from cop_build.core import conditions, rules
from cop_build.core.docket import ALL_RULES, Rules
from tests.gate import attacks
from tests.gate.attacks import ATTACKS, Build, prepared

OPENED_BY: Mapping[Callable[..., object], Build] = {
    rules.stands_in_its_folder: attacks.a_recall_of_another_asset_is_copied_here,
    rules.is_of_this_community: attacks.the_record_is_another_communitys,
    rules.is_accepted_evidence: attacks.the_community_takes_another_kind_of_evidence,
    rules.is_authentic: attacks.the_signed_payload_had_one_space_more,
    rules.is_no_copy: attacks.older_approved_text_was_put_back_with_a_copy_of_its_approval,
    rules.key_was_the_reviewers: attacks.the_key_is_in_no_registry,
    rules.was_in_office: attacks.the_reviewer_had_left_and_dates_the_commit_back,
    rules.is_not_of_tomorrow: attacks.an_approval_is_issued_tomorrow,
    rules.reviewer_was_entitled: attacks.an_expert_approves_a_page,
    rules.reviewer_is_still_registered: attacks.the_reviewer_was_removed,
    rules.key_is_not_compromised: attacks.the_compromised_keys_row_was_removed,
    rules.reviewer_is_no_author: attacks.an_expert_changed_it_while_merging,
    rules.authors_are_known: attacks.somebody_edited_whom_nobody_knows,
    conditions.landed_no_earlier: attacks.older_approved_text_was_put_back,
    conditions.has_quorum: attacks.one_person_approves_with_two_keys,
    conditions.covers_its_topics: attacks.one_of_two_topics_is_covered,
    conditions.has_a_day: attacks.an_idea_without_a_day_is_approved,
    conditions.is_written: attacks.an_expert_approves_what_its_author_has_not_written,
    conditions.has_no_open_request: attacks.an_open_request_blocks_what_was_complete,
    conditions.is_not_recalled: attacks.a_recall_is_deleted,
    conditions.is_fit_for_the_public: attacks.an_expert_approves_what_may_not_be_public,
    conditions.has_begun: attacks.the_day_from_which_it_holds_has_not_come,
    conditions.is_not_withdrawn: attacks.the_folder_was_removed,
    conditions.has_not_ended: attacks.the_day_until_which_it_holds_has_come,
    conditions.is_in_force: attacks.the_review_date_of_what_is_to_be_withheld_has_come,
}


def each_left_out() -> Iterator[tuple[Callable[..., object], Rules]]:
    for group in fields(Rules):
        every = getattr(ALL_RULES, group.name)
        for rule in every:
            yield rule, replace(ALL_RULES, **{group.name: tuple(other for other in every if other is not rule)})


LEFT_OUT = tuple(each_left_out())


@pytest.mark.parametrize(("rule", "asked"), LEFT_OUT, ids=[rule.__name__ for rule, _ in LEFT_OUT])
def test_an_attack_succeeds_once_its_rule_is_left_out(
    rule: Callable[..., object], asked: Rules, tmp_path: Path
) -> None:
    assert rule in OPENED_BY, "a rule without an attack that it alone stops"
    attack = ATTACKS[OPENED_BY[rule].__name__]
    box = prepared(tmp_path / "box")
    attack.build(box)

    with_all = box.verdict(attack.asset, attack.as_of).approved
    without = box.verdict(attack.asset, attack.as_of, asked=asked).approved

    assert (with_all.version.body if with_all else None) == attack.public
    assert (without.version.body if without else None) != attack.public


def test_no_attack_is_kept_for_a_rule_that_is_gone() -> None:
    assert set(OPENED_BY) == {rule for rule, _ in LEFT_OUT}
