"""MP4 without the place where it was taken: boxes become free space, so that no offset moves. Source: ISO 14496-12."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.outcome import Cleaned, cleaned, mismatch, too_large, unreadable
from cop_build.edges.cleaning.tags import trait_of_atom, trait_of_name

_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"moof", b"traf"})
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_TELEMETRY = (b"gpmd", b"camm", b"djmd", b"dbgi")  # samples of a camera's position, by GoPro, Google and DJI
_MIXED = b"mebx"  # samples of anything, by Apple: the names of its keys say of what
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_MOST_BOXES, _DEEPEST = 100_000, 16


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its offsets in the file: ``begin`` of its header, ``body``, ``end``."""

    kind: bytes
    begin: int
    body: int
    end: int


@dataclass(slots=True)
class _Film:
    """A file while it is cleaned."""

    data: bytearray
    removed: set[Found] = field(default_factory=set)
    left: set[Found] = field(default_factory=set)
    boxes: int = 0

    def free(self, box: Box, trait: Trait, where: str) -> None:
        """Make a box free space, and its content zeros."""
        self.data[box.begin + 4 : box.begin + 8] = b"free"
        self.data[box.body : box.end] = bytes(box.end - box.body)
        self.removed.add(Found(trait, where))


def clean_mp4(data: bytes) -> Cleaned:
    """Return an MP4 without place, device, time and people; its size stays. Raises: Unable."""
    if data[4:8] != b"ftyp":
        raise mismatch("mp4")
    film = _Film(bytearray(data))
    for box in _boxes(film, 0, len(data), is_strict=True):
        _walk(film, box, "", 0)
    return cleaned(bytes(film.data) if film.removed else data, removed=film.removed, left=film.left)


def _boxes(film: _Film, place: int, end: int, *, is_strict: bool = False) -> Iterator[Box]:
    """Yield the boxes between two offsets. What is left over is padding, except where ``is_strict``."""
    while place + 8 <= end:
        film.boxes += 1
        if film.boxes > _MOST_BOXES:
            raise too_large()
        size, kind, body = int.from_bytes(film.data[place : place + 4]), bytes(film.data[place + 4 : place + 8]), 8
        if size == 1:
            size, body = int.from_bytes(film.data[place + 8 : place + 16]), 16
        elif size == 0 and is_strict:
            size = end - place
        if size < body or place + size > end:
            if is_strict:
                raise unreadable("ไฟล์ MP4 ขาดหรือเสีย", "the MP4 breaks off or is damaged")
            return
        yield Box(kind, place, place + body, place + size)
        place += size


def _walk(film: _Film, box: Box, where: str, depth: int) -> None:
    where = f"{where}/{box.kind.decode('latin-1')}".strip("/")
    if depth > _DEEPEST:
        raise too_large()
    if box.kind in _CONTAINERS:
        for inner in _boxes(film, box.body, box.end):
            _walk(film, inner, where, depth + 1)
    elif box.kind == b"meta":
        _clean_list(film, box, where)
    elif box.kind == b"stsd":
        kind = film.data[box.body + 12 : box.body + 16]
        if kind in _TELEMETRY or (kind == _MIXED and b"location" in film.data[box.body : box.end]):
            film.left.add(Found(Trait.LOCATION, where))
    elif box.kind in _TIMED:
        _forget_when(film, box, where)
    elif box.kind == b"uuid" and film.data[box.body : box.body + 16] == _XMP:
        film.free(box, Trait.AUTHOR, where)
    elif trait := trait_of_atom(box.kind):
        film.free(box, trait, where)


def _forget_when(film: _Film, box: Box, where: str) -> None:
    """Set the times of creation and change to zero, which means unknown."""
    length = 16 if film.data[box.body : box.body + 1] == b"\1" else 8
    times = slice(box.body + 4, box.body + 4 + length)
    if box.body + 4 + length <= box.end and any(film.data[times]):
        film.data[times] = bytes(length)
        film.removed.add(Found(Trait.CAMERA, where))


def _clean_list(film: _Film, meta: Box, where: str) -> None:
    """Clean a list of tags: by the types of its items (iTunes), or by the names of its keys (QuickTime)."""
    is_full = film.data[meta.body + 4 : meta.body + 8] != b"hdlr"  # QuickTime's has no version and flags
    inner = tuple(_boxes(film, meta.body + (4 if is_full else 0), meta.end))
    names = next((_keys(film, box) for box in inner if box.kind == b"keys"), {})
    for box in inner:
        if box.kind == b"ilst":
            for item in _boxes(film, box.body, box.end):
                _clean_item(film, item, names, where)
        elif box.kind != b"keys" and (trait := trait_of_atom(box.kind)):
            film.free(box, trait, where)


def _clean_item(film: _Film, item: Box, names: Mapping[int, str], where: str) -> None:
    name = names.get(int.from_bytes(item.kind))
    if name is None and item.kind == b"----":  # an item that carries its own name
        parts = {box.kind: bytes(film.data[box.body + 4 : box.end]) for box in _boxes(film, item.body, item.end)}
        name = parts.get(b"name", b"").decode("utf-8", "replace")
    trait = trait_of_atom(item.kind) if name is None else trait_of_name(name)
    if trait:
        film.free(item, trait, where)


def _keys(film: _Film, box: Box) -> Mapping[int, str]:
    """Return the names of keys by their index, from 1."""
    names: dict[int, str] = {}
    for number, key in enumerate(_boxes(film, box.body + 8, box.end), 1):
        names[number] = film.data[key.body : key.end].decode("utf-8", "replace")
    return names
