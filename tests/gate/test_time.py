"""Days: when an approval begins and ends, to the day, whatever the machine's own clock and zone say."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cop_build.core.model import State
from cop_build.core.verdict import Why
from tests.community_box import Box, codes_of
from tests.gate.attacks import NEW, OLD, STEADY, X, rule_the_registry, written


def approved_at(box: Box, issued: str, *, review_every: str | None = None, **header: Any) -> None:
    if review_every:
        box.registry["policy"]["review_every"] = review_every
        rule_the_registry(box)
    written(box, **header)
    box.approve(X, issued=issued)


@pytest.mark.parametrize(
    ("issued", "interval", "review_by"),
    [
        ("2026-11-01T04:00:00Z", "P12M", date(2027, 11, 1)),
        ("2026-11-01T16:59:59Z", "P12M", date(2027, 11, 1)),
        ("2026-11-01T17:00:00Z", "P12M", date(2027, 11, 2)),  # midnight in Bangkok
        ("2026-08-31T03:00:00Z", "P6M", date(2027, 2, 28)),
        ("2026-10-31T03:00:00Z", "P1M", date(2026, 11, 30)),
        ("2026-01-31T03:00:00Z", "P1Y1M", date(2027, 2, 28)),
        ("2026-11-01T04:00:00Z", "P2W", date(2026, 11, 15)),
        ("2026-11-01T04:00:00Z", "P1M10D", date(2026, 12, 11)),
    ],
)
def test_an_approval_ends_on_the_day_that_the_calendar_says(
    box: Box, issued: str, interval: str, review_by: date
) -> None:
    approved_at(box, issued, review_every=interval)

    approved = box.verdict(X).approved

    assert approved is not None and approved.review_by == review_by


def test_the_29th_of_february_of_a_leap_year_is_a_months_last_day(box: Box) -> None:
    approved_at(box, "2026-11-30T03:00:00Z", review_every="P15M")

    approved = box.verdict(X, date(2026, 12, 1)).approved

    assert approved is not None and approved.review_by == date(2028, 2, 29)


def test_a_page_is_overdue_from_its_review_date_on_and_no_day_earlier(box: Box) -> None:
    approved_at(box, "2026-11-01T04:00:00Z")

    before, on = box.verdict(X, date(2027, 10, 31)), box.verdict(X, date(2027, 11, 1))

    assert before.state is State.APPROVED and before.approved and not before.approved.is_overdue
    assert on.state is State.OVERDUE and on.approved and on.approved.is_overdue
    assert "COP701" in codes_of(on)


def test_an_overdue_page_is_withheld_where_one_of_its_topics_says_so(box: Box) -> None:
    box.topic("finance")["overdue"] = "withhold"
    box.topic("ucep")["overdue"] = "banner"
    rule_the_registry(box)
    written(box, topics=["ucep", "finance"])
    box.approve(X, by="p-ann", issued="2026-11-01T04:00:00Z")
    box.approve(X, by="p-fin", issued="2026-11-01T04:00:00Z")

    before, on = box.verdict(X, date(2027, 10, 31)), box.verdict(X, date(2027, 11, 1))

    assert before.approved is not None
    assert on.approved is None and on.notice is not None and on.notice.why is Why.OVERDUE


def test_an_overdue_page_is_withheld_where_policy_says_so(box: Box) -> None:
    box.registry["policy"]["overdue"] = "withhold"
    rule_the_registry(box)
    approved_at(box, "2026-11-01T04:00:00Z")

    assert box.is_public(X, date(2027, 10, 31))
    assert not box.is_public(X, date(2027, 11, 1))


def test_a_withheld_newer_version_brings_no_older_one_back(box: Box) -> None:
    box.registry["policy"]["overdue"] = "withhold"
    rule_the_registry(box)
    written(box, body=OLD)
    box.approve(X)
    written(box, body=NEW, review_in="P1M")
    box.approve(X)

    assert box.public_body(X, date(2026, 11, 30)) == NEW
    assert box.public_body(X, date(2026, 12, 1)) is None


@pytest.mark.parametrize(
    ("policy", "topic", "own", "review_by"),
    [
        ("P12M", "P6M", "P3M", date(2027, 2, 1)),
        ("P12M", "P2M", "P3M", date(2027, 1, 1)),
        ("P1M", "P2M", "P3M", date(2026, 12, 1)),
    ],
)
def test_the_shortest_interval_counts(box: Box, policy: str, topic: str, own: str, review_by: date) -> None:
    box.topic("ucep")["review_every"] = topic
    approved_at(box, "2026-11-01T04:00:00Z", review_every=policy, review_in=own)

    approved = box.verdict(X).approved

    assert approved is not None and approved.review_by == review_by


def test_with_several_approvals_the_review_date_is_when_those_in_force_no_longer_suffice(box: Box) -> None:
    box.registry["people"][2]["topics"].append("ucep")  # p-fin, too
    box.registry["policy"]["quorum"] = 2
    rule_the_registry(box)
    written(box)
    box.approve(X, by="p-ann", issued="2026-08-01T04:00:00Z")
    box.approve(X, by="p-bob", issued="2026-09-01T04:00:00Z")
    two = box.verdict(X).approved
    box.approve(X, by="p-fin", issued="2026-10-01T04:00:00Z")

    three = box.verdict(X).approved
    later = box.verdict(X, date(2027, 8, 15)).approved

    assert two is not None and two.review_by == date(2027, 8, 1)
    assert three is not None and three.review_by == date(2027, 9, 1)
    assert later is not None and [c.reviewer.id for c in later.confirmations] == ["p-bob", "p-fin"]


def test_a_topic_that_only_the_older_approval_covers_sets_the_review_date(box: Box) -> None:
    written(box, topics=["ucep", "finance"])
    box.approve(X, by="p-fin", issued="2026-08-01T04:00:00Z")
    box.approve(X, by="p-ann", issued="2026-10-01T04:00:00Z")

    approved = box.verdict(X).approved

    assert approved is not None and approved.review_by == date(2027, 8, 1)


def test_an_approval_of_tomorrow_counts_tomorrow(box: Box) -> None:
    approved_at(box, "2026-11-23T17:00:00Z")

    assert not box.is_public(X, date(2026, 11, 23))
    assert box.is_public(X, date(2026, 11, 24))


def test_an_approval_of_late_tonight_counts_today(box: Box) -> None:
    approved_at(box, "2026-11-23T16:59:59Z")

    assert box.is_public(X, date(2026, 11, 23))


def test_a_text_is_public_from_its_first_day_until_the_day_before_its_last(box: Box) -> None:
    written(box, effective_from="2026-11-20", effective_until="2026-11-25")
    box.approve(X)

    public = [day for day in range(18, 28) if box.is_public(X, date(2026, 11, day))]

    assert public == [20, 21, 22, 23, 24]


def test_office_is_held_on_its_first_and_last_day(box: Box) -> None:
    box.person("p-ann").update({"from": "2026-11-01", "until": "2026-11-01"})
    rule_the_registry(box)

    written(box)
    box.approve(X)

    assert box.is_public(X)


@pytest.mark.parametrize("seconds", ["0", "99999999999", "253402300799", "99999999999999"])
def test_a_commit_from_the_other_end_of_time_stops_nobody(box: Box, seconds: str) -> None:
    box.publish(STEADY, body="Steady.\n")
    box.write(X)
    box.git("add", "-A")
    box.git("commit", "-q", "-m", "When?", env={"GIT_COMMITTER_DATE": f"@{seconds} +0000"})
    box.approve(X)

    assert box.public_body(STEADY) == "Steady.\n"


@pytest.mark.parametrize("issued", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-11-01T24:00:00Z"])
def test_a_record_from_the_other_end_of_time_counts_for_nothing(box: Box, issued: str) -> None:
    box.publish(STEADY, body="Steady.\n")
    written(box)
    box.approve(X, issued=issued)

    assert not box.is_public(X) and box.is_public(STEADY)


_VERDICTS = """
import sys
from datetime import date
from pathlib import Path
from cop_build.app.judging import judge
for day in range(1, 31):
    judged = judge(Path(sys.argv[1]), as_of=date(2026, 11, day)).judgement
    for one in judged.verdicts:
        public = one.approved and (one.approved.review_by, one.approved.published_on, one.approved.version.digest)
        print(judged.committed_at, ascii((one.asset, one.state, one.title, one.digest, public, one.findings)))
"""


def test_every_time_zone_and_language_of_the_machine_gives_the_same_verdicts(box: Box) -> None:
    box.person("p-ann").update({"until": "2026-11-02"})
    rule_the_registry(box)
    box.write(X, effective_until="2026-11-20")
    box.commit("Late", by="p-mai", at=datetime(2026, 11, 1, 18, 30, tzinfo=UTC))
    box.now = datetime(2026, 11, 2, 16, 30, tzinfo=UTC)
    box.approve(X)
    box.now = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)
    box.write("knowledge/late")
    box.approve("knowledge/late")

    said = {
        subprocess.run(
            [sys.executable, "-c", _VERDICTS, str(box.root)],
            env={**os.environ, "TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONUTF8": "0"},
            capture_output=True, check=True,
        ).stdout
        for zone, language in (("UTC", "C"), ("Asia/Bangkok", "th_TH.UTF-8"), ("America/Los_Angeles", "tr_TR.UTF-8"))
    }  # fmt: skip

    assert len(said) == 1
    assert box.is_public(X, date(2026, 11, 19)) and not box.is_public("knowledge/late")


def test_the_communitys_zone_and_not_utc_says_what_day_it_is(tmp_path: Path) -> None:
    public = {}
    for zone in ("Asia/Bangkok", "UTC", "America/Los_Angeles"):
        box = Box.empty(tmp_path / zone.replace("/", "-"))
        box.registry["timezone"] = zone
        rule_the_registry(box)
        approved_at(box, "2026-11-23T03:00:00Z")
        public[zone] = [day for day in (22, 23) if box.is_public(X, date(2026, 11, day))]

    assert public == {"Asia/Bangkok": [23], "UTC": [23], "America/Los_Angeles": [22, 23]}
