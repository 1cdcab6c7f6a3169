"""Cleans PDF: what names people, notes and comments go, every page looks the same. Source: ISO 32000-2."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from cop_build.core.findings import Unable
from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.outcome import Cleaned, cleaned, mismatch, too_large, unreadable, untouched
from cop_build.edges.cleaning.pictures import clean_part

_ALLOWED_PROPERTIES = frozenset(
    {"/Title", "/Subject", "/Keywords", "/CreationDate", "/ModDate", "/Producer", "/Trapped"}
)
_PRIVATE = ("/Metadata", "/PieceInfo")  # XMP; what programs keep for themselves
_NOTES = frozenset({"/Text", "/Popup"})
_SAID = ("/Contents", "/RC", "/Subj", "/IRT", "/Popup")
_ACTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"})
_MOST_OBJECTS = 200_000

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it remarks on the way is not for authors


def clean_pdf(data: bytes) -> Cleaned:
    """Return a PDF without people and comments; one that is signed or encrypted stays as it is. Raises: Unable."""
    if not data.startswith(b"%PDF-"):
        raise mismatch("pdf")
    try:
        return _cleaned(data)
    except Unable:
        raise
    except (RecursionError, MemoryError) as error:
        raise too_large() from error
    except Exception as error:  # a damaged PDF makes pypdf raise nearly anything
        raise unreadable("ไฟล์ PDF ขาดหรือเสีย", "the PDF breaks off or is damaged") from error


def _cleaned(data: bytes) -> Cleaned:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        return untouched(data, Trait.ENCRYPTED)
    objects = tuple(_objects(reader))
    if any(_is_signed(each) for each in objects):
        return untouched(data, Trait.AUTHOR, "signature")
    removed, left = set[Found](), set[Found]()
    _clean_properties(reader, removed)
    for number, page in enumerate(reader.pages, 1):
        _clean_annotations(page, f"page {number}", removed, left)
    for each in objects:
        _clean_object(each, removed)
        left |= {Found(trait) for trait in _traits_of(each)}
    if not removed:
        return cleaned(data, left=left)
    stream = io.BytesIO()
    writer = PdfWriter(clone_from=reader)  # only what can be reached from the pages is written
    writer.pdf_header = reader.pdf_header
    writer.write(stream)
    return cleaned(stream.getvalue(), removed=removed, left=left)


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary and stream that can be reached, once."""
    seen = set[tuple[int, int]]()
    waiting: list[PdfObject | None] = [reader.trailer]
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if (each.generation, each.idnum) in seen:
                continue
            seen.add((each.generation, each.idnum))
            if len(seen) > _MOST_OBJECTS:
                raise too_large()
            each = each.get_object()
        if isinstance(each, DictionaryObject):
            yield each
            waiting += each.values()
        elif isinstance(each, ArrayObject):
            waiting += each


def _value(each: DictionaryObject, name: str) -> object:
    """Return a value itself, also where only a reference to it stands."""
    return each[name] if name in each else None  # noqa: SIM401  # `get` would return the reference


def _is_signed(each: DictionaryObject) -> bool:
    return _value(each, "/Type") == "/Sig" or (_value(each, "/FT") == "/Sig" and "/V" in each)


def _clean_properties(reader: PdfReader, removed: set[Found]) -> None:
    properties = _value(reader.trailer, "/Info")
    if not isinstance(properties, DictionaryObject):
        return
    for name in list(properties):
        said = str(properties[name]).strip()
        if name in _ALLOWED_PROPERTIES and not (name == "/Producer" and "@" in said):  # a program has no address
            continue
        if said:
            removed.add(Found(Trait.AUTHOR, "properties"))
        del properties[name]


def _clean_annotations(page: DictionaryObject, where: str, removed: set[Found], left: set[Found]) -> None:
    annotations = _value(page, "/Annots")
    if not isinstance(annotations, ArrayObject):
        return
    staying = []
    for reference in annotations:
        annotation = reference.get_object()
        if not isinstance(annotation, DictionaryObject):
            staying.append(reference)
            continue
        kind = _value(annotation, "/Subtype")
        if kind in _NOTES:
            annotation.clear()  # also for whoever else refers to it, such as the structure of the text
            removed.add(Found(Trait.COMMENT, where))
            continue
        staying.append(reference)
        _clean_annotation(annotation, where, removed)
        if kind == "/FreeText":
            left.add(Found(Trait.COMMENT, where))
        elif kind == "/FileAttachment":
            left.add(Found(Trait.EMBEDDED, where))
    if len(staying) < len(annotations):
        annotations[:] = staying


def _clean_annotation(annotation: DictionaryObject, where: str, removed: set[Found]) -> None:
    kind = _value(annotation, "/Subtype")
    if kind in ("/Widget", "/Link"):  # what is said of them names a field, or reads a link aloud
        return
    if "/T" in annotation:
        del annotation["/T"]
        removed.add(Found(Trait.AUTHOR, where))
    for name in _SAID if kind != "/FreeText" else ("/Popup",):
        if name in annotation:
            del annotation[name]
            removed.add(Found(Trait.COMMENT, where))


def _clean_object(each: DictionaryObject, removed: set[Found]) -> None:
    for name in _PRIVATE:
        if name in each:
            del each[name]
            removed.add(Found(Trait.AUTHOR, "metadata"))
    if isinstance(each, StreamObject) and _value(each, "/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        done = clean_part(each._data, "picture")
        if done.removed:
            each._data = done.data
            removed |= set(done.removed)


def _traits_of(each: DictionaryObject) -> Iterator[Trait]:
    if _value(each, "/S") in _ACTS:
        yield Trait.SCRIPT
    if "/EF" in each:
        yield Trait.EMBEDDED
