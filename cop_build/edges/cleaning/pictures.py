"""Which cleaner a picture needs, by its own first bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cop_build.core.findings import Unable
from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.jpeg import clean_jpeg
from cop_build.edges.cleaning.outcome import Cleaned, cleaned, mismatch, untouched
from cop_build.edges.cleaning.png import SIGNATURE, clean_png
from cop_build.edges.cleaning.webp import clean_webp

_CLEANERS: Mapping[str, Callable[[bytes], Cleaned]] = {"jpg": clean_jpeg, "png": clean_png, "webp": clean_webp}


def clean_picture(data: bytes, extension: str) -> Cleaned:
    """Clean a picture of the type that its name says. Raises: Unable."""
    kind = _kind_of(data)
    if kind is None or kind != ("jpg" if extension == "jpeg" else extension):
        raise mismatch(extension)
    return _CLEANERS[kind](data)


def clean_part(data: bytes, where: str) -> Cleaned:
    """Clean what may be a picture inside another file; what is none of a known format stays as it is."""
    kind = _kind_of(data)
    if kind is None:
        return cleaned(data)
    try:
        done = _CLEANERS[kind](data)
    except Unable:
        return untouched(data, Trait.UNREADABLE, where)
    return cleaned(done.data, removed=(Found(found.trait, where) for found in done.removed))


def _kind_of(data: bytes) -> str | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(SIGNATURE):
        return "png"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None
