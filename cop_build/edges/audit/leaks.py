"""Looks for strings that must not be public in every form in which a site could carry them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import unquote_to_bytes

_TEXTS = (".html", ".htm", ".xml", ".xhtml", ".svg", ".json", ".js", ".css", ".ics", ".vtt", ".csv", ".txt", ".rels")
_MOST_UNPACKED = 512 * 2**20
_CUT = "\u200b".encode()  # stands between the words of the search index


def leaked(path: str, raw: bytes, canaries: Sequence[bytes]) -> frozenset[int]:
    """Return the indexes of the strings that occur in the file: as they are, escaped or compressed.

    Raises:
        ValueError, EOFError, OSError: A compressed file cannot be opened, or unpacks to more than 512 MiB.
    """
    found: set[int] = set()
    for form in _forms(path, raw):
        found.update(number for number, canary in enumerate(canaries) if number not in found and canary in form)
    return frozenset(found)


def _forms(path: str, raw: bytes) -> Iterator[bytes]:
    yield path.encode("utf-8", "surrogateescape")
    yield raw
    if raw.startswith(b"\x1f\x8b"):
        with gzip.open(io.BytesIO(raw)) as packed:
            inner = packed.read(_MOST_UNPACKED + 1)
        if len(inner) > _MOST_UNPACKED:
            raise ValueError("it unpacks to too much")
        yield from _forms(path.removesuffix(".gz"), inner)
    elif raw.startswith(b"PK\x03\x04"):
        yield from _members(raw)
    elif path.lower().endswith(_TEXTS):
        if _CUT in raw:
            raw = raw.replace(_CUT, b"")
            yield raw
        if b"%" in raw:
            yield unquote_to_bytes(raw)
        if b"&" in raw:
            yield unescape(raw.decode("utf-8", "replace")).encode("utf-8", "replace")
        if path.lower().endswith(".json") and b"\\" in raw:
            plain = json.dumps(json.loads(raw), ensure_ascii=False).encode("utf-8", "replace").replace(_CUT, b"")
            yield plain
            yield unescape(plain.decode("utf-8")).encode("utf-8", "replace")


def _members(raw: bytes) -> Iterator[bytes]:
    """Unpack an Office file or another archive, one level deep and more."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _MOST_UNPACKED:
                raise ValueError("it unpacks to too much")
            for member in members:
                yield from _forms(member.filename, archive.read(member))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError("it cannot be unpacked") from error
