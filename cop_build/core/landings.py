"""Where each version of an asset landed, and who made it. Source: manual/trust.md §3, rules 3 and 8."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cop_build.core.community import Registries
from cop_build.core.line import Content, Edit
from cop_build.core.model import Digest, Header, KnowledgeHeader, NoteHeader, PersonId, QuestionHeader, TopicId, Version
from cop_build.core.parse.assets import Reading


@dataclass(frozen=True, slots=True)
class Authors:
    """Who made a version: people of the registry, and addresses that are nobody's."""

    people: frozenset[PersonId] = frozenset()
    strangers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Landing:
    """A version as it landed: saves that keep the digest belong to the same landing.

    Attributes:
        position: Where the digest became the asset's own.
        contents: The folder's contents of that digest in turn; the bytes may differ, the meaning does not.
    """

    position: int
    digest: Digest
    contents: tuple[tuple[Content, Reading], ...]

    @property
    def version(self) -> Version | None:
        return self.contents[0][1].version

    @property
    def topics(self) -> tuple[TopicId, ...]:
        return tuple(TopicId(topic) for topic in self.contents[0][1].topics)


def landings_of(contents: Iterable[tuple[Content, Reading]]) -> tuple[Landing, ...]:
    """Return where versions landed, oldest first. What cannot be read lands nothing, and ends what stood before."""
    landings: list[Landing] = []
    before: Digest | None = None
    for content, reading in contents:
        if reading.digest is not None and reading.digest == before:
            last = landings[-1]
            landings[-1] = Landing(last.position, last.digest, (*last.contents, (content, reading)))
        elif reading.digest is not None:
            landings.append(Landing(content.position, reading.digest, ((content, reading),)))
        before = reading.digest
    return tuple(landings)


def first_landing_of(digest: Digest, landings: Iterable[Landing]) -> int | None:
    """Return the position at which a version landed for the first time; ``None`` if it never did."""
    return next((landing.position for landing in landings if landing.digest == digest), None)


def authors_of(
    digest: Digest,
    *,
    at: int,
    landings: Sequence[Landing],
    approved: Iterable[Landing],
    edits: Iterable[Edit],
    registries: Registries,
) -> Authors:
    """Return who made a version, seen from a position.

    They are the front matter's authors and the people of every commit that changed the asset and is reachable from the
    version's last landing at or before the position, but not from the first landing of the last version that had been
    approved before it; and the same of its earlier landings: whoever wrote a text stays its author when somebody else
    puts it back.

    Args:
        approved: Landings that had been completed before the position.
    """
    own = [landing for landing in landings if landing.digest == digest and landing.position <= at]
    if not own:
        return Authors()
    others = [landing for landing in approved if landing.digest != digest]
    ranges = [(_approved_before(one.position, others, landings), one.position) for one in own]
    people: set[PersonId] = set()
    strangers: set[str] = set()
    for edit in edits:
        if any(since < edit.position <= until for since, until in ranges):
            for address in edit.addresses:
                owners = registries.owners_of(address)
                people |= owners
                if not owners:
                    strangers.add(address)
    named = named_authors(own[-1].version.header) if own[-1].version else frozenset()
    return Authors(frozenset(people | named), frozenset(strangers))


def _approved_before(position: int, approved: Iterable[Landing], landings: Sequence[Landing]) -> int:
    """Return where the last version approved before a position landed for the first time; -1 if there is none."""
    earlier = [landing for landing in approved if landing.position < position]
    last = max(earlier, key=lambda landing: landing.position, default=None)
    first = first_landing_of(last.digest, landings) if last else None
    return -1 if first is None else first


def named_authors(header: Header) -> frozenset[PersonId]:
    """Return whom the front matter itself names as authors."""
    match header:
        case KnowledgeHeader() | NoteHeader():
            return frozenset(header.authors)
        case QuestionHeader():
            return frozenset(header.answered_by)
        case _:
            return frozenset()
