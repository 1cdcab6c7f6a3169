"""The community's rhythm, month by month: what is said of its sessions, and who is proposed next. manual/admins.md."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cop_build.app import judging
from cop_build.core.model import Language
from cop_build.core.outlook import plan_json, plan_text
from cop_build.core.report import all_findings
from cop_build.core.rhythm import meetings, proposed
from cop_build.pages.plan import plan
from tests.cli.commands import cop
from tests.community_box import Box, a_person


@pytest.fixture
def community(box: Box) -> Box:
    """Return a community with three historians that met on the third Wednesday of September and October."""
    box.registry["people"] += [a_person("hib", "historian"), a_person("hic", "historian", until="2026-12-31")]
    box.write_registry()
    box.commit("More historians", by="p-adm")
    session(box, "2026-09", "2026-09-16", phase="held", historian="p-his")
    session(box, "2026-10", "2026-10-21", phase="held", historian="p-hib")
    return box


def session(box: Box, slug: str, day: str, **changed: object) -> None:
    starts_at = f"{day}T16:30:00+07:00"
    values = {"starts_at": starts_at, "phase": "planned", "admin": "p-adm", "historian": "p-his", **changed}
    box.publish(f"session/{slug}", by="p-adm", **values)  # type: ignore[arg-type]


def said(box: Box, day: date) -> set[tuple[str, str]]:
    found = all_findings(judging.judge(box.root, as_of=day).judgement)
    return {
        (finding.code, finding.path.removeprefix("drafts/").removesuffix("/index.md"))
        for finding in found
        if finding.code[3] == "6"
    }


def test_each_day_says_what_is_due(community: Box) -> None:
    held = {("COP603", "session/2026-09"), ("COP603", "session/2026-10")}

    # due on 21 November, so announced from 22 October on
    assert said(community, date(2026, 10, 21)) == {("COP603", "session/2026-09")}
    assert said(community, date(2026, 10, 22)) == {("COP603", "session/2026-09"), ("COP602", "session/")}
    assert said(community, date(2026, 11, 4)) == held | {("COP602", "session/")}

    community.write("note/2026-09", session="session/2026-09")
    community.write("note/2026-10", session="session/2026-10")
    community.write("session/2026-11", starts_at="2026-11-18T16:30:00+07:00", phase="planned")
    community.commit("Write and plan", by="p-mai")
    assert said(community, date(2026, 11, 4)) == {("COP601", "session/2026-11"), ("COP605", "session/2026-11")}
    assert said(community, date(2026, 11, 19)) == {("COP604", "session/2026-11"), ("COP602", "session/")}


def test_a_cancelled_session_leaves_a_gap(community: Box) -> None:
    session(community, "2026-11", "2026-11-18", phase="cancelled")

    assert ("COP602", "session/") in said(community, date(2026, 11, 1))
    text = "\n".join(plan_text(judging.judge(community.root, as_of=date(2026, 11, 1)).judgement, Language.EN))
    assert (
        "Nov 2026\n  2026-11-18" in text and "cancelled" in text and "— nothing planned —" in text.split("Dec 2026")[0]
    )


def test_a_community_that_never_met_is_not_late(box: Box) -> None:
    box.publish("knowledge/x")

    assert said(box, date(2030, 1, 1)) == set()


def test_the_next_one_falls_on_the_same_weekday_with_the_same_pair_and_the_historian_whose_turn_it_is(
    community: Box,
) -> None:
    judgement = judging.judge(community.root, as_of=date(2026, 10, 22)).judgement

    following = proposed(meetings(judgement), judgement.community, date(2026, 10, 22))

    assert following.day == date(2026, 11, 25) or following.day.weekday() == 2
    assert following.day >= date(2026, 11, 21)
    assert (following.facilitator, following.deputy, following.historian) == ("p-fac", "p-mai", "p-hic")


def test_who_has_left_is_not_proposed(community: Box) -> None:
    judgement = judging.judge(community.root, as_of=date(2026, 12, 20)).judgement

    following = proposed(meetings(judgement), judgement.community, date(2026, 12, 20))

    assert following.day > date(2026, 12, 31) and following.historian == "p-his"


def test_the_plan_is_the_same_for_programs(community: Box) -> None:
    judgement = judging.judge(community.root, as_of=date(2026, 10, 1)).judgement

    plan = json.loads(plan_json(judgement))

    assert [month["month"] for month in plan["months"]] == [f"2026-{n}" for n in (10, 11, 12)] + [
        f"2027-0{n}" for n in (1, 2, 3)
    ]
    assert plan["months"][0]["sessions"][0]["id"] == "session/2026-10" and plan["version"] == 1


def test_a_plan_with_nothing_ahead_ends_with_how_to_begin(tmp_path: Path) -> None:
    club = tmp_path / "club"
    assert cop(tmp_path, "init", str(club)).status == 0
    day = ("--as-of", "2026-11-29")

    english, thai = (cop(club, "plan", "--lang", lang, *day).out.splitlines() for lang in ("en", "th"))
    assert english[-1] == '  → begin its draft: cop new session 2026-12-29 --title "…"'
    assert thai[-1] == '  → เริ่มเขียนร่าง: cop new session 2026-12-29 --title "…"'
    assert "cop new" not in cop(club, "plan", "--format", "json", *day).out, "a program knows it from `proposed`"

    assert cop(club, "new", "session", "2026-12-29", "--title", "ประชุม").status == 0
    Box(club).commit("Plan it", by="p-adm")
    assert "cop new" not in cop(club, "plan", *day).out


def test_a_new_session_begins_with_what_is_proposed(community: Box, tmp_path: Path) -> None:
    done = cop(community.root, "new", "session", "2026-12", "--title", "ประชุม")

    text = (community.root / "drafts/session/2026-12/index.md").read_text(encoding="utf-8")
    assert done.status == 0 and "facilitator: p-fac" in text and "deputy: p-mai" in text


@pytest.mark.parametrize("cadence", ["P1D", "P9999M", "P2W"])
def test_any_cadence_has_a_next_day(cadence: str, community: Box) -> None:
    community.registry["policy"]["cadence"] = cadence
    community.write_registry()
    community.commit("Cadence", by="p-adm")

    judgement = judging.judge(community.root, as_of=date(2026, 11, 1)).judgement
    assert proposed(meetings(judgement), judgement.community, date(2026, 11, 1)).day >= date(2026, 12, 1)


def test_the_plan_says_what_each_session_supports_and_the_topics_page_does_too(community: Box) -> None:
    """Heads see what the community works for."""
    community.topic("ucep")["supports"] = ["ร้อยละของญาติที่ได้รับแจ้งใน 10 นาที", "สมรรถนะ: สื่อสารกับญาติ"]
    community.write_registry()
    community.commit("What the topic supports", by="p-adm")
    session(community, "2026-12", "2026-12-16", topics=["ucep", "ของฝาก"])

    judged = judging.judge(community.root, as_of=date(2026, 11, 23)).judgement
    lines = list(plan_text(judged, Language.EN))
    months = json.loads(plan_json(judged))["months"]
    topic = next(file.content for file in plan(judged) if file.path == "topics/ucep/index.md")

    planned = next(number for number, line in enumerate(lines) if line.startswith("  2026-12-16"))
    assert lines[planned + 2] == "    supports: ร้อยละของญาติที่ได้รับแจ้งใน 10 นาที, สมรรถนะ: สื่อสารกับญาติ"
    (december,) = [month["sessions"] for month in months if month["month"] == "2026-12"]
    assert december[0]["supports"] == ["ร้อยละของญาติที่ได้รับแจ้งใน 10 นาที", "สมรรถนะ: สื่อสารกับญาติ"]
    assert isinstance(topic, bytes) and "ร้อยละของญาติที่ได้รับแจ้งใน 10 นาที, สมรรถนะ: สื่อสารกับญาติ" in topic.decode()


def test_a_session_written_in_another_zone_is_on_its_local_day(box: Box) -> None:
    """20:00 UTC on the last of November is December in Bangkok."""
    box.write("session/late", starts_at="2026-11-30T20:00:00+00:00", phase="planned")
    box.commit("Plan", by="p-adm")

    (meeting,) = meetings(judging.judge(box.root, as_of=date(2026, 11, 1)).judgement)

    assert meeting.day == date(2026, 12, 1)
