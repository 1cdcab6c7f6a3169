"""``feed.xml``: what the experts confirmed last, for those who follow with a feed reader. Source: RFC 4287, RFC 4151.

Without ``site_url`` the links are relative to the feed, which the specification allows; ids never depend on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cop_build.core.model import AssetId, KnowledgeHeader, NoteHeader, PageHeader
from cop_build.core.verdict import Approved
from cop_build.pages.addresses import HOME, asset_address
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.linked import absolute
from cop_build.pages.markup import block
from cop_build.pages.order import thai_key
from cop_build.pages.rows import language_of
from cop_build.pages.staged import Staged

FEED = "feed.xml"
MOST_ENTRIES = 50
# A name that nobody else can own stands for the community's: it need not have one of its own. Source: RFC 2606 §2.
_AUTHORITY = "cop-build.invalid,2026"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # Source: XML 1.0 §2.2


@dataclass(frozen=True, slots=True)
class Entry:
    """One asset in the feed. ``lang`` is the language of its words, if it is not the community's."""

    id: str
    title: str
    summary: str | None
    href: str
    lang: str | None
    published: str
    updated: str
    topics: Sequence[tuple[str, str]]


def feed(catalogue: Catalogue) -> Staged:
    """Return the feed of what was published or confirmed last, newest first."""
    by_title = sorted(catalogue.public.values(), key=lambda approved: thai_key(approved.version.header.title))
    listed = sorted(by_title, key=_changed_on, reverse=True)[:MOST_ENTRIES]
    community = catalogue.community
    text = block(
        FEED,
        catalogue.language,
        id=_tag(community.id),
        title=_allowed(community.title.said_in(catalogue.language)),
        lang=catalogue.language.value,
        home=absolute(HOME, catalogue) or ".",
        own=absolute(FEED, catalogue) or FEED,
        updated=_midnight(_changed_on(listed[0]), catalogue) if listed else "1970-01-01T00:00:00Z",
        entries=[_entry(approved, catalogue) for approved in listed],
    )
    return Staged(FEED, text.encode())


def _entry(approved: Approved, catalogue: Catalogue) -> Entry:
    header, asset = approved.version.header, approved.version.asset
    summary = header.summary if isinstance(header, KnowledgeHeader | NoteHeader | PageHeader) else None
    known = catalogue.community.topics
    return Entry(
        id=_tag(catalogue.community.id, asset),
        title=_allowed(header.title),
        summary=_allowed(summary) if summary else None,
        href=absolute(asset_address(asset), catalogue) or asset_address(asset),
        lang=language_of(approved, catalogue),
        published=_midnight(approved.first_published_on, catalogue),
        updated=_midnight(_changed_on(approved), catalogue),
        topics=[
            (topic, _allowed(known[topic].title.said_in(catalogue.language)))
            for topic in dict.fromkeys(approved.version.topics)
            if topic in known
        ],
    )


def _changed_on(approved: Approved) -> date:
    return max(approved.last_reviewed_on, approved.published_on)


def _midnight(day: date, catalogue: Catalogue) -> str:
    """Return the beginning of a local day: approvals are known to the day."""
    return datetime.combine(day, time(), ZoneInfo(catalogue.community.timezone)).isoformat(timespec="seconds")


def _tag(community: str, asset: AssetId | None = None) -> str:
    return f"tag:{community}.{_AUTHORITY}:{asset or ''}"


def _allowed(text: str) -> str:
    """Return a text without the letters that no XML can hold."""
    return _NO_XML.sub(" ", text)
