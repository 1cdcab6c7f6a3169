"""Slides of a pptx: speaker notes are emptied, hidden slides stay. Source: ECMA-376 part 1 §19, §21.1."""

from __future__ import annotations

from cop_build.core.insides import Trait
from cop_build.edges.cleaning.mending import Mending
from cop_build.edges.cleaning.trees import Element, name_of, says, take_out_all

_SHAPES_A_PARAGRAPH = frozenset({"pPr", "endParaRPr"})
_ON, _OFF = ("1", "true"), ("0", "false")
_DIGITS = 5
_LINKS = frozenset({"hlinkClick", "hlinkMouseOver"})


def clean_slide(root: Element) -> Mending:
    """Say whether a slide is hidden, or something on it."""
    hides = root.get("show") in _OFF or any(
        element.get("hidden") in _ON for element in root.iter("*") if name_of(element) == "cNvPr"
    )
    return Mending(left={Trait.HIDDEN} if hides else set())


def clean_notes(root: Element) -> Mending:
    """Empty the notes of a slide; its picture and number stay on the sheet."""
    mending = Mending()
    for paragraph in [element for element in root.iter("*") if name_of(element) == "p"]:
        told = [inner for inner in paragraph if name_of(inner) not in _SHAPES_A_PARAGRAPH and not _is_number(inner)]
        if any(says(inner) for inner in told):
            take_out_all(told)
            take_out_all([inner for inner in paragraph.iter("*") if name_of(inner) in _LINKS])
            mending.removed.add(Trait.NOTES)
    for shape in [element for element in root.iter("*") if name_of(element) == "cNvPr"]:
        for said in ("descr", "title"):
            if shape.get(said):
                del shape.attrib[said]
                mending.removed.add(Trait.NOTES)
    return mending


def _is_number(element: Element) -> bool:
    """Say whether this is the number of the slide, in the place where it stands on every sheet."""
    if name_of(element) != "fld" or element.get("type") != "slidenum" or len("".join(element.itertext())) > _DIGITS:
        return False
    shape = next(element.iterancestors("{*}sp"), None)
    return shape is not None and any(place.get("type") == "sldNum" for place in shape.iter("{*}ph"))
