"""Do the registry's own texts, which stand on every page, say something about people? Source: manual/trust.md §5.

What people and topics are called is the admins' to say; numbers and addresses of theirs are not for the public.
"""

from __future__ import annotations

from collections.abc import Iterator

from cop_build.core.findings import Finding
from cop_build.core.history import REGISTRY
from cop_build.core.model import Community, Sort, Text
from cop_build.core.personal import disclosure, masked, sorts_in


def registry_findings(community: Community) -> tuple[Finding, ...]:
    """Return what the published texts of a registry say about people: numbers and addresses, not names."""
    rules = community.personal_data
    return tuple(
        disclosure(sort, rules, path=REGISTRY, line=0, where=masked(place, rules))
        for place, text in _texts(community)
        for sort in sorted(sorts_in(text, rules) - {Sort.NAME})
    )


def _texts(community: Community) -> Iterator[tuple[str, str]]:
    yield "id", community.id
    yield from _both("title", community.title)
    yield from _both("notice", community.notice)
    for person in community.people.values():
        yield f"people: {person.id}", f"{person.id}\n{person.name.th}\n{person.name.en}"
    for topic in community.topics.values():
        place = f"topics: {topic.id}"
        yield place, "\n".join((topic.id, topic.title.th, topic.title.en, *topic.supports))
        yield from _both(place, topic.description)
    for facet in community.facets:
        named = [(facet.id, facet.title), *((value.id, value.title) for value in facet.values)]
        yield f"facets: {facet.id}", "\n".join(part for name, title in named for part in (name, title.th, title.en))


def _both(place: str, text: Text | None) -> Iterator[tuple[str, str]]:
    if text is not None:
        yield place, f"{text.th}\n{text.en}"
