"""Sheets of an xlsx: the drawings of comments go, what is hidden stays. Source: ECMA-376 part 1 §18, part 4 §8."""

from __future__ import annotations

from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.mending import Mending, gone
from cop_build.edges.cleaning.trees import Element, name_of, take_out, take_out_all

_ON = frozenset({"1", "true"})
_DRAWN = frozenset({"shape", "rect", "oval", "line", "polyline", "roundrect", "arc", "curve", "image", "group"})


def clean_workbook(root: Element) -> Mending:
    """Remove where the file was saved and who reserved it; say which sheets are hidden."""
    mending = Mending()
    for element in list(root.iter("*")):
        name = name_of(element)
        if name == "absPath":
            _take_out_choice(element)
            mending.removed.add(Trait.AUTHOR)
        elif name == "fileSharing" and element.get("userName"):
            del element.attrib["userName"]
            mending.removed.add(Trait.AUTHOR)
    sheets = (element for element in root.iter("*") if name_of(element) == "sheet")
    for number, sheet in enumerate(sheets, 1):
        if sheet.get("state", "visible") != "visible":
            mending.found.add(Found(Trait.HIDDEN, f"sheet {number}"))
    return mending


def _take_out_choice(path: Element) -> None:
    """Remove an element with the alternatives around it, if they hold nothing else."""
    parent = path.getparent()
    take_out(path)
    while name_of(parent) in ("Choice", "AlternateContent") and not len(parent):
        path, parent = parent, parent.getparent()
        take_out(path)


def clean_sheet(root: Element) -> Mending:
    """Say whether rows or columns of a sheet are hidden."""
    hidden = any(element.get("hidden") in _ON for element in root.iter("*") if name_of(element) in ("row", "col"))
    return Mending(left={Trait.HIDDEN} if hidden else set())


def clean_drawing(root: Element) -> Mending:
    """Remove the boxes of comments from an old drawing; one that held nothing else goes as a whole."""
    shapes = [element for element in root.iter("*") if name_of(element) in _DRAWN]
    notes = [shape for shape in shapes if any(_is_note(inner) for inner in shape.iter("*"))]
    if not notes:
        return Mending()
    if len(notes) == len(shapes):
        return gone(Trait.COMMENT)
    take_out_all(notes)
    return Mending(removed={Trait.COMMENT})


def _is_note(element: Element) -> bool:
    return name_of(element) == "ClientData" and element.get("ObjectType") == "Note"
