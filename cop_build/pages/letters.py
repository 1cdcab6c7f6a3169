"""The A–Z: every title and keyword of what is public, in the order of a dictionary.

A short one stands on one page. A long one is cut into a page for each letter, and a letter into pages of equal length,
so that no page is too heavy for a phone; a keyword of many assets is folded. Source:
manual/decisions/0027-a-long-a-z-is-paged.md, manual/decisions/0033-short-pages-of-letters.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cop_build.core.model import KnowledgeHeader, Language
from cop_build.pages.addresses import LETTERS, way_up
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.markup import block
from cop_build.pages.order import DIGITS, OTHERS, dictionary_key, under_headings
from cop_build.pages.rows import Link, by_title, link_to
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import words

MOST_ENTRIES = 300  # on one page for all letters
MOST_IN_A_PART = 150  # on one page of a letter: about ten screens of a phone
MOST_UNFOLDED = 3  # assets of a keyword; more of them are folded


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the A–Z: a title, which leads to its own asset, or a keyword with the assets that name it."""

    word: str
    is_title: bool
    links: Sequence[Link]

    @property
    def is_folded(self) -> bool:
        return len(self.links) > MOST_UNFOLDED


@dataclass(frozen=True, slots=True)
class Letter:
    """A heading of the A–Z.

    Attributes:
        name: ASCII, part of addresses and anchors.
        address: Of its first entry, relative to the site's root.
        parts: Its entries, in pages.
    """

    heading: str
    name: str
    address: str
    parts: Sequence[Sequence[Entry]]

    @property
    def count(self) -> int:
        return sum(len(part) for part in self.parts)


def letter_pages(catalogue: Catalogue) -> Iterator[Staged]:
    """Yield the A–Z, and the pages of its letters if it is too long for one page."""
    entries = _entries(catalogue)
    is_short = len(entries) <= MOST_ENTRIES
    letters = _letters(entries, catalogue.language, is_short=is_short)
    title = words(catalogue.language)["a_z"]
    html = block(
        "letters.html",
        catalogue.language,
        root=way_up(LETTERS),
        title=title,
        letters=letters,
        shown=letters if is_short else (),
        total=len(entries),
    )
    yield generated_page(LETTERS, title=title, html=html)
    for letter in () if is_short else letters:
        for number, part in enumerate(letter.parts, start=1):
            yield _page(letter, number, part, letters, catalogue.language)


def _page(letter: Letter, number: int, part: Sequence[Entry], letters: Sequence[Letter], language: Language) -> Staged:
    address = _part_address(letter.address, number)
    several = len(letter.parts) > 1
    title = f"{words(language)['a_z']}: {letter.heading}" + (f" ({number}/{len(letter.parts)})" if several else "")
    html = block(
        "letter.html",
        language,
        root=way_up(address),
        title=title,
        letter=letter,
        letters=letters,
        entries=part,
        parts_of_letter=[
            (f"{one[0].word} – {one[-1].word}", _part_address(letter.address, nth), nth == number)
            for nth, one in enumerate(letter.parts, start=1)
        ]
        if several
        else (),
    )
    return generated_page(address, title=title, html=html)


def _part_address(first: str, number: int) -> str:
    return first if number == 1 else f"{first}{number}/"


def _entries(catalogue: Catalogue) -> Sequence[Entry]:
    """Return titles and keywords in the order of a dictionary; a keyword once, however many assets name it."""
    titles: list[Entry] = []
    keywords: defaultdict[str, list[tuple[str, Link]]] = defaultdict(list)
    for approved in catalogue.public.values():
        header = approved.version.header
        link = link_to(approved, catalogue)
        titles.append(Entry(header.title, is_title=True, links=(link,)))
        named = header.keywords if isinstance(header, KnowledgeHeader) else ()
        for keyword in {one.casefold(): one for one in named if one.casefold() != header.title.casefold()}.values():
            keywords[keyword.casefold()].append((keyword, link))
    named_words = [
        Entry(
            min(keyword for keyword, _ in named),
            is_title=False,
            links=by_title(link for _, link in named),
        )
        for named in keywords.values()
    ]
    return sorted(
        [*titles, *named_words],
        key=lambda entry: (dictionary_key(entry.word), not entry.is_title, entry.links[0].address),
    )


def _letters(entries: Sequence[Entry], language: Language, *, is_short: bool) -> Sequence[Letter]:
    found = under_headings(((entry.word, entry) for entry in entries), language)
    return [
        Letter(
            heading=heading,
            name=(name := _name(heading)),
            address=f"{LETTERS}#{name}" if is_short else f"{LETTERS}{name}/",
            parts=[under] if is_short else _cut(under),
        )
        for heading, under in found.items()
    ]


def _cut(entries: Sequence[Entry]) -> Sequence[Sequence[Entry]]:
    """Return entries in as few parts as they need, all of about one length."""
    parts = -(-len(entries) // MOST_IN_A_PART)
    size = -(-len(entries) // parts)
    return [entries[start : start + size] for start in range(0, len(entries), size)]


def _name(heading: str) -> str:
    named: Mapping[str, str] = {DIGITS: "0-9", OTHERS: "other"}
    return named.get(heading) or (heading.lower() if heading.isascii() else f"{ord(heading):x}")
