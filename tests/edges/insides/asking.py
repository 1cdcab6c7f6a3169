"""Short questions about an answer."""

from __future__ import annotations

from cop_build.core.insides import Inside, Trait


def traits(inside: Inside) -> set[Trait]:
    """Return the traits, wherever they stand."""
    return {found.trait for found in inside.found}


def places(inside: Inside, trait: Trait) -> set[str]:
    """Return where a trait stands."""
    return {found.where for found in inside.found if found.trait is trait}


def text(inside: Inside, where: str | None = None) -> str:
    """Return the lines that stand in one place, or in all."""
    return "\n".join(passage.text for passage in inside.passages if where in (None, passage.where))
