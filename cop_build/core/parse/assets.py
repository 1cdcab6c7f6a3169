"""An asset's folder becomes a version with its digest, or findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from frontmatter.default_handlers import YAMLHandler

from cop_build.core.digest import blank_lines_before, digest_of, manifest_of, normal_body
from cop_build.core.findings import Code, Finding
from cop_build.core.history import INDEX, Blob, Entry
from cop_build.core.model import AssetId, Digest, File, Kind, Oid, Text, Version
from cop_build.core.parse.headers import read_header
from cop_build.core.parse.strict import MAX_HEADER_BYTES, Document, Value, read_yaml
from cop_build.core.parse.texts import character_findings, forbidden_detail, hidden_in, read_text
from cop_build.core.writing import is_unwritten, keys_to_write, lines_to_write


class _StrictHandler(YAMLHandler):
    """Splits only at lines of exactly three hyphens; the text is not stripped, unlike in ``frontmatter.parse``."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A text with a header, taken apart.

    Attributes:
        body: In the digest's normal form.
        body_line: Line of the file on which it begins.
    """

    header: Document
    body: str
    body_line: int


@lru_cache(maxsize=4)  # an asset's contents are read in turn, and most changes leave its header alone
def _read_header(text: str, path: str) -> Document | Finding:
    return read_yaml(text, path=path, first_line=2)


def split(text: str, *, path: str) -> Split | Finding:
    """Take front matter and body apart. Source: manual/trust.md §1, §4."""
    if not _StrictHandler.FM_BOUNDARY.match(text):
        detail = Text(th="บรรทัดแรกต้องเป็น ---", en="the first line must be ---")
        return Finding(path, 1, Code("COP102"), detail)
    try:
        header, body = _StrictHandler().split(text)
    except ValueError:
        detail = Text(th="ไม่พบบรรทัด --- ที่ปิดส่วนหัว", en="no line --- closes the header")
        return Finding(path, 1, Code("COP102"), detail)
    if len(header.encode("utf-8", "surrogatepass")) > MAX_HEADER_BYTES:
        detail = Text(th=f"ส่วนหัวยาวเกิน {MAX_HEADER_BYTES} ไบต์", en=f"the header has more than {MAX_HEADER_BYTES} bytes")
        return Finding(path, 1, Code("COP106"), detail)
    document = _read_header(header.removeprefix("\n"), path)
    if isinstance(document, Finding):
        return document
    if not isinstance(document.value, dict):
        detail = Text(th="ส่วนหัวต้องเป็นรายการ ชื่อ: ค่า", en="the header must be a mapping of keys to values")
        return Finding(path, 1, Code("COP103"), detail)
    closing_line = 1 + header.count("\n")
    return Split(document, normal_body(body), closing_line + blank_lines_before(body))


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of one content of an asset.

    Attributes:
        digest: Given whenever the header could be read, also where other things are wrong.
        title: As typed, if it is a line of text.
        topics: As typed, if they are a list of text; without the white space around them, as in the header.
        version: Only when the header fits its kind.
        to_write: Lines of ``index.md`` that wait for their author, where there is a version.
        body_line: Line of ``index.md`` on which the body begins.
        header: As it stands there, where the whole of it was read.
    """

    asset: AssetId
    digest: Digest | None
    title: str | None
    topics: tuple[str, ...]
    version: Version | None
    to_write: tuple[int, ...]
    body_line: int
    findings: tuple[Finding, ...]
    header: Document | None = None

    def line_saying(self, text: str, *, keys: Collection[str], inside: str | None = None) -> int:
        """Return the first line of the header on which one of some keys says a text; 0 if none does.

        Args:
            inside: Of a key that holds a list of mappings: which of their keys says it.
        """
        if self.header is None or not isinstance(self.header.value, dict):
            return 0
        said = [item for key in keys for item in _strings(self.header.value.get(key), (key,))]
        places = [
            place for place, value in said if value.strip() == text and (inside is None or place[2:] == (inside,))
        ]
        return min((self.header.line_of(place) for place in places), default=0)


def read_asset(
    asset: AssetId,
    kind: Kind,
    entries: Mapping[str, Entry],
    blobs: Mapping[Oid, Blob],
    *,
    spoken_of: Collection[Digest] | None = None,
) -> Reading:
    """Read one content of an asset's folder.

    Args:
        entries: The folder's files by their path relative to it.
        blobs: Must hold every oid of the entries but submodules.
        spoken_of: Read no further than the digest if it is none of these: nobody asks for more of that content.
    """
    path = f"drafts/{asset}/{INDEX}"
    index = entries.get(INDEX)
    data = blobs[index.oid].data if index is not None and not index.is_submodule else None
    if data is None:
        detail = Text(th=f"ไม่มีไฟล์ {INDEX} ที่อ่านได้", en=f"there is no readable {INDEX}")
        return Reading(asset, None, None, (), None, (), 1, (Finding(path, 0, Code("COP135"), detail),))
    text = read_text(data, path=path)
    if isinstance(text, Finding):
        return Reading(asset, None, None, (), None, (), 1, (text,))
    parts = split(text, path=path)
    if isinstance(parts, Finding):
        return Reading(asset, None, None, (), None, (), 1, (parts, *character_findings(text, path=path)))
    files = tuple(
        File(name, blobs[entry.oid].sha256, blobs[entry.oid].size, entry.oid)
        for name, entry in sorted(entries.items())
        if name != INDEX and not entry.is_submodule
    )
    manifest = manifest_of(asset, meta=parts.header.value, body=parts.body, files=files)
    whole = not any(entry.is_submodule for entry in entries.values())
    digest = digest_of(manifest) if whole else None
    title, topics = _as_typed(parts.header.value)
    if spoken_of is not None and digest is not None and digest not in spoken_of:
        return Reading(asset, digest, title, topics, None, (), parts.body_line, ())
    findings = list(character_findings(text, path=path))
    if findings or "\\" in text:  # without an escape, a value holds nothing that the text does not
        findings.extend(hidden_in_values(parts.header, path))
    header = read_header(parts.header, kind, path=path)
    version = None
    if isinstance(header, tuple):
        findings.extend(header)
    elif digest is not None:
        version = Version(asset, kind, digest, manifest, header, parts.body, files)
    to_write = tuple(_to_write(version, parts)) if version and is_unwritten(version) else ()
    return Reading(asset, digest, title, topics, version, to_write, parts.body_line, tuple(findings), parts.header)


def _to_write(version: Version, parts: Split) -> Iterator[int]:
    yield from sorted(parts.header.line_of((key,)) for key in keys_to_write(version.header))
    yield from (parts.body_line + number for number in lines_to_write(version.body))


def _as_typed(header: Value) -> tuple[str | None, tuple[str, ...]]:
    assert isinstance(header, dict)
    title, topics = header.get("title"), header.get("topics")
    line = title if isinstance(title, str) and title.strip() and title.splitlines() == [title] else None
    listed = tuple(topic.strip() for topic in topics if isinstance(topic, str)) if isinstance(topics, list) else ()
    return (line.strip() if line and not hidden_in(line) else None), listed


def hidden_in_values(document: Document, path: str) -> Iterator[Finding]:
    """Find what an escape such as ``"\\u202e"`` would smuggle past a look at the text itself."""
    for place, value in _strings(document.value, ()):
        if hidden := hidden_in(value):
            yield Finding(path, document.line_of(place), Code("COP116"), forbidden_detail(hidden))


def _strings(value: Value, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, key), key
            yield from _strings(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*place, number))
