"""Which MathML has a formula? Browsers draw it without a script. Source: https://www.w3.org/TR/mathml-core/."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from latex2mathml.converter import convert
from selectolax.lexbor import LexborHTMLParser

from cop_build.core.elements import MATH

MAX_LETTERS = 2_000
# What the extension `pymdownx.arithmatex` makes of $…$ and $$…$$ under `generic: true`.
_FOREIGN_TAG = re.compile(rf"<(?=[A-Za-z/!?])(?!/?(?:{'|'.join(MATH)})[\s/>])")
_FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)


@lru_cache(maxsize=1 << 10)
def mathml(formula: str, *, is_block: bool) -> str | None:
    """Return a LaTeX formula as MathML; ``None`` if it cannot be read or would be more than a formula."""
    if len(formula) > MAX_LETTERS:
        return None
    try:
        made = convert(formula, display="block" if is_block else "inline")
    except Exception:  # the converter fails in many ways of its own; none of them is a formula
        return None
    if _FOREIGN_TAG.search(made):  # not all of them are nodes: <body onload=…> gives its attribute to the page's own
        return None
    body = LexborHTMLParser(f"<body>{made}").body
    nodes = [node for node in body.traverse() if node.tag not in ("-text", "body")] if body else []
    fits = all(node.tag in MATH and node.attributes.keys() <= MATH[node.tag] for node in nodes if node.tag)
    return made if fits and nodes and nodes[0].tag == "math" else None


def with_formulas(page: str) -> str:
    """Return a rendered page with its formulas as MathML; what is none stays as its author wrote it."""
    return _FORMULA.sub(_drawn, page) if 'class="arithmatex"' in page else page


def broken_formula(rendered: str) -> bool:
    """Say whether rendered HTML holds a formula that cannot be drawn."""
    return 'class="arithmatex"' in rendered and _FORMULA.search(with_formulas(rendered)) is not None


def _drawn(match: re.Match[str]) -> str:
    made = mathml(html.unescape(match[3]).strip(), is_block=match[2] == "[")
    return match[0] if made is None else f'<{match[1]} class="arithmatex">{made}</{match[1]}>'
