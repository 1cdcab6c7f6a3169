"""What only text documents hold: tracked changes, comments, hidden text, fields. Source: ECMA-376 part 1 §17."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Gathering
from cop_build.edges.insides.markup import Element, all_named, is_plain_link, joined, local, value
from cop_build.edges.insides.packages import Package

_READ = frozenset({"document", "hdr", "ftr", "footnotes", "endnotes", "comments", "glossaryDocument"})
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
_FETCHING = re.compile(
    r"\s*(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE
)
_SPELLED = re.compile(r"QUOTE(?:\s+\d{2,3}){3}", re.IGNORECASE)  # how DDE is hidden from those who look for the word
_HYPERLINK = re.compile(r"""\s*HYPERLINK\s+(?!\\l\b)(?:"([^"]*)"|(\S+))""", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})


def look(package: Package, main: str, gathering: Gathering) -> Mapping[str, str]:
    """Gather the traits of a text document. Returns: nothing; parts are called by their names."""
    del main
    hidden_styles = _hidden_styles(package)
    for name in package.xml_names:
        root = package.xml(name)
        kind = local(root.tag)
        if kind == "people" and len(root):
            gathering.find(Trait.AUTHOR, name)
        if kind not in _READ:
            continue
        if kind == "comments" and len(root):
            gathering.find(Trait.COMMENT, name)
        if any(local(element.tag) in _CHANGES or local(element.tag).endswith("Change") for element in root.iter()):
            gathering.find(Trait.CHANGE, name)
        if any(_is_hidden(run, hidden_styles) and joined(run).strip() for run in all_named(root, "r")):
            gathering.find(Trait.HIDDEN, name)
        if any(_reaches_out(code) for code in _codes(root)):
            gathering.find(Trait.EXTERNAL, name)
        if any(re.match(r"\s*MACROBUTTON\b", code, re.IGNORECASE) for code in _codes(root)):
            gathering.find(Trait.MACRO, name)
    return {}


def _hidden_styles(package: Package) -> frozenset[str]:
    return frozenset(
        value(style, "styleId") or ""
        for name in package.xml_names
        if name.casefold().endswith("styles.xml")
        for style in all_named(package.xml(name), "style")
        if _vanishes(style)
    )


def _vanishes(element: Element) -> bool:
    return any((value(mark, "val") or "1").lower() not in _OFF for mark in all_named(element, "vanish"))


def _is_hidden(run: Element, hidden_styles: frozenset[str]) -> bool:
    properties = [child for child in run if local(child.tag) == "rPr"]
    if any(_vanishes(each) for each in properties):
        return True
    styles = {value(mark, "val") for each in properties for mark in all_named(each, "rStyle")}
    paragraph = next(run.iterancestors("{*}p"), None)
    if paragraph is not None and hidden_styles:
        styles |= {value(mark, "val") for mark in all_named(paragraph, "pStyle")}
    return not styles.isdisjoint(hidden_styles)


def _codes(root: Element) -> Iterator[str]:
    """Yield the codes of fields, each in one piece; a field may be spread over runs and paragraphs."""
    for field in all_named(root, "fldSimple"):
        yield value(field, "instr") or ""
    open_fields: list[list[str]] = []
    for element in all_named(root, "fldChar", "instrText", "delInstrText"):
        if local(element.tag) != "fldChar":
            for pieces in open_fields or [[]]:
                pieces.append(element.text or "")
            if not open_fields:
                yield element.text or ""
        elif (kind := value(element, "fldCharType")) == "begin" and len(open_fields) < 20:
            open_fields.append([])
        elif kind == "separate" and open_fields:
            yield "".join(open_fields[-1])
        elif kind == "end" and open_fields:
            yield "".join(open_fields.pop())
    for pieces in open_fields:
        yield "".join(pieces)


def _reaches_out(code: str) -> bool:
    if _FETCHING.match(code) or _SPELLED.search(code) or re.search(r"\bDDE(?:AUTO)?\b", code):
        return True
    link = _HYPERLINK.match(code)
    return link is not None and not is_plain_link(link[1] or link[2] or "")
