"""Packages of Office Open XML: content types and relationships. Source: ECMA-376 part 2 (OPC)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from cop_build.core.insides import Trait
from cop_build.edges.insides import archive
from cop_build.edges.insides.archive import Archive
from cop_build.edges.insides.gathering import Refused
from cop_build.edges.insides.markup import Element, all_named, parsed, value

_TYPES = "[Content_Types].xml"
_MOST_KEPT = 16 * 2**20
"""Bytes of XML whose trees are kept for the next question."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """From one part to another or to the outside.

    Attributes:
        kind: The last step of its type, such as ``slide`` or ``hyperlink``.
        target: The name of a part, or an address if it is outside.
    """

    id: str
    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of an office file and what they are to each other."""

    def __init__(self, data: bytes) -> None:
        """Open the archive. Raises: Refused, see ``archive.opened``; or if it is a zip file of another kind."""
        self.archive: Archive = archive.opened(data)
        self._by_fold = {name.casefold(): name for name in self.archive.names}
        types = self.find(_TYPES)
        if types is None:
            raise Refused(Trait.MISMATCH)
        root = parsed(self.archive.read(types), _TYPES)
        self._overrides = {
            (value(override, "PartName") or "").lstrip("/").casefold(): value(override, "ContentType") or ""
            for override in all_named(root, "Override")
        }
        self._trees: dict[str, Element] = {}
        self._kept = 0
        self._defaults = {
            (value(default, "Extension") or "").casefold(): value(default, "ContentType") or ""
            for default in all_named(root, "Default")
        }

    def find(self, name: str) -> str | None:
        """Return the name of a part as it is written in the archive; names are compared without regard to case."""
        return self._by_fold.get(name.casefold())

    def type_of(self, name: str) -> str:
        """Return the content type of a part in lower case; empty if none is given."""
        given = self._overrides.get(name.casefold())
        if given is None:
            given = self._defaults.get(name.rpartition(".")[2].casefold(), "")
        return given.lower()

    @cached_property
    def types(self) -> frozenset[str]:
        """All content types that are spoken of, in lower case."""
        return frozenset(kind.lower() for kind in (*self._overrides.values(), *self._defaults.values()))

    def xml(self, name: str) -> Element:
        """Parse a part. Raises: Refused, if it is missing or no clean XML."""
        written = self.find(name)
        if written is None:
            raise Refused(Trait.UNREADABLE, name)
        if written in self._trees:
            return self._trees[written]
        data = self.archive.read(written)
        root = parsed(data, written)
        if self._kept + len(data) <= _MOST_KEPT:
            self._kept += len(data)
            self._trees[written] = root
        return root

    @cached_property
    def xml_names(self) -> tuple[str, ...]:
        """The parts that are XML, by their content type or name, but for those of relationships."""
        return tuple(
            name
            for name in self.archive.names
            if not name.casefold().endswith(".rels")
            and (
                name.casefold().endswith((".xml", ".vml"))
                or self.type_of(name).endswith(("+xml", "/xml", "vmldrawing"))
            )
            and not name.casefold().endswith(".svg")
        )

    @cached_property
    def relationships(self) -> Mapping[str, tuple[Relationship, ...]]:
        """The relationships of each part, by its name; those of the package under the empty name."""
        return {
            _source_of(name): tuple(self._relationships_in(name))
            for name in self.archive.names
            if name.casefold().endswith(".rels")
        }

    def related(self, name: str, kind: str) -> tuple[str, ...]:
        """Return the existing parts to which a part has relationships of a kind."""
        return tuple(
            relation.target
            for relation in self.relationships.get(name, ())
            if relation.kind == kind and not relation.is_outside and relation.target in self.archive
        )

    def _relationships_in(self, name: str) -> list[Relationship]:
        source = _source_of(name)
        found = []
        for relation in all_named(self.xml(name), "Relationship"):
            target = (value(relation, "Target") or "").strip()
            kind = (value(relation, "Type") or "").rstrip("/").rpartition("/")[2]
            is_outside = (value(relation, "TargetMode") or "").strip().lower() == "external"
            steps = target.replace("\\", "/").partition("#")[0]
            if not is_outside and (":" in steps or steps.startswith("//")):
                is_outside = True
            if not is_outside:
                inner = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(steps))).lstrip("/")
                target = self.find(inner) or inner
            found.append(Relationship(value(relation, "Id") or "", kind, target, is_outside))
        return found


def _source_of(name: str) -> str:
    """Return the part that a part of relationships speaks for: ``a/_rels/b.xml.rels`` is that of ``a/b.xml``."""
    folder, _, base = name.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])
