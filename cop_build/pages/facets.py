"""Other ways into the topics, such as "by scheme" and "for whom": a row of links, and a page for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cop_build.core.model import Facet, FacetValue, TopicId
from cop_build.core.verdict import Approved
from cop_build.pages.addresses import LETTERS, facet_address, way_up
from cop_build.pages.cards import cards_of
from cop_build.pages.catalogue import IN_PARTS, Catalogue
from cop_build.pages.folded import by_kind
from cop_build.pages.markup import block
from cop_build.pages.rows import Way
from cop_build.pages.staged import Staged, generated_page


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A facet as one line of links; each counts public assets of its topics and of those below them, once."""

    title: str
    ways: Sequence[Way]


def facet_rows(catalogue: Catalogue) -> Sequence[FacetRow]:
    """Return the facets in the registry's order."""
    return [_row(facet, catalogue) for facet in catalogue.community.facets]


def facet_addresses(catalogue: Catalogue) -> frozenset[str]:
    """Return where all pages of facets stand."""
    return frozenset(way.address for row in facet_rows(catalogue) for way in row.ways)


def facet_pages(catalogue: Catalogue) -> Iterator[Staged]:
    """Yield a page for each value of each facet."""
    for facet in catalogue.community.facets:
        row = _row(facet, catalogue)
        for value in facet.values:
            yield _page(value, facet_address(facet.id, value.id), row, catalogue)


def _row(facet: Facet, catalogue: Catalogue) -> FacetRow:
    language = catalogue.language
    return FacetRow(
        facet.title.said_in(language),
        [
            Way(value.title.said_in(language), facet_address(facet.id, value.id), len(_assets(value, catalogue)))
            for value in facet.values
        ],
    )


def _page(value: FacetValue, address: str, row: FacetRow, catalogue: Catalogue) -> Staged:
    title = value.title.said_in(catalogue.language)
    topics = [catalogue.community.topics[topic] for topic in value.topics]
    uppermost = [topic for topic in topics if topic.parent not in value.topics]  # their cards name what is below
    html = block(
        "facet.html",
        catalogue.language,
        root=way_up(address),
        title=title,
        row=row,
        here=address,
        cards=cards_of(uppermost, catalogue),
        groups=by_kind(_assets(value, catalogue), catalogue),
        letters=LETTERS,
    )
    return generated_page(address, title=f"{row.title}: {title}", html=html)


def _assets(value: FacetValue, catalogue: Catalogue) -> Sequence[Approved]:
    """Return what is public on a value's topics and on those below them: kind by kind, in the order of ``of_kind``."""
    wanted = _with_subtopics(value.topics, catalogue)
    listed = (approved for kind in IN_PARTS for approved in catalogue.of_kind[kind])
    return [approved for approved in listed if not wanted.isdisjoint(approved.version.topics)]


def _with_subtopics(topics: Sequence[TopicId], catalogue: Catalogue) -> frozenset[TopicId]:
    found: set[TopicId] = set()
    left = list(topics)
    while left:
        topic = left.pop()
        if topic not in found:
            found.add(topic)
            left += [below.id for below in catalogue.subtopics.get(topic, ())]
    return frozenset(found)
