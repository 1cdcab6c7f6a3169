"""May a page play this? A video of the asset's own folder with its captions, in the one form that our pages have."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from cop_build.core.model import Language

FILMS = ("mp4", "webm")
CAPTIONS = "vtt"

_VIDEO = frozenset({"aria-label", "class", "controls", "playsinline", "preload", "src"})
_TRACK = frozenset({"default", "kind", "label", "src", "srclang"})
_LANGUAGES = frozenset(language.value for language in Language)


def is_as_we_write_it(tag: str, attributes: Mapping[str, str | None], *, parent: str | None) -> bool:
    """Say whether a ``video`` or ``track`` has the form of our pages: it starts when a reader says so, and not before.

    Args:
        parent: The element that it stands in.
    """
    if tag == "video":
        return attributes.keys() <= _VIDEO and "controls" in attributes and attributes.get("preload") == "none"
    return (
        attributes.keys() <= _TRACK
        and parent == "video"
        and attributes.get("kind") == "captions"
        and attributes.get("srclang") in _LANGUAGES
    )


def is_own(tag: str, found: str | None, *, page: str, attachments: AbstractSet[str]) -> bool:
    """Say whether the file that is played is an approved attachment of the page's own asset, of the type for it.

    Args:
        found: The file of the site that ``src`` leads to.
        page: The file of the page.
    """
    types = FILMS if tag == "video" else (CAPTIONS,)
    folder = f"{page.rpartition('/')[0]}/files/"
    if found is None or found not in attachments:
        return False
    return found.startswith(folder) and found.lower().endswith(tuple(f".{t}" for t in types))
