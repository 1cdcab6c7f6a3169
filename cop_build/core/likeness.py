"""Which titles ask the same in other words? The cosine of tf-idf vectors, as in Manning, Raghavan and Schütze,
"Introduction to Information Retrieval" (2008), §6.3; found by an inverted index over a question's rarest words.

Titles that cannot be close enough are never compared: what a question's other words weigh together is less than the
threshold, so a title that shares none of its rarest is out. Source of that bound: Bayardo, Ma and Srikant, "Scaling up
all pairs similarity search" (WWW 2007).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from cop_build.core.cutting import cut_text
from cop_build.core.model import AssetId
from cop_build.core.searched import SAME_WORDS, SMALL_WORDS
from cop_build.core.spelling import folded
from cop_build.core.thai_words import CUT, WordList

CLOSE: Final = 0.41  # between the pairs that must and those that must not match: tests/questions/pairs.yml
_WORD = re.compile(r"[^\W_]+(?:[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][^\W_]*)*")
_SMALL = frozenset(map(folded, SMALL_WORDS.split()))
_SAME = {folded(word): folded(group[0]) for group in SAME_WORDS for word in group}


@dataclass(frozen=True, slots=True)
class Like:
    """A title that is close to another. ``closeness`` is 1 for the same words, and at least ``CLOSE``."""

    asset: AssetId
    closeness: float


class Titles:
    """The titles of a community, by the words that they are made of.

    Time is linear in their length; a title is then compared with those alone that share one of its rarest words.
    """

    def __init__(self, titles: Mapping[AssetId, str], words: WordList) -> None:
        counted = {asset: Counter(words_of(title, words)) for asset, title in titles.items()}
        holders: defaultdict[str, list[AssetId]] = defaultdict(list)
        for asset, count in counted.items():
            for word in count:
                holders[word].append(asset)
        self._holders: Mapping[str, Sequence[AssetId]] = holders
        rarity = {word: log((len(counted) + 1) / (len(held) - 0.5)) for word, held in holders.items()}
        self._weights = {asset: _unit({w: n * rarity[w] for w, n in count.items()}) for asset, count in counted.items()}

    def like(self, asset: AssetId) -> tuple[Like, ...]:
        """Return the titles that are close to one of them, the closest first."""
        asked = self._weights[asset]
        near = {other for word in _rarest(asked) for other in self._holders[word]} - {asset}
        found = [Like(other, round(_product(asked, self._weights[other]), 3)) for other in near]
        return tuple(
            sorted((one for one in found if one.closeness >= CLOSE), key=lambda one: (-one.closeness, one.asset))
        )


def words_of(title: str, words: WordList) -> tuple[str, ...]:
    """Return the words that a title is compared by: folded, of several names for one thing the first, none small."""
    pieces = re.split(rf"[{CUT}\s]+", cut_text(title, words))
    found = (word for piece in pieces for word in _WORD.findall(folded(piece)))
    return tuple(_SAME.get(word, word) for word in found if word not in _SMALL)


def _unit(weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return weights whose squares sum up to 1."""
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _rarest(weights: Mapping[str, float]) -> Sequence[str]:
    """Return so many of the heaviest words that no title without any of them can be close."""
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))
    left = sum(weight * weight for weight in weights.values())
    for number, word in enumerate(heaviest):
        if left < CLOSE * CLOSE:
            return heaviest[:number]
        left -= weights[word] ** 2
    return heaviest


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
