"""What the cleaners of one part of a file answer with."""

from __future__ import annotations

from dataclasses import dataclass, field

from cop_build.core.insides import Found, Trait


@dataclass(slots=True)
class Mending:
    """What was done to the tree of a part.

    Attributes:
        removed: What was taken out of it.
        left: What only a person can decide about, in the part as a whole.
        taken, found: The same two, each in a place of its own.
        is_gone: The part holds nothing else, and goes as a whole.
    """

    removed: set[Trait] = field(default_factory=set)
    left: set[Trait] = field(default_factory=set)
    taken: set[Found] = field(default_factory=set)
    found: set[Found] = field(default_factory=set)
    is_gone: bool = False


def gone(trait: Trait) -> Mending:
    return Mending(removed={trait}, is_gone=True)
