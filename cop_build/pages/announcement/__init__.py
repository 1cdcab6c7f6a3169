"""What a session is announced with: a letter, a calendar, a text for chats, a poster.

The same session, language and draft or not give the same bytes, whenever they are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cop_build.core.verdict import Approved
from cop_build.pages.announcement.letter import letter
from cop_build.pages.announcement.poster import Font, poster
from cop_build.pages.announcement.said import said_of
from cop_build.pages.announcement.texts import chat_text
from cop_build.pages.announcement.words import announcement_words
from cop_build.pages.calendar import Drafted, session_calendar
from cop_build.pages.catalogue import Catalogue

__all__ = ["Composed", "Font", "Sort", "announcement"]


class Sort(StrEnum):
    """What a file is for."""

    LETTER = "email"
    CALENDAR = "calendar"
    CHAT = "line"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class Composed:
    """A file of an announcement. ``name`` is made of the session's slug: small letters, digits, hyphens."""

    sort: Sort
    name: str
    content: bytes


def announcement(
    session: Approved, catalogue: Catalogue, *, fonts: Sequence[Font], drafted_at: datetime | None = None
) -> tuple[Composed, ...]:
    """Return the files that announce a session, in the catalogue's language.

    Args:
        fonts: What the poster is written with.
        drafted_at: When a draft was written, UTC: everything says then that it is one. ``None``: it is none.
    """
    language = catalogue.language
    said = said_of(session, catalogue, is_draft=drafted_at is not None)
    drafted = Drafted(f"[{announcement_words(language)['draft']}]", drafted_at) if drafted_at else None
    name = session.version.asset.partition("/")[2] + ("-draft" if drafted else "")
    calendar = session_calendar(session, catalogue, drafted=drafted)
    mail = letter(said, language, calendar=calendar, name=f"{name}.ics", digest=session.version.digest)
    return (
        Composed(Sort.LETTER, f"{name}.eml", mail),
        Composed(Sort.CALENDAR, f"{name}.ics", calendar),
        Composed(Sort.CHAT, f"{name}-line.txt", chat_text(said, language).encode()),
        Composed(Sort.POSTER, f"{name}-poster.html", poster(said, language, fonts=fonts)),
    )
