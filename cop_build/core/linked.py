"""Which linked data may a page hold for search engines? Known types, known keys, nothing that could end its script.

The data say what the page says already, in the words of https://schema.org as JSON-LD. Source: manual/trust.md §6.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from cop_build.core.addresses import split

CONTEXT = "https://schema.org"
PAGES = frozenset({"QAPage", "WebPage", "WebSite"})  # what a whole page can be

_LIVE = re.compile("[<>&'\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U00010000-\U0010ffff]")
_LONGEST = 5_000  # letters of a text

Leads = Callable[[str], bool]  # does an address lead to a page of the site?
_Rule = Callable[[object, Leads], bool]


def as_linked_data(node: Mapping[str, object]) -> str:
    """Return a page's data as JSON of which no letter means anything to HTML, one way only to write it."""
    text = json.dumps({"@context": CONTEXT, **node}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _LIVE.sub(_escaped, text)


def is_linked_data(text: str, *, leads: Leads) -> bool:
    """Is this text such data, with nothing in it that is not on the list?"""
    if _LIVE.search(text):
        return False
    try:
        node = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return isinstance(node, dict) and node.pop("@context", None) == CONTEXT and _is_node(node, PAGES, leads)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _is_node(value: object, types: frozenset[str], leads: Leads) -> bool:
    kind = value.get("@type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str) or kind not in types:
        return False
    rules = _TYPES[kind]
    inner = {key: item for key, item in value.items() if key != "@type"}
    return all(key in rules and rules[key](item, leads) for key, item in inner.items())


def _text(value: object, _: Leads) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST


def _language(value: object, _: Leads) -> bool:
    return value in ("th", "en")


def _count(value: object, _: Leads) -> bool:
    return type(value) is int and value >= 0


def _day(value: object, _: Leads) -> bool:
    return _reads(date.fromisoformat, value) and len(str(value)) == len("2026-11-23")


def _moment(value: object, _: Leads) -> bool:
    return _reads(datetime.fromisoformat, value) and datetime.fromisoformat(str(value)).tzinfo is not None


def _reads(read: Callable[[str], object], value: object) -> bool:
    try:
        read(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def _own(value: object, leads: Leads) -> bool:
    return isinstance(value, str) and leads(value)


def _web(value: object, _: Leads) -> bool:
    return isinstance(value, str) and split(value)[0] in ("https:", "http:")


def _one_of(*values: str) -> _Rule:
    return lambda value, _: value in values


def _a(*types: str) -> _Rule:
    return lambda value, leads: _is_node(value, frozenset(types), leads)


def _some(*types: str) -> _Rule:
    return lambda value, leads: (
        isinstance(value, list) and bool(value) and all(_a(*types)(item, leads) for item in value)
    )


_PAGE: Mapping[str, _Rule] = {
    "name": _text,
    "description": _text,
    "inLanguage": _language,
    "url": _own,
    "datePublished": _day,
    "dateModified": _day,
    "lastReviewed": _day,
    "reviewedBy": _some("Person"),
    "author": _some("Person"),
    "about": _some("Thing"),
    "isPartOf": _a("WebSite"),
}
_TYPES: Mapping[str, Mapping[str, _Rule]] = {
    "WebPage": {**_PAGE, "mainEntity": _a("Event")},
    "QAPage": {**_PAGE, "mainEntity": _a("Question")},
    "WebSite": {"name": _text, "url": _own, "inLanguage": _language},
    "Question": {
        "name": _text,
        "dateCreated": _day,
        "answerCount": _count,
        "author": _some("Person"),
        "acceptedAnswer": _a("Answer"),
    },
    "Answer": {"text": _text, "author": _some("Person")},
    "Event": {
        "name": _text,
        "startDate": _moment,
        "endDate": _moment,
        "eventStatus": _one_of(f"{CONTEXT}/EventScheduled", f"{CONTEXT}/EventCancelled"),
        "location": _some("Place", "VirtualLocation"),
        "organizer": _a("Organization"),
    },
    "Place": {"name": _text},
    "VirtualLocation": {"url": _web},
    "Organization": {"name": _text, "url": _own},
    "Person": {"name": _text},
    "Thing": {"name": _text},
}
