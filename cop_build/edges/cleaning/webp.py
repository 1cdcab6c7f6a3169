"""WebP without its metadata: chunks are left out, the coded pixels stay byte for byte. Source: RFC 9649."""

from __future__ import annotations

from collections.abc import Iterator

from cop_build.core.insides import Trait
from cop_build.edges.cleaning.orientation import kept_of, traits_of
from cop_build.edges.cleaning.outcome import Cleaned, unreadable
from cop_build.edges.cleaning.pieces import Piece, going, joined, staying

_HEADER = 12  # RIFF, size, WEBP
_SHOWING = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


def clean_webp(data: bytes) -> Cleaned:
    """Return a WebP without metadata; which way up it is stays. Raises: Unable."""
    pieces = tuple(_pieces(data))
    body = b"".join(piece.kept for piece in pieces)
    if body[:4] == b"VP8X":
        flags = body[8] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if b"EXIF" in _kinds(pieces) else 0)
        body = body[:8] + bytes([flags]) + body[9:]
    return joined(pieces, whole=data, kept=(b"RIFF", (4 + len(body)).to_bytes(4, "little"), b"WEBP", body))


def _kinds(pieces: tuple[Piece, ...]) -> frozenset[bytes]:
    return frozenset(piece.kept[:4] for piece in pieces)


def _pieces(data: bytes) -> Iterator[Piece]:
    whole = 8 + int.from_bytes(data[4:8], "little")
    place, has_exif = _HEADER, False
    if whole > len(data) or whole <= _HEADER:
        raise unreadable("ไฟล์ WebP ขาดหรือเสีย", "the WebP breaks off or is damaged")
    while place < whole:
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + length + length % 2
        if end > whole:
            raise unreadable("ไฟล์ WebP ขาดหรือเสีย", "the WebP breaks off or is damaged")
        chunk, body = data[place:end], data[place + 8 : place + 8 + length]
        place = end
        if kind in _SHOWING:
            yield staying(chunk)
        elif kind == b"EXIF":
            kept = b"" if has_exif else kept_of(body)
            has_exif = True
            yield going(chunk, *traits_of(body), kept=_exif(kept) if kept else b"")
        elif kind == b"XMP ":
            yield going(chunk, Trait.AUTHOR, *((Trait.LOCATION,) if b"GPS" in body else ()))
        else:
            yield going(chunk, Trait.CAMERA)
    if whole < len(data):
        yield going(data[whole:], Trait.HIDDEN)


def _exif(tiff: bytes) -> bytes:
    return b"EXIF" + len(tiff).to_bytes(4, "little") + tiff + b"\0" * (len(tiff) % 2)
