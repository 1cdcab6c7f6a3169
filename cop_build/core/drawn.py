"""Is this one of the small pictures that are drawn of attachments?

Whoever draws them reads strangers' files and is not believed: what is no small, plain WebP is no picture.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

MOST_BYTES = 16 * 1024
MOST_WIDE, MOST_HIGH = 400, 566  # pixels: twice what is shown, for phones; the shape of A4
LEAST = 32  # pixels: a line or a dot shows nothing

# What each type of attachment shows of itself: its first page, or the picture that its program put into it.
SHOWN: Mapping[str, str] = {"pdf": "page", "pptx": "thumbnail", "odp": "thumbnail"}

_HEADER = struct.Struct("<4sL4s4sL3s3sHH")  # Source: RFC 9649 §2.5; RFC 6386 §9.1
_START = b"\x9d\x01\x2a"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in WebP (VP8, without metadata), and how large it is in pixels."""

    data: bytes
    width: int
    height: int


def drawn_from(data: bytes) -> Drawn | None:
    """Return the picture that these bytes are; ``None`` if they are anything else."""
    if not _HEADER.size < len(data) <= MOST_BYTES:
        return None
    riff, size, webp, vp8, length, tag, start, width, height = _HEADER.unpack_from(data)
    is_whole = size + 8 == len(data) and length + length % 2 + 20 == len(data)
    is_plain = (riff, webp, vp8, start) == (b"RIFF", b"WEBP", b"VP8 ", _START) and not tag[0] & 1
    fits = LEAST <= width <= MOST_WIDE and LEAST <= height <= MOST_HIGH
    return Drawn(data, width, height) if is_whole and is_plain and fits else None
