"""Builds pictures with properties."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any  # what Pillow's formats take as settings

from PIL import Image


def picture(kind: str, **settings: Any) -> bytes:  # Any: see above
    """Return a small picture in one of Pillow's formats."""
    out = io.BytesIO()
    Image.effect_noise((16, 16), 50).convert("RGB").save(out, kind, **settings)
    return out.getvalue()


def exif(tags: dict[int, object], *, gps: dict[int, object] | None = None) -> Image.Exif:
    """Return EXIF with these tags."""
    block = Image.Exif()
    for tag, content in tags.items():
        block[tag] = content
    if gps:
        block.get_ifd(0x8825).update(gps)
    return block


def xmp(properties: str) -> bytes:
    """Return an XMP packet with these properties as elements."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
        f'xmlns:tiff="http://ns.adobe.com/tiff/1.0/">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of PNG."""
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png_with(*chunks: bytes, size: tuple[int, int] = (1, 1), data: bytes = b"\0\0") -> bytes:
    """Return a grey PNG with further chunks before its end; it may claim any size."""
    header = struct.pack(">LLBBBBB", *size, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(data)), *chunks, chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_with(*segments: bytes) -> bytes:
    """Return a JPEG with further segments after its start."""
    plain = picture("JPEG")
    return plain[:2] + b"".join(segments) + plain[2:]


def segment(marker: int, body: bytes) -> bytes:
    """Return a segment of JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
