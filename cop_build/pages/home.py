"""The first page: what this community is, how to find something, when it meets next, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.model import AssetId, Kind, PageHeader, QuestionHeader
from cop_build.core.verdict import Approved, Previewed
from cop_build.pages.addresses import HOME, LETTERS, SESSIONS, TOPICS, asset_address
from cop_build.pages.cards import topic_cards
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.facets import facet_rows
from cop_build.pages.feed import FEED
from cop_build.pages.linked import linked_data_of_site
from cop_build.pages.lists import LISTS
from cop_build.pages.markup import block
from cop_build.pages.rows import Link, Way, link_to, rows_of
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import KINDS

ABOUT = AssetId("page/about")
NEWEST = 5
ANSWERED = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered lately. ``on`` is the day on which the answer was confirmed, if it was."""

    question: Link
    by: Sequence[str]
    on: date | None


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
        facets=facet_rows(catalogue),
        cards=topic_cards(catalogue),
        newest=rows_of(catalogue.of_kind[Kind.KNOWLEDGE][:NEWEST], catalogue),
        answered=_answered(catalogue),
        kinds=_kinds(catalogue),
        as_of=catalogue.as_of,
        commit=catalogue.commit[:12],
        knowledge=LISTS[Kind.KNOWLEDGE],
        questions=LISTS[Kind.QUESTION],
        topics=TOPICS,
        letters=LETTERS,
        feed=None if catalogue.is_preview else FEED,
    )
    linked = None if catalogue.is_preview else linked_data_of_site(catalogue)
    return generated_page(HOME, title=title, html=html, linked=linked)


def _answered(catalogue: Catalogue) -> Sequence[Answered]:
    """Return the questions whose answers were published last; a review that changed nothing is no new answer."""
    lately = sorted(catalogue.of_kind[Kind.QUESTION], key=lambda one: one.published_on, reverse=True)
    return [
        Answered(
            link_to(question, catalogue),
            _who_answered(question, catalogue),
            None if isinstance(question, Previewed) else question.published_on,
        )
        for question in lately[:ANSWERED]
    ]


def _who_answered(question: Approved, catalogue: Catalogue) -> Sequence[str]:
    header = question.version.header
    return catalogue.names(header.answered_by) if isinstance(header, QuestionHeader) else ()


def _kinds(catalogue: Catalogue) -> Sequence[Way]:
    """Return the lists that together hold all assets, but for those of which there is nothing."""
    lists = {**LISTS, Kind.SESSION: SESSIONS}
    return [
        Way(KINDS[kind].said_in(catalogue.language), lists[kind], len(catalogue.of_kind[kind]))
        for kind in (Kind.KNOWLEDGE, Kind.QUESTION, Kind.SESSION, Kind.NOTE, Kind.PAGE)
        if catalogue.of_kind[kind]
    ]
