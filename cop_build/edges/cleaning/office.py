"""Cleans pptx, docx and xlsx: part by part, by what a part is and not by what it is called. Source: ECMA-376."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.mending import Mending, gone
from cop_build.edges.cleaning.opc import CONTENT_TYPES, Package
from cop_build.edges.cleaning.outcome import Cleaned, cleaned, mismatch, untouched
from cop_build.edges.cleaning.pictures import clean_part
from cop_build.edges.cleaning.properties import clean_properties
from cop_build.edges.cleaning.sheets import clean_drawing, clean_sheet, clean_workbook
from cop_build.edges.cleaning.slides import clean_notes, clean_slide
from cop_build.edges.cleaning.trees import Element, bytes_of, name_of, space_of, tree_of
from cop_build.edges.cleaning.words import clean_text

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # also around a new file that has a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SPACES = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "http://schemas.microsoft.com/office/")
_MAIN = {"pptx": "presentation", "docx": "document", "xlsx": "workbook"}


def _of_children(trait: Trait) -> Callable[[Element], Mending]:
    """Return a cleaner for a list: the whole part goes, unless the list is empty."""
    return lambda root: gone(trait) if len(root) else Mending()


_A_COMMENT, _A_PERSON = _of_children(Trait.COMMENT), _of_children(Trait.AUTHOR)
_CLEANERS: Mapping[str, Callable[[Element], Mending]] = {  # by the name of a part's first element
    "coreProperties": clean_properties,
    "Properties": clean_properties,
    **dict.fromkeys(("cmLst", "comments", "commentsEx", "commentsIds", "commentsExtensible"), _A_COMMENT),
    **dict.fromkeys(("ThreadedComments",), _A_COMMENT),
    **dict.fromkeys(("cmAuthorLst", "authorLst", "people", "personList", "chgInfo"), _A_PERSON),
    **dict.fromkeys(("document", "hdr", "ftr", "footnotes", "endnotes", "glossaryDocument"), clean_text),
    "notes": clean_notes,
    "sld": clean_slide,
    "workbook": clean_workbook,
    **dict.fromkeys(("worksheet", "chartsheet", "dialogsheet"), clean_sheet),
    "xml": clean_drawing,
}
_LEFT: Mapping[str, Trait] = {  # by the kind of a relationship
    **dict.fromkeys(("vbaProject", "xlMacrosheet", "xlIntlMacrosheet"), Trait.MACRO),
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary", "aFChunk"), Trait.EMBEDDED),
    **dict.fromkeys(("revisionHeaders", "revisionLog"), Trait.CHANGE),
}
_THUMBNAIL = re.compile(r"docProps/thumbnail\.[^/]*", re.IGNORECASE)
_NUMBERED = {"sldIdLst": "slide", "sheets": "sheet"}


def clean_office(data: bytes, extension: str) -> Cleaned:
    """Return an Office file without properties, notes and comments. Raises: Unable."""
    if data.startswith(_OLD_OFFICE) and _ENCRYPTED in data:
        return untouched(data, Trait.ENCRYPTED)
    if not data.startswith(b"PK\x03\x04"):
        raise mismatch(extension)
    package = Package.of(data)
    main = next(iter(package.targets_of("", "officeDocument")), "")
    if CONTENT_TYPES not in package.parts or main not in package.parts:
        raise mismatch(extension)
    root = tree_of(package.parts[main].data).getroot()
    if name_of(root) != _MAIN[extension]:
        raise mismatch(extension)
    if signed := [each.target for each in package.of_kind("origin") if each.target.startswith("_xmlsignatures")]:
        return untouched(data, Trait.AUTHOR, signed[0])
    places = _places(package, main, root)
    removed, left = _clean_parts(package, places)
    left |= set(_left_to_people(package, places))
    return cleaned(package.data() if package.changed else data, removed=removed, left=left)


def _clean_parts(package: Package, places: Mapping[str, str]) -> tuple[set[Found], set[Found]]:
    removed, left, whole = set[Found](), set[Found](), set[str]()
    for name, part in list(package.parts.items()):
        where = places.get(name, name)
        if _THUMBNAIL.fullmatch(name):
            whole.add(name)
            removed.add(Found(Trait.HIDDEN, name))
        elif name.endswith((".xml", ".vml")) and name != CONTENT_TYPES:
            mending = _clean_xml(package, name)
            removed |= {Found(trait, where) for trait in mending.removed}
            left |= {Found(trait, where) for trait in mending.left} | mending.found
            whole |= {name} if mending.is_gone else set()
        elif not name.endswith(".rels"):
            done = clean_part(part.data, name)
            package.put(name, done.data)
            removed |= set(done.removed)
            left |= set(done.left)
    package.remove(whole)
    return removed, left


def _clean_xml(package: Package, name: str) -> Mending:
    tree = tree_of(package.parts[name].data, is_sloppy=name.endswith(".vml"))
    root = tree.getroot()
    cleaner = _CLEANERS.get(name_of(root)) if space_of(root).startswith(_SPACES) or name.endswith(".vml") else None
    mending = cleaner(root) if cleaner else Mending()
    if mending.removed and not mending.is_gone:
        package.put(name, bytes_of(tree))
        if Trait.NOTES in mending.removed:
            _cut_links(package, name)
    return mending


def _cut_links(package: Package, name: str) -> None:
    """Remove the addresses to which a part's text led that is gone."""
    content = package.parts[name].data
    links = {each.id for each in package.of_kind("hyperlink") if each.source == name}
    if unused := {link for link in links if f'"{link}"'.encode() not in content}:
        package.drop(name, unused)


def _left_to_people(package: Package, places: Mapping[str, str]) -> list[Found]:
    found = []
    for each in package.relationships:
        trait = Trait.EXTERNAL if each.is_external and each.kind != "hyperlink" else _LEFT.get(each.kind)
        if trait:
            found.append(Found(trait, places.get(each.source, each.source)))
    return found


def _places(package: Package, main: str, root: Element) -> Mapping[str, str]:
    """Return what people call slides and sheets, by their order in the main part, and what only one of them shows."""
    parts = {each.id: each.target for each in package.relationships if each.source == main}
    places: dict[str, str] = {}
    for listed in (element for element in root if name_of(element) in _NUMBERED):
        for number, element in enumerate(listed, 1):
            ids = (value for name, value in element.attrib.items() if name.endswith("/relationships}id"))
            if (target := parts.get(next(ids, ""))) is not None:
                places[target] = f"{_NUMBERED[name_of(listed)]} {number}"
    shown: dict[str, set[str]] = {}
    for each in package.relationships:
        if each.source in places and each.target in package.parts and each.target not in places:
            shown.setdefault(each.target, set()).add(places[each.source])
    return {**places, **{target: min(named) for target, named in shown.items() if len(named) == 1}}
