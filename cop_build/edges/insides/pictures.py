"""Reads png, jpg and webp: which format it is, and what it tells besides its picture.

Source: Exif 2.32; IPTC-IIM 4.2.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping

from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import IFD, Base

from cop_build.core.insides import Trait
from cop_build.edges.insides import pixels, xmp
from cop_build.edges.insides.gathering import Gathering, Refused

MOST_PIXELS = 100_000_000
_FORMATS = {"png": "PNG", "webp": "WEBP", **dict.fromkeys(("jpg", "jpeg", "jfif", "jpe"), "JPEG")}
_OTHERS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "ICO")
_CAMERAS = {
    Base.Make, Base.Model, Base.DateTimeOriginal, Base.DateTimeDigitized, Base.BodySerialNumber, Base.CameraOwnerName,
    Base.LensMake, Base.LensModel, Base.LensSerialNumber, Base.CameraSerialNumber, Base.HostComputer, Base.MakerNote,
    Base.ImageUniqueID,
}  # fmt: skip
_AUTHORS = {Base.Artist, Base.Copyright, Base.UserComment, Base.XPAuthor, Base.CameraOwnerName}
_TEXTS = _AUTHORS | {
    Base.ImageDescription, Base.XPComment, Base.XPTitle, Base.XPKeywords, Base.XPSubject, Base.DocumentName, Base.Make,
    Base.Model, Base.HostComputer, Base.BodySerialNumber, Base.Software,
}  # fmt: skip
_NO_NAMES = frozenset({"screenshot"})  # what some systems write as the comment of a picture of the screen
_GPS_VERSION = 0
_IPTC = re.compile(rb"\x1c\x02([\x00-\xff])([\x00-\x7f][\x00-\xff])")
_IPTC_AUTHORS, _IPTC_LOCATIONS = frozenset({80, 85, 110, 115, 116, 118, 122}), frozenset({26, 90, 92, 95, 100, 101})
_LARGEST_METADATA = 8 * 2**20

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def look(data: bytes, extension: str, gathering: Gathering) -> None:
    """Gather what a picture tells. Nothing is drawn.

    Raises:
        Refused: It is another kind of file, has too many pixels, or is broken.
    """
    wanted = _FORMATS[extension]
    _open(data, wanted)
    laid_out = pixels.of(data, wanted)
    if laid_out.rest.strip(b"\0 \t\r\n"):
        gathering.find(Trait.EMBEDDED, "after the picture")
    for where, text in laid_out.texts:
        gathering.read(where, text)
    if any(len(block) > _LARGEST_METADATA for block in (*laid_out.exif, *laid_out.xmp, *laid_out.iptc)):
        raise Refused(Trait.TOO_LARGE)
    for block in laid_out.exif:
        _look_at_exif(block, gathering)
    for block in laid_out.xmp:
        xmp.look(block, "XMP", gathering)
    for block in laid_out.iptc:
        _look_at_iptc(block, gathering)


def _open(data: bytes, wanted: str) -> None:
    """Raises: Refused, if this is no picture of the wanted format or it is too large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=[wanted]) as image:
                width, height = image.size
                if width * height * getattr(image, "n_frames", 1) > MOST_PIXELS * 10 or width * height > MOST_PIXELS:
                    raise Refused(Trait.TOO_LARGE)
                image.verify()
        except Image.DecompressionBombError as error:
            raise Refused(Trait.TOO_LARGE) from error
        except UnidentifiedImageError as error:
            raise Refused(Trait.MISMATCH if _is_another(data, wanted) else Trait.UNREADABLE) from error


def _is_another(data: bytes, wanted: str) -> bool:
    try:
        with Image.open(io.BytesIO(data), formats=[kind for kind in _OTHERS if kind != wanted]):
            return True
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def _look_at_exif(block: bytes, gathering: Gathering) -> None:
    exif = Image.Exif()
    exif.load(block)
    tags: dict[int, object] = {**exif, **exif.get_ifd(IFD.Exif)}
    if any(tag != _GPS_VERSION for tag in exif.get_ifd(IFD.GPSInfo)):
        gathering.find(Trait.LOCATION, "EXIF")
    _look_at_tags(tags, gathering)


def _look_at_tags(tags: Mapping[int, object], gathering: Gathering) -> None:
    for tag, content in tags.items():
        text = _exif_text(content)
        if not text.strip():
            continue
        name = Base(tag).name if tag in Base._value2member_map_ else str(tag)
        if tag in _CAMERAS:
            gathering.find(Trait.CAMERA, f"EXIF {name}")
        if tag in _AUTHORS and text.strip().casefold() not in _NO_NAMES:
            gathering.find(Trait.AUTHOR, f"EXIF {name}")
        if tag in _TEXTS:
            gathering.read(f"EXIF {name}", text)


def _exif_text(content: object) -> str:
    """Return a value as text: UserComment says its encoding in 8 bytes, the tags of Windows are in UTF-16."""
    if not isinstance(content, bytes):
        return "" if content is None else str(content).strip("\0")
    for mark, encoding in ((b"ASCII\0\0\0", "utf-8"), (b"UNICODE\0", "utf-16"), (b"\0" * 8, "utf-8")):
        if content.startswith(mark):
            return content[8:].decode(encoding, "replace").strip("\0")
    if len(content) > 1 and len(content) % 2 == 0 and (content[1] in (0, 0x0E) or content.endswith(b"\0\0")):
        return content.decode("utf-16-le", "replace").strip("\0")
    return content.decode("utf-8", "replace").strip("\0")


def _look_at_iptc(block: bytes, gathering: Gathering) -> None:
    for found in _IPTC.finditer(block):
        number, length = found[1][0], int.from_bytes(found[2], "big")
        raw = block[found.end() : found.end() + length]
        if not raw.strip() or number in (0, 200, 201, 202):
            continue
        where = f"IPTC 2:{number:03}"
        gathering.read(where, raw.decode("utf-8", "replace"))
        if number in _IPTC_AUTHORS:
            gathering.find(Trait.AUTHOR, where)
        if number in _IPTC_LOCATIONS:
            gathering.find(Trait.LOCATION, where)
