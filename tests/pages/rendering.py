"""Markdown as the site renders it: with the extensions of the repository's own ``mkdocs.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import markdown
import yaml

ROOT = Path(__file__).resolve().parents[2]
LIVE_ELEMENTS = {"script", "iframe", "object", "embed", "form", "svg", "math", "img", "base", "meta", "link", "style"}


@lru_cache
def extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    listed = yaml.safe_load((ROOT / "mkdocs.yml").read_text())["markdown_extensions"]
    names, options = [], {}
    for one in listed:
        name, given = next(iter(one.items())) if isinstance(one, dict) else (one, {})
        names.append(name)
        options[name] = given
    return names, options


def rendered(text: str) -> str:
    names, options = extensions()
    return str(markdown.markdown(text, extensions=names, extension_configs=options))


def parsed(html: str) -> Element:
    return html5lib.parse(html, namespaceHTMLElements=False)


def live(document: Element, *, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Return what in a document could act: elements, handlers, addresses that run something."""
    found = []
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in LIVE_ELEMENTS - allowed:
            found.append(element.tag)
        for name, value in element.attrib.items():
            address = "".join(value.split()).lower()
            if name.startswith("on") or address.startswith(("javascript:", "vbscript:", "data:", "//")):
                found.append(f"{element.tag} {name}={value}")
    return found
