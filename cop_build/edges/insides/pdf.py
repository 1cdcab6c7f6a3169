"""Reads pdf: every object of the file, not only those that the catalogue leads to. Source: ISO 32000-2."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial

import pypdf
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Gathering, Refused
from cop_build.edges.insides.pdf_objects import judge, text_of

_MOST_OBJECTS, _MOST_PAGES, _MOST_VERSIONS = 200_000, 3_000, 20
_WITHOUT_TABLE = b"\nstartxref\n0\n%%EOF\n"
_DATES = frozenset({"/CreationDate", "/ModDate", "/Trapped"})


def look(data: bytes, extension: str, gathering: Gathering) -> None:
    """Gather what stands in a PDF.

    The objects are judged as the file's table lists them, then as they stand one after another in the file, since some
    readers mend a table, then as the older versions listed them that still stand before the last one.

    Raises:
        Refused: It is encrypted, broken, too large, or does not begin and end as a PDF.
    """
    del extension
    if not data.startswith(b"%PDF-"):
        raise Refused(Trait.MISMATCH)
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refused(Trait.UNREADABLE)
    if data[end + 5 :].strip(b"\0 \t\r\n"):
        gathering.find(Trait.EMBEDDED, "after the end")
    with pypdf.apply_configuration(jbig2dec_binary=None, disable_legacy_handling=True):
        reader = _opened(data)
        went_well = [
            _tried(partial(step, reader, gathering))
            for step in (_look_at_objects, _look_at_properties, _look_at_layers)
        ]
        _tried(lambda: _look_at_objects(_opened(data + _WITHOUT_TABLE), gathering))
        went_well += [_tried(partial(_look_at_page, *page, gathering)) for page in _pages(reader)]
        _look_at_older_versions(data[:end], gathering)
    if not all(went_well):
        raise Refused(Trait.UNREADABLE)


def _look_at_older_versions(data: bytes, gathering: Gathering) -> None:
    """Look at each stretch that ends as a file does; those that are no file by themselves are passed over."""
    ends = [found.end() for found in re.finditer(rb"%%EOF", data)]
    if len(ends) > _MOST_VERSIONS:
        raise Refused(Trait.TOO_LARGE)
    for end in ends:
        _tried(partial(_look_at_older_version, data[:end], gathering))


def _look_at_older_version(data: bytes, gathering: Gathering) -> None:
    reader = _opened(data)
    _tried(partial(_look_at_objects, reader, gathering))
    _tried(partial(_look_at_properties, reader, gathering))
    for where, page in _pages(reader):
        _tried(partial(_look_at_page, f"older version, {where}", page, gathering))


def _opened(data: bytes) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        is_encrypted = "/Encrypt" in reader.trailer
    except MemoryError:
        raise
    except (LimitReachedError, RecursionError) as error:
        raise Refused(Trait.TOO_LARGE) from error
    except Exception as error:  # the library raises anything on broken files
        raise Refused(Trait.ENCRYPTED if b"/Encrypt" in data else Trait.UNREADABLE) from error
    if is_encrypted:
        raise Refused(Trait.ENCRYPTED)
    return reader


def _look_at_objects(reader: pypdf.PdfReader, gathering: Gathering) -> None:
    """Judge each object once, in whatever circles they lead.

    Raises:
        Refused: There are too many, or one cannot be read.
    """
    waiting = [(number, generation) for generation, places in reader.xref.items() for number in places]
    waiting.extend((number, 0) for number in reader.xref_objStm)
    free = {(number, generation) for generation, numbers in reader.xref_free_entry.items() for number in numbers}
    known = set(waiting)
    is_whole = True

    def follow(reference: IndirectObject) -> None:
        place = (reference.idnum, reference.generation)
        if place not in known:
            known.add(place)
            waiting.append(place)

    judge(reader.trailer, follow, gathering)
    for place in waiting:  # which grows
        if len(known) > _MOST_OBJECTS:
            raise Refused(Trait.TOO_LARGE)
        found: list[PdfObject | None] = []
        reference = IndirectObject(*place, reader)
        if not _tried(partial(_fetch, reader, reference, found)):
            is_whole = is_whole and place in free
        elif found[0] is not None and not _tried(partial(judge, found[0], follow, gathering)):
            is_whole = False
    if not is_whole:
        raise Refused(Trait.UNREADABLE)


def _fetch(reader: pypdf.PdfReader, reference: IndirectObject, found: list[PdfObject | None]) -> None:
    found.append(reader.get_object(reference))


def _look_at_properties(reader: pypdf.PdfReader, gathering: Gathering) -> None:
    info = _followed(reader.trailer, "/Info")
    for name, content in info.items() if isinstance(info, DictionaryObject) else ():
        if name not in _DATES:
            gathering.read("properties", text_of(content))
        if name in ("/Creator", "/Producer") and "@" in text_of(content):  # a person's address instead of a program
            gathering.find(Trait.AUTHOR, name.lstrip("/"))


def _look_at_layers(reader: pypdf.PdfReader, gathering: Gathering) -> None:
    layers = _followed(reader.root_object, "/OCProperties")
    default = _followed(layers, "/D")
    off = _followed(default, "/OFF")
    if (isinstance(off, ArrayObject) and len(off)) or str(_followed(default, "/BaseState")) == "/OFF":
        gathering.find(Trait.HIDDEN, "layers")


def _followed(holder: PdfObject | None, key: str) -> PdfObject | None:
    held = holder.get(key) if isinstance(holder, DictionaryObject) else None
    return None if held is None else held.get_object()


def _pages(reader: pypdf.PdfReader) -> Iterator[tuple[str, pypdf.PageObject]]:
    """Yield pages with their names. Raises: Refused, if there are none, too many, or they cannot be found."""
    pages: list[pypdf.PageObject] = []
    if not _tried(lambda: pages.extend(reader.pages)) or not pages:
        raise Refused(Trait.UNREADABLE)
    if len(pages) > _MOST_PAGES:
        raise Refused(Trait.TOO_LARGE)
    yield from ((f"page {number}", page) for number, page in enumerate(pages, start=1))


def _look_at_page(where: str, page: pypdf.PageObject, gathering: Gathering) -> None:
    """Take the text of a page, with each run of blanks as one: pypdf pads where letters stand apart."""
    page.get_contents()  # it raises what the extraction would pass over
    gathering.read(where, re.sub(r"[ \t]+", " ", page.extract_text()))


def _tried(step: Callable[[], object]) -> bool:
    """Say whether a step went well. Raises: Refused, when the file is too large for it; MemoryError."""
    try:
        step()
    except MemoryError:
        raise
    except (LimitReachedError, RecursionError) as error:
        raise Refused(Trait.TOO_LARGE) from error
    except Refused as refused:
        if refused.trait is not Trait.UNREADABLE:
            raise
        return False
    except Exception:  # the library raises anything on broken files
        return False
    return True
