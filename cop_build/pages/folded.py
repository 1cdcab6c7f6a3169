"""A long list that stays short on a phone: the newest in full, and all by title in folds that readers open.

Every asset of the list is linked from its page, as long as that does not make the page too heavy. Beyond, the A–Z
holds all titles. Source: manual/decisions/0027-a-long-a-z-is-paged.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cop_build.core.verdict import Approved
from cop_build.pages.catalogue import IN_PARTS, Catalogue
from cop_build.pages.order import under_headings
from cop_build.pages.rows import Link, Row, by_title, link_to, rows_of
from cop_build.pages.words import KINDS

MOST_IN_FULL = 30  # rows with all that is said of an asset
MOST_IN_ONE_FOLD = 60  # titles; more of them are folded letter by letter
MOST_FOLDED = 1000  # titles on a page: 20 to 30 KB over the wire


@dataclass(frozen=True, slots=True)
class Fold:
    """Titles that stand behind one heading: a letter of the A–Z, or ``None`` for all of them."""

    heading: str | None
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Folded:
    """A list as its page shows it.

    Attributes:
        rows: All of a short list; the first ones of a long list.
        folds: All of a long list, by title; none if it is short, or too long for one page.
        total: How many there are.
    """

    rows: Sequence[Row]
    folds: Sequence[Fold]
    total: int

    @property
    def is_cut(self) -> bool:
        """Say whether some of the list is not on its page."""
        return self.total > len(self.rows) and not self.folds


def folded(listed: Sequence[Approved], catalogue: Catalogue) -> Folded:
    """Return a list, given in the order in which its first ones are to stand in full."""
    return Folded(rows_of(listed[:MOST_IN_FULL], catalogue), _folds(listed, catalogue), len(listed))


def by_kind(listed: Sequence[Approved], catalogue: Catalogue) -> Sequence[tuple[str, Folded]]:
    """Return a list in the order of ``IN_PARTS``: the name of each kind that is there, and what is of it."""
    groups = [
        (KINDS[kind].said_in(catalogue.language), [one for one in listed if one.version.kind is kind])
        for kind in IN_PARTS
    ]
    return [(name, folded(group, catalogue)) for name, group in groups if group]


def _folds(listed: Sequence[Approved], catalogue: Catalogue) -> Sequence[Fold]:
    if not MOST_IN_FULL < len(listed) <= MOST_FOLDED:
        return ()
    links = by_title(link_to(approved, catalogue) for approved in listed)
    if len(links) <= MOST_IN_ONE_FOLD:
        return (Fold(None, links),)
    letters = under_headings(((link.title, link) for link in links), catalogue.language)
    return [Fold(letter, under) for letter, under in letters.items()]
