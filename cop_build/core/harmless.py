"""Which values may the attributes have of what the renderer makes of an author's text? Source: manual/trust.md §5."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pygments.token import STANDARD_TYPES

from cop_build.core.addresses import split

SCHEMES = frozenset({"http", "https", "tel"})
_PYGMENTS = frozenset(name for name in STANDARD_TYPES.values() if name)


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


# What an author may name: the sort of a box, and at which side it stands. The other names are the renderer's own.
_BOXES = _words(
    """
    abstract admonition bug danger details end example failure info inline note question quote success summary tip
    warning
    """
)
_CLASSES = _PYGMENTS | _words(
    """
    admonition-title arithmatex caption code filename footnote footnote-backref footnote-ref headerlink highlight
    highlighttable hll inlinehilite keys linenodiv linenos linenums normal special md-button md-button--primary
    tabbed-alternate tabbed-block tabbed-content tabbed-control tabbed-labels tabbed-set
    task-list task-list-control task-list-indicator task-list-item
    """
)
_CLASS = re.compile(r"(?:language-|key-)[a-z0-9+#.-]{1,40}")
_ID = re.compile(
    r"[a-z0-9][a-z0-9_-]*|_\d+|fn(?:ref)?\d*:[\w.-]+|__tabbed_\d+(?:_\d+)?|__(?:code|span)(?:lineno)?-[\d-]+"
)


def is_harmless(tag: str, name: str, value: str) -> bool:
    """Say whether an attribute that an element may have does no harm with this value."""
    return _ATTRIBUTES.get(name, _any)(value, tag)


def _any(_value: str, _tag: str) -> bool:
    return True


def _is_harmless_address(value: str, tag: str) -> bool:
    scheme, _ = split(value)
    return not scheme or (tag == "a" and scheme.removesuffix(":") in SCHEMES)


def _are_known_classes(value: str, tag: str) -> bool:
    names = value.split()
    if tag == "details" or "admonition" in names:  # a box as `headerlink` or `tabbed-block` would not be seen
        return _BOXES.issuperset(names)
    return all(name in _CLASSES or _CLASS.fullmatch(name) for name in names)


def _is_harmless_id(value: str, _tag: str) -> bool:
    return _ID.fullmatch(value) is not None


def _is_a_switch(value: str, tag: str) -> bool:
    return tag != "input" or value in ("checkbox", "radio")


def _aligns_a_cell(value: str, _tag: str) -> bool:
    return value in ("text-align: left;", "text-align: center;", "text-align: right;")


_ATTRIBUTES: Mapping[str, Callable[[str, str], bool]] = {
    "class": _are_known_classes,
    "href": _is_harmless_address,
    "src": _is_harmless_address,
    "id": _is_harmless_id,
    "name": _is_harmless_id,
    "for": _is_harmless_id,
    "type": _is_a_switch,
    "style": _aligns_a_cell,
}
