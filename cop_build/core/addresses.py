"""Where an address in a page leads, read as browsers read it."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from urllib.parse import unquote

_SKIPPED_AROUND = "".join(map(chr, range(0x21)))
_SKIPPED_INSIDE = re.compile(r"[\t\n\r]")
_TWO_SLASHES = re.compile(r"[/\\]{2}")
_QUERY_OR_FRAGMENT = re.compile(r"[?#]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@lru_cache(maxsize=1 << 16)
def split(address: str) -> tuple[str, str]:
    """Return what makes an address leave the site ("https:", "//"; "" if nothing) and the address as browsers read it.

    Source: https://url.spec.whatwg.org/#concept-basic-url-parser (white space dropped, backslash taken for a slash).
    """
    cleaned = _SKIPPED_INSIDE.sub("", address.strip(_SKIPPED_AROUND))
    if match := _SCHEME.match(cleaned):
        return match[0].lower(), cleaned
    if _TWO_SLASHES.match(cleaned):
        return "//", cleaned
    return "", cleaned.replace("\\", "/")


def resolve(address: str, *, page: str, base: str, files: AbstractSet[str]) -> str | None:
    """Return the file of the site that a local address leads to; ``None`` if there is none.

    Args:
        page: The file of the site that holds the address.
        base: The path at which the site will stand, such as ``/cop/``.
        files: All files of the site.
    """
    way = unquote(_QUERY_OR_FRAGMENT.split(address, maxsplit=1)[0])
    if not way:
        return page
    steps = page.split("/")[:-1]
    if way.startswith("/"):
        if not way.startswith(base):
            return None
        steps, way = [], way[len(base) :]
    for step in way.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    found = "/".join(steps)
    as_folder = f"{found}/index.html" if found else "index.html"
    return next((candidate for candidate in (found, as_folder) if candidate in files), None)
