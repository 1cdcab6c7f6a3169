"""Builds PDF files object by object."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence


def pdf(*more: str | bytes, page: str = "", catalogue: str = "", text: str = "Hello", trailer: str = "") -> bytes:
    """Return a PDF of one page; ``more`` are further objects, numbered from 6.

    Args:
        page: Entries added to the page (object 3).
        catalogue: Entries added to the catalogue (object 1).
        trailer: Entries added to the trailer.
    """
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects: list[str | bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> >> {page} >>",
        stream(content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    return written(dict(enumerate(objects, start=1)), trailer=trailer)


def stream(content: bytes, entries: str = "", *, packs: bool = False) -> bytes:
    """Return a stream object."""
    if packs:
        content, entries = zlib.compress(content, 9), f"{entries} /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


def written(objects: Mapping[int, str | bytes], *, trailer: str = "", listed: Sequence[int] | None = None) -> bytes:
    """Return a file of these objects with its table, which lists all of them or only some."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    at: dict[int, int] = {}
    for number, each in objects.items():
        at[number] = len(out)
        body = each.encode("latin-1") if isinstance(each, str) else each
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    shown = [number for number in at if listed is None or number in listed]
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in shown:
        out += b"%d 1\n%010d 00000 n \n" % (number, at[number])
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (max(objects) + 1, trailer.encode("latin-1"))
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
