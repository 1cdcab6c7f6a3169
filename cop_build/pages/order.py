"""The order in which readers look for words: that of Thai dictionaries, close enough for lists of titles."""

from __future__ import annotations

import re

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_SECONDARY = re.compile("[็-๎]")  # marks that count only between words otherwise equal


def thai_key(text: str) -> tuple[str, str]:
    """Return what to sort a text by: a vowel written before its consonant counts after it, tone marks count last."""
    folded = _LEADING_VOWEL.sub(r"\2\1", text.casefold())
    return _SECONDARY.sub("", folded), folded
