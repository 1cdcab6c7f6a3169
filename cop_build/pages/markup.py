"""How data becomes part of a staged page: escaped so that neither HTML nor Markdown can read markup in it.

Every page's own parts (headings, boxes, lists) are blocks of HTML made by Jinja templates. Python-Markdown passes such
blocks through, but an author's odd text before a block can keep it from being seen as one. So data is written with
character references for everything that Markdown would read too: it means the same to a reader either way.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import jinja2
from markupsafe import Markup

from cop_build.core.model import Language
from cop_build.pages.dates import day_text
from cop_build.pages.words import words

_CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
_TABLE = dict.fromkeys(_CONTROLS, " ") | {ord(letter): f"&#{ord(letter)};" for letter in "&<>\"'`[]{}*_\\~^=!$|"}


@lru_cache(maxsize=1 << 12)
def escaped(text: str) -> Markup:
    """Return text on one line, inert in HTML text, in quoted attributes and in Markdown."""
    return Markup(text.translate(_TABLE))  # noqa: S704 - this is the function that makes text safe


def block(template: str, language: Language, /, **values: object) -> str:
    """Return the HTML block that a template makes of the values, without an empty line."""
    html = _templates(language).get_template(template).render(values)
    return "\n".join([line for line in html.split("\n") if line and not line.isspace()]) + "\n"


class _Said:
    """The words of pages, by name: as an attribute, which templates ask for first, or as an item."""

    def __init__(self, language: Language) -> None:
        vars(self).update({name: escaped(text) for name, text in words(language).items()})

    def __getitem__(self, name: str) -> Markup:
        said: Markup = vars(self)[name]
        return said


@lru_cache(maxsize=1 << 4)
def _lang_of(language: str | None) -> Markup:
    """Return the attribute of an element in this language; nothing, if it is the page's own."""
    return Markup(' lang="{}"').format(escaped(language)) if language else Markup("")


def _finalized(value: object) -> Markup:
    return value if isinstance(value, Markup) else escaped(str(value))


@lru_cache
def _templates(language: Language) -> jinja2.Environment:
    @lru_cache(maxsize=1 << 10)
    def day(value: date) -> Markup:
        text = day_text(value, language)
        return Markup('<time datetime="{}">{}</time>').format(escaped(value.isoformat()), escaped(text))

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("cop_build.pages", "templates"),
        autoescape=True,
        auto_reload=False,
        finalize=_finalized,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["day"] = day
    environment.filters["lang_of"] = _lang_of
    environment.globals["say"] = _Said(language)
    return environment
