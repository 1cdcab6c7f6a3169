"""Pictures made in memory, with what cameras and programs add to them."""

from __future__ import annotations

import io

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

ORIENTATION, GPS = 0x0112, 0x8825
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude/><dc:creator>somchai@example.org</dc:creator></x:xmpmeta>'


def a_picture(mode: str = "RGB", *, size: tuple[int, int] = (24, 16)) -> Image.Image:
    """Return a picture with as many colours as it can have."""
    picture = Image.new("RGB", size)
    picture.putdata([(x * 10 % 256, y * 15 % 256, (x * y) % 256) for y in range(size[1]) for x in range(size[0])])
    return picture.convert(mode)


def exif(*, orientation: int | None = None, place: bool = True) -> bytes:
    """Return EXIF as a telephone writes it: who, with what, when, where."""
    said = Image.Exif()
    said[0x010F], said[0x0110], said[0x0132] = "Maker", "Model 7", "2026:10:26 10:00:00"
    said[0x013B] = "somchai@example.org"
    if orientation is not None:
        said[ORIENTATION] = orientation
    if place:
        said.get_ifd(GPS).update({1: "N", 2: tuple(IFDRational(number) for number in (13, 45, 20))})
    return said.tobytes()


def jpeg(*, mode: str = "RGB", **saved: object) -> bytes:
    return _saved(a_picture(mode), "JPEG", **saved)


def png(*, mode: str = "RGB", **saved: object) -> bytes:
    return _saved(a_picture(mode), "PNG", **saved)


def webp(*, mode: str = "RGB", **saved: object) -> bytes:
    return _saved(a_picture(mode), "WEBP", **saved)


def _saved(picture: Image.Image, form: str, **saved: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **saved)
    return stream.getvalue()


def pixels(data: bytes) -> tuple[str, tuple[int, int], list[bytes]]:
    """Return what a picture shows, frame by frame."""
    with Image.open(io.BytesIO(data)) as opened:
        frames = []
        for number in range(getattr(opened, "n_frames", 1)):
            opened.seek(number)
            frames.append(opened.convert("RGBA").tobytes())
        return opened.mode, opened.size, frames


def orientation_of(data: bytes) -> int | None:
    with Image.open(io.BytesIO(data)) as opened:
        found: int | None = opened.getexif().get(ORIENTATION)
        return found


def metadata_of(data: bytes) -> dict[object, object]:
    """Return everything that Pillow finds besides pixels, but for orientation, resolution and colours."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        said: dict[object, object] = {name: value for name, value in opened.getexif().items() if name != ORIENTATION}
        shown = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile", "exif", "adobe"}
        shown |= {"adobe_transform", "progressive", "progression", "loop", "background", "timestamp", "duration"}
        shown |= {"gamma", "transparency", "default_image", "blend", "disposal", "srgb", "bbox"}
        return {**said, **{name: value for name, value in opened.info.items() if name not in shown}}
