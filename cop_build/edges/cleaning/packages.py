"""Reads and writes the zip files that Office and OpenDocument files are, within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from cop_build.edges.cleaning.outcome import too_large, unreadable

MOST_BYTES = 200 * 2**20
MOST_PARTS = 10_000
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the zip. Attributes: method: how it is compressed, as zipfile numbers it."""

    data: bytes
    method: int


def unpacked(data: bytes) -> Mapping[str, Part]:
    """Return the parts of a zip file in their order. Raises: Unable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_BYTES:
                raise too_large()
            names = [member.filename for member in members]
            if len(set(names)) < len(names) or any(member.flag_bits & _ENCRYPTED for member in members):
                raise unreadable("ไฟล์ zip ไม่ปกติ", "an odd zip file: names twice, or encrypted parts")
            if any(member.compress_type not in _METHODS for member in members):
                raise unreadable("วิธีบีบอัดที่ไม่รู้จัก", "compressed in a way that Office does not use")
            return {member.filename: Part(archive.read(member), member.compress_type) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise unreadable("ไฟล์ zip ขาดหรือเสีย", "the zip file breaks off or is damaged") from error


def packed(parts: Mapping[str, Part], *, first: str) -> bytes:
    """Return a zip file of parts, one of them first, without times: the same parts give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(parts, key=lambda name: name != first):
            member = zipfile.ZipInfo(name, _BEGINNING)
            member.compress_type = parts[name].method
            member.create_system = 0
            member.external_attr = 0
            archive.writestr(member, parts[name].data)
    return stream.getvalue()
