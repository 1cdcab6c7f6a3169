"""The list of sessions: the next one first, then what is ahead, then what was, each with what came of it."""

from __future__ import annotations

from cop_build.pages.addresses import SESSIONS, way_up
from cop_build.pages.calendar import CALENDAR
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.markup import block
from cop_build.pages.rows import rows_of
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import words


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
        past=rows_of(catalogue.past_sessions, catalogue, with_notes=True),
    )
    return generated_page(SESSIONS, title=title, html=html)
