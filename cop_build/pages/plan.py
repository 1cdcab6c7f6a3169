"""What ``docs/`` is to hold: the sum of what the families of pages compose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cop_build.core.drawn import Drawn
from cop_build.core.model import Kind
from cop_build.core.verdict import Judgement
from cop_build.pages.addresses import LETTERS, SESSIONS, TOPICS
from cop_build.pages.assets import asset_files
from cop_build.pages.calendar import calendar
from cop_build.pages.catalogue import Catalogue, catalogue_of
from cop_build.pages.data import public_assets
from cop_build.pages.facets import facet_addresses, facet_pages
from cop_build.pages.feed import feed
from cop_build.pages.home import home_page
from cop_build.pages.letters import letter_pages
from cop_build.pages.lists import LISTS, list_pages
from cop_build.pages.notices import notice_page
from cop_build.pages.related import related_of
from cop_build.pages.sessions import sessions_page
from cop_build.pages.staged import Staged, sealed
from cop_build.pages.topics import topic_pages

__all__ = ["Staged", "plan"]


def plan(judgement: Judgement, drawn: Mapping[str, Drawn] | None = None) -> tuple[Staged, ...]:
    """Return every file of ``docs/``, sorted by path.

    Args:
        drawn: Small pictures of attachments, by the SHA-256 of the attachment.
    """
    files = _files(judgement, catalogue_of(judgement), drawn or {})
    staged = sorted(map(sealed, files), key=lambda file: file.path)
    assert len({file.path for file in staged}) == len(staged), "two pages want one path"
    return tuple(staged)


def _files(judgement: Judgement, catalogue: Catalogue, drawn: Mapping[str, Drawn]) -> Iterator[Staged]:
    assets = frozenset([*catalogue.public, *(notice.asset for notice in catalogue.notices)])
    topics = {f"topics/{topic}/" for topic in catalogue.of_topic}
    pages = frozenset(["", TOPICS, SESSIONS, LETTERS, *LISTS.values()]) | topics | facet_addresses(catalogue)
    related = related_of(catalogue.of_kind[Kind.KNOWLEDGE], catalogue.of_kind[Kind.QUESTION])
    for approved in catalogue.public.values():
        yield from asset_files(
            approved, catalogue, linkable_assets=assets, linkable_pages=pages, related=related, drawn=drawn
        )
    yield from (notice_page(notice, catalogue.language) for notice in catalogue.notices)
    yield from topic_pages(catalogue)
    yield from facet_pages(catalogue)
    yield from list_pages(catalogue)
    yield from letter_pages(catalogue)
    yield sessions_page(catalogue)
    yield home_page(catalogue)
    yield public_assets(judgement)
    if not catalogue.is_preview:
        yield feed(catalogue)
        yield calendar(catalogue)
