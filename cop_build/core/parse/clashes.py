"""What may stand in the registry once stands there twice, or names what does not exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cop_build.core.findings import Code, Finding
from cop_build.core.model import Text
from cop_build.core.parse.people import KeyForm, PersonForm
from cop_build.core.parse.strict import Document


def clashes(
    people: Sequence[PersonForm],
    topics: Sequence[tuple[str, str | None]],
    recorders: Sequence[KeyForm],
    document: Document,
    path: str,
) -> Iterator[Finding]:
    """Yield two of what there may be one of, and names of what does not exist. Args: topics: with their parents."""
    marks: list[tuple[str, tuple[str | int, ...], str]] = []
    for number, person in enumerate(people):
        marks.append((f"person:{person.id}", ("people", number, "id"), "id"))
        marks += [(f"mail:{email}", ("people", number, "emails"), "e-mail") for email in set(person.emails)]
        if person.forge.github is not None:
            marks.append((f"github:{person.forge.github}", ("people", number, "forge"), "forge id"))
        marks += [(f"key:{key.key.hex()}", ("people", number, "keys"), "key") for key in person.keys]
    marks += [(f"topic:{topic}", ("topics", number, "id"), "id") for number, (topic, _) in enumerate(topics)]
    marks += [(f"key:{key.key.hex()}", ("recorders",), "key") for key in recorders]
    counted = Counter(mark for mark, _, _ in marks)
    for mark, place, name in marks:
        if counted[mark] > 1:
            detail = Text(
                th=f"{name} นี้มีอยู่มากกว่าหนึ่งแห่งในทะเบียน", en=f"this {name} stands in the registry more than once"
            )
            yield Finding(path, document.line_of(place), Code("COP204"), detail)
    yield from _unknown_topics(people, topics, document, path)


def _unknown_topics(
    people: Sequence[PersonForm], topics: Sequence[tuple[str, str | None]], document: Document, path: str
) -> Iterator[Finding]:
    parents = dict(topics)
    for number, (topic, parent) in enumerate(topics):
        if parent is None:
            continue
        seen, ancestor = {topic}, parent
        while ancestor in parents and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parents[ancestor] or ""
        if parent not in parents or ancestor in seen:
            detail = Text(th=f"parent {parent} ไม่มี หรือวนซ้ำ", en=f"parent {parent} is unknown or goes in a circle")
            yield Finding(path, document.line_of(("topics", number, "parent")), Code("COP205"), detail)
    for number, person in enumerate(people):
        for name in person.topics:
            if name not in parents:
                detail = Text(th=f"ไม่มีเรื่อง {name} ในทะเบียน", en=f"there is no topic {name} in the registry")
                yield Finding(path, document.line_of(("people", number, "topics")), Code("COP206"), detail)
