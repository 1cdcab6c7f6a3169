"""Reads pptx, docx and xlsx: what every part of an Office Open XML package may hold. Source: ECMA-376."""

from __future__ import annotations

import re

from cop_build.core.insides import Trait
from cop_build.edges.insides import documents, media, sheets, slides
from cop_build.edges.insides.gathering import Gathering, Refused
from cop_build.edges.insides.lines import lines_of
from cop_build.edges.insides.markup import Element, all_named, is_plain_link, joined, local, parsed, space, value
from cop_build.edges.insides.packages import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MAIN = "application/vnd.openxmlformats-officedocument."
_MAIN_TYPES = {
    "pptx": (f"{_MAIN}presentationml.presentation.main+xml", "ms-powerpoint.presentation.macroenabled"),
    "docx": (f"{_MAIN}wordprocessingml.document.main+xml", "ms-word.document.macroenabled"),
    "xlsx": (f"{_MAIN}spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroenabled"),
}
_EMBEDDING_KINDS = frozenset({"oleObject", "package", "control", "activeXControlBinary", "aFChunk", "attachedToolbars"})
_EMBEDDING_TYPES = (
    "oleobject",
    "activex",
    "vnd.ms-office.legacydiagramtext",
    "vnd.ms-package",
    "ms-word.attachedtoolbars",
)
_MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "dialogsheet")
_HARMLESS = re.compile(
    r"(?:.*\.(?:fntdata|odttf|ttf|otf|emf|wmf|wdp)|.*/printerSettings\d*\.bin|_xmlsignatures/origin\.sigs)",
    re.IGNORECASE,
)
_AUTHORS = {"creator": "creator", "lastModifiedBy": "lastModifiedBy", "Company": "company", "Manager": "manager"}
_PROPERTIES = frozenset({"coreProperties", "Properties"})
_STARTS_PROGRAM = ("ppaction://program", "ppaction://hlinkfile", "ppaction://ole")


def look(data: bytes, extension: str, gathering: Gathering) -> None:
    """Gather what stands in an office file.

    Raises:
        Refused: It is encrypted, of another type, too large or broken.
    """
    if data.startswith(_OLE):
        raise Refused(Trait.ENCRYPTED if _ENCRYPTED_PACKAGE in data else Trait.MISMATCH)
    package = Package(data)
    main = _main_part(package, extension, gathering)
    for name in package.archive.names:
        _look_at_part(package, name, gathering)
    _look_at_links(package, gathering)
    match extension:
        case "pptx":
            places = slides.look(package, main, gathering)
        case "docx":
            places = documents.look(package, main, gathering)
        case _:
            places = sheets.look(package, main, gathering)
    for name in package.xml_names:
        root = package.xml(name)
        if not (name in places and local(root.tag) in sheets.READ_BY_CELLS):
            gathering.read_all(places.get(name, name), lines_of(root))


def _main_part(package: Package, extension: str, gathering: Gathering) -> str:
    """Return the name of the main part. Raises: Refused, if there is none, or of another type."""
    main = package.related("", "officeDocument")
    if any(mark in kind for kind in package.types for mark in _MACRO_TYPES):
        gathering.find(Trait.MACRO)
    if not main:
        raise Refused(Trait.UNREADABLE)
    kind = package.type_of(main[0])
    plain, with_macros = _MAIN_TYPES[extension]
    if len(main) > 1 or (kind != plain and with_macros not in kind):
        raise Refused(Trait.MISMATCH)
    return main[0]


def _look_at_part(package: Package, name: str, gathering: Gathering) -> None:
    kind, base = package.type_of(name), name.rpartition("/")[2].casefold()
    if base.endswith(".rels"):
        return  # looked at together, as links
    if base.startswith("vbaproject") or any(mark in kind for mark in _MACRO_TYPES):
        gathering.find(Trait.MACRO, name)
    elif _is_embedding(package, name):
        gathering.find(Trait.EMBEDDED, name)
    elif name in package.xml_names:
        _look_at_xml(package.xml(name), name, gathering)
    elif base.endswith(".svg"):
        media.look_at_drawing(parsed(package.archive.read(name), name), name, gathering)
    elif media.kind_of(name) is not None:
        media.look(package.archive.read(name), name, gathering)
    elif not _HARMLESS.fullmatch(name) or media.is_file_of_its_own(package.archive.read(name)):
        gathering.find(Trait.EMBEDDED, name)


def _is_embedding(package: Package, name: str) -> bool:
    folders = name.casefold().split("/")[:-1]
    kind = package.type_of(name)
    return "embeddings" in folders or "activex" in folders or any(mark in kind for mark in _EMBEDDING_TYPES)


def _look_at_xml(root: Element, name: str, gathering: Gathering) -> None:
    if local(root.tag) in _PROPERTIES:
        for child in root:
            if (author := _AUTHORS.get(local(child.tag))) and joined(child).strip():
                gathering.find(Trait.AUTHOR, author)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key, text in element.attrib.items():
            match local(key):
                case "action" if text.strip().lower().startswith("ppaction://macro"):
                    gathering.find(Trait.MACRO, name)
                case "action" if text.strip().lower().startswith(_STARTS_PROGRAM):
                    gathering.find(Trait.EXTERNAL, name)
                case "src" | "href" if _is_drawing(element, key) and not is_plain_reference(element, text):
                    gathering.find(Trait.EXTERNAL, name)
    if local(root.tag) == "chgInfo":
        for change in all_named(root, "chgData"):
            if (value(change, "name") or "").strip():
                gathering.find(Trait.AUTHOR, name)


def _is_drawing(element: Element, key: str) -> bool:
    """Say whether this attribute of VML fetches or opens something, not by way of a relationship."""
    return space(element.tag) == "urn:schemas-microsoft-com:vml" and not space(key).endswith("relationships")


def is_plain_reference(element: Element, target: str) -> bool:
    """Say whether a picture's address stays in the file, or a shape's link is a plain one."""
    if local(element.tag) in ("imagedata", "fill", "stroke"):
        return not target.strip() or target.startswith(("#", "cid:"))
    return is_plain_link(target)


def _look_at_links(package: Package, gathering: Gathering) -> None:
    for source, relationships in package.relationships.items():
        where = source or "package"
        for relation in relationships:
            if relation.kind in _EMBEDDING_KINDS:
                gathering.find(Trait.EMBEDDED, relation.target if relation.target in package.archive else where)
            if relation.kind in ("vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet"):
                gathering.find(Trait.MACRO, where)
            if relation.is_outside:
                gathering.read(where, relation.target)
                if relation.kind != "hyperlink" or not is_plain_link(relation.target):
                    gathering.find(Trait.EXTERNAL, where)
