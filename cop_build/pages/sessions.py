"""The list of sessions: the next one, then what is ahead, then year by year what was and came of it; and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cop_build.pages.addresses import SESSIONS, way_up
from cop_build.pages.calendar import CALENDAR
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.dates import year_text
from cop_build.pages.figures import figures_of
from cop_build.pages.markup import block
from cop_build.pages.rows import Row, rows_of
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import words

OPEN_YEARS = 2  # of those past; the years before are folded


@dataclass(frozen=True, slots=True)
class Year:
    """The past sessions of one year, newest first. ``anchor`` is its year of the Common Era, for addresses."""

    name: str
    anchor: str
    rows: Sequence[Row]


def sessions_page(catalogue: Catalogue) -> Staged:
    """Return the list of all public sessions as of the day of the judgement."""
    title = words(catalogue.language)["sessions"]
    following = catalogue.next_session
    html = block(
        "sessions.html",
        catalogue.language,
        root=way_up(SESSIONS),
        title=title,
        following=rows_of([following] if following else [], catalogue),
        upcoming=rows_of([one for one in catalogue.upcoming_sessions if one is not following], catalogue),
        calendar=None if catalogue.is_preview else CALENDAR,
        years=(years := _past_years(catalogue))[:OPEN_YEARS],
        earlier=years[OPEN_YEARS:],
        figures=figures_of(catalogue),
    )
    return generated_page(SESSIONS, title=title, html=html)


def _past_years(catalogue: Catalogue) -> Sequence[Year]:
    rows = rows_of(catalogue.past_sessions, catalogue, with_notes=True)
    dated = [(row.times.day, row) for row in rows if row.times is not None]
    grouped = [[*group] for _, group in groupby(dated, key=lambda one: one[0].year)]
    return [
        Year(year_text(group[0][0], catalogue.language), str(group[0][0].year), [row for _, row in group])
        for group in grouped
    ]
