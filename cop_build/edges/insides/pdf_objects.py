"""What one object of a PDF means for its reader. Source: ISO 32000-2 §7.11, §12.5, §12.6, §12.7, §13."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from cop_build.core.insides import Trait
from cop_build.edges.insides import media, xmp
from cop_build.edges.insides.gathering import Gathering, Refused
from cop_build.edges.insides.markup import is_plain_link

_DEEPEST = 200
_SCRIPTS = frozenset({"/JavaScript", "/JS"})
_REACHING = frozenset({"/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"})
_EMBEDDING_TYPES = frozenset(
    {"/EmbeddedFile", "/RichMedia", "/Movie", "/Sound", "/3D", "/Screen", "/FileAttachment", "/Rendition"}
)
_EMBEDDING_KEYS = frozenset({"/EF", "/RichMediaContent", "/3DD"})
_PEOPLE = ("/Author", "/Company", "/Manager")
_SIGNED = ("/Name", "/Location", "/ContactInfo", "/Reason")
_COMMENTS = frozenset(
    {
        *(
            "/Text",
            "/FreeText",
            "/Popup",
            "/Highlight",
            "/Underline",
            "/Squiggly",
            "/StrikeOut",
            "/Caret",
            "/Stamp",
            "/Ink",
        ),
        *("/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Redact"),
    }
)
_STRINGS = {
    "/Contents": "comments", "/T": "forms", "/TU": "forms", "/V": "forms", "/DV": "forms", "/Alt": "alternative texts",
    "/ActualText": "alternative texts", "/Title": "outline", "/RC": "comments", "/Subj": "comments", "/URI": "links",
    "/JS": "scripts", "/E": "alternative texts", "/Opt": "forms",
}  # fmt: skip

Follow = Callable[[IndirectObject], None]


def judge(found: PdfObject, follow: Follow, gathering: Gathering) -> None:
    """Gather the traits and strings of an object and of what is written inside it; references are followed later.

    Raises:
        Refused: It is nested too deeply, or its metadata are no clean XML.
        Exception: Whatever the library raises on streams that are broken or too large.
    """
    waiting: list[tuple[PdfObject, int]] = [(found, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > _DEEPEST:
            raise Refused(Trait.TOO_LARGE)
        if isinstance(each, IndirectObject):
            follow(each)
        elif isinstance(each, DictionaryObject):
            _judge_dictionary(each, gathering)
            waiting.extend((value, depth + 1) for _, value in _raw(each))
        elif isinstance(each, ArrayObject):
            waiting.extend((value, depth + 1) for value in list.__iter__(each))


def _raw(found: DictionaryObject) -> list[tuple[str, PdfObject]]:
    return [(str(name), found.raw_get(name)) for name in dict.keys(found)]


def text_of(value: object) -> str:
    """Return a string object as text; empty for others."""
    if isinstance(value, IndirectObject):
        value = value.get_object()
    if isinstance(value, TextStringObject):
        return str(value)
    if isinstance(value, ByteStringObject):
        return bytes(value).decode("utf-8", "replace")
    return ""


def _judge_dictionary(found: DictionaryObject, gathering: Gathering) -> None:
    entries = {name: _resolved(value) for name, value in _raw(found)}
    kinds = {str(entries[key]) for key in ("/S", "/Type", "/Subtype") if isinstance(entries.get(key), str)}
    if not kinds.isdisjoint(_SCRIPTS) or not _SCRIPTS.isdisjoint(entries) or "/XFA" in entries:
        gathering.find(Trait.SCRIPT)
    for action in kinds & _REACHING:
        gathering.find(Trait.EXTERNAL, action.lstrip("/"))
    if not kinds.isdisjoint(_EMBEDDING_TYPES) or not _EMBEDDING_KEYS.isdisjoint(entries):
        gathering.find(Trait.EMBEDDED)
    if _reaches_out(entries, is_stream=isinstance(found, StreamObject)):
        gathering.find(Trait.EXTERNAL)
    _judge_opening(entries, gathering)
    _judge_people(entries, kinds, gathering)
    for key, where in _STRINGS.items():
        value = entries.get(key) if not (key == "/Contents" and "/ByteRange" in entries) else None
        for each in list.__iter__(value) if isinstance(value, ArrayObject) else (value,):
            gathering.read(where, text_of(each))
    if isinstance(found, StreamObject) and "/Form" in kinds:
        found.get_data()  # it raises what an extraction of text would pass over
    elif isinstance(found, StreamObject) and "/Image" in kinds and _is_photo(entries.get("/Filter")):
        media.look(found.get_data(), "picture.jpg", gathering)
    elif isinstance(found, StreamObject) and "/Metadata" in kinds:
        _read_metadata(found, gathering)


def _judge_people(entries: Mapping[str, object], kinds: Set[str], gathering: Gathering) -> None:
    if not kinds.isdisjoint(_COMMENTS) and any(text_of(entries.get(key)).strip() for key in ("/Contents", "/RC")):
        gathering.find(Trait.COMMENT)
    for key in _PEOPLE if "/Type" not in entries else ():
        if text_of(entries.get(key)).strip():
            gathering.find(Trait.AUTHOR, key.lstrip("/"))
            gathering.read("properties", text_of(entries[key]))
    for key in _SIGNED if "/ByteRange" in entries else ():
        if text_of(entries.get(key)).strip():
            gathering.find(Trait.AUTHOR, "signature")
            gathering.read("signature", text_of(entries[key]))


def _resolved(value: object) -> object:
    """Return what a reference leads to, if that can be read: a word of an action may stand in an object of its own."""
    if not isinstance(value, IndirectObject):
        return value
    try:
        return value.get_object()
    except (MemoryError, Refused):
        raise
    except Exception:  # the library raises anything on broken objects; the object itself is judged on its own
        return None


def _reaches_out(entries: Mapping[str, object], *, is_stream: bool) -> bool:
    """Say whether an object opens an odd address, or takes its content from another file or the network."""
    address = entries.get("/URI")
    if isinstance(address, TextStringObject | ByteStringObject) and not is_plain_link(text_of(address)):
        return True
    if str(entries.get("/FS")) == "/URL" or isinstance(entries.get("/Ref"), DictionaryObject):
        return True
    return is_stream and "/F" in entries


def _judge_opening(entries: Mapping[str, object], gathering: Gathering) -> None:
    """Find what runs by itself when the file, a page or a field is opened, left or changed."""
    additional = entries.get("/AA")
    actions = [_resolved(value) for _, value in _raw(additional)] if isinstance(additional, DictionaryObject) else []
    for action in (entries.get("/OpenAction"), *actions):
        if isinstance(action, DictionaryObject) and str(_resolved(action.get("/S"))) != "/GoTo":
            gathering.find(Trait.SCRIPT, "on opening" if action is entries.get("/OpenAction") else "on an event")


def _is_photo(filters: object) -> bool:
    """Say whether a picture stands in the file as a JPEG, with all that its camera wrote."""
    last = list.__getitem__(filters, -1) if isinstance(filters, ArrayObject) and len(filters) else filters
    return str(last) in ("/DCTDecode", "/DCT")


def _read_metadata(found: StreamObject, gathering: Gathering) -> None:
    packet = found.get_data()
    if not isinstance(packet, bytes):
        packet = str(packet).encode()
    start, end = packet.find(b"<"), packet.rfind(b">")
    xmp.look(packet[max(start, 0) : end + 1], "XMP", gathering)
