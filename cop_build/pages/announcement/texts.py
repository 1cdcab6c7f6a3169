"""An announcement as plain text: what is pasted into a chat, and what a letter says to those who see no HTML."""

from __future__ import annotations

from collections.abc import Iterator

from cop_build.core.model import Language
from cop_build.pages.announcement.said import Fact, Said
from cop_build.pages.announcement.words import announcement_words


def chat_text(said: Said, language: Language) -> str:
    """Return what is pasted into LINE: short paragraphs, addresses at the ends of lines, no markup."""
    return "\n".join(_lines(said, language, is_letter=False)) + "\n"


def letter_text(said: Said, language: Language) -> str:
    """Return the letter's plain text."""
    return "\n".join(_lines(said, language, is_letter=True)) + "\n"


def subject(said: Said, language: Language) -> str:
    """Return the letter's subject."""
    mark = f"[{announcement_words(language)['draft']}] " if said.is_draft else ""
    return f"{mark}{said.heading}: {said.title}"


def _lines(said: Said, language: Language, *, is_letter: bool) -> Iterator[str]:
    say = announcement_words(language)
    if said.is_draft:
        yield from (f"[{say['draft_text']}]", "")
    if is_letter:
        yield from (say["dear"], "")
    yield from (said.heading, said.title, "")
    if said.is_cancelled:
        yield from (say["not_held"], "")
    yield from (_fact(fact) for fact in said.facts)
    if said.prepare:
        yield from ("", say["prepare"])
        yield from (f"- {item}" for item in said.prepare)
    if said.propose:
        yield from ("", _fact(said.propose))
        if said.propose.href:
            yield f"{say['or_write']} {said.propose.href}"
    yield ""
    if said.page:
        yield f"{say['details']}: {said.page}"
    if said.is_cancelled and said.other:
        yield f"{say['other_sessions']}: {said.other}"
    if is_letter:
        yield say["calendar_cancels" if said.is_cancelled else "calendar_inside"]
    yield from (say["thanks"], said.community)


def _fact(fact: Fact) -> str:
    return f"{fact.name}: {fact.text}"
