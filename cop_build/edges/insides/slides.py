"""What only presentations hold: slides in their order, notes, hidden slides, comments. Source: ECMA-376 part 1 §19."""

from __future__ import annotations

from collections.abc import Mapping

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Gathering
from cop_build.edges.insides.lines import lines_of
from cop_build.edges.insides.markup import Element, all_named, local, space, value
from cop_build.edges.insides.packages import Package

_COMMENTS = frozenset({"cmLst", "cmAuthorLst", "authorLst"})
_NEVER_NOTES = frozenset({"sldNum", "sldImg", "dt", "hdr", "ftr"})
_FOLLOWED = {
    "notesSlide": "notes",
    "comments": "comments",
    "chart": "chart",
    "chartEx": "chart",
    "diagramData": "diagram",
}


def look(package: Package, main: str, gathering: Gathering) -> Mapping[str, str]:
    """Gather the traits of slides. Returns: by part, what a person calls it, such as ``slide 3, notes``."""
    places = _places(package, main)
    for name in package.xml_names:
        root = package.xml(name)
        where = places.get(name, name)
        match local(root.tag):
            case "sld" if name not in places or value(root, "show") in ("0", "false"):
                gathering.find(Trait.HIDDEN, where)
            case "sld":
                if any(value(shape, "hidden") in ("1", "true") for shape in all_named(root, "cNvPr")):
                    gathering.find(Trait.HIDDEN, where)
            case "notes":
                if any(line.strip() for shape in all_named(root, "sp") if _is_note(shape) for line in _shown(shape)):
                    gathering.find(Trait.NOTES, where.removesuffix(", notes"))
            case kind if kind in _COMMENTS and len(root):
                gathering.find(Trait.COMMENT, where)
    return places


def _places(package: Package, main: str) -> Mapping[str, str]:
    targets = {relation.id: relation.target for relation in package.relationships.get(main, ())}
    places: dict[str, str] = {}
    for number, slide in enumerate(all_named(package.xml(main), "sldId"), start=1):
        ids = [text for key, text in slide.attrib.items() if local(key) == "id" and space(key)]
        part = targets.get(ids[0]) if ids else None
        if part is None or part in places:
            continue
        places[part] = f"slide {number}"
        for relation in package.relationships.get(part, ()):
            if (what := _FOLLOWED.get(relation.kind)) and not relation.is_outside:
                places.setdefault(relation.target, f"slide {number}, {what}")
    return places


def _is_note(shape: Element) -> bool:
    return not any(value(holder, "type") in _NEVER_NOTES for holder in all_named(shape, "ph"))


def _shown(shape: Element) -> list[str]:
    return [line for body in all_named(shape, "txBody") for line in lines_of(body)]
