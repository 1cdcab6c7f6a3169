"""Laws of the tally, for any order of reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.branch import Branch
from cop_build.core.community import Registries
from cop_build.core.pulls import Account, Opinion, Pull, Review
from cop_build.core.tally import Counted, tally
from cop_build.edges.git import Repository, branch_of
from tests.community_box import Box
from tests.pulls_kit import ANN, BOB, GHOST, MOMENT, STRANGER, a_pull

Said = tuple[Account, Opinion]
SAID = st.lists(st.tuples(st.sampled_from([ANN, BOB, STRANGER, GHOST]), st.sampled_from(Opinion)), max_size=8)

Merged = tuple[Pull, Branch, Registries]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Merged:
    """Return a merged pull request without a review."""
    box = Box.at(tmp_path_factory.mktemp("laws") / "box")
    box.person("p-mai")["forge"] = {"github": 2001}
    box.write_registry()
    box.commit("Accounts", by="p-adm")
    pull = a_pull(box)
    assert pull.merge is not None
    branch = branch_of(Repository.at(box.root), head=pull.head, merge=pull.merge, reviewed=[])
    return pull, branch, box.dossier.registries


def counted(merged: Merged, said: Sequence[Said], *, minutes: int = 1) -> Sequence[int]:
    """Return which reviews are counted, by their number in the order in which they were made."""
    pull, branch, registries = merged
    reviews = tuple(
        Review(9000 + number, account, opinion, pull.head, MOMENT + timedelta(minutes=number * minutes))
        for number, (account, opinion) in enumerate(said)
    )
    results = tally(replace(pull, reviews=reviews), branch, registries)
    assert len(results) == len(said), "of every review it is said what became of it"
    return [result.review.id - 9000 for result in results if isinstance(result, Counted)]


def expected(said: Sequence[Said]) -> Sequence[int]:
    """Return the same, told in another way: go back from the end; what comes first of a person settles it."""
    found, settled, talked = [], set[int | None](), set[int | None]()
    for number, (account, opinion) in reversed(list(enumerate(said))):
        if account.id in settled or account not in (ANN, BOB):
            continue
        if opinion is Opinion.COMMENT:
            talked.add(account.id)
            continue
        settled.add(account.id)
        if opinion is Opinion.REQUEST_CHANGES or (opinion is Opinion.APPROVE and account.id not in talked):
            found.append(number)
    return found[::-1]


@given(said=SAID)
def test_of_each_person_the_last_word_counts(merged: Merged, said: Sequence[Said]) -> None:
    assert counted(merged, said) == expected(said)


@given(said=SAID)
def test_in_one_second_the_order_of_the_forge_decides(merged: Merged, said: Sequence[Said]) -> None:
    assert counted(merged, said, minutes=0) == expected(said)


@given(said=SAID, place=st.integers(0, 8), opinion=st.sampled_from(Opinion))
def test_what_strangers_say_changes_nothing(merged: Merged, said: list[Said], place: int, opinion: Opinion) -> None:
    place = min(place, len(said))
    more = [*said[:place], (STRANGER, opinion), *said[place:]]

    assert [said[number] for number in counted(merged, said)] == [more[number] for number in counted(merged, more)]
