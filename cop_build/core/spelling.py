"""One form for what readers type differently: the same word, however it was typed.

The same rules stand in ``theme/assets/javascripts/workers/words.js``; a test compares both in a browser. Thai is never
put through NFKC, which tears SARA AM apart.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DIGITS = {0x0E50 + number: str(number) for number in range(10)}
_NIKHAHIT_AA = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_TONE_BEFORE_NIKHAHIT_AA = re.compile("([\u0e48-\u0e4b])\u0e4d\u0e32")
_SARA_AM_BEFORE_TONE = re.compile("\u0e33([\u0e48-\u0e4b])")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")
_RANK = {
    mark: rank
    for rank, mark in enumerate(
        "\u0e38\u0e39\u0e3a\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e"
    )
}
_POINT_OF_LETTERS = re.compile(r"(?<=[^\W\d_\u0e50-\u0e59])\.|(?<=[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\.|\.(?=[^\W\d_])")
_COMMA_OF_NUMBERS = re.compile(r"(?<=[0-9]),(?=[0-9])")


def folded(text: str) -> str:
    """Return the form under which a word is compared; ``folded(folded(x)) == folded(x)``.

    - Case, Thai digits, invisible characters, and the points of abbreviations: "พ.ร.บ." is "พรบ".
    - SARA AM in two characters, and on the wrong side of a tone mark.
    - Marks over one letter in the order of the keyboard, none of them twice; SARA AE as two SARA E.
    """
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", text)).lower()
    text = unicodedata.normalize("NFC", text).translate(_DIGITS)
    text = _TONE_BEFORE_NIKHAHIT_AA.sub("\\1\u0e33", _NIKHAHIT_AA.sub("\\1\u0e33", text))
    text = _SARA_AM_BEFORE_TONE.sub("\\1\u0e33", text).replace("\u0e40\u0e40", "\u0e41")
    text = _MARKS.sub(_in_order, text)
    return _COMMA_OF_NUMBERS.sub("", _POINT_OF_LETTERS.sub("", text))


def _in_order(match: re.Match[str]) -> str:
    return "".join(sorted(set(match[0]), key=_RANK.__getitem__))
