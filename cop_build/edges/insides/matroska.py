"""The elements of webm files. Source: RFC 8794 (EBML), RFC 9559 (Matroska)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Gathering, Refused

_MOST_ELEMENTS, _DEEPEST = 200_000, 12
_HEADER, _DOCTYPE, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675
_TAGS, _TAG, _SIMPLE_TAG, _TAG_NAME, _TAG_TEXT, _TAG_BINARY = 0x1254C367, 0x7373, 0x67C8, 0x45A3, 0x4487, 0x4485
_ATTACHMENTS, _INFO, _TITLE, _TRACKS, _TRACK, _TRACK_NAME = 0x1941A469, 0x1549A966, 0x7BA9, 0x1654AE6B, 0xAE, 0x536E
_FILE_NAMES = {0x7384, 0x3C83AB, 0x3E83BB}
_CHAPTERS, _EDITION, _CHAPTER, _DISPLAY, _CHAPTER_NAME = 0x1043A770, 0x45B9, 0xB6, 0x80, 0x85
_TOP = frozenset({_TAGS, _ATTACHMENTS, _INFO, _TRACKS, _CHAPTERS, _CLUSTER, 0x114D9B74, 0x1C53BB6B})
_HOLDERS = frozenset({_SEGMENT, _TAGS, _TAG, _INFO, _TRACKS, _TRACK, _CHAPTERS, _EDITION, _CHAPTER, _DISPLAY})
_TEXTS = {_TITLE: "title", _TRACK_NAME: "track", _CHAPTER_NAME: "chapter", **dict.fromkeys(_FILE_NAMES, "file name")}
_LOCATIONS = ("LOCATION", "GPS", "RECORDING_LOCATION", "GEO")
_CAMERAS = ("MAKE", "MODEL", "CAMERA", "SERIAL", "DATE_RECORDED", "ENCODED_WITH_DEVICE")
_AUTHORS = (
    *("ARTIST", "AUTHOR", "DIRECTOR", "PRODUCER", "COPYRIGHT", "PUBLISHER", "COMPOSER", "WRITTEN_BY", "ENCODED_BY"),
    *("ACTOR", "LEAD_PERFORMER", "OWNER", "CREATOR", "PURCHASE_OWNER"),
)


@dataclass(frozen=True, slots=True)
class _Element:
    id: int
    start: int
    end: int
    is_open: bool


class _Walk:
    def __init__(self, data: bytes, gathering: Gathering) -> None:
        self.data = data
        self.gathering = gathering
        self.left = _MOST_ELEMENTS
        self.kinds: set[int] = set()

    def elements(self, start: int, end: int) -> Iterator[_Element]:
        """Yield the elements that fill a stretch. Raises: Refused, if they do not fit, or are too many."""
        at = start
        while at < end:
            self.left -= 1
            if self.left < 0:
                raise Refused(Trait.TOO_LARGE)
            id_, width = self._number(at, end, keeps_mark=True)
            size, more = self._number(at + width, end, keeps_mark=False)
            inner = at + width + more
            is_open = size == (1 << 7 * more) - 1
            if is_open and id_ not in (_SEGMENT, _CLUSTER):
                raise Refused(Trait.UNREADABLE)
            stop = end if is_open else inner + size
            if stop > end:
                raise Refused(Trait.UNREADABLE)
            if is_open and id_ == _CLUSTER:
                stop = self._end_of_cluster(inner, end)
            yield _Element(id_, inner, stop, is_open)
            at = stop

    def _end_of_cluster(self, start: int, end: int) -> int:
        """Return where a cluster of unknown size ends: at the next element that cannot stand in one."""
        at = start
        while at < end:
            self.left -= 1
            if self.left < 0:
                raise Refused(Trait.TOO_LARGE)
            id_, width = self._number(at, end, keeps_mark=True)
            if id_ in _TOP:
                return at
            size, more = self._number(at + width, end, keeps_mark=False)
            at += width + more + size
        if at > end:
            raise Refused(Trait.UNREADABLE)
        return at

    def _number(self, at: int, end: int, *, keeps_mark: bool) -> tuple[int, int]:
        """Return a number of variable width, and its width in bytes."""
        first = self.data[at] if at < end else 0
        width = 9 - first.bit_length()
        if width > (4 if keeps_mark else 8) or at + width > end:
            raise Refused(Trait.UNREADABLE)
        number = int.from_bytes(self.data[at : at + width], "big")
        return (number if keeps_mark else number & ((1 << 7 * width) - 1)), width

    def into(self, element: _Element, depth: int) -> None:
        """Gather what an element holds."""
        if depth > _DEEPEST:
            raise Refused(Trait.UNREADABLE)
        self.kinds.add(element.id)
        if element.id == _ATTACHMENTS:
            self.gathering.find(Trait.EMBEDDED, "attachments")
        elif element.id == _SIMPLE_TAG:
            self._tag(element, depth)
        elif element.id in _HOLDERS:
            for inner in self.elements(element.start, element.end):
                self.into(inner, depth + 1)
        elif element.id in _TEXTS:
            self.gathering.read(_TEXTS[element.id], self._text(element))

    def _tag(self, tag: _Element, depth: int) -> None:
        name, text = "", ""
        for inner in self.elements(tag.start, tag.end):
            if inner.id == _TAG_NAME:
                name = self._text(inner)
            elif inner.id in (_TAG_TEXT, _TAG_BINARY):
                text = self._text(inner)
            elif inner.id == _SIMPLE_TAG:
                self.into(inner, depth + 1)
        folded = name.upper()
        if any(word in folded for word in _LOCATIONS):
            self.gathering.find(Trait.LOCATION, name)
        elif any(word in folded for word in _CAMERAS):
            self.gathering.find(Trait.CAMERA, name)
        elif any(word in folded for word in _AUTHORS) and text.strip():
            self.gathering.find(Trait.AUTHOR, name)
        self.gathering.read(name or "tag", text)

    def _text(self, element: _Element) -> str:
        return self.data[element.start : element.end].decode("utf-8", "replace").strip("\0")


def look(data: bytes, gathering: Gathering) -> None:
    """Gather what a webm file tells. Raises: Refused, if its elements do not fit, or it is another kind of file."""
    walk = _Walk(data, gathering)
    if not data.startswith(_HEADER.to_bytes(4, "big")):
        raise Refused(Trait.MISMATCH)
    for number, element in enumerate(walk.elements(0, len(data))):
        if number == 0:
            kinds = [walk._text(inner) for inner in walk.elements(element.start, element.end) if inner.id == _DOCTYPE]
            if kinds != ["webm"]:
                raise Refused(Trait.MISMATCH)
        elif element.id not in (_SEGMENT, 0xEC):
            raise Refused(Trait.UNREADABLE)
        walk.into(element, 0)
    if not {_INFO, _TRACKS} <= walk.kinds:
        raise Refused(Trait.UNREADABLE)
