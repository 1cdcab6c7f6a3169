"""The order in which readers look for words: that of Thai dictionaries, close enough for lists of titles."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from cop_build.core.model import Language

_T = TypeVar("_T")

DIGITS, OTHERS = "0–9", "#"  # headings of words that begin with a digit, or with what is neither letter nor digit

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_SECONDARY = re.compile("[็-๎]")  # marks that count only between words otherwise equal
_OPENING = re.compile(r"^[\W_]+(?=\w)")  # quotes and brackets before the first letter
_VOWEL_BEFORE = re.compile("^[เ-ไ]+")


def thai_key(text: str) -> tuple[str, str]:
    """Return what to sort a text by: a vowel written before its consonant counts after it, tone marks count last."""
    folded = _LEADING_VOWEL.sub(r"\2\1", text.casefold())
    return _SECONDARY.sub("", folded), folded


def dictionary_key(text: str) -> tuple[str, str]:
    """Return what to sort an entry of a dictionary by: its first letter or digit comes first."""
    return thai_key(_OPENING.sub("", text))


def heading_of(text: str) -> str:
    """Return the heading under which a dictionary has a text: ``ก`` to ``ฮ``, ``A`` to ``Z``, DIGITS or OTHERS.

    The heading of a Thai word is its first consonant, whatever vowel is written before it.
    """
    word = _VOWEL_BEFORE.sub("", _OPENING.sub("", text)) or text
    first = unicodedata.normalize("NFD", word[:1])[:1].upper()
    if "ก" <= first <= "ฮ" or "A" <= first <= "Z":
        return first
    return DIGITS if first.isdigit() else OTHERS


def under_headings(listed: Iterable[tuple[str, _T]], language: Language) -> dict[str, list[_T]]:
    """Return what is listed with its words, under headings: letters of the language, then others, then digits.

    Under a heading things keep their order.
    """
    found: defaultdict[str, list[_T]] = defaultdict(list)
    for word, one in listed:
        found[heading_of(word)].append(one)
    return {heading: found[heading] for heading in sorted(found, key=lambda one: _place_of_heading(one, language))}


def _place_of_heading(heading: str, language: Language) -> tuple[int, str]:
    if heading in (DIGITS, OTHERS):
        return 2, heading
    is_own = heading.isascii() is (language is Language.EN)
    return (0 if is_own else 1), heading
