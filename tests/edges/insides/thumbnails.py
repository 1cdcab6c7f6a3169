"""Builds slides with the picture of themselves that office programs put into them."""

from __future__ import annotations

import io
from typing import Any  # what Pillow's formats take as settings

from PIL import Image, ImageDraw

from tests.edges.insides.packages import odf, paragraph, pptx, shape, slide

SIZE = (256, 144)  # as PowerPoint writes it


def thumbnail(kind: str = "JPEG", *, size: tuple[int, int] = SIZE, mode: str = "RGB", **settings: Any) -> bytes:
    """Return a picture with a blue box in it; always the same one."""
    image = Image.new(mode, size)
    if mode == "RGB":
        image.paste("white", (0, 0, *size))
    ImageDraw.Draw(image).rectangle((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="blue")
    out = io.BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def slides_with(picture: bytes | None, name: str = "docProps/thumbnail.jpeg") -> bytes:
    """Return a pptx of one slide, with this picture of itself."""
    return pptx(slide(shape(paragraph("สไลด์"))), more={} if picture is None else {name: picture})


def impress_with(picture: bytes, name: str = "Thumbnails/thumbnail.png") -> bytes:
    """Return an odp of one page, with this picture of itself."""
    return odf("odp", '<draw:page draw:name="1"/>', more={name: picture})
