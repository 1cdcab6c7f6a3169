"""XML from strangers: no document type, no entities, nothing fetched, bounded in depth and size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any  # lxml has no types
from urllib.parse import urlsplit

from lxml import etree

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Refused

Element = Any  # lxml has no types

LARGEST = 48 * 2**20
"""Bytes of one XML part; a tree takes about ten times as much."""
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCODINGS = frozenset({"UTF-8", "UTF-16", "US-ASCII", "ASCII", "ISO-8859-1", "WINDOWS-1252", "WINDOWS-874"})
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def parsed(data: bytes, where: str = "") -> Element:
    """Return the root element.

    Raises:
        Refused: It is not well-formed, too large, in an odd encoding, or has a document type.
    """
    if len(data) > LARGEST:
        raise Refused(Trait.TOO_LARGE, where)
    if any(mark in data for mark in (*_DOCTYPES, *_ENTITIES)):
        raise Refused(Trait.UNREADABLE, where)
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")[:200])
    if declared and declared[1].decode("latin-1").upper() not in _ENCODINGS:
        raise Refused(Trait.UNREADABLE, where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(Trait.UNREADABLE, where) from error
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.externalDTD is not None:
        raise Refused(Trait.UNREADABLE, where)
    return root


def local(name: object) -> str:
    """Return the name of an element or attribute without its namespace; empty for comments and instructions."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def space(name: object) -> str:
    """Return the namespace of the name of an element or attribute; empty if it has none."""
    return name[1:].partition("}")[0] if isinstance(name, str) and name.startswith("{") else ""


def value(element: Element, wanted: str) -> str | None:
    """Return the attribute with this name, whatever its namespace."""
    for name, text in element.attrib.items():
        if local(name) == wanted:
            return str(text)
    return None


def all_named(root: Element, *names: str) -> Iterator[Element]:
    """Yield the elements with one of these names, whatever their namespace, in the order of the document."""
    for name in names if len(names) == 1 else ("*",):
        for element in root.iter(f"{{*}}{name}"):
            if local(element.tag) in names:
                yield element


def joined(element: Element) -> str:
    """Return all text below an element."""
    return "".join(element.itertext(etree.Element)) if isinstance(element.tag, str) else ""


def is_plain_link(target: str) -> bool:
    """Say whether following this address opens nothing but a web page, a mail or a call, or a place in the file."""
    cleaned = target.strip()
    if not cleaned or cleaned.startswith("#"):
        return True
    try:
        return urlsplit(cleaned).scheme.lower() in _SAFE_SCHEMES
    except ValueError:
        return False
