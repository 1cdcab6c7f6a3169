"""The list of each kind that has no page of its own sort: knowledge, notes, questions and pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cop_build.core.model import Kind
from cop_build.pages.addresses import LETTERS, TOPICS, way_up
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.folded import folded
from cop_build.pages.markup import block
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import KINDS

# A slug's page stands one step deeper, so a kind's own folder is free for its list.
LISTS: Mapping[Kind, str] = {
    Kind.KNOWLEDGE: "knowledge/",
    Kind.NOTE: "note/",
    Kind.QUESTION: "question/",
    Kind.PAGE: "page/",
}


def list_pages(catalogue: Catalogue) -> Iterator[Staged]:
    """Yield a page for each of the kinds, newest first."""
    for kind, address in LISTS.items():
        title = KINDS[kind].said_in(catalogue.language)
        html = block(
            "list.html",
            catalogue.language,
            root=way_up(address),
            title=title,
            listed=folded(catalogue.of_kind[kind], catalogue),
            topics=TOPICS,
            letters=LETTERS,
        )
        yield generated_page(address, title=title, html=html)
