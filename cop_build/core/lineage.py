"""From which session, note and question did an asset come, and what came of it? Both ways.

A note and a knowledge asset name their session in the header. A note names what came of it behind an arrow or by a
link, and so does a question's text by its links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cop_build.core.minutes import minutes_of
from cop_build.core.model import AssetId, Kind, KnowledgeHeader, NoteHeader, Version, kind_of
from cop_build.core.prose import linked_assets

_ORDER = (Kind.SESSION, Kind.NOTE, Kind.QUESTION, Kind.KNOWLEDGE)
_COMES_OF = {Kind.NOTE: (Kind.QUESTION, Kind.KNOWLEDGE), Kind.QUESTION: (Kind.KNOWLEDGE,)}


class Lineage:
    """What came of what among these versions, one of each asset. An asset that is none of them is left out."""

    def __init__(self, versions: Iterable[Version]) -> None:
        known = {version.asset: version for version in versions}
        self._outcomes: defaultdict[AssetId, dict[AssetId, None]] = defaultdict(dict)
        self._sources: defaultdict[AssetId, dict[AssetId, None]] = defaultdict(dict)
        for version in known.values():
            for source, outcome in _steps(version):
                if source in known and outcome in known and source != outcome:
                    self._outcomes[source][outcome] = None
                    self._sources[outcome][source] = None

    def outcomes_of(self, asset: AssetId) -> tuple[AssetId, ...]:
        """Return what came of an asset, directly or by way of others: notes, questions, knowledge."""
        return _in_order(_reached(asset, self._outcomes))

    def sources_of(self, asset: AssetId) -> tuple[AssetId, ...]:
        """Return what an asset came of: its session, then that session's notes that name it, then questions."""
        return _in_order(_reached(asset, self._sources))


def _steps(version: Version) -> Iterator[tuple[AssetId, AssetId]]:
    """Yield pairs of a source and what came of it, as one version says."""
    header = version.header
    if isinstance(header, NoteHeader | KnowledgeHeader) and header.session is not None:
        yield header.session, version.asset
    named: Sequence[AssetId] = ()
    if isinstance(header, NoteHeader):
        minutes = minutes_of(version)
        named = minutes.names if minutes else ()
    elif version.kind is Kind.QUESTION:
        named = sorted(linked_assets(version))
    for asset in named:
        if kind_of(asset) in _COMES_OF.get(version.kind, ()):
            yield version.asset, asset


def _reached(asset: AssetId, steps: Mapping[AssetId, Iterable[AssetId]]) -> Sequence[AssetId]:
    found: dict[AssetId, None] = {}
    waiting = [asset]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in found and following != asset:
                found[following] = None
                waiting.append(following)
    return list(found)


def _in_order(assets: Iterable[AssetId]) -> tuple[AssetId, ...]:
    return tuple(sorted(assets, key=lambda asset: (_ORDER.index(kind_of(asset)), asset)))
