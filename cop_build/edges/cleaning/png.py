"""PNG without its metadata: chunks are left out, all others stay byte for byte. Source: PNG 3rd edition, §11."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from cop_build.core.insides import Trait
from cop_build.edges.cleaning.orientation import kept_of, traits_of
from cop_build.edges.cleaning.outcome import Cleaned, unreadable
from cop_build.edges.cleaning.pieces import Piece, going, joined, staying

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Of the chunks that a decoder may pass over, those that change how the picture looks, and the frames of a moving one.
_SHOWING = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT oFFs sCAL pCAL sTER acTL fcTL fdAT".split()
)
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})


def clean_png(data: bytes) -> Cleaned:
    """Return a PNG without metadata; which way up it is stays. Raises: Unable."""
    pieces = tuple(_pieces(data))
    return joined(pieces, whole=data, kept=(piece.kept for piece in pieces))


def _pieces(data: bytes) -> Iterator[Piece]:
    yield staying(SIGNATURE)
    place, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        end = place + 12 + length
        if len(kind) < 4 or end > len(data):
            raise unreadable("ไฟล์ PNG ขาดหรือเสีย", "the PNG breaks off or is damaged")
        yield _judged(data[place:end], kind, data[place + 8 : end - 4])
        place = end
    if place < len(data):
        yield going(data[place:], Trait.HIDDEN)


def _judged(chunk: bytes, kind: bytes, body: bytes) -> Piece:
    is_critical = not kind[0] & 0x20
    if is_critical or kind in _SHOWING:
        return staying(chunk)
    if kind == b"eXIf":
        kept = kept_of(body)
        return going(chunk, *traits_of(body), kept=_chunk(kind, kept) if kept else b"")
    if kind in _TEXTS:
        return going(chunk, Trait.AUTHOR, *((Trait.LOCATION,) if b"GPS" in body else ()))
    return going(chunk, Trait.CAMERA)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
