"""Is this file of an asset's folder fit for the public: name, type, size? Source: manual/trust.md §4, §5."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from cop_build.core.findings import Code, Finding
from cop_build.core.history import EXECUTABLE, INDEX, PLAIN, SYMLINK, Blob, Entry
from cop_build.core.model import Limits, Oid, PersonalData, Text
from cop_build.core.parse.texts import hidden_in
from cop_build.core.personal import masked, personal_findings

MAX_NAME_BYTES = 200
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
_SETTINGS = frozenset({".gitattributes", ".gitmodules", ".gitignore", ".gitkeep", ".mailmap"})
_POINTER = b"version https://git-lfs.github.com/spec/"


def _starts_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _is_text(data: bytes) -> bool:
    try:
        data.removeprefix(b"\xef\xbb\xbf")[:900].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > 890 and b"\0" not in data
    return b"\0" not in data


_ZIPPED = _starts_with(b"PK\x03\x04")
TYPES: Mapping[str, Callable[[bytes], bool]] = {
    "pdf": _starts_with(b"%PDF-"),
    "pptx": _ZIPPED,
    "docx": _ZIPPED,
    "xlsx": _ZIPPED,
    "odt": _ZIPPED,
    "odp": _ZIPPED,
    "png": _starts_with(b"\x89PNG\r\n\x1a\n"),
    "jpg": _starts_with(b"\xff\xd8\xff"),
    "jpeg": _starts_with(b"\xff\xd8\xff"),
    "webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    "mp4": lambda data: data[4:8] == b"ftyp",
    "webm": _starts_with(b"\x1a\x45\xdf\xa3"),
    "vtt": lambda data: data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") and _is_text(data),
    "ics": lambda data: data.startswith(b"BEGIN:VCALENDAR") and _is_text(data),
    "csv": _is_text,
}


def folder_findings(
    folder: str, entries: Mapping[str, Entry], blobs: Mapping[Oid, Blob], limits: Limits, rules: PersonalData
) -> Iterator[Finding]:
    """Yield what keeps the files of an asset's folder from the public.

    Args:
        folder: ``drafts/<kind>/<slug>/``.
        entries: By path relative to the folder.
    """
    folded = {name: unicodedata.normalize("NFKC", name).casefold() for name in entries}
    alike = Counter(folded.values()) if len(folded) > 1 else {}
    total = 0
    for name, entry in sorted(entries.items()):
        path = folder + printable(masked(name, rules))
        yield from personal_findings(name, rules, path=path, first_line=0)
        yield from _place_findings(path, name, entry)
        if entry.is_submodule:
            continue
        blob = blobs[entry.oid]
        total += blob.size
        if alike and alike[folded[name]] > 1:
            yield Finding(
                path, 0, Code("COP126"), Text(th="ชื่อซ้ำกับอีกไฟล์", en="another file has the same name but for its form")
            )
        if blob.size > limits.file:
            yield Finding(path, 0, Code("COP131"), _too_large(blob.size, limits.file))
        if blob.start.startswith(_POINTER):
            yield Finding(
                path,
                0,
                Code("COP130"),
                Text(th="เป็นตัวชี้ของ Git LFS ไม่ใช่ไฟล์จริง", en="a Git LFS pointer, not the file itself"),
            )
        elif name != INDEX and entry.mode in (PLAIN, EXECUTABLE):
            yield from _type_findings(path, name, blob)
    if total > limits.asset:
        yield Finding(folder, 0, Code("COP131"), _too_large(total, limits.asset))
    if len(entries) > limits.files_of_an_asset:
        th, en = (
            f"มี {len(entries)} ไฟล์ เกิน {limits.files_of_an_asset}",
            f"{len(entries)} files, more than {limits.files_of_an_asset}",
        )
        yield Finding(folder, 0, Code("COP131"), Text(th=th, en=en))


def extension_of(name: str) -> str:
    """Return what a file's name says of its type: lower case, without the dot; empty if it says nothing."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def printable(name: str) -> str:
    """Return a file name that a terminal and a JSON file can show: odd characters as escapes."""
    return name if name.isprintable() else name.encode("unicode_escape").decode("ascii")


def _too_large(size: int, limit: int) -> Text:
    shown, allowed = f"{size / 2**20:,.1f} MiB", f"{limit / 2**20:,.0f} MiB"
    return Text(th=f"ขนาด {shown} เกิน {allowed}", en=f"{shown}, more than {allowed}")


def _place_findings(path: str, name: str, entry: Entry) -> Iterator[Finding]:
    if name.rpartition("/")[2] in _SETTINGS:
        yield Finding(
            path, 0, Code("COP129"), Text(th="ไฟล์ตั้งค่าของ git อยู่ที่นี่ไม่ได้", en="a settings file of git may not be here")
        )
    elif "/" in name:
        yield Finding(path, 0, Code("COP127"), Text(th="มีโฟลเดอร์ย่อยไม่ได้", en="an asset has no sub-folders"))
    elif flaw := name_flaw(name):
        yield Finding(path, 0, Code("COP125"), flaw)
    if entry.mode != PLAIN:
        what = {
            SYMLINK: Text(th="เป็นลิงก์ (symlink)", en="a symbolic link"),
            EXECUTABLE: Text(th="ตั้งเป็นไฟล์โปรแกรม (executable)", en="marked as executable"),
        }.get(entry.mode, Text(th="เป็น submodule หรือชนิดที่ใช้ไม่ได้", en="a submodule, or of an unknown mode"))
        yield Finding(path, 0, Code("COP128"), what)


def name_flaw(name: str) -> Text | None:
    """Return what is wrong with a file's name; ``None`` if any system can hold it."""
    if len(name.encode("utf-8", "surrogateescape")) > MAX_NAME_BYTES:
        return Text(th=f"ชื่อยาวเกิน {MAX_NAME_BYTES} ไบต์", en=f"the name has more than {MAX_NAME_BYTES} bytes")
    if unicodedata.normalize("NFC", name) != name:
        return Text(th="ชื่อไม่อยู่ในรูป NFC", en="the name is not in Unicode's form NFC")
    if hidden_in(name) or any(mark in name for mark in '\t\n\\:*?"<>|'):
        return Text(th="ชื่อมีอักขระที่ใช้ไม่ได้", en="the name holds a character that may not be used")
    if name in (".", "..") or name.startswith(".") or name != name.strip(" ") or name.endswith("."):
        return Text(th="ชื่อขึ้นต้นหรือลงท้ายด้วยจุดหรือช่องว่าง", en="the name begins or ends with a dot or space")
    if _DEVICES.fullmatch(name):
        return Text(th="ชื่อนี้สงวนไว้ใน Windows", en="Windows keeps this name for itself")
    return None


def _type_findings(path: str, name: str, blob: Blob) -> Iterator[Finding]:
    extension = extension_of(name)
    fits = TYPES.get(extension)
    if fits is None:
        allowed = ", ".join(TYPES)
        th, en = f"ชนิดไฟล์นี้เผยแพร่ไม่ได้ ใช้ได้: {allowed}", f"this type of file may not be published; allowed: {allowed}"
        yield Finding(path, 0, Code("COP132"), Text(th=th, en=en))
    elif not fits(blob.start):
        yield Finding(path, 0, Code("COP133"), Text(th=f"เนื้อไฟล์ไม่ใช่ {extension}", en=f"the content is not {extension}"))
