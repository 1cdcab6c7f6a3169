"""From which session, note and question a page comes, and what came of it: public assets alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cop_build.core.model import AssetId, Kind, Text
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.rows import Link, Row, link_to, rows_of

_ONE: dict[Kind, Text] = {
    Kind.SESSION: Text(th="การประชุม", en="Session"),
    Kind.NOTE: Text(th="บันทึก", en="Note"),
    Kind.QUESTION: Text(th="คำถาม", en="Question"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a page comes of, and what sort of thing that is."""

    kind: str
    link: Link


def sources_of(asset: AssetId, catalogue: Catalogue) -> Sequence[Source]:
    """Return where an asset comes from, the session first."""
    found = (catalogue.public[source] for source in catalogue.lineage.sources_of(asset))
    return [Source(_ONE[one.version.kind].said_in(catalogue.language), link_to(one, catalogue)) for one in found]


def outcomes_of(asset: AssetId, catalogue: Catalogue) -> Sequence[Row]:
    """Return what came of an asset: notes, questions, knowledge."""
    return rows_of((catalogue.public[outcome] for outcome in catalogue.lineage.outcomes_of(asset)), catalogue)
