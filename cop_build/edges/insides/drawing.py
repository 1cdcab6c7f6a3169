"""Draws small pictures of attachments: the first page of a PDF, and of slides what their program put into the file.

Fonts that a PDF does not hold are the library's own: those of the machine would make another picture on each.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any  # the library has no types

from PIL import Image

from cop_build.core.drawn import LEAST, MOST_BYTES, MOST_HIGH, MOST_WIDE, SHOWN
from cop_build.edges.insides import archive

_THUMBNAILS: Mapping[str, tuple[str, ...]] = {
    "pptx": ("docProps/thumbnail.jpeg", "docProps/thumbnail.jpg", "docProps/thumbnail.png"),
    "odp": ("Thumbnails/thumbnail.png",),
}
_MOST_PIXELS = 4_000_000  # of a thumbnail
_QUALITIES = (70, 50, 30, 15)


def picture_of(data: bytes, extension: str) -> bytes:
    """Return a small picture as WebP; no bytes if there is none. Raises: MemoryError."""
    try:
        shown = SHOWN.get(extension)
        if shown is None:
            return b""
        picture = _first_page(data) if shown == "page" else _thumbnail(data, extension)
        return b"" if picture is None else _packed(picture)
    except MemoryError:
        raise
    except Exception:  # hostile bytes raise anything in libraries, and each failure has the same meaning
        return b""


def _first_page(data: bytes) -> Image.Image | None:
    """Raises: whatever the library finds wrong with the file."""
    with _library() as pdfium:
        document = pdfium.PdfDocument(data)
        try:
            return _drawn(document[0])
        finally:
            document.close()


def _drawn(page: Any) -> Image.Image | None:
    width, height = page.get_size()
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        return None
    scale = min(MOST_WIDE / width, MOST_HIGH / height)
    if min(width, height) * scale < LEAST:
        return None
    picture = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True).to_pil()
    assert isinstance(picture, Image.Image)
    return picture.crop((0, 0, min(picture.width, MOST_WIDE), min(picture.height, MOST_HIGH)))


@contextmanager
def _library() -> Iterator[Any]:
    """Lend pypdfium2, started anew: what it keeps of one file's fonts would change how the next one looks.

    It is given an empty list of folders with fonts.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    paths = (ctypes.POINTER(ctypes.c_char) * 1)()
    settings = raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths)
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(settings)
    yield pypdfium2


def _thumbnail(data: bytes, extension: str) -> Image.Image | None:
    """Raises: whatever the libraries find wrong with the file."""
    parts = archive.opened(data)
    for name in _THUMBNAILS[extension]:
        if name in parts:
            with Image.open(io.BytesIO(parts.read(name)), formats=["JPEG", "PNG"]) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return None
                image.thumbnail((MOST_WIDE, MOST_HIGH), Image.Resampling.LANCZOS)
                coloured = image.convert("RGBA")
            picture = Image.new("RGB", coloured.size, "white")
            picture.paste(coloured, mask=coloured.getchannel("A"))
            return picture if min(picture.size) >= LEAST else None
    return None


def _packed(picture: Image.Image) -> bytes:
    """Return the best that is small enough; no bytes if nothing is."""
    return next((packed for packed in _packings(picture) if len(packed) <= MOST_BYTES), b"")


def _packings(picture: Image.Image) -> Iterator[bytes]:
    plain = picture.convert("RGB")
    plain.info.clear()  # what the file told of itself stays there
    for quality in _QUALITIES:
        out = io.BytesIO()
        plain.save(out, "WEBP", quality=quality, method=6)
        yield out.getvalue()
