"""Cleans odt and odp: properties, notes and annotations. Source: OpenDocument 1.3, parts 2 and 3."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.outcome import Cleaned, cleaned, mismatch, untouched
from cop_build.edges.cleaning.packages import Part, packed, unpacked
from cop_build.edges.cleaning.pages import clean_content
from cop_build.edges.cleaning.pictures import clean_part
from cop_build.edges.cleaning.properties import clean_open_properties
from cop_build.edges.cleaning.trees import bytes_of, name_of, take_out_all, tree_of

_MIMETYPE, _MANIFEST, _SIGNATURE = "mimetype", "META-INF/manifest.xml", "META-INF/documentsignatures.xml"
_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
_THUMBNAIL = re.compile(r"Thumbnails/[^/]+")
_CONTENTS = ("content.xml", "styles.xml")
_LEFT: tuple[tuple[re.Pattern[str], Trait], ...] = (
    (re.compile(r"(?:Basic|Scripts)/.*[^/]"), Trait.MACRO),
    (re.compile(r"Object [^/]+"), Trait.EMBEDDED),
    (re.compile(r"Versions/[^/]+"), Trait.HIDDEN),
)


def clean_opendocument(data: bytes, extension: str) -> Cleaned:
    """Return an OpenDocument file without properties, notes and annotations. Raises: Unable."""
    if not data.startswith(b"PK\x03\x04"):
        raise mismatch(extension)
    parts = dict(unpacked(data))
    if _MIMETYPE not in parts or parts[_MIMETYPE].data.strip() != _TYPES[extension] or _MANIFEST not in parts:
        raise mismatch(extension)
    if _has(parts, "encryption-data"):
        return untouched(data, Trait.ENCRYPTED)
    if _SIGNATURE in parts:
        return untouched(data, Trait.AUTHOR, _SIGNATURE)
    removed, left = _clean_parts(parts)
    return cleaned(packed(parts, first=_MIMETYPE) if removed else data, removed=removed, left=left)


def _has(parts: Mapping[str, Part], name: str) -> bool:
    return any(name_of(element) == name for element in tree_of(parts[_MANIFEST].data).getroot().iter("*"))


def _clean_parts(parts: dict[str, Part]) -> tuple[set[Found], set[Found]]:
    removed, left = set[Found](), set[Found]()
    for name, part in list(parts.items()):
        left |= {Found(trait, name) for pattern, trait in _LEFT if pattern.fullmatch(name)}
        if _THUMBNAIL.fullmatch(name):
            del parts[name]
            removed.add(Found(Trait.HIDDEN, name))
            continue
        last = name.rpartition("/")[2]
        if last == "meta.xml" or last in _CONTENTS:
            tree = tree_of(part.data)
            root = tree.getroot()
            mending = clean_open_properties(root) if last == "meta.xml" else clean_content(root)
            removed |= {Found(trait, name) for trait in mending.removed} | mending.taken
            left |= {Found(trait, name) for trait in mending.left} | mending.found
            if mending.removed or mending.taken:
                parts[name] = Part(bytes_of(tree), part.method)
        elif not name.endswith((".xml", ".rdf", "/")):
            done = clean_part(part.data, name)
            parts[name] = Part(done.data, part.method)
            removed |= set(done.removed)
            left |= set(done.left)
    _forget(parts, {found.where for found in removed} - parts.keys())
    return removed, left


def _forget(parts: dict[str, Part], gone: set[str]) -> None:
    """Remove parts that went from the list of parts."""
    tree = tree_of(parts[_MANIFEST].data)
    entries = [element for element in tree.getroot() if name_of(element) == "file-entry"]
    listed = [entry for entry in entries if any(entry.get(name) in gone for name in entry.keys())]  # noqa: SIM118
    if take_out_all(listed):
        parts[_MANIFEST] = Part(bytes_of(tree), parts[_MANIFEST].method)
