"""Reads odt and odp. Source: OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cop_build.core.insides import Trait
from cop_build.edges.insides import archive, media
from cop_build.edges.insides.archive import Archive
from cop_build.edges.insides.gathering import Gathering, Refused
from cop_build.edges.insides.lines import lines_of
from cop_build.edges.insides.markup import Element, all_named, is_plain_link, joined, local, parsed, value

_TYPES = {"odt": b"application/vnd.oasis.opendocument.text", "odp": b"application/vnd.oasis.opendocument.presentation"}
_MANIFEST = "META-INF/manifest.xml"
_AUTHORS = frozenset({"initial-creator", "creator", "printed-by", "publisher", "contributor"})
_EMBEDDING = frozenset({"object", "object-ole", "plugin", "applet"})
_REACHING = frozenset({"dde-connection", "dde-connection-decl", "dde-source", "floating-frame", "connection-resource"})
_LINKS = frozenset({"a", "hyperlink-behaviour", "event-listener"})
_NEVER_NOTES = frozenset({"page-number", "date", "time", "header", "footer"})
_OBJECT = re.compile(r"Object \d+/")
_HARMLESS = re.compile(
    r"(?:layout-cache|.*\.(?:ttf|otf|odttf|eot|emf|wmf|svm|rdf)|ObjectReplacements/.*)", re.IGNORECASE
)
_MIMETYPE, _SETTINGS = "mimetype", "settings.xml"
_LONGEST_SETTING = 200


def look(data: bytes, extension: str, gathering: Gathering) -> None:
    """Gather what stands in an OpenDocument file.

    Raises:
        Refused: It is encrypted, of another type, too large or broken.
    """
    parts = archive.opened(data)
    if parts.first != _MIMETYPE or not parts.first_is_plain or parts.read(_MIMETYPE) != _TYPES[extension]:
        raise Refused(Trait.MISMATCH)
    if _MANIFEST in parts:
        manifest = parsed(parts.read(_MANIFEST), _MANIFEST)
        if any(True for _ in all_named(manifest, "encryption-data")):
            raise Refused(Trait.ENCRYPTED)
    if "content.xml" not in parts:
        raise Refused(Trait.UNREADABLE)
    hidden = frozenset(_hidden_styles(parts))
    for name in parts.names:
        _look_at_part(parts, name, hidden, gathering)


def _look_at_part(parts: Archive, name: str, hidden: frozenset[str], gathering: Gathering) -> None:
    folder = name.partition("/")[0]
    if folder in ("Basic", "Scripts", "Dialogs"):
        gathering.find(Trait.MACRO, name)
        gathering.read(name, parts.read(name).decode("utf-8", "replace"))
    elif name == _MIMETYPE:
        pass
    elif _OBJECT.match(name) and not name.casefold().endswith(".xml"):
        gathering.find(Trait.EMBEDDED, name)
    elif name == _SETTINGS:
        items = all_named(parsed(parts.read(name), name), "config-item")
        gathering.read_all(name, (text for item in items if len(text := joined(item)) < _LONGEST_SETTING))
    elif name.startswith("Configurations2/") and not parts.read(name):
        pass  # some versions of LibreOffice write an empty part here
    elif name.casefold().endswith((".xml", ".rdf")):
        _look_at_xml(parts, name, hidden, gathering)
    elif name.casefold().endswith(".svg"):
        media.look_at_drawing(parsed(parts.read(name), name), name, gathering)
    elif media.kind_of(name) is not None:
        media.look(parts.read(name), name, gathering)
    elif not _HARMLESS.fullmatch(name) or media.is_file_of_its_own(parts.read(name)):
        gathering.find(Trait.EMBEDDED, name)


def _look_at_xml(parts: Archive, name: str, hidden: frozenset[str], gathering: Gathering) -> None:
    root = parsed(parts.read(name), name)
    for element in root.iter():
        if isinstance(element.tag, str):
            _look_at_element(parts, element, name, gathering)
            _look_for_hidden(element, hidden, name, gathering)
    pages = list(all_named(root, "page")) if name == "content.xml" else []
    for number, page in enumerate(pages, start=1):
        _look_at_page(page, f"slide {number}", hidden, gathering)
    for page in pages:
        page.getparent().remove(page)
    gathering.read_all(name, lines_of(root))


def _look_at_element(parts: Archive, element: Element, name: str, gathering: Gathering) -> None:
    kind = local(element.tag)
    target = value(element, "href")
    if target is not None and name != _MANIFEST:
        _look_at_link(parts, kind, target, name, gathering)
    match kind:
        case "annotation":
            gathering.find(Trait.COMMENT, name)
        case "tracked-changes" if len(element):
            gathering.find(Trait.CHANGE, name)
        case "event-listener":
            gathering.find(Trait.MACRO if not _is_presentation_action(element) else Trait.EXTERNAL, name)
        case "script" if joined(element).strip() or len(element):
            gathering.find(Trait.MACRO, name)
        case _ if kind in _EMBEDDING:
            gathering.find(Trait.EMBEDDED, target or name)
        case _ if kind in _REACHING:
            gathering.find(Trait.EXTERNAL, name)
        case _ if kind in _AUTHORS and name == "meta.xml" and joined(element).strip():
            gathering.find(Trait.AUTHOR, kind)


def _is_presentation_action(element: Element) -> bool:
    """Say whether this is a click on a slide that opens a program or a file, rather than a script."""
    return (value(element, "action") or "") in ("execute", "show")


def _look_at_link(parts: Archive, kind: str, target: str, name: str, gathering: Gathering) -> None:
    inner = target.strip().removeprefix("./").partition("#")[0]
    stays = not inner or inner in parts or any(part.startswith(f"{inner}/") for part in parts.names)
    if not stays:
        gathering.read(name, target)
        if kind not in _LINKS or not is_plain_link(target):
            gathering.find(Trait.EXTERNAL, name)


def _hidden_styles(parts: Archive) -> Iterator[str]:
    """Yield the names of the styles that hide pages or text."""
    for part in ("content.xml", "styles.xml"):
        if part not in parts:
            continue
        for style in all_named(parsed(parts.read(part), part), "style"):
            for properties in style:
                if value(properties, "visibility") == "hidden" or (
                    local(properties.tag) == "text-properties" and value(properties, "display") == "none"
                ):
                    yield value(style, "name") or ""


def _look_for_hidden(element: Element, hidden: frozenset[str], name: str, gathering: Gathering) -> None:
    kind = local(element.tag)
    is_hidden = (
        kind in ("hidden-text", "hidden-paragraph")
        or value(element, "visibility") in ("collapse", "filter")
        or (kind == "section" and value(element, "display") in ("none", "condition"))
        or (kind in ("span", "p", "h") and value(element, "style-name") in hidden and bool(joined(element).strip()))
    )
    if is_hidden:
        gathering.find(Trait.HIDDEN, name)


def _look_at_page(page: Element, where: str, hidden: frozenset[str], gathering: Gathering) -> None:
    if value(page, "style-name") in hidden:
        gathering.find(Trait.HIDDEN, where)
    for notes in list(all_named(page, "notes")):
        shapes = [frame for frame in notes if value(frame, "class") not in _NEVER_NOTES]
        if any(line.strip() for shape in shapes for line in lines_of(shape) if joined(shape).strip()):
            gathering.find(Trait.NOTES, where)
        gathering.read_all(f"{where}, notes", lines_of(notes))
        notes.getparent().remove(notes)
    gathering.read_all(where, lines_of(page))
