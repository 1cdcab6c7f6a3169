"""An announcement as a poster: one page of A4, with all that it shows inside it.

It is printed from a browser, wherever the file happens to be: it loads nothing, and its own policy would not let it.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_build.core.marks import is_mark
from cop_build.core.model import Language
from cop_build.pages.announcement.preparing import cut
from cop_build.pages.announcement.said import Said
from cop_build.pages.announcement.words import announcement_words
from cop_build.pages.markup import block
from cop_build.pages.squares import qr_code

MOST_LETTERS = 200  # of a title
_SIZES = ((40, 32), (80, 26), (130, 21), (MOST_LETTERS, 17))  # letters that stand beside each other; points


@dataclass(frozen=True, slots=True)
class Font:
    """A font's file (WOFF2): its weight, and the letters that it is for, as CSS names them."""

    data: bytes
    weight: int
    letters: str


def poster(said: Said, language: Language, *, fonts: Sequence[Font]) -> bytes:
    """Return the poster, an HTML page in UTF-8."""
    title = cut(said.title, MOST_LETTERS)
    html = block(
        "announcement/poster.html",
        language,
        said=said,
        title=title,
        size=_size(title),
        language=language.value,
        words=announcement_words(language),
        fonts=[(font.weight, Markup(font.letters), _inside(font)) for font in fonts],  # noqa: S704 - the theme's own
        code=qr_code(said.page, "q") if said.page else None,  # posters hang in the sun
    )
    return html.encode()


def _size(title: str) -> int:
    width = sum(not is_mark(letter) for letter in title)
    return next(size for most, size in _SIZES if width <= most)


def _inside(font: Font) -> Markup:
    data = base64.b64encode(font.data).decode()
    return Markup(f"data:font/woff2;base64,{data}")  # noqa: S704 - base64 holds nothing to escape
