"""Under a registry that the verifier trusts, a proof holds where the rules of the gate let its approvals count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cop_build.core.model import AssetId, Community, TopicId
from cop_build.core.proof import Published, proof_findings
from cop_build.pages.proofs import proof_of
from tests.community_box import Box


def proved(box: Box, asset: str) -> tuple[Published, Community]:
    """Return a public asset as a site shows it, and the registry of the community."""
    judgement = box.judge()
    approved = next(approved for approved in judgement.public if approved.version.asset == asset)
    published = Published(
        asset=AssetId(asset),
        path=f"{asset}/approval.json",
        digest=str(approved.version.digest),
        topics=approved.version.topics,
        reviewers=tuple(confirmation.reviewer.id for confirmation in approved.confirmations),
        proof=proof_of(approved),
        files={file.path: file.sha256 for file in approved.version.files},
    )
    return published, judgement.community


def codes_of(published: Published, community: Community) -> Sequence[str]:
    return [finding.code for finding in proof_findings(published, community)]


@pytest.mark.parametrize("topics", [[], ["free"], ["ucep", "free"], ["ucep"]], ids=str)
def test_a_notes_proof_holds_whatever_free_topics_it_has(topics: list[str], box: Box) -> None:
    box.publish("note/n", topics=topics)

    assert codes_of(*proved(box, "note/n")) == []


def test_a_proof_does_not_hold_for_a_topic_that_no_approver_covers(box: Box) -> None:
    box.publish("note/n", topics=["ucep"])
    published, community = proved(box, "note/n")

    both = replace(published, topics=(*published.topics, TopicId("finance")))
    other = replace(published, topics=(TopicId("finance"),))

    assert codes_of(both, community) == ["COP545"]
    assert codes_of(other, community) == ["COP544", "COP545", "COP545"]


def test_a_topic_that_the_registry_does_not_know_is_covered_by_nobody(box: Box) -> None:
    box.publish("knowledge/x", topics=["ucep"])
    published, community = proved(box, "knowledge/x")

    unknown = replace(published, topics=(*published.topics, TopicId("gone")))

    assert codes_of(published, community) == []
    assert codes_of(unknown, community) == ["COP545"]
