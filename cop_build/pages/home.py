"""The first page: what this community is, when it meets next, and what it knows."""

from __future__ import annotations

from cop_build.core.model import AssetId, Kind, PageHeader
from cop_build.pages.addresses import HOME, LETTERS, asset_address
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.feed import FEED
from cop_build.pages.linked import linked_data_of_site
from cop_build.pages.lists import LISTS
from cop_build.pages.markup import block
from cop_build.pages.rows import rows_of
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.topics import topic_cards

ABOUT = AssetId("page/about")
NEWEST = 6


def home_page(catalogue: Catalogue) -> Staged:
    """Return the page at the root of the site."""
    title = catalogue.community.title.said_in(catalogue.language)
    following = catalogue.next_session
    about = catalogue.public.get(ABOUT)
    html = block(
        "home.html",
        catalogue.language,
        root=HOME,
        title=title,
        lead=about.version.header.summary if about and isinstance(about.version.header, PageHeader) else None,
        about=asset_address(ABOUT) if about else None,
        following=rows_of([following] if following else [], catalogue),
        cards=topic_cards(catalogue),
        newest=rows_of(catalogue.of_kind[Kind.KNOWLEDGE][:NEWEST], catalogue),
        as_of=catalogue.as_of,
        commit=catalogue.commit[:12],
        knowledge=LISTS[Kind.KNOWLEDGE],
        letters=LETTERS,
        feed=None if catalogue.is_preview else FEED,
    )
    linked = None if catalogue.is_preview else linked_data_of_site(catalogue)
    return generated_page(HOME, title=title, html=html, linked=linked)
