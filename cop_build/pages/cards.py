"""Topics as cards: what a reader is told of a topic before opening its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cop_build.core.model import EXPERT_KINDS, Topic, TopicId
from cop_build.pages.addresses import topic_address
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.rows import Row, rows_of


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic in a list.

    Attributes:
        count: Public assets that name this very topic.
        newest: The one of them that was confirmed last; sessions are not confirmed.
        experts: Names of those who answer for the topic today.
    """

    title: str
    address: str
    description: str | None
    count: int
    newest: Row | None
    experts: Sequence[str]
    subtopics: Sequence[TopicCard]


def topic_cards(catalogue: Catalogue, parent: TopicId | None = None) -> Sequence[TopicCard]:
    """Return the topics below a parent, and theirs below each of them."""
    return cards_of(catalogue.subtopics.get(parent, ()), catalogue)


def cards_of(topics: Sequence[Topic], catalogue: Catalogue) -> Sequence[TopicCard]:
    """Return cards of topics in the given order, each with those below it."""
    return [
        TopicCard(
            title=topic.title.said_in(catalogue.language),
            address=topic_address(topic.id),
            description=topic.description.said_in(catalogue.language) if topic.description else None,
            count=len(catalogue.of_topic[topic.id]),
            newest=_newest(topic.id, catalogue),
            experts=experts_on(topic.id, catalogue),
            subtopics=topic_cards(catalogue, topic.id),
        )
        for topic in topics
    ]


def experts_on(topic: TopicId, catalogue: Catalogue) -> Sequence[str]:
    """Return the names of those who answer for a topic today."""
    return [person.name.said_in(catalogue.language) for person in catalogue.experts[topic]]


def _newest(topic: TopicId, catalogue: Catalogue) -> Row | None:
    confirmed = [one for one in catalogue.of_topic[topic] if one.version.kind in EXPERT_KINDS]
    return rows_of([max(confirmed, key=lambda one: one.last_reviewed_on)], catalogue)[0] if confirmed else None
