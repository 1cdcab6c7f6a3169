"""The HTML that Material, our templates and Markdown need: elements and their attributes, and nothing else.

No frame, plug-in, template or element that moves an address or a script about; no attribute that handles an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

EVERYWHERE = frozenset({"class", "dir", "hidden", "id", "lang", "role", "style", "tabindex", "title"})


def _elements(table: str) -> Iterator[tuple[str, frozenset[str]]]:
    for line in table.strip().splitlines():
        tags, _, names = line.partition(":")
        for tag in tags.split():
            yield tag, frozenset(names.split())


# Formulas. No `href`, no `style`, nothing that is not drawn, and no size or colour: white letters are not seen.
MATH: Mapping[str, frozenset[str]] = {
    tag: names | {"dir", "display", "displaystyle", "mathvariant", "scriptlevel", "xmlns"}
    for tag, names in _elements(
        """
math mi mn mrow ms msqrt mroot msub msubsup msup mtext mstyle merror mmultiscripts mprescripts none:
mfrac: linethickness bevelled
mo: fence form largeop lspace maxsize minsize movablelimits rspace separator stretchy symmetric accent
mover munder munderover: accent accentunder
mpadded: depth height lspace voffset width
mspace: depth height linebreak width
mtable: align columnalign columnlines columnspacing frame rowlines rowspacing width
mtr mtd mlabeledtr: columnalign columnspan rowalign rowspan
menclose: notation
"""
    )
}

# Element: attributes beyond those of `EVERYWHERE`, `data-…` and `aria-…`.
_PAGES = dict(
    _elements(
        """
abbr article aside b bdi bdo body br cite code dd dfn div dl dt em fieldset figcaption figure footer:
h1 h2 h3 h4 h5 h6 head header hr html i kbd legend main mark nav p pre rp rt ruby s samp section:
small span strong sub summary sup table tbody tfoot thead title tr u ul var wbr:
a: href rel target download hreflang type name
blockquote q: cite
button: type
col colgroup: span
del ins: cite datetime
details: open
form: name
img: src alt width height loading decoding
input: type name value checked disabled placeholder required autocomplete autocapitalize autocorrect spellcheck
label: for
li: value
link: rel href type hreflang sizes media
meta: name property content charset http-equiv
meter progress: value min max low high optimum
ol: start type reversed
script: src type async defer
svg circle ellipse g line path polygon polyline rect: \
 xmlns viewBox width height d fill fill-rule clip-rule stroke stroke-width stroke-linecap stroke-linejoin transform \
 cx cy r rx ry x y x1 x2 y1 y2 points focusable opacity
td th: colspan rowspan headers scope align
time: datetime
track: src kind srclang label default
video: src controls preload playsinline
""".replace("\\\n", "")
    )
)

ELEMENTS: Mapping[str, frozenset[str]] = {**_PAGES, **MATH}

# What the renderer may make of an author's Markdown: far less than a page of the theme needs.
AUTHORS: Mapping[str, frozenset[str]] = {
    tag: names | {"class", "id"}
    for tag, names in _elements(
        """
abbr: title
blockquote br code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr ins kbd mark p pre s small span strong:
sub tbody td tfoot thead tr ul:
a: href title rel
details: open
div: data-tabs
img: src alt title
input: type name checked disabled
label: for
li: value
ol: start
summary sup table:
td th: align colspan style
"""
    )
}
