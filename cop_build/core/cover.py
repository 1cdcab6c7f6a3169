"""Who knows a topic: who presented, wrote or answered on it, and are there experts enough?

A topic is covered by those who are still in office. It has no beginning: what somebody wrote two years ago, they know.
Sub-topics are not added to the topic above them, as an expert on that may not confirm them either. Notes do not count:
whoever writes down what others say need not know it. Source: manual/decisions/0030-parts-people-play.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cop_build.core.model import Community, Person, PersonId, Role, Topic, TopicId
from cop_build.core.parts import Contribution, Part

COVERING = (Part.PRESENTED, Part.WROTE, Part.ANSWERED)
ENOUGH_EXPERTS = 2  # nobody confirms their own text


class Gap(StrEnum):
    """What a topic lacks."""

    NOBODY = "nobody"
    ONE_PERSON = "one_person"
    FEW_EXPERTS = "few_experts"


@dataclass(frozen=True, slots=True)
class Cover:
    """Who knows one topic.

    Attributes:
        knows: Who presented, wrote or answered on it, with how often, in the registry's order.
        experts: Who may confirm it, in the registry's order.
        is_group: It has sub-topics, and nothing and nobody of its own: it lacks nothing.
    """

    topic: Topic
    knows: Mapping[PersonId, Mapping[Part, int]]
    experts: tuple[Person, ...]
    is_group: bool

    @property
    def gaps(self) -> tuple[Gap, ...]:
        if self.is_group:
            return ()
        gaps = {0: (Gap.NOBODY,), 1: (Gap.ONE_PERSON,)}.get(len(self.knows), ())
        return gaps if len(self.experts) >= ENOUGH_EXPERTS else (*gaps, Gap.FEW_EXPERTS)


def cover(found: Sequence[Contribution], community: Community, *, day: date) -> Sequence[Cover]:
    """Return who knows each topic of the registry on a day, in the registry's order."""
    serving = [person for person in community.people.values() if person.is_in_office(day)]
    counts: dict[TopicId, dict[PersonId, Counter[Part]]] = {}
    for one in found:
        if one.part in COVERING and one.day <= day:
            for name in set(one.topics):
                counts.setdefault(name, {}).setdefault(one.person, Counter())[one.part] += 1
    parents = {topic.parent for topic in community.topics.values()}
    covers = []
    for topic in community.topics.values():
        by_person = counts.get(topic.id, {})
        experts = tuple(one for one in serving if Role.EXPERT in one.roles and topic.id in one.topics)
        knows = {person.id: by_person[person.id] for person in serving if person.id in by_person}
        is_group = topic.id in parents and not experts and not by_person
        covers.append(Cover(topic, knows, experts, is_group))
    return covers
