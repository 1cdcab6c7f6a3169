"""WebM without the place where it was taken: elements become Void, so that no offset moves. Source: RFC 8794, 9559."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.outcome import Cleaned, cleaned, mismatch, too_large, unreadable
from cop_build.edges.cleaning.tags import trait_of_name

_HEADER, _SEGMENT, _CLUSTER, _ATTACHMENTS = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1941A469
_TAGS, _TAG, _SIMPLE_TAG, _TAG_NAME = 0x1254C367, 0x7373, 0x67C8, 0x45A3
_INFO, _DATE = 0x1549A966, 0x4461
_CHECKSUM, _VOID = 0xBF, 0xEC
_MASTERS: Mapping[int, str] = {_SEGMENT: "Segment", _TAGS: "Tags", _TAG: "Tag", _INFO: "Info"}
_MOST_ELEMENTS, _DEEPEST = 500_000, 16


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its offsets in the file: ``begin`` of its id, ``body``, ``end``."""

    id: int
    begin: int
    body: int
    end: int
    has_no_size: bool


@dataclass(slots=True)
class _Film:
    """A file while it is cleaned."""

    data: bytearray
    removed: set[Found] = field(default_factory=set)
    left: set[Found] = field(default_factory=set)
    elements: int = 0

    def void(self, element: Element, trait: Trait, where: str) -> None:
        """Make an element Void of the same length, filled with zeros."""
        total = element.end - element.begin
        width = min(8, element.body - element.begin - 1)
        payload = total - 1 - width
        size = (payload | 1 << (7 * width)).to_bytes(width)
        self.data[element.begin : element.end] = bytes([_VOID]) + size + bytes(payload)
        self.removed.add(Found(trait, where))


def clean_webm(data: bytes) -> Cleaned:
    """Return a WebM without place, device, time and people; its size stays. Raises: Unable."""
    if not data.startswith(_HEADER.to_bytes(4)):
        raise mismatch("webm")
    film = _Film(bytearray(data))
    _walk(film, 0, len(data), "", 0)
    return cleaned(bytes(film.data) if film.removed else data, removed=film.removed, left=film.left)


def _walk(film: _Film, place: int, end: int, where: str, depth: int) -> bool:
    """Clean the elements between two offsets; say whether one was made Void."""
    if depth > _DEEPEST:
        raise too_large()
    has_changed, checksums = False, []
    for element in _elements(film, place, end):
        named = f"{where}/{_MASTERS.get(element.id, '')}".strip("/")
        if element.id == _CHECKSUM:
            checksums.append(element)
        elif element.id == _SIMPLE_TAG:
            has_changed |= _clean_tag(film, element, where, depth)
        elif element.id == _DATE and where.endswith("Info"):
            film.void(element, Trait.CAMERA, where)
            has_changed = True
        elif element.id == _ATTACHMENTS:
            film.left.add(Found(Trait.EMBEDDED, f"{where}/Attachments"))
        elif element.id in _MASTERS:
            has_changed |= _walk(film, element.body, element.end, named, depth + 1)
    if has_changed:  # a sum over what has changed would call the file damaged
        for checksum in checksums:
            film.data[checksum.begin : checksum.begin + 1] = bytes([_VOID])
    return has_changed


def _clean_tag(film: _Film, tag: Element, where: str, depth: int) -> bool:
    inner = tuple(_elements(film, tag.body, tag.end))
    name = next((bytes(film.data[each.body : each.end]) for each in inner if each.id == _TAG_NAME), b"")
    if trait := trait_of_name(name.decode("utf-8", "replace")):
        film.void(tag, trait, where)
        return True
    return _walk(film, tag.body, tag.end, where, depth + 1)  # a tag may hold others


def _elements(film: _Film, place: int, end: int) -> Iterator[Element]:
    """Yield the elements between two offsets. One whose length nobody knew when it was written reaches to the end,
    but a cluster: what follows its head is passed over one by one, as if the cluster had ended at once."""
    while place < end:
        film.elements += 1
        if film.elements > _MOST_ELEMENTS:
            raise too_large()
        element = _element_at(film.data, place, end)
        yield element
        place = element.body if element.has_no_size and element.id == _CLUSTER else element.end


def _element_at(data: bytearray, place: int, end: int) -> Element:
    name_width, _ = _number_at(data, place, end)
    size_at = place + name_width
    width, size = _number_at(data, size_at, end)
    body, has_no_size = size_at + width, size == (1 << 7 * width) - 1
    until = end if has_no_size else body + size
    name = int.from_bytes(data[place:size_at])
    if name_width > 4 or until > end or (has_no_size and name not in (_SEGMENT, _CLUSTER)):
        raise unreadable("ไฟล์ WebM ขาดหรือเสีย", "the WebM breaks off or is damaged")
    return Element(name, place, body, until, has_no_size)


def _number_at(data: bytearray, place: int, end: int) -> tuple[int, int]:
    """Return the width in bytes and the value of a number of variable width."""
    first = data[place] if place < end else 0
    width = 9 - first.bit_length()
    if not first or place + width > end:
        raise unreadable("ไฟล์ WebM ขาดหรือเสีย", "the WebM breaks off or is damaged")
    return width, int.from_bytes(data[place : place + width]) & ((1 << 7 * width) - 1)
