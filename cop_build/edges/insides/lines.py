"""The text of XML parts, a line for each paragraph, however many runs it is cut into.

Besides paragraphs: other text, comments of the XML, and the attributes that hold words (names, alternative texts, …).
Where changes are tracked a paragraph gives two lines, with and without them; field codes are lines of their own.
Source: ECMA-376 part 1 §17, §20, §21; OpenDocument 1.3 part 3 §5, §6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cop_build.edges.insides.markup import Element, local, space, value

_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "line-break": "\n", "ptab": "\t"}
_PARAGRAPHS = frozenset({"p", "h", "si", "is", "text", "rPh"})
_LAYOUT = frozenset({"posOffset", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "align", "binary-data"})
_INSERTED, _DELETED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_APART = frozenset(
    {"annotation", "annotation-end", "note", "tracked-changes", "ruby-text", "drawing", "pict", "object", "txbxContent"}
)
_CODES = frozenset({"instrText", "delInstrText"})
_WORDS = frozenset(
    {
        *(
            "alt",
            "altText",
            "author",
            "descr",
            "descendants",
            "display",
            "displayName",
            "error",
            "errorTitle",
            "initials",
        ),
        *("instr", "prompt", "promptTitle", "string", "title", "tooltip", "userId", "userName", "providerId"),
        *("ddeService", "ddeTopic", "formula", "string-value", "display-name", "target-frame-name", "author-name"),
    }
)
_NAMED = frozenset(
    {
        *(
            "cNvPr",
            "definedName",
            "sheet",
            "author",
            "cmAuthor",
            "docVar",
            "chgData",
            "tag",
            "bookmarkStart",
            "custShow",
        ),
        *("dataField", "cacheField", "table", "tableColumn", "connection", "page", "frame", "section", "user-defined"),
        *("named-range", "bookmark", "user-field-decl", "custom-shape", "g"),
    }
)
_VALUED = {
    "alias": "val", "tag": "val", "docVar": "val", "s": "v", "n": "v", "d": "v", "filter": "val",
    "user-field-decl": "string-value",
}  # fmt: skip


@dataclass(slots=True)
class _Paragraph:
    now: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)

    def add(self, text: str, *, is_code: bool, tracked: str) -> None:
        if is_code:
            self.code.append(text)
            return
        if tracked != "deleted":
            self.now.append(text)
        if tracked != "inserted":
            self.before.append(text)

    def lines(self) -> Iterator[str]:
        now, before, code = "".join(self.now), "".join(self.before), "".join(self.code)
        yield now
        if before != now:
            yield before
        yield code


def lines_of(root: Element) -> Iterator[str]:
    """Yield every text below an element and its words in attributes; lines may be blank.

    Raises:
        RecursionError: It is nested too deeply.
    """
    yield from _lines(root, None, "")


def _lines(element: Element, around: _Paragraph | None, tracked: str) -> Iterator[str]:
    name = local(element.tag)
    if not name:
        yield element.text or ""
        return
    yield from _attributes(element, name)
    if name in _LAYOUT:
        return
    tracked = "inserted" if name in _INSERTED else "deleted" if name in _DELETED else tracked
    paragraph = _Paragraph() if name in _PARAGRAPHS else None if name in _APART else around
    if paragraph is None:
        yield element.text or ""
    else:
        paragraph.add(_MARKS.get(name, "") + _spaces(element, name), is_code=False, tracked=tracked)
        paragraph.add(_own_text(element.text, name), is_code=name in _CODES, tracked=tracked)
    for child in element:
        yield from _lines(child, paragraph, tracked)
        if paragraph is None:
            yield child.tail or ""
        else:
            paragraph.add(_own_text(child.tail, name), is_code=name in _CODES, tracked=tracked)
    if paragraph is not None and paragraph is not around:
        yield from paragraph.lines()


def _own_text(text: str | None, name: str) -> str:
    """Return text that is shown; between the elements of a run or cell stands only the indentation of the XML."""
    if text is None or (not text.strip() and name not in ("t", "delText", "span", "a", "p", "h", *_CODES)):
        return ""
    return text


def _spaces(element: Element, name: str) -> str:
    """Return the spaces that OpenDocument writes as an element, where a run of them counts only so many."""
    if name != "s" or not space(element.tag).startswith("urn:oasis:"):
        return ""
    count = value(element, "c") or "1"
    return " " * min(int(count), 100) if count.isdecimal() else " "


def _attributes(element: Element, name: str) -> Iterator[str]:
    for key, text in element.attrib.items():
        bare = local(key)
        if bare in _WORDS or (bare == "name" and name in _NAMED) or _VALUED.get(name) == bare:
            yield text
