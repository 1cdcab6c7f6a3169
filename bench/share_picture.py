"""Draws the picture that other sites show with a shared page: ``cop_build/theme/assets/images/share.png``.

It is drawn once and kept, like a font: a picture drawn by each build would be other bytes on each machine. Thai marks
stand above and below each other only if the text is shaped (Raqm, which is HarfBuzz); Pillow's own layout does not.

    python -m bench.share_picture
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

THEME = Path(__file__).parents[1] / "cop_build" / "theme" / "assets"
PICTURE = THEME / "images" / "share.png"
SIZE = (1200, 630)
GREEN, WHITE, PALE = (27, 122, 67), (255, 255, 255), (233, 246, 238)
LINES = (
    ("ความรู้ที่ผู้เชี่ยวชาญยืนยันแล้ว", "thai-700", 78, 190, WHITE),
    ("พร้อมชื่อผู้ยืนยันและวันที่ต้องทบทวน", "thai-400", 52, 330, PALE),
    ("Knowledge that experts confirmed", "latin-400", 44, 450, PALE),
)


def drawn(layout: ImageFont.Layout = ImageFont.Layout.RAQM) -> Image.Image:
    """Return the picture. Raises: RuntimeError, if this Pillow cannot shape text."""
    if not features.check("raqm"):
        raise RuntimeError("this Pillow has no Raqm: Thai would be drawn wrong")
    picture = Image.new("RGB", SIZE, GREEN)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 24, SIZE[1]), fill=PALE)
    for text, face, size, top, colour in LINES:
        font = ImageFont.truetype(str(THEME / "fonts" / f"sarabun-{face}-normal.woff2"), size, layout_engine=layout)
        pen.text((96, top), text, font=font, fill=colour)
    return picture.quantize(colors=32)


if __name__ == "__main__":
    drawn().save(PICTURE, optimize=True)
