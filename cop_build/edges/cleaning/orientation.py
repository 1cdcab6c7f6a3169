"""EXIF, as far as cleaning needs it: which way up a picture is, and what else it tells. Source: EXIF 2.32, TIFF 6.0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from cop_build.core.insides import Trait

_UPRIGHT = 1
_ORIENTATION, _GPS = 0x0112, 0x8825
_ORDERS: Mapping[bytes, Literal["big", "little"]] = {b"MM\0*": "big", b"II*\0": "little"}
_PEOPLE = frozenset({0x013B, 0x8298, 0x9C9D})  # Artist, Copyright, XPAuthor
_COMMENTS = frozenset({0x010E, 0x9C9C})  # ImageDescription, XPComment


def kept_of(tiff: bytes) -> bytes:
    """Return EXIF that says nothing but which way up; empty if the picture stands upright as it is.

    Args:
        tiff: From the byte order on; also with ``Exif`` before it, as WebP's writers put it.
    """
    value = _tags(tiff).get(_ORIENTATION, _UPRIGHT)
    if not _UPRIGHT < value <= 8:
        return b""
    entry = _ORIENTATION.to_bytes(2) + (3).to_bytes(2) + (1).to_bytes(4) + value.to_bytes(2) + b"\0\0"
    return b"MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + b"\0\0\0\0"


def traits_of(tiff: bytes) -> Iterator[Trait]:
    """Yield what EXIF tells that a reader has no need of."""
    yield Trait.CAMERA
    tags = _tags(tiff).keys()
    if _GPS in tags:
        yield Trait.LOCATION
    if tags & _PEOPLE:
        yield Trait.AUTHOR
    if tags & _COMMENTS:
        yield Trait.COMMENT


def _tags(tiff: bytes) -> Mapping[int, int]:
    """Return the tags of the first directory, each with the number in its first two bytes. Broken EXIF has none."""
    tiff = tiff.removeprefix(b"Exif\0\0")
    order = _ORDERS.get(tiff[:4])
    if order is None:
        return {}
    start = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[start : start + 2], order)
    places = range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12)
    return {int.from_bytes(tiff[at : at + 2], order): int.from_bytes(tiff[at + 8 : at + 10], order) for at in places}
