"""Zip files from strangers: every byte belongs to one part, and no part is larger than it says.

Only the layout that office programs write is accepted: stored or deflated parts one after another from the first byte,
then the directory, then its end, and nothing before, between or after. Source: APPNOTE.TXT 6.3.10 §4.3.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Refused

MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 2**20
_LONGEST_DIRECTORY = 4 * 2**20
_BOMB_SIZE, _BOMB_RATIO = 8 * 2**20, 300
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_ENDS = b"PK\x05\x06"
_ENCRYPTED, _DESCRIBED_AFTER = 0x1, 0x8
_ZIP64_ENDS = 56 + 20


@dataclass(frozen=True, slots=True)
class _Packed:
    start: int
    size: int
    unpacked: int
    crc: int
    is_deflated: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a zip file by name, in the order in which they stand there; folders are left out."""

    _data: bytes
    _parts: Mapping[str, _Packed]
    first: str
    first_is_plain: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Unpack one part. Raises: KeyError; its size is known to be bearable."""
        return _unpacked(self._data, self._parts[name], name)


def opened(data: bytes) -> Archive:
    """Return the parts of a zip file after unpacking each of them once.

    Raises:
        Refused: ``TOO_LARGE``: too many parts or bytes. ``ENCRYPTED``: a part is. ``MISMATCH``: it is, or may be read
            as, something else too. ``UNREADABLE``: it breaks off, or says two things of one part.
    """
    end = _end_of(data)
    entries = _entries(data)
    if len(entries) > MOST_PARTS:
        raise Refused(Trait.TOO_LARGE)
    parts: dict[str, _Packed] = {}
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset != at:
            raise Refused(Trait.MISMATCH if at == 0 else Trait.UNREADABLE, _name_of(entry))
        packed = _packed(data, entry)
        at = packed.start + packed.size
        at += _length_of_descriptor(data, at, packed) if entry.flag_bits & _DESCRIBED_AFTER else 0
        parts[entry.filename] = packed
    if at != end.directory or end.directory + end.length != end.at or len(entries) != end.count:
        raise Refused(Trait.UNREADABLE)
    names = {name.casefold() for name in parts}
    if len(names) != len(entries) or not parts:
        raise Refused(Trait.UNREADABLE)
    _weigh(data, parts)
    first = next(iter(parts))
    files = {name: packed for name, packed in parts.items() if not name.endswith("/")}
    plain = not parts[first].is_deflated and parts[first].start == _LOCAL.size + len(first.encode())
    return Archive(data, files, first, plain)


@dataclass(frozen=True, slots=True)
class _End:
    """What the end of a zip file says: where it stands, how many entries, where the directory is and how long."""

    at: int
    count: int
    directory: int
    length: int


def _end_of(data: bytes) -> _End:
    at = len(data) - _END.size
    if not data.startswith((b"PK\x03\x04", _ENDS)):
        raise Refused(Trait.MISMATCH)
    if at < 0 or data[at : at + 4] != _ENDS:
        found = data.rfind(_ENDS)
        raise Refused(Trait.MISMATCH if 0 <= found < at else Trait.UNREADABLE)
    _, disk, first_disk, here, count, length, directory, comment = _END.unpack_from(data, at)
    if disk or first_disk or here != count or comment:
        raise Refused(Trait.UNREADABLE)
    if data[at - 20 : at - 16] == b"PK\x06\x07":
        at -= _ZIP64_ENDS
    if count > MOST_PARTS or length > _LONGEST_DIRECTORY:
        raise Refused(Trait.TOO_LARGE)
    return _End(at, count, directory, length)


def _entries(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise Refused(Trait.UNREADABLE) from error


def _name_of(entry: zipfile.ZipInfo) -> str:
    return entry.orig_filename


def _packed(data: bytes, entry: zipfile.ZipInfo) -> _Packed:
    name = entry.orig_filename
    if entry.flag_bits & _ENCRYPTED:
        raise Refused(Trait.ENCRYPTED, name)
    steps = name.rstrip("/").split("/")
    if name != entry.filename or "\\" in name or ":" in name or any(step in ("", ".", "..") for step in steps):
        raise Refused(Trait.UNREADABLE, name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(Trait.UNREADABLE, name)
    if entry.header_offset + _LOCAL.size > len(data):
        raise Refused(Trait.UNREADABLE, name)
    magic, _, flags, method, _, _, crc, size, unpacked, long, extra = _LOCAL.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + long + extra
    written = data[entry.header_offset + _LOCAL.size :][:long]
    expected = name.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")
    fits = (
        magic == b"PK\x03\x04"
        and written == expected
        and method == entry.compress_type
        and (flags ^ entry.flag_bits) & (_ENCRYPTED | _DESCRIBED_AFTER) == 0
        and start + entry.compress_size <= len(data)
    )
    said = (crc, size, unpacked)
    known = (entry.CRC, entry.compress_size, entry.file_size)
    is_said_after = bool(entry.flag_bits & _DESCRIBED_AFTER)
    if not fits or not all(
        a in (b, 0xFFFFFFFF) or (is_said_after and a == 0) for a, b in zip(said, known, strict=True)
    ):
        raise Refused(Trait.UNREADABLE, name)
    is_deflated = entry.compress_type == zipfile.ZIP_DEFLATED
    return _Packed(start, entry.compress_size, entry.file_size, entry.CRC, is_deflated)


def _length_of_descriptor(data: bytes, at: int, packed: _Packed) -> int:
    """Return how long the descriptor after a part is. Raises: Refused, if it says something else than the directory."""
    for form in ("<4sLLL", "<LLL", "<4sLQQ", "<LQQ"):
        layout = struct.Struct(form)
        if at + layout.size <= len(data):
            read = layout.unpack_from(data, at)
            if read[-3:] == (packed.crc, packed.size, packed.unpacked) and read[0] in (b"PK\x07\x08", packed.crc):
                return layout.size
    raise Refused(Trait.UNREADABLE)


def _weigh(data: bytes, parts: Mapping[str, _Packed]) -> None:
    """Raises: Refused, if the parts are too large together or one of them is not what it says."""
    total = 0
    for packed in parts.values():
        if packed.unpacked > _BOMB_SIZE and packed.unpacked > _BOMB_RATIO * packed.size:
            raise Refused(Trait.TOO_LARGE)
        total += packed.unpacked
        if total > MOST_UNPACKED:
            raise Refused(Trait.TOO_LARGE)
    for name, packed in parts.items():
        _unpacked(data, packed, name)


def _unpacked(data: bytes, packed: _Packed, name: str) -> bytes:
    """Unpack no more than one byte beyond what is declared. Raises: Refused, if that is not the whole part."""
    raw = data[packed.start : packed.start + packed.size]
    if packed.is_deflated:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            raw = stream.decompress(raw, packed.unpacked + 1)
        except zlib.error as error:
            raise Refused(Trait.UNREADABLE, name) from error
        if len(raw) > packed.unpacked:
            raise Refused(Trait.TOO_LARGE, name)  # it says it is smaller than it is
        if not stream.eof or stream.unused_data:
            raise Refused(Trait.UNREADABLE, name)
    if len(raw) != packed.unpacked or zlib.crc32(raw) != packed.crc:
        raise Refused(Trait.UNREADABLE, name)
    return raw
