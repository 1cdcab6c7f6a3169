"""Strict YAML: what two readers could understand differently is a finding. Source: manual/trust.md §4."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from cop_build.core.findings import Code, Finding
from cop_build.core.model import Text

Scalar = str | int | bool | None
Value = Scalar | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]  # the way to a value: keys of mappings, indexes of lists

MAX_DEPTH = 6
MAX_HEADER_BYTES = 16 * 1024

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_WORDS: Mapping[str, Scalar] = {"": None, "null": None, "true": True, "false": False}
_MAX_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML text as it was read.

    Attributes:
        value: Strings, integers, booleans, null, lists and mappings with string keys.
        lines: Where each value stands in the file, counted from 1.
    """

    value: Value
    lines: Mapping[Place, int]

    def line_of(self, place: Place) -> int:
        """Return the line of a value, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)


class _Refused(Exception):
    """The first thing in the text that strict reading does not take."""

    def __init__(self, line: int, code: str, detail: Text) -> None:
        super().__init__(detail.en)
        self.line, self.code, self.detail = line, Code(code), detail


def read_yaml(text: str, *, path: str, first_line: int = 1) -> Document | Finding:
    """Read one YAML document without anchors, tags, merge keys, duplicate keys or floats.

    Scalars are those of YAML 1.2's JSON schema: null, true, false, integers; everything else is the string that
    stands there.
    """
    reader = _Reader(first_line)
    try:
        loader = _LOADER(text)
        try:
            return reader.document(loader.get_event)
        finally:
            loader.dispose()
    except _Refused as refused:
        return Finding(path, refused.line, refused.code, refused.detail)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else first_line
        return Finding(path, line, Code("COP103"), _unreadable(str(error.problem or error.context or "YAML")))
    except (yaml.YAMLError, ValueError) as error:
        return Finding(path, first_line, Code("COP103"), _unreadable(str(error).splitlines()[0]))


def _unreadable(problem: str) -> Text:
    return Text(th=f"อ่านส่วนหัว YAML ไม่ได้ ({problem})", en=f"the YAML cannot be read ({problem})")


_Take = Callable[[], Event | None]  # the next event, None after the last


class _Reader:
    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[Place, int] = {}

    def document(self, take: _Take) -> Document:
        value: Value = None
        seen = False
        while (event := take()) is not None:
            if isinstance(event, DocumentStartEvent):
                if seen:
                    self.refuse(event, "COP104", "มีเอกสาร YAML มากกว่าหนึ่งฉบับ", "more than one YAML document")
                if event.version or event.tags:
                    self.refuse(event, "COP104", "ใช้คำสั่ง % ของ YAML ไม่ได้", "a YAML directive")
            elif isinstance(event, NodeEvent):
                self.lines.setdefault((), self.line(event))
                value, seen = self.node(event, take, (), 1), True
        return Document(value, self.lines)

    def node(self, event: Event | None, take: _Take, place: Place, depth: int) -> Value:
        assert isinstance(event, NodeEvent), "a parser gives whole documents"
        if isinstance(event, AliasEvent) or event.anchor:
            self.refuse(event, "COP104", "ใช้ anchor หรือ alias ของ YAML ไม่ได้", "a YAML anchor or alias")
        if getattr(event, "tag", None):
            self.refuse(event, "COP104", "ใช้ tag ของ YAML ไม่ได้", "a YAML tag")
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if depth > MAX_DEPTH:
            self.refuse(event, "COP104", f"ซ้อนกันลึกเกิน {MAX_DEPTH} ชั้น", f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, SequenceStartEvent):
            items: list[Value] = []
            while not isinstance(inner := take(), SequenceEndEvent):
                inside = (*place, len(items))
                self.lines[inside] = self.line(inner)
                items.append(self.node(inner, take, inside, depth + 1))
            return items
        assert isinstance(event, MappingStartEvent)
        return self.mapping(take, place, depth)

    def mapping(self, take: _Take, place: Place, depth: int) -> Value:
        found: dict[str, Value] = {}
        while not isinstance(name := take(), MappingEndEvent):
            if not isinstance(name, ScalarEvent) or name.anchor or name.tag:
                self.refuse(name, "COP104", "ชื่อช่องต้องเป็นข้อความธรรมดา", "a key that is not plain text")
            key = self.scalar(name)
            if not isinstance(key, str):
                self.refuse(name, "COP104", f"ชื่อช่อง {name.value!r} ไม่ใช่ข้อความ", f"key {name.value!r} is not text")
            if key == "<<":
                self.refuse(name, "COP104", "ใช้ merge key (<<) ไม่ได้", "a merge key (<<)")
            if key in found:
                self.refuse(name, "COP105", f"ช่อง {key!r} มีซ้ำ", f"key {key!r} stands twice")
            inside = (*place, key)
            self.lines[inside] = self.line(name)
            found[key] = self.node(take(), take, inside, depth + 1)
        return found

    def scalar(self, event: ScalarEvent) -> Scalar:
        text: str = event.value
        if event.style:  # quoted, or a block
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in "-0123456789":
            if _INTEGER.fullmatch(text):
                if len(text) > _MAX_DIGITS:
                    self.refuse(event, "COP104", "ตัวเลขยาวเกินไป", "a number with too many digits")
                return int(text)
            if _FLOAT.fullmatch(text):
                detail = f"เลขทศนิยม {text} ต้องใส่เครื่องหมายคำพูด", f"the decimal number {text} must be quoted"
                self.refuse(event, "COP104", *detail)
        return text

    def line(self, event: Event | None) -> int:
        return self.first_line + (event.start_mark.line if event and event.start_mark else 0)

    def refuse(self, event: Event | None, code: str, th: str, en: str) -> NoReturn:
        raise _Refused(self.line(event), code, Text(th=th, en=en))
