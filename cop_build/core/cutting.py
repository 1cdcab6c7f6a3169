"""The texts of a search index with a mark between any two words, letters and signs as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cop_build.core.thai_words import CUT, RUN, WordList

# What parts words by itself, for Material's script: white space, our mark and punctuation. No sign stands here that
# numbers and abbreviations hold inside (full stop, comma, slash), and none that reads as "or" in a pattern.
SEPARATOR = r"[\s\u200b!-+:-@\[-`{-~\-\u00a0-\u00bf\u2010-\u2027\u2030-\u205e]+"

_MARKUP = re.compile(r"(<[^>]*>|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z0-9]+);)")
_PARTED = re.compile(SEPARATOR)
_PIECE = re.compile(
    r"""
    (?P<abbreviation>(?<![\u0e01-\u0e4e])(?:[\u0e01-\u0e2e]{1,4}\.)+(?:[\u0e01-\u0e2e]{1,4}(?![\u0e01-\u0e4e.]))?)
    | (?P<run>[\u0e01-\u0e3a\u0e40-\u0e4e]+)
    | \d+(?:[.,/]\d+)*
    | (?:(?![\u0e00-\u0e7f])[^\W\d_])+
    | (?P<parts>[\s!-+:-@\[-`{-~-]+)  # most of what parts words, and no letter among it
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


def cut_text(text: str, words: WordList) -> str:
    """Return a text or HTML with ``CUT`` between its words; without the marks it is what it was."""
    parts = _MARKUP.split(text.replace(CUT, ""))
    return "".join(part if index % 2 else _cut(part, words) for index, part in enumerate(parts))


def runs_of(texts: Iterable[str], *, letters: int) -> Iterator[str]:
    """Yield runs of Thai letters, up to so many letters."""
    for text in texts:
        for run in RUN.findall(text):
            letters -= len(run)
            if letters < 0:
                return
            yield run


def _cut(text: str, words: WordList) -> str:
    if not text or text.isspace():
        return text
    out: list[str] = []
    is_open = False  # the last piece was a word that the next would run on from
    for piece in _PIECE.finditer(text):
        said, sort = piece[0], piece.lastgroup
        is_word = sort == "run" or (sort != "parts" and not _PARTED.fullmatch(said))
        if is_open and is_word:
            out.append(CUT)
        out.append(CUT.join(words.cut(said)) if sort == "run" else said)
        is_open = is_word
    return "".join(out)
