"""The index of topics, and a page for each of them."""

from __future__ import annotations

from collections.abc import Iterator

from cop_build.core.model import Topic
from cop_build.pages.addresses import LETTERS, TOPICS, topic_address, way_up
from cop_build.pages.cards import experts_on, topic_cards
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.facets import facet_rows
from cop_build.pages.folded import by_kind
from cop_build.pages.markup import block
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import words


def topic_pages(catalogue: Catalogue) -> Iterator[Staged]:
    """Yield the index and the pages of all topics."""
    yield _index(catalogue)
    for topic in catalogue.community.topics.values():
        yield _page(topic, catalogue)


def _index(catalogue: Catalogue) -> Staged:
    title = words(catalogue.language)["topics"]
    html = block(
        "topics.html",
        catalogue.language,
        root=way_up(TOPICS),
        title=title,
        facets=facet_rows(catalogue),
        cards=topic_cards(catalogue),
        letters=LETTERS,
    )
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
        groups=by_kind(catalogue.of_topic[topic.id], catalogue),
        experts=experts_on(topic.id, catalogue),
        letters=LETTERS,
    )
    return generated_page(address, title=title, html=html)
