"""Who knows a topic, and what a topic lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cop_build.core.cover import Cover, Gap
from cop_build.core.model import PersonId
from cop_build.core.participation import Window
from tests.community_box import AS_OF, Box
from tests.people.community import YEAR, community, later, told_of


@pytest.fixture
def lively(tmp_path: Path) -> Box:
    return community(tmp_path / "box")


def cover_of(box: Box, topic: str, window: Window = YEAR) -> Cover:
    return next(one for one in told_of(box, window).covers if one.topic.id == topic)


def test_who_presented_or_wrote_knows_a_topic_and_who_left_does_not(lively: Box) -> None:
    """p-old presented and answered on it, and left on the 10th of November."""
    assert set(cover_of(lively, "ucep").knows) == {"p-mai", "p-nok"}
    before = cover_of(lively, "ucep", Window(date(2026, 1, 1), date(2026, 11, 10)))
    assert set(before.knows) == {"p-mai", "p-nok", "p-old"}
    assert {part.value: n for part, n in before.knows[PersonId("p-old")].items()} == {"presented": 1, "answered": 1}


def test_noting_confirming_organising_and_being_there_is_not_knowing(lively: Box) -> None:
    assert not {"p-his", "p-ann", "p-fac", "p-adm"} & set(cover_of(lively, "ucep").knows)


def test_cover_has_no_beginning(lively: Box) -> None:
    assert set(cover_of(lively, "ucep", Window(AS_OF, AS_OF)).knows) == {"p-mai", "p-nok"}


def test_a_topic_that_one_person_knows_is_marked(lively: Box) -> None:
    assert cover_of(lively, "ucep").gaps == ()
    lively.write("session/first", topics=[], presenters=["p-nok"])
    lively.commit("Edit", by="p-mai")

    assert cover_of(lively, "ucep").gaps == (Gap.ONE_PERSON,)


def test_a_topic_that_nobody_knows_is_marked(lively: Box) -> None:
    assert cover_of(lively, "finance").gaps == (Gap.NOBODY, Gap.FEW_EXPERTS)


def test_an_expert_whose_time_is_over_or_has_not_begun_is_none(lively: Box) -> None:
    lively.person("p-bob")["until"] = "2026-11-22"
    lively.write_registry()
    lively.commit("Leave", by="p-adm")
    assert cover_of(lively, "ucep").gaps == (Gap.FEW_EXPERTS,)

    lively.person("p-bob").update({"until": "2026-11-23"})
    lively.write_registry()
    lively.commit("Stay a day", by="p-adm")
    assert cover_of(lively, "ucep").gaps == ()


def test_a_role_without_being_an_expert_makes_no_expert(lively: Box) -> None:
    lively.person("p-bob")["roles"] = ["member"]
    lively.write_registry()
    later(lively, 1)
    lively.commit("Change", by="p-adm")

    assert [person.id for person in cover_of(lively, "ucep").experts] == ["p-ann"]


def test_subtopics_are_not_added_to_the_topic_above_them(lively: Box) -> None:
    above = cover_of(lively, "emergency")

    assert above.knows == {} and [person.id for person in above.experts] == ["p-par"]
    assert above.gaps == (Gap.NOBODY, Gap.FEW_EXPERTS)


def test_a_topic_that_only_groups_others_lacks_nothing(lively: Box) -> None:
    lively.person("p-par").update(topics=["finance"])
    lively.write_registry()
    lively.commit("Change", by="p-adm")

    assert cover_of(lively, "emergency").is_group and cover_of(lively, "emergency").gaps == ()
    assert not cover_of(lively, "finance").is_group


def test_free_topics_of_sessions_are_no_topics(lively: Box) -> None:
    assert [one.topic.id for one in told_of(lively).covers] == ["emergency", "ucep", "finance"]
