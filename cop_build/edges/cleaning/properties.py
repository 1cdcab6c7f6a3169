"""Who made a file, as its properties say. Source: ECMA-376 part 2 §11, part 1 §22.2, §22.3; OpenDocument 1.3 §4.3."""

from __future__ import annotations

from cop_build.core.insides import Trait
from cop_build.edges.cleaning.mending import Mending, gone
from cop_build.edges.cleaning.trees import Element, name_of, says, space_of, take_out_all

_PEOPLE = frozenset({"creator", "lastModifiedBy", "contributor", "publisher", "Company", "Manager"})
_OPEN = frozenset(
    {
        "creator",
        "initial-creator",
        "printed-by",
        "contributor",
        "publisher",
        "editing-cycles",
        "editing-duration",
        "user-defined",
    }
)


def clean_properties(root: Element) -> Mending:
    """Empty the properties that name people or organisations; a list of own properties goes as a whole."""
    if space_of(root).endswith(("custom-properties", "customProperties")):
        return gone(Trait.AUTHOR) if len(root) else Mending()
    mending = Mending()
    for element in root:
        if name_of(element) in _PEOPLE and says(element):
            for inner in list(element):
                element.remove(inner)
            element.text = None
            mending.removed.add(Trait.AUTHOR)
    return mending


def clean_open_properties(root: Element) -> Mending:
    """Remove who made an OpenDocument file, how long it took, and its own properties."""
    found = [element for element in root.iter("*") if name_of(element) in _OPEN and says(element)]
    return Mending(removed={Trait.AUTHOR} if take_out_all(found) else set())
