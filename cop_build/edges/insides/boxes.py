"""The boxes of mp4 and mov files. Source: ISO/IEC 14496-12; QuickTime File Format; 3GPP TS 26.244 §8."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from cop_build.core.insides import Trait
from cop_build.edges.insides import xmp
from cop_build.edges.insides.gathering import Gathering, Refused

_DEEPEST, _MOST_BOXES = 16, 100_000
_LONGEST_TEXT = 1 << 20
_HOLDERS = frozenset(
    {
        *(b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"udta", b"meta", b"ilst", b"moof", b"traf"),
        *(b"tref", b"mvex"),
    }
)
_LOCATIONS = frozenset({b"\xa9xyz", b"loci"})
_CAMERAS = frozenset({b"\xa9mak", b"\xa9mod", b"manu", b"modl", b"slno", b"CNMN", b"CNCV", b"CNFV", b"\xa9day"})
_AUTHORS = frozenset(
    {
        *(b"\xa9ART", b"\xa9aut", b"\xa9dir", b"\xa9prd", b"\xa9prf", b"\xa9wrt", b"\xa9cpy", b"\xa9own", b"\xa9com"),
        *(b"\xa9pub", b"aART", b"auth", b"perf", b"cprt", b"ownr"),
    }
)
_TEXTS = frozenset(
    {b"titl", b"dscp", b"desc", b"ldes", b"name", b"keyw", b"albm", b"gnre", b"\xa9nam", b"purl", b"sonm"}
)
_PICTURES = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"crx "})
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_LOCATION_WORDS = ("location", "gps")
_CAMERA_WORDS = (".make", ".model", "camera", "serial", "creationdate", "android.version")
_AUTHOR_WORDS = ("author", "artist", "copyright", "owner", "director", "producer", "publisher")
_TRACKS_OF_PLACES = frozenset({b"gpmd", b"camm", b"djmd", b"dbgi"})


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int


class _Walk:
    """One way through a file, which counts what it passes."""

    def __init__(self, data: bytes, gathering: Gathering) -> None:
        self.data = data
        self.gathering = gathering
        self.left = _MOST_BOXES
        self.keys: list[str] = []

    def boxes(self, start: int, end: int) -> Iterator[_Box]:
        """Yield the boxes that fill a stretch. Raises: Refused, if they do not fit, or are too many."""
        at = start
        while at < end:
            if end - at == 4 and not any(self.data[at:end]):
                return  # how QuickTime ends a list
            self.left -= 1
            if self.left < 0:
                raise Refused(Trait.TOO_LARGE)
            if end - at < 8:
                raise Refused(Trait.UNREADABLE)
            size, kind = struct.unpack_from(">L4s", self.data, at)
            inner = at + 8
            if size == 1:
                if end - at < 16:
                    raise Refused(Trait.UNREADABLE)
                (size,) = struct.unpack_from(">Q", self.data, inner)
                inner += 8
            elif size == 0:
                size = end - at
            if size < inner - at or at + size > end:
                raise Refused(Trait.UNREADABLE)
            yield _Box(kind, inner, at + size)
            at += size

    def into(self, box: _Box, depth: int, around: bytes) -> None:
        """Gather what a box holds."""
        if depth > _DEEPEST:
            raise Refused(Trait.UNREADABLE)
        body = self.data[box.start : min(box.end, box.start + _LONGEST_TEXT)]
        if around == b"ilst":
            self._item(box, body)
        elif box.kind in _HOLDERS:
            start = box.start
            if box.kind == b"meta" and body[4:8] != b"hdlr":
                start += 4  # in mp4 it has a version, in mov it has not
            for inner in self.boxes(min(start, box.end), box.end):
                self.into(inner, depth + 1, box.kind)
        elif box.kind == b"keys":
            self._names(box)
        elif box.kind == b"stsd":
            if any(body[at : at + 4] in _TRACKS_OF_PLACES for at in range(12, min(len(body), 64), 4)):
                self.gathering.find(Trait.LOCATION, "track")
        elif box.kind == b"uuid":
            if body.startswith(_XMP):
                xmp.look(self.data[box.start + 16 : box.end], "XMP", self.gathering)
        elif box.kind == b"XMP_":
            xmp.look(self.data[box.start : box.end], "XMP", self.gathering)
        elif around in (b"udta", b"meta"):
            self._say(box.kind, _text_of(box.kind, body))

    def _names(self, box: _Box) -> None:
        """Read the names that items are numbered by (``moov/meta/keys``)."""
        self.keys = []
        for key in self.boxes(min(box.start + 8, box.end), box.end):
            self.keys.append(self.data[key.start : min(key.end, key.start + 1000)].decode("utf-8", "replace"))

    def _item(self, box: _Box, body: bytes) -> None:
        number = int.from_bytes(box.kind, "big")
        texts = []
        for inner in self.boxes(box.start, box.end):
            content = self.data[inner.start : min(inner.end, inner.start + _LONGEST_TEXT)]
            if inner.kind == b"data" and content[:4] in (b"\0\0\0\0", b"\0\0\0\1"):
                texts.append(content[8:].decode("utf-8", "replace"))
            elif inner.kind in (b"mean", b"name"):
                texts.append(content[4:].decode("utf-8", "replace"))
        if 1 <= number <= len(self.keys):
            self._say_named(self.keys[number - 1], " ".join(texts), is_there=bool(body))
        elif box.kind == b"----":
            self._say_named(" ".join(texts), " ".join(texts), is_there=bool(body))
        else:
            self._say(box.kind, " ".join(texts))

    def _say(self, kind: bytes, text: str) -> None:
        where = kind.decode("latin-1")
        if kind in _LOCATIONS:
            self.gathering.find(Trait.LOCATION, where)
        if kind in _CAMERAS and text.strip():
            self.gathering.find(Trait.CAMERA, where)
        if kind in _AUTHORS and text.strip():
            self.gathering.find(Trait.AUTHOR, where)
        if kind[:1] == b"\xa9" or kind in _TEXTS | _AUTHORS | _LOCATIONS | _CAMERAS:
            self.gathering.read(where, text)

    def _say_named(self, name: str, text: str, *, is_there: bool) -> None:
        folded = name.casefold()
        if any(word in folded for word in _LOCATION_WORDS):
            self.gathering.find(Trait.LOCATION, name)
        elif any(word in folded for word in _CAMERA_WORDS):
            self.gathering.find(Trait.CAMERA, name)
        elif is_there and any(word in folded for word in _AUTHOR_WORDS):
            self.gathering.find(Trait.AUTHOR, name)
        self.gathering.read(name, text)


def look(data: bytes, gathering: Gathering) -> None:
    """Gather what an mp4 or mov file tells. Raises: Refused, if its boxes do not fit, or it is another kind of file."""
    if data[4:8] != b"ftyp" or data[8:12] in _PICTURES:
        raise Refused(Trait.MISMATCH)
    walk = _Walk(data, gathering)
    kinds = set()
    for box in walk.boxes(0, len(data)):
        kinds.add(box.kind)
        if box.kind not in (b"mdat", b"ftyp"):
            walk.into(box, 0, b"")
    if not {b"moov", b"mdat"} <= kinds:
        raise Refused(Trait.UNREADABLE)


def _text_of(kind: bytes, body: bytes) -> str:
    """Return the text of a box of ``udta``: after length and language in QuickTime, version and language in 3GPP."""
    if kind[:1] == b"\xa9":
        texts, at = [], 0
        while at + 4 <= len(body):
            (length,) = struct.unpack_from(">H", body, at)
            texts.append(body[at + 4 : at + 4 + length])
            at += 4 + length
        raw = b" ".join(texts) if texts else body
    else:
        raw = body[6:] if body[:4] == b"\0\0\0\0" else body
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace").strip("\0")
    return raw.decode("utf-8", "replace").strip("\0")
