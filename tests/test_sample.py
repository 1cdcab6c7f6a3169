"""This repository's own community, judged on a fixed day: every state of the contract stands in it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cop_build.app.judging import Judged, judge, look_at, settings_findings
from cop_build.core.content import content_findings
from cop_build.core.model import AssetId, Kind, State, kind_of
from cop_build.core.parse.strict import Document, read_yaml
from tests.cases_kit import written
from tests.community_box import Box

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 23)
INVALID = Path(__file__).parent / "cases" / "COP119-raw-html" / "raises.md"


@pytest.fixture(scope="module")
def sample() -> Judged:
    """Judge HEAD: a shallow clone is refused by the program itself, and that is what this fixture then says."""
    return judge(ROOT, as_of=DAY)


def planned() -> dict[str, str]:
    document = read_yaml((ROOT / "sample/plan.yml").read_text(encoding="utf-8"), path="plan.yml")
    assert isinstance(document, Document) and isinstance(document.value, dict)
    return {asset: str(plan["state"]) for asset, plan in document.value.items() if isinstance(plan, dict)}


def test_every_asset_of_the_sample_is_in_its_planned_state(sample: Judged) -> None:
    assert {verdict.asset: verdict.state.value for verdict in sample.judgement.verdicts} == planned()


def test_all_states_occur(sample: Judged, box: Box) -> None:
    states = {verdict.state for verdict in sample.judgement.verdicts}

    written(box, INVALID.read_bytes())

    assert states | {box.verdict("knowledge/x").state} == set(State)
    assert {True, False} == {v.approved is not None for v in sample.judgement.verdicts if v.state is State.OVERDUE}


def test_the_sample_is_as_large_as_a_real_community(sample: Judged) -> None:
    kinds = Counter(verdict.kind for verdict in sample.judgement.verdicts)
    topics = {
        topic for verdict in sample.judgement.verdicts if verdict.kind is Kind.KNOWLEDGE for topic in verdict.topics
    }

    assert kinds[Kind.KNOWLEDGE] >= 24 and len(topics) >= 8
    assert kinds[Kind.SESSION] >= 6 and kinds[Kind.QUESTION] >= 4 and kinds[Kind.PAGE] >= 3
    suffixes = {Path(file.path).suffix for approved in sample.judgement.public for file in approved.version.files}
    assert suffixes >= {".pptx", ".pdf", ".png", ".mp4"}


def test_nobody_in_the_sample_is_real(sample: Judged) -> None:
    community = sample.judgement.community

    assert all(email.endswith("@example.org") for person in community.people.values() for email in person.emails)
    assert community.notice is not None and "ตัวอย่าง" in community.notice.th


def test_nothing_in_the_sample_is_an_error(sample: Judged) -> None:
    errors = [finding for verdict in sample.judgement.verdicts for finding in verdict.findings if finding.is_error]

    assert errors == [] and settings_findings(sample.dossier.facts) == ()
    looked = look_at(sample.repository, sample.dossier, is_fresh=True)
    for asset, contents in sample.dossier.assets.items():
        content, reading = contents[-1]
        kind = kind_of(AssetId(asset))
        if content.entries:
            found = content_findings(kind, content, sample.dossier.blobs, reading, sample.judgement.community, looked)
            assert not [finding for finding in found if finding.is_error], asset
