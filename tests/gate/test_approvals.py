"""What the rules allow: the gate opens for the right approval, and keeps it when nothing of meaning changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cop_build.core.digest import canonical_json
from cop_build.core.model import State
from cop_build.core.verdict import Why
from cop_build.edges.signatures import sign
from tests.community_box import Box, a_person, base64_of, codes_of, record_text, signed_record
from tests.gate.attacks import NEW, OLD, X, rule_the_registry, written
from tests.ssh_keys import SecretKey


def test_an_expert_who_is_no_author_publishes(box: Box) -> None:
    box.publish(X)

    verdict = box.verdict(X)

    assert verdict.state is State.APPROVED and verdict.approved is not None
    assert [c.reviewer.id for c in verdict.approved.confirmations] == ["p-ann"]
    assert verdict.approved.version.digest == verdict.digest
    assert not verdict.findings


def test_a_signature_by_ssh_keygen_itself_publishes(box: Box, tmp_path: Path) -> None:
    written(box)
    payload = canonical_json(box.payload(X, by="p-ann"))

    blob = sign(payload.encode(), namespace="cop-review@test-community", key=SecretKey("p-ann").save(tmp_path))
    box.file(record_text(payload, {"type": "signature", "signature": base64_of(blob)}), X)
    box.commit("Review")

    assert box.is_public(X)


def test_a_security_key_publishes_only_when_it_was_touched(box: Box) -> None:
    key = SecretKey("token", application="ssh:")
    box.person("p-ann")["keys"].append({"key": key.line})
    rule_the_registry(box)
    written(box)
    payload = canonical_json(box.payload(X, by="p-ann"))
    box.file(signed_record(payload, key, flags=0), X)
    box.commit("Untouched")
    untouched = box.verdict(X)
    box.file(signed_record(payload, key, flags=1), X)
    box.commit("Touched")

    assert untouched.approved is None and "COP408" in codes_of(untouched)
    assert box.is_public(X)


@pytest.mark.parametrize(
    ("asset", "reviewer"),
    [
        ("question/q", "p-ann"),
        ("note/n", "p-ann"),
        ("note/n", "p-fin"),
        ("session/s", "p-fac"),
        ("session/s", "p-adm"),
        ("page/about", "p-adm"),
    ],
)
def test_each_kind_is_approved_by_whom_it_is_entrusted_to(box: Box, asset: str, reviewer: str) -> None:
    box.publish(asset, by=reviewer)

    assert box.is_public(asset)


def test_free_topics_of_a_session_and_a_note_bind_nobody(box: Box) -> None:
    box.publish("session/s", by="p-fac", topics=["การเงิน", "anything at all"])
    box.publish("note/n", by="p-par", topics=["anything at all"])

    assert box.is_public("session/s") and box.is_public("note/n")


def test_two_experts_cover_two_topics_between_them(box: Box) -> None:
    written(box, topics=["ucep", "finance"])
    box.approve(X, by="p-ann")
    box.approve(X, by="p-fin")

    assert box.is_public(X)


def test_pressing_merge_makes_nobody_an_author(box: Box) -> None:
    box.branch("side")
    written(box)
    box.switch()
    box.commit("Meanwhile", by="p-nok")
    box.merge("side", by="p-ann", committer="noreply@github.com")

    box.approve(X, by="p-ann")

    assert box.is_public(X)


def test_the_forges_committer_and_the_first_commit_of_cop_init_are_nobody(tmp_path: Path) -> None:
    box = Box.empty(tmp_path / "box")
    box.write_registry()
    box.write(X)
    box.commit("Init", by="init@cop-build.invalid")
    box.write(X, body=NEW)
    box.commit("Edit in the browser", by="p-mai", committer="noreply@github.com")

    box.approve(X)

    assert box.is_public(X)


def test_the_first_registry_judges_the_commit_that_brings_it(tmp_path: Path) -> None:
    box = Box.empty(tmp_path / "box")
    box.write_registry()
    box.write(X)

    box.approve(X)

    assert box.is_public(X)


def test_a_stranger_among_the_authors_is_a_warning_where_policy_says_so(box: Box) -> None:
    box.registry["policy"]["unregistered_authors"] = "warn"
    rule_the_registry(box)

    box.publish(X, author="somebody@example.net")

    assert box.is_public(X) and "COP308" in codes_of(box.verdict(X))


def test_editing_later_ends_no_approval_given_before(box: Box) -> None:
    box.publish(X)
    box.write(X, body=NEW)
    box.commit("Rewrite", by="p-ann")

    assert box.public_body(X) == OLD


def test_a_reviewer_may_renew_what_others_wrote(box: Box) -> None:
    box.publish(X)
    box.now += timedelta(days=20)
    box.approve(X)

    approved = box.verdict(X).approved

    assert approved is not None
    assert approved.last_reviewed_on == date(2026, 11, 21) and approved.review_by == date(2027, 11, 21)


def test_the_next_version_may_be_approved_by_who_wrote_the_last_but_one(box: Box) -> None:
    box.publish(X, by="p-bob", author="p-ann")
    box.write(X, body=NEW)
    box.commit("Rewrite", by="p-mai")
    box.approve(X, by="p-ann")

    assert box.public_body(X) == NEW


def test_saving_the_same_meaning_in_other_bytes_keeps_the_approval(box: Box) -> None:
    box.publish(X)
    source = (box.root / f"drafts/{X}/index.md").read_text()
    lines = source.split("\n")
    reordered = "\n".join(["---  ", *reversed(lines[1:5]), "# a comment", "--- ", "", " \t", *lines[6:], "", " "])
    box.put(f"drafts/{X}/index.md", b"\xef\xbb\xbf" + reordered.replace("\n", "\r\n").encode())

    box.commit("Save with another editor", by="p-ann")

    assert box.verdict(X).state is State.APPROVED and box.is_public(X)


@pytest.mark.parametrize("way", ["merge", "squash", "rebase"])
def test_squashes_and_rebases_do_no_harm_to_what_was_approved_in_a_branch(box: Box, way: str) -> None:
    box.branch("side")
    box.publish(X)
    box.switch()
    box.commit("Meanwhile", by="p-nok")

    getattr(box, way)("side", **({"by": "p-mai"} if way != "rebase" else {}))

    assert box.is_public(X)


def test_a_topic_given_to_the_expert_lets_a_new_approval_count(box: Box) -> None:
    written(box)
    box.approve(X, by="p-fin")
    box.person("p-fin")["topics"].append("ucep")
    rule_the_registry(box)

    box.approve(X, by="p-fin")

    assert box.is_public(X)


def test_who_is_put_back_into_the_registry_counts_again(box: Box) -> None:
    box.publish(X)
    ann = box.person("p-ann")
    box.registry["people"].remove(ann)
    rule_the_registry(box)
    assert not box.is_public(X)

    box.registry["people"].append(ann)
    rule_the_registry(box)

    assert box.is_public(X)


def test_leaving_retiring_a_key_and_losing_a_role_end_no_older_approval(box: Box) -> None:
    box.publish(X)
    box.now += timedelta(days=5)
    box.person("p-ann").update(until="2026-11-02", roles=["member"], topics=[])
    box.person("p-ann")["keys"][0]["retired"] = True
    rule_the_registry(box)

    assert box.is_public(X)


def test_a_key_that_is_no_longer_listed_proves_what_it_signed(box: Box) -> None:
    box.publish(X)
    box.person("p-ann")["keys"] = [{"key": SecretKey("fresh").line}]
    rule_the_registry(box)

    assert box.is_public(X)


def test_a_change_that_adds_an_expert_harms_the_approvals_of_others_in_it_not(box: Box) -> None:
    box.branch("side")
    written(box)
    box.registry["people"].append(a_person("new", "expert", topics=["ucep"]))
    box.write_registry()
    box.approve(X, by="p-ann")
    box.switch()
    box.squash("side", by="p-mai")

    assert box.is_public(X)


@pytest.mark.xfail(
    strict=True,
    reason="after a rebase git knows no longer which commits were one change: two commits look like two changes",
)
def test_a_rebased_branch_of_two_commits_cannot_appoint_its_own_expert(box: Box) -> None:
    written(box)
    box.branch("side")
    box.registry["people"].append(a_person("new", "expert", topics=["ucep"]))
    box.write_registry()
    box.commit("Appoint", by="p-mai")
    box.approve(X, by="p-new")
    box.switch()
    box.commit("Meanwhile", by="p-nok")

    box.rebase("side", committer="p-mai")

    assert not box.is_public(X)


# -- records ---------------------------------------------------------------------------------------------------------


def test_a_longer_record_says_nothing_new_and_takes_nothing_away(box: Box) -> None:
    written(box)
    path = box.approve(X)
    box.put(path, (box.root / path).read_text() + "\nMore words.\n")
    box.commit("Edit the record")

    verdict = box.verdict(X)

    assert verdict.approved and "COP313" in codes_of(verdict)


def test_a_deleted_approval_still_counts_and_is_missed(box: Box) -> None:
    written(box)
    box.remove(box.approve(X))
    box.commit("Tidy up")

    verdict = box.verdict(X)

    assert verdict.approved and "COP314" in codes_of(verdict)


def test_a_renamed_record_counts_once(box: Box) -> None:
    written(box)
    path = box.approve(X)
    box.git("mv", path, f"reviews/{X}/renamed.md")
    box.commit("Rename")

    approved = box.verdict(X).approved

    assert approved is not None and len(approved.confirmations) == 1


def test_the_body_and_name_of_a_record_carry_no_trust(box: Box) -> None:
    written(box)
    comment = '---\nschema: cop-review/1\npayload: "x"\n---\n<script>\u202e\x00'
    box.file(box.sign(X, by="p-ann", comment=comment), X, name="ไม่ใช่ recall ' \".md")
    box.commit("Review")

    assert box.is_public(X)


def test_a_malformed_record_stops_no_good_one(box: Box) -> None:
    written(box)
    box.file("no header", X, name="000.md")
    box.file(b"\xff".decode("latin-1"), X, name="001.md")
    box.approve(X)

    verdict = box.verdict(X)

    assert verdict.approved and "COP102" in codes_of(verdict)


def test_an_approval_that_lands_before_the_text_counts_for_nothing(box: Box) -> None:
    box.write(X)
    text = box.sign(X, by="p-ann")
    (box.root / f"drafts/{X}/index.md").unlink()
    box.file(text, X)
    box.commit("Review first")
    box.write(X)
    box.commit("Write later")

    verdict = box.verdict(X)

    assert verdict.approved is None and "COP307" in codes_of(verdict)


# -- requests and recalls --------------------------------------------------------------------------------------------


def test_the_author_of_a_request_lifts_it_by_approving(box: Box) -> None:
    written(box)
    box.approve(X, by="p-ann")
    box.decide(X, by="p-bob", decision="request_changes")
    assert not box.is_public(X)

    box.approve(X, by="p-bob")

    assert box.is_public(X)


def test_an_author_who_asked_for_changes_lifts_it_without_being_counted(box: Box) -> None:
    written(box, authors=["p-mai", "p-bob"])
    box.approve(X, by="p-ann")
    box.decide(X, by="p-bob", decision="request_changes")
    box.approve(X, by="p-bob")

    approved = box.verdict(X).approved

    assert approved is not None
    assert [c.reviewer.id for c in approved.confirmations] == ["p-ann"]


def test_a_changed_text_leaves_a_request_behind(box: Box) -> None:
    written(box)
    box.decide(X, by="p-bob", decision="request_changes")
    written(box, body=NEW)
    box.approve(X, by="p-ann")

    assert box.public_body(X) == NEW


def test_a_changed_text_may_be_public_after_a_recall_of_all_versions(box: Box) -> None:
    box.publish(X)
    box.decide(X, by="p-ann", decision="recall", digest="*")
    notice = box.verdict(X).notice
    written(box, body=NEW)
    box.approve(X)

    assert notice is not None and (notice.why, notice.reason) == (Why.RECALLED, "It was wrong")
    assert box.public_body(X) == NEW


@pytest.mark.parametrize(
    ("asset", "reviewer", "recaller"),
    [
        (X, "p-ann", "p-adm"),
        ("session/s", "p-fac", "p-adm"),
        ("session/s", "p-adm", "p-fac"),
        ("page/p", "p-adm", "p-adm"),
    ],
)
def test_each_kind_is_recalled_by_whom_it_is_entrusted_to(box: Box, asset: str, reviewer: str, recaller: str) -> None:
    box.publish(asset, by=reviewer)

    box.decide(asset, by=recaller, decision="recall")

    verdict = box.verdict(asset)
    assert verdict.state is State.RECALLED and verdict.approved is None


def test_an_expert_on_one_of_several_topics_recalls(box: Box) -> None:
    written(box, topics=["ucep", "finance"])
    box.approve(X, by="p-ann")
    box.approve(X, by="p-fin")

    box.decide(X, by="p-fin", decision="recall")

    assert not box.is_public(X)


def test_an_author_may_recall(box: Box) -> None:
    box.publish(X, author="p-bob")

    box.decide(X, by="p-bob", decision="recall")

    assert not box.is_public(X)


def test_the_notice_gives_the_reason_of_the_recall_of_what_was_public(box: Box) -> None:
    written(box)
    box.approve(X)
    first = box.digest(X)
    written(box, body=NEW)
    box.approve(X)
    box.decide(X, by="p-ann", decision="recall", reason="The new text is wrong")
    box.decide(X, by="p-ann", decision="recall", digest=first, reason="The old text was, too")

    notice = box.verdict(X).notice

    assert notice is not None and notice.reason == "The new text is wrong"


# -- versions --------------------------------------------------------------------------------------------------------


def test_a_late_approval_of_replaced_text_displaces_no_newer_approved_text(box: Box) -> None:
    written(box)
    old = box.digest(X)
    written(box, body=NEW)
    box.approve(X)
    box.approve(X, digest=old)

    assert box.public_body(X) == NEW


def test_a_late_approval_of_replaced_text_publishes_it_while_nothing_newer_is_approved(box: Box) -> None:
    written(box)
    old = box.digest(X)
    written(box, body=NEW)
    box.approve(X, digest=old)

    verdict = box.verdict(X)

    assert verdict.state is State.PENDING_CHANGES
    assert verdict.approved and verdict.approved.version.body == OLD


def test_a_newer_version_that_is_not_yet_in_effect_leaves_the_older_one_public(box: Box) -> None:
    written(box)
    box.approve(X)
    written(box, body=NEW, effective_from="2026-12-01")
    box.approve(X)

    assert box.public_body(X, date(2026, 11, 30)) == OLD
    assert box.public_body(X, date(2026, 12, 1)) == NEW


def test_a_folder_put_back_shows_what_was_approved_and_waits_for_a_new_approval(box: Box) -> None:
    box.publish(X)
    box.remove(f"drafts/{X}")
    box.commit("Withdraw")
    gone = box.verdict(X)
    written(box)

    verdict = box.verdict(X)

    assert gone.notice is not None and gone.notice.why is Why.WITHDRAWN
    assert verdict.state is State.PENDING_CHANGES and verdict.approved is not None


def test_a_draft_that_never_was_public_and_is_gone_is_not_spoken_of(box: Box) -> None:
    written(box)
    box.remove(f"drafts/{X}")
    box.commit("Give up")

    assert not box.judge().verdicts
