"""What a page tells search engines about itself: what it tells its readers, as https://schema.org names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urljoin

from cop_build.core.linked import as_linked_data
from cop_build.core.model import (
    EXPERT_KINDS,
    KnowledgeHeader,
    NoteHeader,
    PageHeader,
    Phase,
    QuestionHeader,
    SessionHeader,
)
from cop_build.core.verdict import Approved
from cop_build.pages.addresses import HOME, asset_address
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.rows import language_of, times_of

MOST_LETTERS = 1_500  # of an answer; a page is not sent twice
_SCHEMA = "https://schema.org"
_MARKUP = (
    (re.compile(r"^\s*\[[^\]\n]*\]:.*$", re.MULTILINE), ""),  # definitions of links
    (re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"(?:(?<![ \t])[ \t]++)?\{:?[ ]*[#.][^{}\n]*\}"), ""),
    (re.compile(r"^[ \t>]*(?:#{1,6}|[-+*]|```.*|~~~.*)(?=[ \t\n]|$)", re.MULTILINE), ""),
    (re.compile(r"\*\*|__|`+"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)

Node = Mapping[str, object]


def linked_data_of(approved: Approved, catalogue: Catalogue, *, body: str) -> str:
    """Return the data of an asset's page.

    Only what experts confirmed is said to be reviewed: sessions and pages were released, which is less.

    Args:
        body: Its text as it is staged, so that its links lead nowhere but to what is public.
    """
    header, asset = approved.version.header, approved.version.asset
    described = header.summary if isinstance(header, KnowledgeHeader | NoteHeader | PageHeader) else None
    authors = header.authors if isinstance(header, KnowledgeHeader | NoteHeader) else ()
    names = [one.reviewer.name.said_in(catalogue.language) for one in approved.confirmations]
    node: dict[str, object] = {
        "@type": "QAPage" if isinstance(header, QuestionHeader) else "WebPage",
        "name": header.title,
        "description": described,
        "inLanguage": language_of(approved, catalogue) or catalogue.language.value,
        "url": absolute(asset_address(asset), catalogue),
        "datePublished": approved.first_published_on.isoformat(),
        "dateModified": approved.published_on.isoformat(),
        "author": _people(catalogue.names(authors)),
        "about": _topics(approved, catalogue),
        "isPartOf": _site(catalogue),
    }
    if approved.version.kind in EXPERT_KINDS:
        node |= {"lastReviewed": approved.last_reviewed_on.isoformat(), "reviewedBy": _people(names)}
    if isinstance(header, QuestionHeader):
        node["mainEntity"] = _question(header, catalogue, body)
    if isinstance(header, SessionHeader):
        node["mainEntity"] = _event(header, catalogue)
    return as_linked_data(_known(node))


def linked_data_of_site(catalogue: Catalogue) -> str:
    """Return the data of the first page."""
    return as_linked_data(_site(catalogue))


def absolute(address: str, catalogue: Catalogue) -> str | None:
    """Return where a page stands in the world; ``None`` if the community does not say where its site does."""
    root = catalogue.community.site_url
    return None if root is None else urljoin(root.rstrip("/") + "/", address)


def plain_text(body: str) -> str:
    """Return about what a reader reads of Markdown, on one line: it is data, and nothing in it can act."""
    for pattern, replacement in _MARKUP:
        body = pattern.sub(replacement, body)
    text = " ".join(unescape(body).split())
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def _site(catalogue: Catalogue) -> Node:
    return _known(
        {
            "@type": "WebSite",
            "name": catalogue.community.title.said_in(catalogue.language),
            "url": absolute(HOME, catalogue),
            "inLanguage": catalogue.language.value,
        }
    )


def _question(header: QuestionHeader, catalogue: Catalogue, body: str) -> Node:
    text = plain_text(body)
    answer = {"@type": "Answer", "text": text, "author": _people(catalogue.names(header.answered_by))}
    return _known(
        {
            "@type": "Question",
            "name": header.title,
            "dateCreated": header.asked_on.isoformat(),
            "answerCount": 1 if text else 0,
            "author": _people(catalogue.names(header.asked_by)),
            "acceptedAnswer": _known(answer) if text else None,
        }
    )


def _event(header: SessionHeader, catalogue: Catalogue) -> Node:
    times = times_of(header, catalogue)
    places: list[Node] = [{"@type": "Place", "name": header.place}] if header.place else []
    if header.online_url and times.is_planned:
        places.append({"@type": "VirtualLocation", "url": header.online_url})
    status = "EventCancelled" if header.phase is Phase.CANCELLED else "EventScheduled"
    site = _site(catalogue)
    return _known(
        {
            "@type": "Event",
            "name": header.title,
            "startDate": times.iso,
            "endDate": _end(times.start, header.duration_minutes),
            "eventStatus": f"{_SCHEMA}/{status}",
            "location": places,
            "organizer": _known({"@type": "Organization", "name": site["name"], "url": site.get("url")}),
        }
    )


def _end(start: datetime, minutes: int | None) -> str | None:
    try:
        return None if minutes is None else (start + timedelta(minutes=minutes)).isoformat(timespec="minutes")
    except OverflowError:  # an end that no calendar has
        return None


def _topics(approved: Approved, catalogue: Catalogue) -> Sequence[Node]:
    """Return the topics of the registry; a session's own words name nothing that others know."""
    known = catalogue.community.topics
    topics = [known[topic] for topic in dict.fromkeys(approved.version.topics) if topic in known]
    return [{"@type": "Thing", "name": topic.title.said_in(catalogue.language)} for topic in topics]


def _people(names: Iterable[str]) -> Sequence[Node]:
    return [{"@type": "Person", "name": name} for name in names]


def _known(node: Mapping[str, object]) -> Node:
    """Return a node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
