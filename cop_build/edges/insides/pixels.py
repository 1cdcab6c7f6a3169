"""How the bytes of a picture are laid out: where it ends, and the blocks of properties in it.

Pillow shows only some of them, and nothing behind the end.
Source: PNG 3rd edition §5, §11; ITU T.81 annex B; WebP RFC 9649.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass, field

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Refused

_LARGEST_TEXT = 2**20
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP, _PHOTOSHOP = b"http://ns.adobe.com/xmp/extension/\0", b"Photoshop 3.0\0"
_RAW_PROFILES = ("Raw profile type exif", "Raw profile type APP1", "Raw profile type iptc", "Raw profile type xmp")


@dataclass(slots=True)
class Layout:
    """What a picture file holds besides pixels.

    Attributes:
        rest: The bytes behind the end of the picture.
        texts: Pairs of a name and a text.
        exif: Blocks that begin as TIFF or with ``Exif``.
    """

    rest: bytes = b""
    texts: list[tuple[str, str]] = field(default_factory=list)
    exif: list[bytes] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)
    iptc: list[bytes] = field(default_factory=list)


def of(data: bytes, kind: str) -> Layout:
    """Return the layout of a ``PNG``, ``JPEG`` or ``WEBP``. Raises: Refused, if it breaks off or does not fit."""
    return {"PNG": _png, "JPEG": _jpeg, "WEBP": _webp}[kind](data)


def _png(data: bytes) -> Layout:
    layout, at = Layout(), 8
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">L4s", data, at)
        body, end = data[at + 8 : at + 8 + length], at + 12 + length
        if end > len(data) or zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end], "big"):
            raise Refused(Trait.UNREADABLE)
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            _png_text(kind, body, layout)
        elif kind == b"eXIf":
            layout.exif.append(body)
        at = end
        if kind == b"IEND":
            layout.rest = data[at:]
            return layout
    raise Refused(Trait.UNREADABLE)


def _png_text(kind: bytes, body: bytes, layout: Layout) -> None:
    raw_name, _, rest = body.partition(b"\0")
    name, encoding = raw_name.decode("latin-1"), "latin-1"
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt":
        is_packed, encoding = rest[:1] == b"\1", "utf-8"
        rest = rest[2:].split(b"\0", 2)[-1]
        rest = _inflated(rest) if is_packed else rest
    if name == "XML:com.adobe.xmp":
        layout.xmp.append(rest)
    elif name in _RAW_PROFILES:
        _raw_profile(name, rest, layout)
    else:
        text = rest.decode("utf-8", "replace") if encoding == "utf-8" else _latin_or_more(rest)
        layout.texts.append((name, text))


def _latin_or_more(raw: bytes) -> str:
    """Return the text of a tEXt: Latin-1 by its specification, but many programs write UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _inflated(packed: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        raw = stream.decompress(packed, _LARGEST_TEXT)
    except zlib.error as error:
        raise Refused(Trait.UNREADABLE) from error
    if stream.unconsumed_tail:
        raise Refused(Trait.TOO_LARGE)
    return raw


def _raw_profile(name: str, raw: bytes, layout: Layout) -> None:
    """Take a block as ImageMagick writes it: its kind, its length, then its bytes in hexadecimal digits."""
    try:
        block = bytes.fromhex(b"".join(raw.split()[2:]).decode("ascii"))
    except ValueError as error:
        raise Refused(Trait.UNREADABLE) from error
    if block.startswith(_XMP):
        layout.xmp.append(block[len(_XMP) :])
    elif name.endswith("xmp"):
        layout.xmp.append(block)
    elif name.endswith("iptc"):
        layout.iptc.append(block)
    else:
        layout.exif.append(block)


def _jpeg(data: bytes) -> Layout:
    layout, at = Layout(), 2
    more_xmp: list[bytes] = []
    while found := _MARKER.search(data, at):
        marker, start = data[found.end() - 1], found.end()
        if marker == 0xD9:
            layout.rest = data[start:]
            if more_xmp:
                layout.xmp.append(b"".join(more_xmp))
            return layout
        if marker in (0x01, 0xD8):
            at = start
            continue
        length = int.from_bytes(data[start : start + 2], "big")
        if length < 2 or start + length > len(data):
            raise Refused(Trait.UNREADABLE)
        _jpeg_block(marker, data[start + 2 : start + length], layout, more_xmp)
        at = start + length  # after a start of scan, the search passes over the coded pixels
    raise Refused(Trait.UNREADABLE)


def _jpeg_block(marker: int, body: bytes, layout: Layout, more_xmp: list[bytes]) -> None:
    if marker == 0xFE:
        layout.texts.append(("comment", body.decode("utf-8", "replace")))
    elif body.startswith(_EXIF):
        layout.exif.append(body)
    elif body.startswith(_XMP):
        layout.xmp.append(body[len(_XMP) :])
    elif body.startswith(_MORE_XMP):
        more_xmp.append(body[len(_MORE_XMP) + 40 :])
    elif body.startswith(_PHOTOSHOP):
        layout.iptc.append(body)


def _webp(data: bytes) -> Layout:
    layout = Layout()
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Refused(Trait.UNREADABLE)
    at = 12
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sL", data, at)
        body = data[at + 8 : at + 8 + length]
        if at + 8 + length > end:
            raise Refused(Trait.UNREADABLE)
        if kind == b"EXIF":
            layout.exif.append(body)
        elif kind == b"XMP ":
            layout.xmp.append(body)
        at += 8 + length + length % 2
    layout.rest = data[end + end % 2 :] if data[end : end + 1] == b"\0" else data[end:]
    return layout
