"""The package that an Office file is: parts that refer to one another. Source: ECMA-376 part 2."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from cop_build.edges.cleaning.packages import Part, packed, unpacked
from cop_build.edges.cleaning.trees import Tree, bytes_of, name_of, take_out, take_out_all, tree_of

CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_REFERENCES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part's reference to another part, or to the world.

    Attributes:
        source: The part that refers; empty for the package itself.
        kind: The last word of the type's address, such as ``comments``.
        target: A part's name; an address if it is external.
    """

    source: str
    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(slots=True)
class Package:
    """An Office file while it is cleaned. Attributes: changed: whether anything differs from what came in."""

    parts: dict[str, Part]
    relationships: tuple[Relationship, ...] = ()
    changed: bool = False
    _names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Package:
        """Read a file. Raises: Unable."""
        package = cls(dict(unpacked(data)))
        package._names = {name.casefold(): name for name in package.parts}  # names of parts know no case
        package.relationships = tuple(package._read_relationships())
        return package

    def data(self) -> bytes:
        """Return the file as it is stored now."""
        return packed(self.parts, first=CONTENT_TYPES)

    def put(self, name: str, data: bytes) -> None:
        """Give a part other bytes."""
        if data != self.parts[name].data:
            self.parts[name] = Part(data, self.parts[name].method)
            self.changed = True

    def of_kind(self, *kinds: str) -> Iterator[Relationship]:
        """Yield the relationships of some kinds."""
        return (each for each in self.relationships if each.kind in kinds)

    def targets_of(self, source: str, kind: str) -> tuple[str, ...]:
        return tuple(each.target for each in self.of_kind(kind) if each.source == source and not each.is_external)

    def remove(self, names: Collection[str]) -> None:
        """Remove parts, every reference to them, and the parts that nothing else refers to."""
        gone = {name for name in names if name in self.parts}
        if not gone:
            return
        cut = {each for each in self.relationships if each.target in gone and not each.is_external}
        reached = self._reachable()
        self.relationships = tuple(each for each in self.relationships if each not in cut and each.source not in gone)
        gone |= reached - self._reachable()
        self.relationships = tuple(each for each in self.relationships if each.source not in gone)
        for name in gone:
            self.parts.pop(name, None)
            self.parts.pop(relationships_of(name), None)
        self.changed = True
        self._forget_types(gone)
        cut_of: dict[str, set[str]] = {}
        for each in cut:
            cut_of.setdefault(each.source, set()).add(each.id)
        for source in sorted(cut_of.keys() - gone):
            self._forget(source, cut_of[source])

    def drop(self, source: str, ids: Collection[str]) -> None:
        """Remove relationships of a part that nothing in it uses."""
        self.relationships = tuple(each for each in self.relationships if each.source != source or each.id not in ids)
        self._forget(source, ids)

    def _reachable(self) -> set[str]:
        following: dict[str, set[str]] = {}
        for each in self.relationships:
            if not each.is_external:
                following.setdefault(each.source, set()).add(each.target)
        reached, waiting = set[str](), [""]
        while waiting:
            new = following.get(waiting.pop(), set()) - reached
            reached |= new
            waiting += new
        return reached & self.parts.keys()

    def _forget_types(self, gone: Collection[str]) -> None:
        tree = tree_of(self.parts[CONTENT_TYPES].data)
        names = {name.casefold() for name in gone}
        for override in list(tree.getroot().iter(_OVERRIDE)):
            if unquote(override.get("PartName", "")).lstrip("/").casefold() in names:
                take_out(override)
        self.put(CONTENT_TYPES, bytes_of(tree))

    def _forget(self, source: str, ids: Collection[str]) -> None:
        """Remove relationships of a part from its list, and what refers to them by their ids."""
        listed = self._names[relationships_of(source).casefold()]
        tree = tree_of(self.parts[listed].data)
        take_out_all([each for each in tree.getroot().iter(_RELATIONSHIP) if each.get("Id") in ids])
        self.put(listed, bytes_of(tree))
        if source.endswith(".xml"):
            content = tree_of(self.parts[source].data)
            if _take_out_references(content, ids):
                self.put(source, bytes_of(content))

    def _read_relationships(self) -> Iterator[Relationship]:
        for name in [name for name in self.parts if name.endswith(".rels")]:
            folder, _, listed = name.rpartition("/")
            source = posixpath.join(folder.removesuffix("_rels"), listed.removesuffix(".rels"))
            for element in tree_of(self.parts[name].data).getroot().iter(_RELATIONSHIP):
                kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
                is_external = element.get("TargetMode") == "External"
                target = element.get("Target", "")
                known = target if is_external else self._part_at(target, source)
                yield Relationship(source, element.get("Id", ""), kind, known, is_external)

    def _part_at(self, target: str, source: str) -> str:
        path = unquote(target.partition("#")[0])
        if not path.startswith("/"):
            path = posixpath.join("/", posixpath.dirname(source), path)
        name = posixpath.normpath(path).lstrip("/")
        return self._names.get(name.casefold(), name)


def relationships_of(name: str) -> str:
    """Return where the relationships of a part are listed."""
    folder, _, own = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{own}.rels")


def _take_out_references(tree: Tree, ids: Collection[str]) -> bool:
    """Remove the elements that refer to relationships, with an extension that holds nothing else."""
    names = [f"{{{space}}}id" for space in _REFERENCES]
    found = [element for element in tree.getroot().iter("*") if any(element.get(name) in ids for name in names)]
    for element in found:
        parent = element.getparent()
        take_out(element)
        while name_of(parent) in ("ext", "extLst") and not len(parent):
            element, parent = parent, parent.getparent()
            take_out(element)
    return bool(found)
