"""What the name of a tag in a video says about its value."""

from __future__ import annotations

from collections.abc import Mapping

from cop_build.core.insides import Trait

_NAMES: Mapping[Trait, str] = {
    Trait.LOCATION: "location gps geo latitude longitude altitude coordinates",
    Trait.CAMERA: "make model camera lens device serial software date android.version recorded digitized tagged",
    Trait.AUTHOR: "author artist director producer publisher performer composer writer written_by encoded_by owner "
    "actor creator copyright user company organization person photographer cinematographer",
    Trait.COMMENT: "comment",
}
_WORDS = {trait: tuple(names.split()) for trait, names in _NAMES.items()}
_ATOMS: Mapping[Trait, frozenset[bytes]] = {
    Trait.LOCATION: frozenset({b"\xa9xyz", b"loci", b"gps ", b"GPS "}),
    Trait.CAMERA: frozenset(
        {
            *(b"\xa9mak", b"\xa9mod", b"\xa9day", b"\xa9swr"),
            *(b"manu", b"modl", b"slno", b"date", b"CNMN", b"CNCV", b"CNFV"),
        }
    ),
    Trait.AUTHOR: frozenset(
        {
            *(b"\xa9ART", b"\xa9aut", b"\xa9dir", b"\xa9prd", b"\xa9prf", b"\xa9wrt", b"\xa9cpy", b"\xa9own"),
            *(b"\xa9com", b"\xa9pub", b"aART", b"auth", b"perf", b"cprt", b"ownr", b"XMP_"),
        }
    ),
    Trait.COMMENT: frozenset({b"\xa9cmt"}),
}


def trait_of_name(name: str) -> Trait | None:
    """Return what a tag of this name tells, such as ``com.apple.quicktime.location.ISO6709``."""
    folded = name.casefold()
    return next((trait for trait, telling in _WORDS.items() if any(word in folded for word in telling)), None)


def trait_of_atom(kind: bytes) -> Trait | None:
    """Return what a box of this type tells. Source: QuickTime File Format, 3GPP TS 26.244 §8."""
    return next((trait for trait, telling in _ATOMS.items() if kind in telling), None)
