"""Pictures and videos that stand inside another file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cop_build.core.insides import Trait
from cop_build.edges.insides import pictures, videos
from cop_build.edges.insides.gathering import Gathering, Refused
from cop_build.edges.insides.lines import lines_of
from cop_build.edges.insides.markup import Element, local, value

_Reader = Callable[[bytes, str, Gathering], None]
_KINDS: Mapping[str, _Reader | None] = {
    **dict.fromkeys(("png", "jpg", "jpeg", "jfif", "jpe", "webp"), pictures.look),
    **dict.fromkeys(("mp4", "m4v", "m4a", "mov", "webm"), videos.look),
    **dict.fromkeys(("gif", "bmp", "tif", "tiff", "mp3", "wav"), None),
}
_TAKEN = frozenset({Trait.LOCATION, Trait.CAMERA, Trait.AUTHOR, Trait.EMBEDDED, Trait.TOO_LARGE})
_FILES = (
    *(b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"\x7fELF", b"%PDF-", b"Rar!", b"7z\xbc\xaf"),
    *(b"\x1f\x8b", b"{\\rtf", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"),
)


def kind_of(name: str) -> str | None:
    """Return the extension of a picture, video or sound by its name; ``None`` if it is none."""
    extension = name.rpartition(".")[2].lower()
    return extension if extension in _KINDS else None


def is_file_of_its_own(data: bytes) -> bool:
    """Say whether these bytes begin as an archive, a program, a document or another thing that can be opened."""
    return data.startswith(_FILES)


def look(data: bytes, name: str, gathering: Gathering) -> None:
    """Take over what a picture or video inside a file tells of places, devices, people and other files.

    Whether it is whole does not matter: a reader sees that, and what cannot be read tells nothing.
    """
    extension = actual_kind(data) or kind_of(name)
    reader = _KINDS.get(extension or "")
    if is_file_of_its_own(data):
        gathering.find(Trait.EMBEDDED, name)
    if reader is None or extension is None:
        return
    inner = Gathering()
    try:
        reader(data, extension, inner)
    except Refused as refused:
        inner.find(refused.trait)
    except MemoryError:
        raise
    except Exception:  # noqa: S110 -- hostile bytes raise anything in libraries, and nobody can see such a picture
        pass
    gathering.take(inner.inside(), name, _TAKEN)


def actual_kind(data: bytes) -> str | None:
    """Return the extension that the first bytes ask for: office programs give pictures any name."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return "mp4"
    return "webm" if data.startswith(b"\x1a\x45\xdf\xa3") else None


def look_at_drawing(root: Element, name: str, gathering: Gathering) -> None:
    """Gather from an SVG: its text, its scripts, and what it fetches."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if local(element.tag).lower() in ("script", "foreignobject", "handler"):
            gathering.find(Trait.SCRIPT, name)
        if any(local(key).lower().startswith("on") for key in element.attrib):
            gathering.find(Trait.SCRIPT, name)
        target = (value(element, "href") or "").strip()
        if target and not target.startswith(("#", "data:image/")) and local(element.tag) != "a":
            gathering.find(Trait.EXTERNAL, name)
    gathering.read_all(name, lines_of(root))
