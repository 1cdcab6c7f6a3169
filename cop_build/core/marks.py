"""Which characters take no place of their own in a line: marks above and below a letter, and invisible ones?"""

from __future__ import annotations

import unicodedata

_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})  # https://www.unicode.org/reports/tr44/#General_Category_Values


def is_mark(character: str) -> bool:
    """Say whether a character has no width: a Thai vowel or tone above or below, a joiner, an invisible space."""
    return unicodedata.category(character) in _WITHOUT_WIDTH
