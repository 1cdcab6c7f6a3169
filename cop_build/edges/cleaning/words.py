"""Texts of a docx: the anchors of comments go, tracked changes and hidden text stay. Source: ECMA-376 part 1 §17."""

from __future__ import annotations

from cop_build.core.insides import Trait
from cop_build.edges.cleaning.mending import Mending
from cop_build.edges.cleaning.trees import Element, name_of, take_out, take_out_all

_ANCHORS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"})
_FORMATS = ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tcPr", "trPr", "tblGrid")
_ALL_CHANGES = _CHANGES | {f"{name}Change" for name in _FORMATS}
_OFF = frozenset({"0", "false", "off"})


def clean_text(root: Element) -> Mending:
    """Clean a document, header, footer or its notes."""
    mending = Mending()
    space = root.tag.partition("}")[0]
    anchors = []
    for element in root.iter(f"{space}}}*"):
        name = name_of(element)
        if name in _ANCHORS:
            anchors.append(element)
        elif name in _ALL_CHANGES:
            mending.left.add(Trait.CHANGE)
        elif name == "vanish" and element.get(f"{space}}}val", "true") not in _OFF and _is_of_a_run(element):
            mending.left.add(Trait.HIDDEN)
    runs = [element.getparent() for element in anchors if name_of(element.getparent()) == "r"]
    if take_out_all(anchors):
        mending.removed.add(Trait.COMMENT)
    for run in runs:
        if run.getparent() is not None and all(name_of(inner) == "rPr" for inner in run):
            take_out(run)
    return mending


def _is_of_a_run(vanish: Element) -> bool:
    return name_of(vanish.getparent().getparent()) == "r"
