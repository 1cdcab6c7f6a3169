"""The picture of a shared page: Thai as it is written, with its marks above and below each other."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageFont, ImageStat

from bench.share_picture import LINES, PICTURE, SIZE, drawn


def difference(layout: ImageFont.Layout) -> float:
    """Return by how much the kept picture differs from one drawn now; 0 to 255."""
    kept, other = (picture.convert("L") for picture in (Image.open(PICTURE), drawn(layout)))
    return float(ImageStat.Stat(ImageChops.difference(kept, other)).mean[0])


def test_it_has_the_size_that_pages_tell_and_is_small() -> None:
    with Image.open(PICTURE) as picture:
        assert picture.size == SIZE == (1200, 630) and picture.format == "PNG"
        assert picture.info == {} or picture.info.keys() <= {"transparency"}
    assert PICTURE.stat().st_size < 40_000


def test_its_thai_is_shaped() -> None:
    assert difference(ImageFont.Layout.RAQM) < 0.5
    assert difference(ImageFont.Layout.BASIC) > 3 * max(difference(ImageFont.Layout.RAQM), 0.05)


@pytest.mark.parametrize("text", [text for text, *_ in LINES])
def test_no_line_is_cut_off(text: str) -> None:
    face, size = next((face, size) for line, face, size, *_ in LINES if line == text)
    font = ImageFont.truetype(
        str(PICTURE.parents[1] / "fonts" / f"sarabun-{face}-normal.woff2"), size, layout_engine=ImageFont.Layout.RAQM
    )
    assert 96 + font.getlength(text) < SIZE[0] - 48
