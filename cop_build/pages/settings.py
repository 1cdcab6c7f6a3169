"""What the renderer is told of a community: its name, its navigation and what every page says.

MkDocs and Material print all of it unescaped, so every text is escaped here. Source: manual/trust.md §5.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from cop_build.core.model import Kind, SessionHeader, TopicId
from cop_build.core.verdict import Judgement
from cop_build.pages.addresses import HOME, LETTERS, SESSIONS, TOPICS, asset_address, page_path, topic_address
from cop_build.pages.catalogue import Catalogue, catalogue_of
from cop_build.pages.dates import day_text
from cop_build.pages.feed import FEED
from cop_build.pages.lists import LISTS
from cop_build.pages.rows import link_to, times_of
from cop_build.pages.words import words

# Links were led when the pages were staged; a dead one that is left must not stop the pages of others.
VALIDATION = {
    "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
    "links": {"not_found": "info", "absolute_links": "info", "unrecognized_links": "info", "anchors": "ignore"},
}
MOST_PAGES = 12  # in the navigation; the list of pages leads to the others

NavItem = str | dict[str, "str | list[NavItem]"]


def settings(judgement: Judgement) -> Mapping[str, object]:
    """Return the keys of ``build/mkdocs.yml`` that come from the content; folders are the renderer's own business."""
    community, language = judgement.community, judgement.community.language
    catalogue = catalogue_of(judgement)
    return {
        "site_name": escape(community.title.said_in(language)),
        **({"site_url": community.site_url} if community.site_url else {}),
        "theme": {"language": language.value},
        "extra": extra(catalogue),
        "nav": nav(catalogue),
        "validation": VALIDATION,
    }


def extra(catalogue: Catalogue) -> dict[str, object]:
    """Return what our theme's templates read from ``config.extra``."""
    community, language = catalogue.community, catalogue.language
    say = words(language)
    return {
        "cop": {
            "notice": escape(community.notice.said_in(language)) if community.notice else "",
            "next": _next_session(catalogue),
            "commit": catalogue.commit,
            "as_of": catalogue.as_of.isoformat(),
            "preview": say["preview"] if catalogue.is_preview else "",
            "home": say["home"],
            "not_found": say["not_found"],
            "not_found_text": say["not_found_text"],
            "menu": say["menu"],
            "skip": say["skip"],
            "task": say["task"],
            "feed": "" if catalogue.is_preview else FEED,
            "picture": say["picture"],
            "timezone": escape(community.timezone),
        }
    }


def _next_session(catalogue: Catalogue) -> dict[str, str] | None:
    """Return what a bar on every page says of the next session; ``until`` is the day on which it hides itself."""
    session = catalogue.next_session
    if session is None or not isinstance(session.version.header, SessionHeader):
        return None
    link, times = link_to(session, catalogue), times_of(session.version.header, catalogue)
    return {
        "name": words(catalogue.language)["next_session"],
        "title": escape(link.title),
        "address": link.address,
        "iso": times.iso,
        "day": f"{times.weekday} {day_text(times.day, catalogue.language)}",
        "hours": times.hours,
        "until": times.over_on.isoformat(),
    }


def nav(catalogue: Catalogue) -> list[NavItem]:
    """Return the navigation: sections and topics only, because its cost grows with the square of its length."""
    say = words(catalogue.language)
    items: list[NavItem] = [
        {say["home"]: page_path(HOME)},
        {say["topics"]: [page_path(TOPICS), *_topics(catalogue, None)]},
        {say["a_z"]: page_path(LETTERS)},
        {say["knowledge"]: page_path(LISTS[Kind.KNOWLEDGE])},
        {say["sessions"]: [page_path(SESSIONS), {say["notes"]: page_path(LISTS[Kind.NOTE])}]},
        {say["questions"]: page_path(LISTS[Kind.QUESTION])},
    ]
    pages = [approved.version for approved in catalogue.of_kind[Kind.PAGE][:MOST_PAGES]]
    listed: list[NavItem] = [{escape(page.header.title): page_path(asset_address(page.asset))} for page in pages]
    return [*items, {say["about"]: [page_path(LISTS[Kind.PAGE]), *listed]}]


def _topics(catalogue: Catalogue, parent: TopicId | None) -> list[NavItem]:
    """Return the topics below a parent; one with sub-topics is a section with its own page first."""
    items: list[NavItem] = []
    for topic in catalogue.subtopics.get(parent, ()):
        page = page_path(topic_address(topic.id))
        below = _topics(catalogue, topic.id)
        items.append({escape(topic.title.said_in(catalogue.language)): [page, *below] if below else page})
    return items
