"""Attempts to publish, or to take from the public, what the rules do not allow; one function each, named as a sentence.

Each is given a community in which ``knowledge/steady`` is public, and does something to ``knowledge/x`` (or what
``asset`` says). What must come of it stands beside it. Source: manual/trust.md §7.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cop_build.core.digest import canonical_json
from cop_build.core.model import State
from tests.community_box import AS_OF, Box, a_person, base64_of, record_text, signed_record
from tests.ssh_keys import SecretKey

X, STEADY = "knowledge/x", "knowledge/steady"
OLD, NEW = "Call 1669.\n", "Call nobody.\n"
Build = Callable[[Box], object]


@dataclass(frozen=True)
class Attack:
    """What is done, and what must come of it.

    Attributes:
        code: A finding that the verdict must carry; ``None``: any or none.
        public: The body that stays public; ``None``: nothing of the asset is public.
    """

    build: Build
    state: State
    code: str | None
    public: str | None
    asset: str
    as_of: date

    @property
    def name(self) -> str:
        return self.build.__name__


ATTACKS: dict[str, Attack] = {}


def ends_as(
    state: State, code: str | None, *, public: str | None = None, asset: str = X, as_of: date = AS_OF
) -> Callable[[Build], Build]:
    """Enter an attack into the table."""

    def enter(build: Build) -> Build:
        ATTACKS[build.__name__] = Attack(build, state, code, public, asset, as_of)
        return build

    return enter


def prepared(folder: Path) -> Box:
    """Return a community in which one asset is public."""
    box = Box.at(folder)
    box.publish(STEADY, body="Steady.\n")
    return box


def written(box: Box, **header: object) -> None:
    """Write the asset and commit it, by somebody who is no expert."""
    box.write(X, **header)  # type: ignore[arg-type]  # keywords of Box.write
    box.commit("Write", by="p-mai")


def rule_the_registry(box: Box, message: str = "Change the registry") -> None:
    box.write_registry()
    box.commit(message, by="p-adm")


# -- no approval worth the name --------------------------------------------------------------------------------------


@ends_as(State.DRAFT, "COP301")
def nobody_approved(box: Box) -> None:
    written(box)


@ends_as(State.DRAFT, "COP405")
def the_key_is_in_no_registry(box: Box) -> None:
    written(box)
    box.approve(X, key=SecretKey("stranger"))


@ends_as(State.DRAFT, "COP405")
def the_key_is_another_experts(box: Box) -> None:
    written(box)
    box.approve(X, by="p-ann", key=SecretKey("p-bob"))


@ends_as(State.DRAFT, "COP304")
def the_reviewer_is_in_no_registry(box: Box) -> None:
    written(box)
    box.approve(X, by="p-zed")


@ends_as(State.DRAFT, "COP402")
def the_signature_was_made_in_another_namespace(box: Box) -> None:
    written(box)
    box.approve(X, namespace="git")


@ends_as(State.DRAFT, "COP319")
def the_record_is_another_communitys(box: Box) -> None:
    written(box)
    box.approve(X, project="other", namespace="cop-review@other")


@ends_as(State.DRAFT, "COP402")
def the_record_is_another_communitys_under_our_name(box: Box) -> None:
    written(box)
    box.approve(X, namespace="cop-review@other")


@ends_as(State.DRAFT, "COP404")
def the_signed_payload_had_one_space_more(box: Box) -> None:
    written(box)
    payload = canonical_json(box.payload(X, by="p-ann"))
    signature = SecretKey("p-ann").sign((payload + " ").encode(), "cop-review@test-community")
    box.file(record_text(payload, {"type": "signature", "signature": base64_of(signature)}), X)
    box.commit("Review")


@ends_as(State.DRAFT, "COP318")
def the_payload_in_the_record_has_one_space_more(box: Box) -> None:
    written(box)
    payload = canonical_json(box.payload(X, by="p-ann")).replace('":"', '": "', 1)
    box.file(signed_record(payload, SecretKey("p-ann")), X)
    box.commit("Review")


@ends_as(State.DRAFT, "COP401")
def the_signature_is_cut_short(box: Box) -> None:
    written(box)
    payload = canonical_json(box.payload(X, by="p-ann"))
    signature = SecretKey("p-ann").sign(payload.encode(), "cop-review@test-community")[:-1]
    box.file(record_text(payload, {"type": "signature", "signature": base64_of(signature)}), X)
    box.commit("Review")


@ends_as(State.DRAFT, "COP404")
def the_decision_was_changed_after_signing(box: Box) -> None:
    written(box)
    text = box.sign(X, by="p-ann", decision="request_changes")
    box.file(text.replace('"decision":"request_changes"', '"decision":"approve"'), X)
    box.commit("Review")


@ends_as(State.DRAFT, "COP324")
def the_community_takes_another_kind_of_evidence(box: Box) -> None:
    box.registry["policy"]["evidence"] = ["pull_request"]
    # The steady asset needs evidence of the other kind then.
    box.registry["recorders"] = [{"key": SecretKey("recorder").line}]
    rule_the_registry(box)
    box.file(box.attest(STEADY, by="p-ann", user=1001, merge=box.head), STEADY)
    box.commit("Record")
    written(box)
    box.approve(X)


# -- authors ---------------------------------------------------------------------------------------------------------


@ends_as(State.DRAFT, "COP302")
def an_author_in_the_front_matter_approves(box: Box) -> None:
    written(box, authors=["p-mai", "p-ann"])
    box.approve(X)


@ends_as(State.DRAFT, "COP302", asset="question/q")
def the_one_who_answered_approves(box: Box) -> None:
    box.write("question/q", answered_by="p-ann")
    box.commit("Answer", by="p-mai")
    box.approve("question/q")


@ends_as(State.DRAFT, "COP302")
def the_commits_author_approves(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="p-ann", committer="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def the_committer_approves(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="p-mai", committer="p-ann")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def a_co_author_approves(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="p-mai", co_authors=["p-ann"])
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def a_co_author_in_odd_letters_in_the_middle_of_the_message_approves(box: Box) -> None:
    box.write(X)
    box.commit("Write\n\n  * cO-AUTHORED-By :  Ann <  ANN@Example.ORG >\n\nand more text", by="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def a_co_author_named_by_a_bare_address_approves(box: Box) -> None:
    box.write(X)
    box.commit("Write\n\nCo-authored-by: ann@example.org", by="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def the_author_commits_under_the_address_in_capitals(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="ANN@EXAMPLE.ORG", committer="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def the_author_commits_under_the_forges_private_address(box: Box) -> None:
    box.write(X)
    box.commit("Edit in the browser", by="1001+ann-new-name@users.noreply.github.com", committer="noreply@github.com")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def the_author_hides_behind_a_mailmap(box: Box) -> None:
    box.put(".mailmap", "Mai <mai@example.org> <ann@example.org>\n")
    box.git("config", "log.mailmap", "true")
    box.write(X)
    box.commit("Write", by="p-ann")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def the_author_gave_up_the_address_before_approving(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="p-ann")
    box.person("p-ann")["emails"] = ["new@example.org"]
    rule_the_registry(box)
    box.approve(X)


@ends_as(State.DRAFT, "COP308")
def somebody_edited_whom_nobody_knows(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="ann@home.example.net", committer="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP308")
def a_co_author_without_an_address_is_nobody_we_know(box: Box) -> None:
    box.write(X)
    box.commit("Write\n\nCo-authored-by: Ann", by="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP308")
def the_commit_has_no_address_at_all(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="")
    box.approve(X)


@ends_as(State.DRAFT, "COP308")
def a_second_root_commit_pretends_to_be_the_first_one(box: Box) -> None:
    box.git("checkout", "-q", "--orphan", "apart")
    box.git("rm", "-rqf", ".")
    box.write(X)
    box.commit("Init", by="init@cop-build.invalid")
    box.switch()
    box.git("merge", "-q", "--no-ff", "--no-edit", "--allow-unrelated-histories", "apart")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def an_expert_wrote_it_in_a_branch_that_others_merged(box: Box) -> None:
    box.branch("side")
    box.write(X)
    box.commit("Write", by="p-ann")
    box.switch()
    box.merge("side", by="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def an_expert_wrote_it_in_a_branch_of_a_branch(box: Box) -> None:
    box.branch("side")
    box.commit("Nothing yet", by="p-mai")
    box.branch("deeper")
    box.write(X)
    box.commit("Write", by="p-ann")
    box.switch("side")
    box.write("knowledge/other")
    box.commit("Meanwhile", by="p-mai")
    box.merge("deeper", by="p-mai")
    box.switch()
    box.merge("side", by="p-mai")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def an_expert_wrote_it_and_it_was_squashed_with_credit(box: Box) -> None:
    box.branch("side")
    box.write(X)
    box.commit("Write", by="p-ann")
    box.switch()
    box.squash("side", by="p-ann", committer="noreply@github.com")
    box.approve(X)


@ends_as(State.DRAFT, "COP302")
def an_expert_changed_it_while_merging(box: Box) -> None:
    box.branch("side")
    written(box)
    box.switch()
    box.commit("Meanwhile", by="p-mai")
    box.merge_unfinished("side")
    box.write(X, body=NEW)
    box.commit("Merge", by="p-ann")
    box.approve(X)


@ends_as(State.PENDING_CHANGES, "COP301", public=OLD)
def the_text_was_changed_while_merging_something_else(box: Box) -> None:
    written(box)
    box.approve(X)
    box.branch("side")
    box.put("README.md", "Read me.\n")
    box.commit("Say more", by="p-mai")
    box.switch()
    box.commit("Meanwhile", by="p-mai")
    box.merge_unfinished("side")
    box.write(X, body=NEW)
    box.commit("Merge", by="p-nok")


@ends_as(State.PENDING_CHANGES, "COP302", public=OLD)
def an_expert_renews_the_text_that_is_the_experts_own(box: Box) -> None:
    written(box)
    box.approve(X, by="p-bob")
    box.write(X, body=NEW)
    box.commit("Rewrite", by="p-ann")
    box.approve(X, by="p-ann")


@ends_as(State.PENDING_CHANGES, "COP302", public=OLD)
def an_experts_own_text_was_put_back_by_somebody_else(box: Box) -> None:
    box.write(X, body=NEW)
    box.commit("Write", by="p-ann")
    box.write(X, body=OLD)
    box.commit("Rewrite", by="p-mai")
    box.approve(X, by="p-bob")
    box.write(X, body=NEW)
    box.commit("Revert", by="p-mai")
    box.approve(X, by="p-ann")


# -- one person, one voice -------------------------------------------------------------------------------------------


def with_a_quorum_of_two(box: Box) -> None:
    box.registry["policy"]["quorum"] = 2
    rule_the_registry(box)
    box.approve(STEADY, by="p-bob")


@ends_as(State.DRAFT, "COP301")
def a_quorum_of_two_is_met_by_one(box: Box) -> None:
    with_a_quorum_of_two(box)
    written(box)
    box.approve(X)


@ends_as(State.DRAFT, "COP301")
def one_person_approves_with_two_keys(box: Box) -> None:
    box.person("p-ann")["keys"].append({"key": SecretKey("second").line})
    with_a_quorum_of_two(box)
    written(box)
    box.approve(X)
    box.approve(X, key=SecretKey("second"))


@ends_as(State.DRAFT, "COP315")
def one_record_is_filed_twice(box: Box) -> None:
    with_a_quorum_of_two(box)
    written(box)
    text = box.sign(X, by="p-ann")
    box.file(text, X)
    box.file(text + "\nAnother comment.\n", X)
    box.commit("Review twice")


# -- entitlement -----------------------------------------------------------------------------------------------------


@ends_as(State.DRAFT, "COP303")
def an_expert_on_another_topic_approves(box: Box) -> None:
    written(box)
    box.approve(X, by="p-fin")


@ends_as(State.DRAFT, "COP303")
def an_expert_on_the_parent_topic_approves(box: Box) -> None:
    written(box)
    box.approve(X, by="p-par")


@ends_as(State.DRAFT, "COP303")
def an_admin_approves_what_is_the_experts(box: Box) -> None:
    written(box)
    box.approve(X, by="p-adm")


@ends_as(State.DRAFT, "COP303", asset="page/about")
def an_expert_approves_a_page(box: Box) -> None:
    box.write("page/about")
    box.commit("Write", by="p-mai")
    box.approve("page/about", by="p-ann")


@ends_as(State.DRAFT, "COP303", asset="session/s")
def an_expert_approves_a_session(box: Box) -> None:
    box.write("session/s")
    box.commit("Write", by="p-mai")
    box.approve("session/s", by="p-ann")


@ends_as(State.DRAFT, None, asset="session/s")
def an_idea_without_a_day_is_approved(box: Box) -> None:
    box.put("drafts/session/s/index.md", "---\ntitle: t\nphase: proposed\nproposed_by: p-mai\n---\n\nText.\n")
    box.commit("Propose", by="p-mai")
    box.approve("session/s", by="p-fac")


@ends_as(State.DRAFT, "COP608")
def an_expert_approves_what_its_author_has_not_written(box: Box) -> None:
    written(box, body="## Steps\n\n✎ Who does what?\n")
    box.approve(X)


@ends_as(State.DRAFT, "COP608")
def an_expert_approves_a_summary_that_is_the_templates(box: Box) -> None:
    written(box, summary="✎ One or two sentences")
    box.approve(X)


@ends_as(State.PENDING_CHANGES, "COP608", public=OLD)
def an_expert_approves_a_change_that_is_half_written(box: Box) -> None:
    written(box, body=OLD)
    box.approve(X)
    written(box, body=f"{OLD}\n✎ And then?\n")
    box.approve(X)


@ends_as(State.DRAFT, "COP303", asset="note/n")
def a_note_hides_its_topic_behind_a_space(box: Box) -> None:
    box.write("note/n", topics=[" finance"])
    box.commit("Write", by="p-mai")
    box.approve("note/n", by="p-ann")


@ends_as(State.DRAFT, "COP301")
def one_of_two_topics_is_covered(box: Box) -> None:
    written(box, topics=["ucep", "finance"])
    box.approve(X)


@ends_as(State.PENDING_CHANGES, "COP301", public=OLD)
def a_topic_is_added_after_the_approval(box: Box) -> None:
    written(box)
    box.approve(X)
    written(box, topics=["ucep", "finance"])


@ends_as(State.DRAFT, "COP303")
def the_topic_is_given_to_the_expert_after_the_approval(box: Box) -> None:
    written(box)
    box.approve(X, by="p-fin")
    box.person("p-fin")["topics"].append("ucep")
    rule_the_registry(box)


@ends_as(State.DRAFT, "COP303")
def the_role_is_given_after_the_approval(box: Box) -> None:
    box.registry["people"].append(a_person("new", topics=["ucep"]))
    rule_the_registry(box)
    written(box)
    box.approve(X, by="p-new")
    box.person("p-new")["roles"] = ["expert"]
    rule_the_registry(box)


# -- the registry changes with the approval --------------------------------------------------------------------------


def with_an_expert_of_its_own(box: Box) -> None:
    box.registry["people"].append(a_person("new", "expert", topics=["ucep"]))
    box.write_registry()


@ends_as(State.DRAFT, "COP304")
def a_commit_appoints_its_own_expert(box: Box) -> None:
    written(box)
    with_an_expert_of_its_own(box)
    box.approve(X, by="p-new")


@ends_as(State.DRAFT, "COP304")
def a_merged_branch_appoints_its_own_expert(box: Box) -> None:
    box.branch("side")
    written(box)
    with_an_expert_of_its_own(box)
    box.commit("Appoint", by="p-new")
    box.approve(X, by="p-new")
    box.switch()
    box.merge("side")


@ends_as(State.DRAFT, "COP304")
def a_squashed_branch_appoints_its_own_expert(box: Box) -> None:
    box.branch("side")
    written(box)
    with_an_expert_of_its_own(box)
    box.commit("Appoint", by="p-mai")
    box.approve(X, by="p-new")
    box.switch()
    box.squash("side", by="p-mai")


@ends_as(State.DRAFT, "COP304")
def a_rebased_commit_appoints_its_own_expert(box: Box) -> None:
    box.branch("side")
    written(box)
    with_an_expert_of_its_own(box)
    box.approve(X, by="p-new")
    box.switch()
    box.commit("Meanwhile", by="p-mai")
    box.rebase("side", committer="p-mai")


@ends_as(State.DRAFT, "COP405")
def a_change_brings_a_new_key_and_an_approval_by_it(box: Box) -> None:
    written(box)
    box.person("p-ann")["keys"].append({"key": SecretKey("fresh").line})
    box.write_registry()
    box.approve(X, key=SecretKey("fresh"))


@ends_as(State.DRAFT, "COP320")
def the_reviewer_was_removed(box: Box) -> None:
    box.approve(STEADY, by="p-bob")
    written(box)
    box.approve(X)
    box.registry["people"].remove(box.person("p-ann"))
    rule_the_registry(box)


@ends_as(State.DRAFT, "COP322")
def the_registry_could_not_be_read_when_the_record_landed(box: Box) -> None:
    written(box)
    box.put("community.yml", "people: [")
    box.commit("Break the registry", by="p-adm")
    box.approve(X)
    rule_the_registry(box)


@ends_as(State.DRAFT, "COP322")
def there_was_no_registry_when_the_record_landed(box: Box) -> None:
    written(box)
    box.remove("community.yml")
    box.commit("Remove the registry", by="p-adm")
    box.write_registry()
    box.approve(X)


@ends_as(State.DRAFT, "COP322")
def the_registry_was_a_submodule_when_the_record_landed(box: Box) -> None:
    written(box)
    box.remove("community.yml")
    box.git("update-index", "--add", "--cacheinfo", f"160000,{box.head},community.yml")
    box.git("commit", "-q", "-m", "Break the registry")
    box.git("rm", "-q", "--cached", "community.yml")
    box.put("README.md", "x")
    box.write_registry()
    box.approve(X)


@ends_as(State.DRAFT, "COP304")
def an_older_registry_is_put_back_for_one_commit_after_the_approval(box: Box) -> None:
    box.registry["people"].append(a_person("new", "expert", topics=["ucep"]))
    rule_the_registry(box)
    box.registry["people"].pop()
    rule_the_registry(box, "Remove the expert")
    written(box)
    box.approve(X, by="p-new")
    box.registry["people"].append(a_person("new", "expert", topics=["ucep"]))
    rule_the_registry(box, "Put it back")


# -- office and keys -------------------------------------------------------------------------------------------------


@ends_as(State.DRAFT, "COP305")
def the_reviewer_had_left(box: Box) -> None:
    box.approve(STEADY, by="p-bob")
    box.person("p-ann")["until"] = "2026-10-31"
    rule_the_registry(box)
    written(box)
    box.approve(X)


@ends_as(State.DRAFT, "COP305")
def the_reviewer_had_not_begun(box: Box) -> None:
    box.approve(STEADY, by="p-bob")
    box.person("p-ann")["from"] = "2026-11-02"
    rule_the_registry(box)
    written(box)
    box.approve(X)


@ends_as(State.DRAFT, "COP305")
def the_reviewer_had_left_and_dates_the_approval_back(box: Box) -> None:
    box.person("p-ann")["until"] = "2026-11-01"
    rule_the_registry(box)
    written(box)
    box.now += timedelta(days=1)
    box.approve(X, issued="2026-11-01T04:00:00Z")


@ends_as(State.DRAFT, "COP305")
def the_reviewer_had_left_and_dates_the_commit_back(box: Box) -> None:
    box.person("p-ann")["until"] = "2026-11-01"
    rule_the_registry(box)
    box.write(X)
    box.commit("Write", by="p-mai", at=datetime(2026, 11, 2, 3, 0, tzinfo=UTC))
    box.file(box.sign(X, by="p-ann", issued="2026-11-01T04:00:00Z"), X)
    box.commit("Review", by="p-his", at=datetime(2026, 11, 1, 4, 30, tzinfo=UTC))


@ends_as(State.DRAFT, "COP406")
def the_key_was_retired_before(box: Box) -> None:
    box.person("p-ann")["keys"][0]["retired"] = True
    rule_the_registry(box)
    written(box)
    box.approve(X)


@ends_as(State.DRAFT, "COP407")
def the_key_was_compromised_before(box: Box) -> None:
    box.approve(STEADY, by="p-bob")
    box.person("p-ann")["keys"][0]["compromised"] = True
    rule_the_registry(box)
    written(box)
    box.approve(X)


@ends_as(State.DRAFT, "COP407")
def the_key_was_compromised_later(box: Box) -> None:
    box.approve(STEADY, by="p-bob")
    written(box)
    box.approve(X)
    box.person("p-ann")["keys"][0]["compromised"] = True
    rule_the_registry(box)


@ends_as(State.DRAFT, "COP407")
def the_compromised_keys_row_was_removed(box: Box) -> None:
    the_key_was_compromised_later(box)
    box.person("p-ann")["keys"] = []
    rule_the_registry(box)


@ends_as(State.DRAFT, "COP407")
def the_mark_of_compromise_was_taken_back(box: Box) -> None:
    the_key_was_compromised_later(box)
    del box.person("p-ann")["keys"][0]["compromised"]
    rule_the_registry(box)


# -- other people's approvals ----------------------------------------------------------------------------------------


@ends_as(State.DRAFT, "COP316")
def an_approval_is_copied_to_another_asset(box: Box) -> None:
    box.write("knowledge/twin")
    written(box)
    text = box.sign("knowledge/twin", by="p-ann")
    box.file(text, "knowledge/twin")
    box.file(text, X)
    box.commit("Review")


@ends_as(State.DRAFT, "COP306")
def an_approval_is_signed_for_another_assets_digest(box: Box) -> None:
    box.write("knowledge/twin")
    written(box)
    box.approve(X, digest=box.digest("knowledge/twin"))


@ends_as(State.PENDING_CHANGES, "COP301", public=OLD)
def the_text_was_changed_after_the_approval(box: Box) -> None:
    written(box)
    box.approve(X)
    written(box, body=NEW)


@ends_as(State.PENDING_CHANGES, "COP301", public=OLD)
def a_file_was_added_after_the_approval(box: Box) -> None:
    written(box)
    box.approve(X)
    box.put(f"drafts/{X}/list.csv", "a,b\n")
    box.commit("Add a file")


@ends_as(State.PENDING_CHANGES, "COP301", public=OLD)
def older_approved_text_was_put_back(box: Box) -> None:
    written(box, body=NEW)
    box.approve(X)
    written(box, body=OLD)
    box.approve(X)
    written(box, body=NEW)


@ends_as(State.PENDING_CHANGES, "COP315", public=OLD)
def older_approved_text_was_put_back_with_a_copy_of_its_approval(box: Box) -> None:
    written(box, body=NEW)
    path = box.approve(X)
    text = (box.root / path).read_text()
    written(box, body=OLD)
    box.approve(X)
    box.write(X, body=NEW)
    box.file(text, X, name="again.md")
    box.commit("Put back")


# -- recalls and requests --------------------------------------------------------------------------------------------


@ends_as(State.RECALLED, "COP314")
def a_recall_is_deleted(box: Box) -> None:
    written(box)
    box.approve(X)
    path = box.decide(X, by="p-ann", decision="recall")
    box.remove(path)
    box.commit("Tidy up")


@ends_as(State.RECALLED, "COP313")
def a_recalls_file_is_used_again_for_an_approval(box: Box) -> None:
    written(box)
    box.approve(X)
    path = box.decide(X, by="p-ann", decision="recall")
    box.put(path, box.sign(X, by="p-ann"))
    box.commit("Correct the record")


@ends_as(State.RECALLED, "COP312")
def a_recall_was_filed_elsewhere_first(box: Box) -> None:
    written(box)
    box.approve(X)
    text = box.sign(X, by="p-ann", decision="recall")
    box.file(text, STEADY)
    box.commit("Pre-empt")
    box.file(text, X)
    box.commit("Recall")


@ends_as(State.RECALLED, "COP312")
def a_recalled_text_is_approved_again(box: Box) -> None:
    written(box)
    box.approve(X)
    box.decide(X, by="p-ann", decision="recall")
    box.approve(X, by="p-bob")


@ends_as(State.RECALLED, "COP312")
def a_recalled_text_is_put_back_and_approved(box: Box) -> None:
    written(box)
    box.approve(X)
    box.decide(X, by="p-ann", decision="recall")
    written(box, body=NEW)
    written(box, body=OLD)
    box.approve(X, by="p-bob")


@ends_as(State.RECALLED, "COP312")
def a_version_recalled_with_all_others_is_put_back(box: Box) -> None:
    written(box, body=OLD)
    box.approve(X)
    written(box, body=NEW)
    box.decide(X, by="p-ann", decision="recall", digest="*")
    written(box, body=OLD)
    box.approve(X, by="p-bob")


@ends_as(State.RECALLED, "COP312")
def the_one_who_recalled_was_removed_from_the_registry(box: Box) -> None:
    written(box)
    box.approve(X, by="p-bob")
    box.decide(X, by="p-ann", decision="recall")
    box.approve(STEADY, by="p-bob")
    box.registry["people"].remove(box.person("p-ann"))
    rule_the_registry(box)


@ends_as(State.RECALLED, "COP312")
def the_recallers_key_was_called_compromised(box: Box) -> None:
    written(box)
    box.approve(X, by="p-bob")
    box.decide(X, by="p-ann", decision="recall")
    box.approve(STEADY, by="p-bob")
    box.person("p-ann")["keys"][0]["compromised"] = True
    rule_the_registry(box)


@ends_as(State.RECALLED, "COP312")
def a_recalled_newer_version_brings_no_older_one_back(box: Box) -> None:
    written(box, body=OLD)
    box.approve(X)
    written(box, body=NEW)
    box.approve(X)
    box.decide(X, by="p-ann", decision="recall")


@ends_as(State.CHANGES_REQUESTED, "COP311")
def an_open_request_blocks_what_was_complete(box: Box) -> None:
    written(box)
    box.approve(X)
    box.decide(X, by="p-bob", decision="request_changes")


@ends_as(State.CHANGES_REQUESTED, "COP311")
def an_open_request_is_deleted(box: Box) -> None:
    written(box)
    box.approve(X)
    path = box.decide(X, by="p-bob", decision="request_changes")
    box.remove(path)
    box.commit("Tidy up")


@ends_as(State.CHANGES_REQUESTED, "COP311")
def an_older_approval_does_not_lift_a_request(box: Box) -> None:
    written(box)
    box.decide(X, by="p-ann", decision="request_changes", issued="2026-11-02T03:00:00Z")
    box.approve(X, by="p-ann", issued="2026-11-01T23:00:00Z")


@ends_as(State.CHANGES_REQUESTED, "COP311")
def of_two_decisions_at_the_same_second_the_stricter_counts(box: Box) -> None:
    written(box)
    box.decide(X, by="p-ann", decision="request_changes", issued="2026-11-02T03:00:00Z")
    box.approve(X, by="p-ann", issued="2026-11-02T03:00:00Z")


@ends_as(State.CHANGES_REQUESTED, "COP311")
def an_author_asks_for_changes(box: Box) -> None:
    written(box, authors=["p-mai", "p-bob"])
    box.approve(X, by="p-ann")
    box.decide(X, by="p-bob", decision="request_changes")


@ends_as(State.CHANGES_REQUESTED, "COP311", public=OLD)
def a_disputed_new_version_leaves_the_old_one_public(box: Box) -> None:
    written(box)
    box.approve(X)
    written(box, body=NEW)
    box.decide(X, by="p-bob", decision="request_changes")
    box.approve(X, by="p-ann")


# -- somebody takes from the public what is not theirs to take -------------------------------------------------------


@ends_as(State.APPROVED, "COP303", public=OLD)
def an_expert_on_another_topic_recalls(box: Box) -> None:
    written(box)
    box.approve(X)
    box.decide(X, by="p-fin", decision="recall")


@ends_as(State.APPROVED, "COP303", public=OLD)
def an_admin_asks_for_changes_of_what_is_the_experts(box: Box) -> None:
    written(box)
    box.approve(X)
    box.decide(X, by="p-adm", decision="request_changes")


@ends_as(State.APPROVED, "COP405", public=OLD)
def a_stranger_recalls(box: Box) -> None:
    written(box)
    box.approve(X)
    box.decide(X, by="p-ann", decision="recall", key=SecretKey("stranger"))


@ends_as(State.APPROVED, "COP316", public=OLD)
def a_recall_of_another_asset_is_copied_here(box: Box) -> None:
    written(box)
    box.approve(X)
    box.write("knowledge/twin")
    box.commit("Write")
    box.file(box.sign("knowledge/twin", by="p-ann", decision="recall", digest="*"), X)
    box.commit("Recall")


@ends_as(State.APPROVED, "COP318", public=OLD)
def all_versions_at_once_are_approved(box: Box) -> None:
    written(box)
    box.approve(X)
    box.decide(X, by="p-bob", decision="request_changes", digest="*")


@ends_as(State.PENDING_CHANGES, "COP302", public=OLD)
def an_approval_that_is_not_counted_takes_no_other_ones_place(box: Box) -> None:
    written(box)
    box.approve(X, by="p-ann")
    box.write(X, body=NEW)
    box.commit("Rewrite", by="p-ann")
    box.write(X, body=OLD)
    box.commit("Or not", by="p-mai")
    box.approve(X, by="p-ann")


# -- time ------------------------------------------------------------------------------------------------------------


@ends_as(State.DRAFT, "COP309")
def an_approval_is_issued_tomorrow(box: Box) -> None:
    written(box)
    box.approve(X, issued="2026-11-23T17:00:00Z")  # midnight in Bangkok


@ends_as(State.OVERDUE, "COP702", as_of=date(2027, 11, 1))
def the_review_date_of_what_is_to_be_withheld_has_come(box: Box) -> None:
    box.topic("ucep")["overdue"] = "withhold"
    rule_the_registry(box)
    written(box)
    box.approve(X)
    box.approve(STEADY, issued="2027-10-31T00:00:00Z")


@ends_as(State.APPROVED, "COP704")
def the_day_from_which_it_holds_has_not_come(box: Box) -> None:
    written(box, effective_from="2026-11-24")
    box.approve(X)


@ends_as(State.APPROVED, "COP705")
def the_day_until_which_it_holds_has_come(box: Box) -> None:
    written(box, effective_until="2026-11-23")
    box.approve(X)


@ends_as(State.WITHDRAWN, None)
def the_folder_was_removed(box: Box) -> None:
    written(box)
    box.approve(X)
    box.remove(f"drafts/{X}")
    box.commit("Withdraw")


@ends_as(State.WITHDRAWN, None)
def the_folder_was_removed_after_newer_text_had_waited(box: Box) -> None:
    written(box)
    box.approve(X)
    written(box, body=NEW)
    box.remove(f"drafts/{X}")
    box.commit("Withdraw")


# -- content that may not be public ----------------------------------------------------------------------------------


@ends_as(State.INVALID, "COP119")
def an_expert_approves_what_may_not_be_public(box: Box) -> None:
    written(box, body="<script>alert(1)</script>\n")
    box.approve(X)


@ends_as(State.INVALID, "COP119", public=OLD)
def newer_text_that_may_not_be_public_leaves_the_older_one(box: Box) -> None:
    written(box)
    box.approve(X)
    written(box, body="<script>alert(1)</script>\n")
    box.approve(X)


@ends_as(State.INVALID, "COP102", public=OLD)
def newer_text_that_cannot_be_read_leaves_the_older_one(box: Box) -> None:
    written(box)
    box.approve(X)
    box.put(f"drafts/{X}/index.md", b"\xff\xfe no header")
    box.put(f"drafts/{X}/index.md", "no header")
    box.commit("Break")


@ends_as(State.INVALID, "COP114")
def the_front_matter_names_somebody_unknown(box: Box) -> None:
    written(box, authors=["p-nobody"])
    box.approve(X)
