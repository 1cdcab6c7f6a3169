"""Reviews on a forge, attested by the recorder. Source: manual/trust.md §2, §3.2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.community_box import Box, a_person, codes_of
from tests.gate.attacks import NEW, OLD, X, rule_the_registry
from tests.ssh_keys import SecretKey


@pytest.fixture
def forge(tmp_path: Path) -> Box:
    """Return a community with a recorder, whose asset was merged from a branch and reviewed there."""
    box = Box.at(
        tmp_path / "forge",
        change=lambda registry: registry.update(recorders=[{"key": SecretKey("recorder").line}]),
    )
    merged(box)
    return box


def merged(box: Box, body: str = OLD) -> str:
    box.branch(f"pull-{body[:6].strip().replace(' ', '')}")
    box.write(X, body=body)
    box.commit("Propose", by="p-mai")
    branch = box.git("symbolic-ref", "--short", "HEAD")
    box.switch()
    return box.merge(branch, by="p-nok", committer="noreply@github.com")


def recorded(box: Box, text: str) -> None:
    box.file(text, X)
    box.commit("Record the review", by="p-his")


def test_a_review_that_the_recorder_attests_publishes(forge: Box) -> None:
    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=forge.head))

    assert forge.is_public(X)


def test_a_recall_on_the_forge_takes_off(forge: Box) -> None:
    merge = forge.head
    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=merge))
    recorded(forge, forge.attest(X, by="p-bob", user=1002, merge=merge, decision="request_changes"))

    assert not forge.is_public(X)


def test_the_registry_before_the_merge_says_who_the_reviewer_was(forge: Box) -> None:
    merge = forge.head
    forge.person("p-ann").update(roles=["member"], topics=[])
    rule_the_registry(forge)

    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=merge))

    assert forge.is_public(X)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("COP410", {"user": 1002}),
        ("COP410", {"user": 4242}),
        ("COP410", {"facts": {"forge": "gitlab"}}),
        ("COP410", {"facts": {"submitted_at": "2026-11-01T00:00:00Z"}}),
        ("COP405", {"recorder": SecretKey("stranger")}),
        ("COP405", {"recorder": SecretKey("p-ann")}),
        ("COP402", {"namespace": "cop-review@test-community"}),
        ("COP402", {"namespace": "cop-recorder@other"}),
        ("COP322", {"merge": "0" * 40}),
        ("COP304", {"by": "p-zed"}),
        ("COP303", {"by": "p-adm", "user": 1001}),
    ],
)
def test_an_attestation_that_does_not_hold_counts_for_nothing(
    forge: Box, code: str, changed: dict[str, object]
) -> None:
    if changed.get("by") == "p-adm":
        forge.person("p-ann")["forge"] = {}
        forge.person("p-adm")["forge"] = {"github": 1001}
        rule_the_registry(forge)
        forge.commit("A later merge", by="p-nok")

    arguments: dict[str, object] = {"by": "p-ann", "user": 1001, "merge": forge.head, **changed}
    recorded(forge, forge.attest(X, **arguments))  # type: ignore[arg-type]  # keywords of Box.attest

    verdict = forge.verdict(X)
    assert verdict.approved is None and code in codes_of(verdict)


def test_facts_changed_after_the_recorder_signed_count_for_nothing(forge: Box) -> None:
    text = forge.attest(X, by="p-ann", user=1001, merge=forge.head)

    recorded(forge, text.replace("review: 9001", "review: 9002"))

    assert not forge.is_public(X) and "COP404" in codes_of(forge.verdict(X))


def test_without_a_recorder_in_the_registry_no_attestation_counts(tmp_path: Path) -> None:
    box = Box.at(tmp_path / "box")
    merge = merged(box)
    recorded(box, box.attest(X, by="p-ann", user=1001, merge=merge))

    assert not box.is_public(X) and "COP409" in codes_of(box.verdict(X))


def test_a_recorder_that_comes_with_its_record_counts_for_nothing(forge: Box) -> None:
    forge.registry["recorders"].append({"key": SecretKey("second").line})
    forge.write_registry()

    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=forge.head, recorder=SecretKey("second")))

    assert not forge.is_public(X) and "COP405" in codes_of(forge.verdict(X))


def test_a_recorder_whose_key_leaked_later_proves_nothing(forge: Box) -> None:
    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=forge.head))
    forge.registry["recorders"][0]["compromised"] = True
    rule_the_registry(forge)

    assert not forge.is_public(X) and "COP407" in codes_of(forge.verdict(X))


def test_a_merge_that_is_not_on_the_line_counts_for_nothing(forge: Box) -> None:
    proposed = forge.git("rev-parse", "HEAD^2")

    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=proposed))

    assert not forge.is_public(X) and "COP322" in codes_of(forge.verdict(X))


def test_an_expert_whom_the_same_merge_appoints_counts_for_nothing(forge: Box) -> None:
    forge.branch("appoint")
    forge.registry["people"].append(a_person("new", "expert", topics=["ucep"], forge={"github": 3003}))
    forge.write_registry()
    forge.write(X, body=NEW)
    forge.commit("Propose", by="p-mai")
    forge.switch()
    merge = forge.merge("appoint", by="p-nok", committer="noreply@github.com")

    recorded(forge, forge.attest(X, by="p-new", user=3003, merge=merge))

    assert not forge.is_public(X) and "COP304" in codes_of(forge.verdict(X))


def test_a_record_may_not_name_a_merge_that_comes_after_it(forge: Box) -> None:
    forge.branch("later")
    forge.put("README.md", "x")
    forge.commit("Say more", by="p-mai")
    forge.switch()
    forge.registry["people"].append(a_person("new", "expert", topics=["ucep"], forge={"github": 3003}))
    text = forge.attest(X, by="p-new", user=3003, merge="f" * 40)
    recorded(forge, text)
    rule_the_registry(forge)

    assert not forge.is_public(X) and "COP322" in codes_of(forge.verdict(X))


def test_the_author_on_the_forge_may_not_approve_there(forge: Box) -> None:
    forge.branch("browser")
    forge.write(X, body=NEW)
    forge.commit("Edit", by="1001+ann@users.noreply.github.com", committer="noreply@github.com")
    forge.switch()
    merge = forge.merge("browser", by="p-nok", committer="noreply@github.com")

    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=merge))

    assert not forge.is_public(X) and "COP302" in codes_of(forge.verdict(X))


def test_a_review_of_what_was_pushed_over_later_counts_for_that_only(forge: Box) -> None:
    reviewed = forge.digest(X)
    merge = merged(forge, NEW)

    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=merge, digest=reviewed))

    assert forge.public_body(X) == OLD


def test_an_attestation_with_unknown_facts_is_no_record(forge: Box) -> None:
    recorded(forge, forge.attest(X, by="p-ann", user=1001, merge=forge.head, facts={"bot": 1}))

    assert not forge.is_public(X) and "COP108" in codes_of(forge.verdict(X))
