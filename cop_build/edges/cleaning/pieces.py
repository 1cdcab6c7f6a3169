"""A picture as a row of pieces, some of which stay: what the cleaners of all formats of pictures share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning.outcome import Cleaned, cleaned


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a picture.

    Attributes:
        kept: What stays of them: all, none, or something less telling.
        traits: What is told by that which does not stay.
    """

    data: bytes
    kept: bytes
    traits: frozenset[Trait] = frozenset()


def staying(data: bytes) -> Piece:
    """Return a piece that stays as it is."""
    return Piece(data, data)


def going(data: bytes, *traits: Trait, kept: bytes = b"") -> Piece:
    """Return a piece that goes, but for what is kept of it."""
    return staying(data) if kept == data else Piece(data, kept, frozenset(traits))


def joined(pieces: Sequence[Piece], *, whole: bytes, kept: Iterable[bytes]) -> Cleaned:
    """Return a picture of what stays. Args: whole: the picture as it was; kept: the bytes that make it up now."""
    traits = {trait for piece in pieces for trait in piece.traits}
    if not traits:
        return cleaned(whole)
    return cleaned(b"".join(kept), removed=(Found(trait) for trait in traits))
