"""Where things stand on the site, as addresses relative to its root, and how names are written in them."""

from __future__ import annotations

import re

from cop_build.core.model import AssetId, TopicId

HOME = ""
TOPICS = "topics/"
SESSIONS = "sessions/"
LETTERS = "a-z/"
FACETS = "by/"

_SPLIT = frozenset('"<>\\^`{|}')
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def asset_address(asset: AssetId) -> str:
    return f"{asset}/"


def topic_address(topic: TopicId) -> str:
    return f"{TOPICS}{topic}/"


def facet_address(facet: str, value: str) -> str:
    """Return where a value's page stands: in a folder of its own, which no kind, topic or list has."""
    return f"{FACETS}{facet}/{value}/"


def page_path(address: str) -> str:
    """Return the file of ``docs/`` that becomes the page at an address."""
    return f"{address}index.md"


def way_up(address: str) -> str:
    """Return the relative address of the site's root, seen from a page."""
    return "../" * address.count("/")


def quoted(name: str) -> str:
    """Return a name with everything but unreserved letters percent-encoded. Source: RFC 3986 §2.3."""
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in name.encode())


def encoded(address: str) -> str:
    """Return a whole address in letters that every program takes as one address."""
    return "".join(letter if "!" <= letter <= "~" and letter not in _SPLIT else _percent(letter) for letter in address)


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


def unquoted(text: str) -> str:
    """Return a path with percent-encoding undone; what is not UTF-8 then is left as it stands."""
    if "%" not in text:
        return text
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes([int(match.group(1), 16)]), text.encode())
    try:
        return data.decode()
    except UnicodeDecodeError:
        return text
