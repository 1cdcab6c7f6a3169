"""Where the readers put what they find in one file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cop_build.core.insides import Found, Inside, Passage, Trait

MOST_TEXT = 32 * 2**20
"""Characters of text that one file may hold."""
_MOST_PLACES = 200
"""Places that are told of one trait."""
_LONGEST_PLACE = 200


class Refused(Exception):
    """A file cannot be read further, and this trait says why."""

    def __init__(self, trait: Trait, where: str = "") -> None:
        super().__init__(trait, where)
        self.trait = trait
        self.where = where


@dataclass(slots=True)
class Gathering:
    """What was found so far."""

    _found: set[Found] = field(default_factory=set)
    _lines: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _counts: Counter[Trait] = field(default_factory=Counter)
    _characters: int = 0

    def find(self, trait: Trait, where: str = "") -> None:
        """Note a trait. Of one trait the first 200 places are kept."""
        found = Found(trait, _shown(where))
        if found not in self._found and self._counts[trait] < _MOST_PLACES:
            self._counts[trait] += 1
            self._found.add(found)

    def read(self, where: str, *texts: str | None) -> None:
        """Note lines of text; blank ones and those already noted there are passed over.

        Raises:
            Refused: The file holds more text than is looked at.
        """
        for text in texts:
            if text is None or not text.strip():
                continue
            self._characters += len(text)
            if self._characters > MOST_TEXT:
                raise Refused(Trait.TOO_LARGE)
            self._lines[_shown(where)][_whole(text)] = None

    def read_all(self, where: str, texts: Iterable[str]) -> bool:
        """Note lines of text as they come. Returns: whether one of them was more than blank."""
        held = False
        for text in texts:
            held = held or bool(text.strip())
            self.read(where, text)
        return held

    def take(self, inner: Inside, where: str, traits: frozenset[Trait]) -> None:
        """Take over what was found in a part of the file: these traits, and all text."""
        for found in inner.found:
            if found.trait in traits:
                self.find(found.trait, where)
        for passage in inner.passages:
            self.read(where, passage.text)

    def inside(self) -> Inside:
        """Return what was found: sorted, of each place one passage with its lines in the order of the file."""
        passages = (Passage(where, "\n".join(lines)) for where, lines in self._lines.items())
        return Inside(tuple(sorted(self._found)), tuple(sorted(passages)))


def _shown(where: str) -> str:
    shown = where if where.isprintable() else where.encode("unicode_escape").decode("ascii")
    return shown[:_LONGEST_PLACE]


def _whole(text: str) -> str:
    """Return the text with surrogate pairs joined and single surrogates replaced, so that it can be encoded."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
