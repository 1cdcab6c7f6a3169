"""Where one Thai word ends and the next begins, said by a word list: few unknown letters, few words, usual words.

Thai is written without spaces between words, and a search that looks for words needs them. A fine list is better than
a long one, whose compounds hide their parts: manual/decisions/0026.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import pairwise
from math import log2
from typing import Final

CUT: Final = "\u200b"  # between two words; breaks lines, is not seen
RUN = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")

_FOLLOWS = frozenset(
    "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e\u0e2f\u0e46"
)
_LEADS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")
_UNKNOWN_LETTER, _WORD, _RAREST = 130, 100, 60  # costs; the rarity of words decides between ways that are close
_MOST_KEPT = 1 << 16  # runs
_HEAD = 3  # letters by which words are found
_PARTS_OF_AT_LEAST, _COMPOUNDS_OF_AT_LEAST = 3, 6  # letters
_LONG = re.compile(f"{RUN.pattern[:-1]}{{{_COMPOUNDS_OF_AT_LEAST},}}")


class WordList:
    """Cuts runs of Thai letters into words.

    Args:
        words: The list. What holds anything but Thai letters is left out.
        counts: How often words were met, to decide between ways that are equally short.
    """

    def __init__(self, words: Iterable[str], counts: Mapping[str, int] | None = None) -> None:
        self._words = frozenset(word for word in words if RUN.fullmatch(word))
        self._teach(counts or {})
        self._lengths = _lengths(self._words)

    def _teach(self, counts: Mapping[str, int]) -> None:
        usual = _WORD + (_RAREST if counts else 0)
        self._costs = dict.fromkeys(self._words, usual)
        self._costs.update((word, cost) for word, cost in _costs(counts) if word in self._words)
        self._kept: dict[str, tuple[str, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def cut(self, run: str) -> tuple[str, ...]:
        """Return the words of a run of Thai letters; joined they are the run. Time is linear in its length."""
        known = self._kept.get(run)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[run] = tuple(self._joined(run, self._ways(run, without="")))
        return known

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the shorter words of which a long word of the list is made; empty if there are none."""
        if len(word) < _COMPOUNDS_OF_AT_LEAST or word not in self._words:
            return ()
        parts = tuple(self._joined(word, self._ways(word, without=word)))
        whole = len(parts) > 1 and all(part in self._words and len(part) >= _PARTS_OF_AT_LEAST for part in parts)
        return parts if whole else ()

    def learnt(self, runs: Iterable[str]) -> WordList:
        """Return a list with the same words that knows how often they occur in these runs."""
        taught = copy(self)  # the words are the same
        taught._teach(Counter(word for run in runs for word in self.cut(run)))
        return taught

    def _ways(self, run: str, *, without: str) -> list[int]:
        """Return, for each end of a word, where it begins."""
        costs, lengths = self._costs, self._lengths
        length, never = len(run), 1 << 60
        best, begins = [0] + [never] * length, [0] * (length + 1)
        ends = [at == length or (run[at] not in _FOLLOWS and run[at - 1] not in _LEADS) for at in range(length + 1)]
        for start in range(length):
            so_far = best[start]
            if so_far == never:
                continue
            head = run[start : start + _HEAD]
            for letters in lengths.get(head) or lengths.get(head[:-1]) or lengths.get(head[0], ()):
                at = start + letters
                if at > length:
                    break
                if ends[at] and (cost := costs.get(word := run[start:at])) and word != without:
                    cost += so_far
                    if cost <= best[at]:
                        best[at], begins[at] = cost, start
            at = start + 1
            while not ends[at]:
                at += 1
            cost = so_far + _UNKNOWN_LETTER * (at - start)
            if cost < best[at]:
                best[at], begins[at] = cost, start
        return begins

    def _joined(self, run: str, begins: list[int]) -> Iterator[str]:
        """Yield the words of the best way; unknown letters that stand together are one word."""
        steps: list[int] = [len(run)]
        while steps[-1]:
            steps.append(begins[steps[-1]])
        steps.reverse()
        unknown = ""
        for start, end in pairwise(steps):
            if (piece := run[start:end]) in self._words:
                if unknown:
                    yield unknown
                unknown = ""
                yield piece
            else:
                unknown += piece
        if unknown:
            yield unknown


def _lengths(words: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return how long words are that begin with three letters, with words of one and two that these begin with.

    After fewer letters stand only the words that are no longer.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[:_HEAD]].add(len(word))
    short = {head for head in found if len(head) < _HEAD}
    for head, lengths in found.items():
        lengths.update(letters for letters in range(1, len(head)) if head[:letters] in short)
    return {head: sorted(lengths) for head, lengths in found.items()}


def long_words(cut: str) -> list[str]:
    """Return the Thai words of a text with marks between its words that may be compounds, by their length."""
    return _LONG.findall(cut)


def _costs(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    total = sum(counts.values())
    for word, count in counts.items():
        yield word, _WORD + min(_RAREST, round(4 * log2(total / count)))
