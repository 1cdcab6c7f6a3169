"""Builds mp4 boxes and webm elements."""

from __future__ import annotations

import struct


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return a box of mp4."""
    body = b"".join(parts)
    return struct.pack(">L4s", 8 + len(body), kind) + body


def mp4(*in_moov: bytes, more: bytes = b"") -> bytes:
    """Return an mp4 file whose ``moov`` holds these boxes."""
    return (
        box(b"ftyp", b"isom\0\0\2\0isommp42")
        + box(b"moov", box(b"mvhd", bytes(100)), *in_moov)
        + box(b"mdat", b"\0" * 32)
        + more
    )


def text_of_quicktime(kind: bytes, text: str) -> bytes:
    """Return a box of ``udta`` in QuickTime's form."""
    raw = text.encode()
    return box(kind, struct.pack(">HH", len(raw), 0x55C4), raw)


def item(kind: bytes, text: str) -> bytes:
    """Return an item of ``ilst``."""
    return box(kind, box(b"data", struct.pack(">LL", 1, 0), text.encode()))


def meta(*items: bytes, keys: tuple[str, ...] = ()) -> bytes:
    """Return a ``meta`` box as mp4 has it, with items and the names they are numbered by."""
    named = b"".join(box(b"mdta", key.encode()) for key in keys)
    table = box(b"keys", struct.pack(">LL", 0, len(keys)), named) if keys else b""
    return box(b"meta", bytes(4), box(b"hdlr", bytes(25)), table, box(b"ilst", *items))


def element(id_: int, *parts: bytes) -> bytes:
    """Return an element of EBML, with its size in eight bytes."""
    body = b"".join(parts)
    return id_.to_bytes((id_.bit_length() + 7) // 8, "big") + (len(body) | 1 << 56).to_bytes(8, "big") + body


def webm(*in_segment: bytes, doctype: bytes = b"webm") -> bytes:
    """Return a webm file whose segment holds these elements besides the needed ones."""
    info = element(0x1549A966, element(0x7BA9, "ชื่อเรื่อง".encode()))
    tracks = element(0x1654AE6B, element(0xAE, element(0xD7, b"\1")))
    header = element(0x1A45DFA3, element(0x4282, doctype))
    return header + element(0x18538067, info, tracks, *in_segment)


def tag(name: str, text: str) -> bytes:
    """Return a tag of webm."""
    simple = element(0x67C8, element(0x45A3, name.encode()), element(0x4487, text.encode()))
    return element(0x1254C367, element(0x7373, simple))
