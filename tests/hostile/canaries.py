"""Words that nobody else writes, and a search for them in every form in which bytes could carry them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import quopri
import re
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

_LATIN, _THAI = "abcdefghijklmnoprstuvwyz", "กขคงจชซดตถทนบปผพฟมยรลวสหอ"
_WORD = re.compile(r"kanari[a-z]{14}|คานารี[ก-ฮ]{12}|9017\d{8}")
_DEEPEST = 4  # archives in archives
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){20,}")
_TAG = re.compile(r"<[^<>]{0,80}>")
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))")


@dataclass
class Canaries:
    """The words of one community, each with the place for which it was made."""

    places: dict[str, str] = field(default_factory=dict)

    def latin(self, place: str) -> str:
        """Return a word of letters of both cases."""
        return self._made(place, "Kanari" + _letters(place, _LATIN, 14))

    def thai(self, place: str) -> str:
        return self._made(place, "คานารี" + _letters(place, _THAI, 12))

    def both(self, place: str) -> str:
        """Return both words of a place: a line of text."""
        return f"{self.latin(place)} {self.thai(place)}"

    def number(self, place: str) -> int:
        """Return a number for where only a number may stand."""
        digits = int.from_bytes(hashlib.sha256(place.encode()).digest()[:4], "big") % 10**8
        return int(self._made(place, f"9017{digits:08}"))

    def _made(self, place: str, word: str) -> str:
        assert self.places.setdefault(word.casefold(), place) == place, "two places have the same word"
        return word

    def found_in_bytes(self, data: bytes) -> set[str]:
        """Return the places whose words stand in bytes."""
        return {self.places[word] for word in words_in(data) if word in self.places}

    def found_in_folder(self, folder: Path) -> dict[str, set[str]]:
        """Return for each file, by its path, the places whose words stand in its name or anywhere in its bytes."""
        found: dict[str, set[str]] = {}
        for place in sorted(folder.rglob("*")):
            name = place.relative_to(folder).as_posix()
            here = self.found_in_bytes(name.encode("utf-8", "surrogateescape"))
            if place.is_file():
                here |= self.found_in_bytes(place.read_bytes())
            if here:
                found[name] = here
        return found


def _letters(seed: str, alphabet: str, count: int) -> str:
    return "".join(alphabet[byte % len(alphabet)] for byte in hashlib.sha512(seed.encode()).digest()[:count])


@lru_cache(maxsize=1 << 11)  # most files of a site are the theme's
def words_in(data: bytes) -> frozenset[str]:
    """Return every such word that stands in bytes, in small letters."""
    return frozenset(word for text in forms(data) for word in _WORD.findall(text))


def forms(data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield bytes as text in every form in which a reader, or a reader's program, may meet it, in small letters."""
    for text in _texts(data):
        for plain in _plain(text):
            yield plain
            if "<" in plain and "kanar" in plain:  # a word that markup cuts in pieces, beside one that stands in a tag
                yield _TAG.sub("", plain)
    for inner in _unpacked(data) if depth < _DEEPEST else ():
        yield from forms(inner, depth + 1)
    for inner in _spelled_out(data) if depth < 2 else ():
        yield from (_folded(text) for text in _texts(inner))
        yield from (text for packed in _unpacked(inner) for text in forms(packed, _DEEPEST))


def _texts(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    if b"\0" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "replace")
            yield data[start:].decode("utf-16-be", "replace")


def _plain(text: str) -> Iterator[str]:
    """Yield a text as it is, and with what stands for letters as those letters; twice, as it can be done twice."""
    for _ in range(2):
        yield _folded(text)
        if "&" in text:
            yield _folded(html.unescape(text))
        if "%" in text:
            yield _folded(urllib.parse.unquote(text))
        if "\\" in text:
            yield _folded(_ESCAPE.sub(_letter, text))
        text = urllib.parse.unquote(html.unescape(_ESCAPE.sub(_letter, text.replace("\\\\", "\\"))))


def _folded(text: str) -> str:
    """Return a text in one of its normal forms and one case, without what nobody sees: all spellings are one."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", folded)).casefold()
        folded = re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", folded)
    return folded


def _letter(match: re.Match[str]) -> str:
    number = int(next(group for group in match.groups() if group), 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what is in an archive: names and contents."""
    if data[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(data)
    if data[:4] == b"PK\x03\x04":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode()
                yield archive.read(member)


def _spelled_out(data: bytes) -> Iterator[bytes]:
    """Yield bytes that are written in letters."""
    if b"=" in data:
        yield quopri.decodestring(data)
    for run in _BASE64.findall(data):
        whole = run.translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):  # what stands before it may be of the same letters
            part = whole[start:]
            yield base64.b64decode(part + b"A" * (-len(part) % 4))
    for run in _HEX.findall(data):
        yield bytes.fromhex(run[: len(run) // 2 * 2].decode())
