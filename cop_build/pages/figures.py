"""What do numbers tell of the community? Numbers alone, of what is public: names of participants are not looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.model import EXPERT_KINDS, AssetId, Kind, NoteHeader, Phase, SessionHeader
from cop_build.core.verdict import Approved, Previewed
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.dates import year_text

_YEARS = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of the sessions that were held in one year.

    Attributes:
        name: As readers count years.
        attendance: What their notes say of how many came, added up; 0 if none says so.
        counted: Of how many sessions notes say so.
    """

    name: str
    held: int
    attendance: int
    counted: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of a community: its last years with sessions, newest first, and how many assets experts confirmed."""

    years: Sequence[Tally]
    confirmed: int


def figures_of(catalogue: Catalogue) -> Figures:
    """Return what can be counted. Nothing of it depends on the day."""
    by_year: defaultdict[int, list[AssetId]] = defaultdict(list)
    for session in catalogue.of_kind[Kind.SESSION]:
        header = session.version.header
        if isinstance(header, SessionHeader) and header.phase is Phase.HELD:
            by_year[header.starts_in(catalogue.community.timezone).year].append(session.version.asset)
    years = [_tally(year, by_year[year], catalogue) for year in sorted(by_year, reverse=True)[:_YEARS]]
    return Figures(years, sum(1 for one in catalogue.public.values() if _is_confirmed(one)))


def _tally(year: int, sessions: Sequence[AssetId], catalogue: Catalogue) -> Tally:
    numbers = [max(found) for session in sessions if (found := list(_attendance(session, catalogue)))]
    name = year_text(date(year, 1, 1), catalogue.language)
    return Tally(name, held=len(sessions), attendance=sum(numbers), counted=len(numbers))


def _attendance(session: AssetId, catalogue: Catalogue) -> Iterator[int]:
    for one in catalogue.of_session.get(session, ()):
        header = one.version.header
        if isinstance(header, NoteHeader) and header.attendance is not None:
            yield header.attendance


def _is_confirmed(one: Approved) -> bool:
    return one.version.kind in EXPERT_KINDS and not isinstance(one, Previewed)
