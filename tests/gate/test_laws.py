"""Laws that hold for any history: one person one voice, and no verdict depends on another asset's."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop_build.core.model import State
from cop_build.core.verdict import Judgement, Verdict
from tests.community_box import Box
from tests.gate.attacks import ATTACKS, X
from tests.ssh_keys import SecretKey

SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from("abc"), st.sampled_from(["p-mai", "p-ann", "p-bob"])),
        st.tuples(st.just("remove"), st.just(""), st.just("p-mai")),
        st.tuples(
            st.sampled_from(["approve", "approve", "approve", "request_changes", "recall"]),
            st.sampled_from(["p-ann", "p-bob", "p-fin"]),
            st.sampled_from(["", "second", "stranger"]),
        ),
    ),
    max_size=9,
)


def played(folder: Path, steps: Sequence[tuple[str, str, str]], quorum: int) -> Box:
    """Return a community in which all of this happened to the asset."""
    box = Box.at(folder, change=lambda registry: registry["policy"].update(quorum=quorum))
    box.person("p-ann")["keys"].append({"key": SecretKey("second").line})
    box.write_registry()
    box.commit("A second key", by="p-adm")
    for what, first, second in steps:
        exists = (box.root / f"drafts/{X}/index.md").exists()
        if what == "write":
            box.write(X, body=f"{first}\n")
            box.commit("Write", by=second)
        elif what == "remove" and exists:
            box.remove(f"drafts/{X}")
            box.commit("Remove", by=second)
        elif what not in ("write", "remove") and exists:
            box.decide(X, by=first, decision=what, key=SecretKey(second or first))
    return box


@SLOW
@given(steps=STEPS, quorum=st.integers(1, 2))
def test_whatever_happens_what_is_public_was_approved_by_enough_people_who_did_not_write_it(
    steps: Sequence[tuple[str, str, str]], quorum: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        box = played(Path(folder) / "box", steps, quorum)
        verdicts = [verdict for verdict in box.judge().verdicts if verdict.asset == X]

    for verdict in verdicts:
        approved = verdict.approved
        if approved is not None:
            people = [confirmation.reviewer.id for confirmation in approved.confirmations]
            assert len(set(people)) == len(people) >= quorum
            assert set(people) <= entitled_approvers(steps, approved.version.body.strip())
            assert verdict.state not in (State.WITHDRAWN, State.DRAFT, State.RECALLED)


def entitled_approvers(steps: Sequence[tuple[str, str, str]], wanted: str) -> set[str]:
    """Return who approved a text with a key of theirs before which they had never written it."""
    stands = ""
    writers: set[str] = set()
    approvers: set[str] = set()
    for what, first, second in steps:
        if what == "write" and first != stands:
            stands = first
            writers |= {second} if first == wanted else set()
        elif what == "remove":
            stands = ""
        elif what == "approve" and stands == wanted and first in ("p-ann", "p-bob") and first not in writers:
            approvers |= {first} if second == "" or (first, second) == ("p-ann", "second") else set()
    return approvers


@SLOW
@given(first=st.sampled_from(sorted(ATTACKS)), steps=STEPS)
def test_no_verdict_depends_on_another_asset(first: str, steps: Sequence[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        alone = played(Path(folder) / "alone", steps, 1)
        before = verdict_of(alone.judge())
        beside = alone
        for number in range(2):
            beside.publish(f"knowledge/other-{number}", body=f"See [x](../x/index.md). {first}\n")
        beside.write("knowledge/broken")
        beside.put("drafts/knowledge/broken/index.md", "---\n[")
        beside.file("broken", "knowledge/broken")
        beside.commit("Beside")
        after = verdict_of(beside.judge())

    assert before == after


def verdict_of(judgement: Judgement) -> Verdict | None:
    return next((verdict for verdict in judgement.verdicts if verdict.asset == X), None)
