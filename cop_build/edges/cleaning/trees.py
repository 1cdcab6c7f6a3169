"""Reads and writes XML so that everything that was not meant to change stays: prefixes, declarations, order."""

from __future__ import annotations

from typing import Any

from lxml import etree

from cop_build.edges.cleaning.outcome import too_large, unreadable

MOST_BYTES = 64 * 2**20
Tree = Any  # lxml has no types
Element = Any  # lxml has no types


def tree_of(data: bytes, *, is_sloppy: bool = False) -> Tree:
    """Return the tree of a part. Raises: Unable. Args: is_sloppy: what is no XML is read as well as it can be."""
    if len(data) > MOST_BYTES:
        raise too_large()
    data = data.replace(b"<br>", b"<br/>") if is_sloppy else data  # Office's own VML holds such lines
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, recover=is_sloppy
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable("ส่วนหนึ่งไม่ใช่ XML ที่ถูกต้อง", "a part is no well-formed XML") from error
    if root is None:
        raise unreadable("ส่วนหนึ่งว่างเปล่า", "a part is empty")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise unreadable("มีการประกาศ entity ซึ่งไฟล์ Office ไม่มี", "it declares entities, which such files never do")
    return root.getroottree()


def bytes_of(tree: Tree) -> bytes:
    """Return a tree as it is stored."""
    said = tree.docinfo
    stored: bytes = etree.tostring(
        tree, xml_declaration=True, encoding=said.encoding or "UTF-8", standalone=said.standalone
    )
    return stored


def name_of(element: Element) -> str:
    """Return the local name of an element; empty for what is none, such as a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def space_of(element: Element) -> str:
    """Return the namespace of an element; empty if it has none."""
    return (etree.QName(element).namespace or "") if isinstance(element.tag, str) else ""


def says(element: Element) -> bool:
    """Say whether there is any text in an element."""
    return any(text.strip() for text in element.itertext())


def take_out(element: Element) -> None:
    """Remove an element; the text that follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def take_out_all(elements: list[Element]) -> bool:
    """Remove elements; say whether there were any."""
    for element in elements:
        take_out(element)
    return bool(elements)
