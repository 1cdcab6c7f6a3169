"""JPEG without its metadata: segments are left out, coded pixels stay byte for byte. Source: ITU-T T.81, annex B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cop_build.core.insides import Trait
from cop_build.edges.cleaning.orientation import kept_of, traits_of
from cop_build.edges.cleaning.outcome import Cleaned, unreadable
from cop_build.edges.cleaning.pieces import Piece, going, joined, staying

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_EXIF = b"Exif\0\0"
# Of what applications add, only these change how a picture looks: its resolution, its colours, how they are coded.
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_MARKER = re.compile(rb"\xff++([^\x00\xff\xd0-\xd7])", re.DOTALL)  # what is no stuffed byte and no restart of a scan
_NEXT = re.compile(rb"\xff(?=[^\x00\xff\xd0-\xd7])", re.DOTALL)


def clean_jpeg(data: bytes) -> Cleaned:
    """Return a JPEG without metadata; which way up it is stays. Raises: Unable."""
    pieces = tuple(_pieces(data))
    return joined(pieces, whole=data, kept=(piece.kept for piece in pieces))


def _pieces(data: bytes) -> Iterator[Piece]:
    yield staying(data[:2])
    place, has_exif = 2, False
    while True:
        marker = _MARKER.match(data, place)
        if marker is None:
            raise unreadable("ไฟล์ JPEG ขาดหรือเสีย", "the JPEG breaks off or is damaged")
        kind, begin = marker[1][0], marker.end()
        if kind == _END:
            yield staying(data[place:begin])
            if begin < len(data):
                yield going(data[begin:], Trait.HIDDEN)
            return
        end = begin + int.from_bytes(data[begin : begin + 2])
        if end < begin + 2 or end > len(data):
            raise unreadable("ไฟล์ JPEG ขาดหรือเสีย", "the JPEG breaks off or is damaged")
        if kind == _SCAN:
            following = _NEXT.search(data, end)
            end = following.start() if following else len(data)
        segment, body = data[place:end], data[begin + 2 : end]
        place = end
        if kind == 0xE1 and body.startswith(_EXIF):
            kept = b"" if has_exif else kept_of(body)
            has_exif = True
            yield going(segment, *traits_of(body), kept=_segment(kept) if kept else b"")
        else:
            yield _judged(segment, kind, body)


def _judged(segment: bytes, kind: int, body: bytes) -> Piece:
    if kind == _COMMENT:
        return going(segment, Trait.COMMENT)
    if kind not in _APPLICATIONS or (kind in _NEEDED and body.startswith(_NEEDED[kind])):
        return staying(segment)
    if kind == 0xED or (kind == 0xE1 and b"GPS" not in body):  # Photoshop's IPTC, XMP
        return going(segment, Trait.AUTHOR)
    if kind == 0xE1:
        return going(segment, Trait.AUTHOR, Trait.LOCATION)
    return going(segment, Trait.CAMERA)


def _segment(tiff: bytes) -> bytes:
    return b"\xff\xe1" + (2 + len(_EXIF) + len(tiff)).to_bytes(2) + _EXIF + tiff
