"""What a note says behind an arrow came of it: a link by its title if that is public, nothing if it is not.

An id is a word for programs. That of an asset which nobody approved is not for readers: ``cop plan`` lists it for
members instead. Source: manual/trust.md §5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cop_build.core.minutes import ARROW, NAMED
from cop_build.core.model import AssetId
from cop_build.core.verdict import Approved
from cop_build.pages.markup import escaped

_KEPT_OR_NAMED = re.compile(rf"(?P<kept>`[^`]*`|!?\[[^\[\]]*\]\([^()]*\))|{NAMED.pattern}")
_GONE = "\x00"
_BLANKS = r"(?:(?<![ \t])[ \t]++)?"  # a run of them is tried once: lines may be long
_SEPARATED = re.compile(rf"(?:{_BLANKS}(?:(?:[,;·]|และ|\band\b)[ \t]*+)?{_GONE})+")
_HANGING = re.compile(r"[ \t]*(?:[,;·]|และ|\band\b)[ \t]*")
_SAYS_SOMETHING = re.compile(r"[^\W_]")


def with_arrows_led(
    lines: Iterable[tuple[str, bool]], public: Mapping[AssetId, Approved]
) -> Iterator[tuple[str, bool]]:
    """Yield a note's lines; in its prose, what stands behind an arrow leads to assets that are public."""
    for line, is_prose in lines:
        arrow = ARROW.search(line) if is_prose else None
        yield (line if arrow is None else _led(line, arrow, public)), is_prose


def _led(line: str, arrow: re.Match[str], public: Mapping[AssetId, Approved]) -> str:
    told = line[arrow.start(1) :]
    if not any(match["kept"] is None for match in _KEPT_OR_NAMED.finditer(told)):
        return line
    left = _SEPARATED.sub("", _KEPT_OR_NAMED.sub(lambda match: match["kept"] or _link(AssetId(match[2]), public), told))
    left = _HANGING.sub("", left, count=1) if _HANGING.match(left) else left
    before = line[: arrow.start(1)] if _SAYS_SOMETHING.search(left) else line[: arrow.start()].rstrip(" \t")
    whole = f"{before}{left}"
    return whole if _SAYS_SOMETHING.search(whole) or "|" in whole else "\n"


def _link(asset: AssetId, public: Mapping[AssetId, Approved]) -> str:
    """Return a link as authors write it; it is led to readers' pages like theirs."""
    if asset not in public:
        return _GONE
    return f"[{escaped(public[asset].version.header.title)}](../../{asset}/index.md)"
