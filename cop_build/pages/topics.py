"""The index of topics, and a page for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cop_build.core.model import EXPERT_KINDS, Kind, Topic, TopicId
from cop_build.pages.addresses import LETTERS, TOPICS, topic_address, way_up
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.markup import block
from cop_build.pages.rows import Row, rows_of
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import KINDS, words


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


def topic_pages(catalogue: Catalogue) -> Iterator[Staged]:
    """Yield the index and the pages of all topics."""
    yield _index(catalogue)
    for topic in catalogue.community.topics.values():
        yield _page(topic, catalogue)


def topic_cards(catalogue: Catalogue, parent: TopicId | None = None) -> Sequence[TopicCard]:
    """Return the topics below a parent, and theirs below each of them."""
    return [
        TopicCard(
            title=topic.title.said_in(catalogue.language),
            address=topic_address(topic.id),
            description=topic.description.said_in(catalogue.language) if topic.description else None,
            count=len(catalogue.of_topic[topic.id]),
            newest=_newest(topic.id, catalogue),
            experts=_experts(topic.id, catalogue),
            subtopics=topic_cards(catalogue, topic.id),
        )
        for topic in catalogue.subtopics.get(parent, ())
    ]


def _newest(topic: TopicId, catalogue: Catalogue) -> Row | None:
    confirmed = [one for one in catalogue.of_topic[topic] if one.version.kind in EXPERT_KINDS]
    return rows_of([max(confirmed, key=lambda one: one.last_reviewed_on)], catalogue)[0] if confirmed else None


def _experts(topic: TopicId, catalogue: Catalogue) -> Sequence[str]:
    return [person.name.said_in(catalogue.language) for person in catalogue.experts[topic]]


def _index(catalogue: Catalogue) -> Staged:
    title = words(catalogue.language)["topics"]
    cards = topic_cards(catalogue)
    html = block("topics.html", catalogue.language, root=way_up(TOPICS), title=title, cards=cards, letters=LETTERS)
    return generated_page(TOPICS, title=title, html=html)


def _page(topic: Topic, catalogue: Catalogue) -> Staged:
    language, address = catalogue.language, topic_address(topic.id)
    parent = catalogue.community.topics.get(topic.parent) if topic.parent else None
    title = topic.title.said_in(language)
    html = block(
        "topic.html",
        language,
        root=way_up(address),
        title=title,
        description=topic.description.said_in(language) if topic.description else None,
        parent=(parent.title.said_in(language), topic_address(parent.id)) if parent else None,
        supports=topic.supports,
        cards=topic_cards(catalogue, topic.id),
        groups=_groups(topic.id, catalogue),
        experts=_experts(topic.id, catalogue),
    )
    return generated_page(address, title=title, html=html)


def _groups(topic: TopicId, catalogue: Catalogue) -> Mapping[str, Sequence[Row]]:
    """Return the topic's assets by the name of their kind."""
    listed = catalogue.of_topic[topic]
    groups = {
        KINDS[kind].said_in(catalogue.language): [approved for approved in listed if approved.version.kind is kind]
        for kind in (Kind.KNOWLEDGE, Kind.QUESTION, Kind.NOTE, Kind.SESSION)
    }
    return {name: rows_of(group, catalogue) for name, group in groups.items() if group}
