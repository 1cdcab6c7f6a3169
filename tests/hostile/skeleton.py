"""What a page is made of but for its words: elements, attributes and where they lead, as html5lib reads them.

A page with hostile words has the very skeleton of one with harmless words, or something of the words became markup.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

Part = tuple[str, ...]  # an element's name, then each attribute with what of its value is not words

_WORDS = frozenset({"alt", "aria-label", "content", "datetime", "placeholder", "title"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "cite", "data", "data-address", "xlink:href"})
_RELATIVE = re.compile(r"[^:]*|[^:/?#]*[/?#].*", re.DOTALL)
_ANCHOR = re.compile(
    r"h-[0-9a-f]{8}(?:-\d+)?|__nav_[\d_]+(?:_label)?|__code_\d+|__codelineno-\d+-\d+|__span-\d+-\d+|fn(?:ref)?:\w+|[a-z0-9ก-ฮ]|0-9|e[0-9a-f]{2}|other"
)
_UPWARDS = re.compile(r'(?<=")\.{1,2}(?:/\.\.)*(?="|/assets/)')
_NEVER = frozenset({
    "annotation-xml", "applet", "base", "embed", "frame", "frameset", "iframe", "maction", "marquee", "mglyph",
    "object", "param", "portal", "semantics", "template",
})  # fmt: skip
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_NEVER_NAMES = frozenset({"background", "formaction", "ping", "srcdoc", "srcset", "xlink:href"})
_ALLOWED_WAYS = frozenset({".", "http:", "https:", "tel:"})
_DRAWN = re.compile(r"[MmHhVvZz0-9. -]+")  # lines of a drawing, which can do nothing else
_ACTIVE_STYLE = re.compile(r"url|expression|import|behavio|binding|[\\@&]", re.IGNORECASE)
_RELATED: tuple[Part, ...] = (("section", "class=cop-section", "data-search-exclude="), ("h2",), ("ul",))
_RELATED_ITEMS: tuple[tuple[Part, ...], ...] = (
    (("li",), ("a", "href=.")),
    (("li",), ("a", "data-address=https:", "href=.")),
)


@dataclass(frozen=True)
class Page:
    """A parsed page.

    Attributes:
        parts: Every element and comment, in the document's order.
        scripts: The text of every script; base addresses are alike on every page, and so are data in their own types.
    """

    root: Element
    parts: tuple[Part, ...]
    scripts: frozenset[str]

    @property
    def counted(self) -> Counter[Part]:
        return Counter(self.parts_of_its_own)

    @property
    def parts_of_its_own(self) -> tuple[Part, ...]:
        """The parts without lists of related pages, which depend on other assets: a heading, and links of the site."""
        parts, kept = self.parts, []
        start = 0
        while start < len(parts):
            end = start
            if parts[start : start + len(_RELATED)] == _RELATED:
                end = start + len(_RELATED)
                while parts[end : end + 2] in _RELATED_ITEMS:
                    end += 2
            if end == start:
                kept.append(parts[start])
                end += 1
            start = end
        return tuple(kept)

    def text_of(self, tag: str, **attributes: str) -> str:
        """Return the words of the first element of its name with these attributes."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}.items()
        return "".join(next(one for one in self.root.iter(tag) if wanted <= one.attrib.items()).itertext())

    def description(self) -> str:
        """Return what search engines show of the page."""
        return next(one.get("content", "") for one in self.root.iter("meta") if one.get("name") == "description")


def page_of(html: bytes | str) -> Page:
    root: Element = html5lib.parse(html, namespaceHTMLElements=False)
    parts = tuple(_part(element) for element in root.iter())
    scripts = frozenset(_without_words(script) for script in root.iter("script"))
    return Page(root, parts, scripts)


def _without_words(script: Element) -> str:
    """Return a script; of data for search engines only the types and keys, and what could end them."""
    text = script.text or ""
    if script.get("type") != "application/ld+json":
        return _UPWARDS.sub(".", text)
    try:
        keys = _keys(json.loads(text))
    except json.JSONDecodeError:  # something ended the data before its end, and that is to be seen
        return text
    return f"{keys} {sorted(set(text) & set('<>&'))}"


def _keys(value: object) -> str:
    match value:
        case dict():
            return "{" + ",".join(f"{key}:{_keys(item)}" for key, item in sorted(value.items())) + "}"
        case list():
            return "[" + ",".join(sorted({_keys(item) for item in value})) + "]"
    return "…"


def read_page(place: Path) -> Page:
    return page_of(place.read_bytes())


def _part(element: Element) -> Part:
    if not isinstance(element.tag, str):
        return ("comment",)
    return _shared(element.tag, tuple(sorted((str(name), value) for name, value in element.attrib.items())))


@lru_cache(maxsize=1 << 14)
def _shared(tag: str, attributes: tuple[tuple[str, str], ...]) -> Part:
    return (tag, *(f"{name}={_of(name, value)}" for name, value in attributes))


def _of(name: str, value: str) -> str:
    if name in _WORDS:
        return "…"
    if name in _ADDRESSES:
        return led(value)
    if name == "d" and _DRAWN.fullmatch(value):
        return "…"
    return (
        "#"
        if name in ("id", "for", "name", "aria-labelledby", "data-md-toggle") and _ANCHOR.fullmatch(value)
        else value
    )


def led(address: str) -> str:
    """Return where an address leads, as far as that matters: its scheme, another host, or within the site."""
    plain = "".join(letter for letter in address if letter > " ").lower()
    if plain.startswith(("//", "\\", "/\\")):
        return "//"
    if not _RELATIVE.fullmatch(plain) or re.match(r"[a-z][a-z0-9+.-]*:", plain):
        return plain.partition(":")[0] + ":"
    return "."


def live(page: Page) -> Iterator[str]:
    """Yield what could act on any page of anybody: the theme has none of it. Scripts are compared apart from this."""
    for part in page.parts:
        tag, *attributes = part
        if tag.removeprefix(_MATHML) in _NEVER or tag == "math":
            yield tag
        yield from (f"{tag} {attribute}" for attribute in attributes if _acts(*attribute.split("=", 1)))


def _acts(name: str, value: str) -> bool:
    return (
        name.startswith("on")
        or name in _NEVER_NAMES
        or (name in _ADDRESSES and value not in _ALLOWED_WAYS)
        or (name == "style" and _ACTIVE_STYLE.search(value) is not None)
        or (name == "http-equiv" and value.lower() == "refresh")
    )


def is_of_a_formula(part: Part) -> bool:
    """Say whether a part is MathML, which a formula in the text becomes; whether it acts is not asked here."""
    return part[0].startswith(_MATHML) or part == ("span", "class=arithmatex")


def live_in_fragment(html: str) -> list[str]:
    """Return what could act if a text were put into a page as it stands."""
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    parts = tuple(_part(element) for element in root.iter())
    acting = {"script", "style", "link", "meta", "form", "input", "button", "img", "svg", "video", "audio", "image",
              "{http://www.w3.org/2000/svg}svg"}  # fmt: skip
    return [*live(Page(root, parts, frozenset())), *(part[0] for part in parts if part[0] in acting)]
