"""What do a session's notes hold: stories, questions, decisions, follow-ups, and what is to come of them?

Headings, bold words and list items as the templates write them, in Thai or in English; nothing else of Markdown is
read. What still waits for its author (``HINT``) is not there yet. Source: manual/members.md, "note".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cop_build.core.model import AssetId, PersonId, Version
from cop_build.core.model.headers import NoteHeader
from cop_build.core.prose import asset_at, without_code
from cop_build.core.sections import HEADING, Section, sections_of
from cop_build.core.spoken_days import day_in
from cop_build.core.writing import HINT

_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+(?:\[(?P<mark>[ xX])\]\s+)?(?P<text>\S.*)")
_LEAD = re.compile(r"\*\*(?P<label>[^*]{1,60}?)\s*:?\*\*\s*:?\s*(?P<text>.*)")
ARROW: Final = re.compile(r"(?:→|->|=>)\s*(.*)")  # behind it stands what came, or is to come, of a story or question
NAMED: Final = re.compile(r"(?<![\w/.-])((?:knowledge|question)/[a-z0-9]+(?:-[a-z0-9]+)*)(?![\w/-])")
_LINKED = re.compile(r"\]\(\s*<?([^\s()<>]+)")
_DASH = re.compile(r"(?<!\s)\s++(?:—|–|--)\s+")  # tried once a run of blanks: lines may be long
_NUMBERED = re.compile(r"^(?:เรื่องเล่า|เรื่อง|story)?(?:\s*+(?:ที่|no\.?|#))?\s*+\d*+\s*+[:.)–—-]\s*", re.IGNORECASE)
_DONE = re.compile(r"(?:เสร็จ|แล้วเสร็จ|ทำแล้ว|done\b|✓|✔)", re.IGNORECASE)
_ROW_RULE = re.compile(r"[\s|:-]+")

_HAPPENED, _DID, _LEARNT = range(3)
_PARTS: Sequence[tuple[int, re.Pattern[str]]] = (
    (_HAPPENED, re.compile(r"เกิดอะไรขึ้น|เรื่องที่พบ|what happened", re.IGNORECASE)),
    (_DID, re.compile(r"เรา(?:ทำ|จัดการ)|what we did", re.IGNORECASE)),
    (_LEARNT, re.compile(r"(?:สิ่งที่)?เรา(?:ได้)?เรียนรู้|what we learn", re.IGNORECASE)),
)
_STORY = re.compile(r"เรื่องเล่า|story\b", re.IGNORECASE)
_QUESTIONS = re.compile(r"คำถาม|questions?\b", re.IGNORECASE)
_DECISIONS = re.compile(r"ข้อตกลง|มติ|สิ่งที่ตกลง|decisions?\b|agreements?\b|what we (?:decided|agreed)", re.IGNORECASE)
_FOLLOW_UPS = re.compile(r"(?:งาน|สิ่งที่ต้อง|เรื่องที่ต้อง|การ)ติดตาม|follow.?ups?\b|actions?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Story:
    """One story of a session; a part that is not written is empty.

    Attributes:
        number: Counts the note's stories from 1.
        title: Without "story 1:" before it; empty where none is given.
        proposes: Assets that are to come of it, whether or not they are there.
    """

    number: int
    title: str
    happened: str
    did: str
    learnt: str
    proposes: tuple[AssetId, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a session. ``became`` are the assets that are said to answer it; ``is_settled`` is ticked off."""

    text: str
    became: tuple[AssetId, ...]
    is_settled: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to do after a session.

    Attributes:
        owner: As it is written: a name, several names, an office. Empty where nobody is named.
        due_on: ``None`` where no day is named that can be read.
    """

    text: str
    owner: str
    due_on: date | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """A note as it was read. ``names`` are all the assets that the text names or links to, in their order."""

    asset: AssetId
    session: AssetId
    authors: tuple[PersonId, ...]
    stories: tuple[Story, ...]
    questions: tuple[Asked, ...]
    decisions: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]
    names: tuple[AssetId, ...]


def minutes_of(version: Version) -> Minutes | None:
    """Return what a note holds; ``None`` for an asset of another kind."""
    header = version.header
    if not isinstance(header, NoteHeader):
        return None
    sections = tuple(sections_of(version.body))
    listed = {shape: [s for s in sections if shape.match(s.title)] for shape in (_QUESTIONS, _DECISIONS, _FOLLOW_UPS)}
    return Minutes(
        asset=version.asset,
        session=header.session,
        authors=header.authors,
        stories=tuple(_stories(sections, version.asset)),
        questions=tuple(_asked(text, mark, version.asset) for text, mark in _items(listed[_QUESTIONS])),
        decisions=tuple(text for text, _ in _items(listed[_DECISIONS])),
        follow_ups=tuple(_follow_ups(listed[_FOLLOW_UPS])),
        names=tuple(dict.fromkeys(_assets_in(version.body, version.asset))),
    )


# -- stories ----------------------------------------------------------------------------------------------------------


def _stories(sections: Sequence[Section], base: AssetId) -> Iterator[Story]:
    number = 0
    for title, lines in _tellings(sections):
        parts = _parts(lines)
        if any(parts):
            number += 1
            proposes = tuple(dict.fromkeys(_proposed("\n".join(lines), base)))
            yield Story(number, "" if HINT in title else _NUMBERED.sub("", title).strip(), *parts, proposes)


def _tellings(sections: Sequence[Section]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each story's title and lines; one that is told in sections of its parts has no title."""
    loose: list[str] = []
    for section in sections:
        if _STORY.match(section.title):
            yield section.title, section.lines
        elif _part_named(section.title) is not None:
            loose += [f"### {section.title}", *section.lines]
    if loose:
        yield "", loose


def _parts(lines: Sequence[str]) -> tuple[str, str, str]:
    """Return what happened, what was done, what was learnt: each below its heading, or behind its bold words."""
    told: tuple[list[str], list[str], list[str]] = ([], [], [])
    now: int | None = None
    for line in lines:
        lead, heading = _LEAD.match(line.strip()), HEADING.fullmatch(line.strip())
        begins = _part_named(lead["label"] if lead else heading[2] if heading else "")
        if begins is not None:
            now = begins
            told[now].append(lead["text"] if lead else "")
        elif heading or ARROW.match(_without_bullet(line)):
            now = None
        elif now is not None:
            told[now].append(line)
    happened, did, learnt = ("" if HINT in (text := "\n".join(part).strip()) else text for part in told)
    return happened, did, learnt


def _without_bullet(line: str) -> str:
    item = _ITEM.fullmatch(line.strip())
    return item["text"] if item else line.strip()


def _part_named(label: str) -> int | None:
    return next((part for part, shape in _PARTS if shape.match(label)), None)


# -- lists ------------------------------------------------------------------------------------------------------------


def _items(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Yield the items of a section's lists, each with what stands in its box: ``x``, a blank, or nothing."""
    for section in sections:
        for line in _outside_fences(section.lines):
            if (item := _ITEM.fullmatch(line.strip())) and HINT not in line:
                yield item["text"].strip(), (item["mark"] or "").lower()


def _outside_fences(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that are not in a block of code; spans of code within a line stay."""
    return (line for line, prose in zip(lines, without_code("\n".join(lines)), strict=True) if prose.strip())


def _asked(text: str, mark: str, base: AssetId) -> Asked:
    question = ARROW.split(_DASH.split(text)[0])[0].strip()
    return Asked(question, tuple(_assets_in(text, base)), mark == "x")


def _follow_ups(sections: Sequence[Section]) -> Iterator[FollowUp]:
    for text, mark in _items(sections):
        parts = _DASH.split(text)
        due_on = next((day for part in parts[1:] if (day := day_in(part))), None)
        owners = [part for part in parts[1:] if not day_in(part) and not _DONE.match(part)]
        is_done = mark == "x" or any(_DONE.match(part) for part in parts[1:])
        yield FollowUp(parts[0].strip(), ", ".join(owners), due_on, is_done)
    for section in sections:
        yield from _rows(_outside_fences(section.lines))


def _rows(lines: Iterable[str]) -> Iterator[FollowUp]:
    """Yield the rows of a section's tables: what, who, and by when or with which result."""
    rows = [_cells(line) for line in lines if line.strip().startswith("|") and not _ROW_RULE.fullmatch(line)]
    for cells in rows[1:]:
        if cells and cells[0] and HINT not in "".join(cells):
            due_on = next((day for cell in cells[1:] if (day := day_in(cell))), None)
            is_done = any(_DONE.match(cell) for cell in cells[1:])
            yield FollowUp(cells[0], cells[1] if len(cells) > 1 else "", due_on, is_done)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


# -- assets -----------------------------------------------------------------------------------------------------------


def _proposed(text: str, base: AssetId) -> Iterator[AssetId]:
    """Yield the assets behind arrows: ``→ knowledge/slug``, or a link."""
    for line in text.split("\n"):
        if HINT not in line and (arrow := ARROW.search(line)):
            yield from _assets_in(arrow[1], base)


def _assets_in(text: str, base: AssetId) -> Iterator[AssetId]:
    """Yield the assets that prose names behind an arrow or links to, in their order."""
    for line in without_code(text):
        if HINT in line:
            continue
        places: Mapping[int, AssetId] = {
            **{
                link.start(): asset
                for link in _LINKED.finditer(line)
                if (asset := asset_at(link[1].partition("#")[0], base))
            },
            **{name.start(): AssetId(name[1]) for name in NAMED.finditer(_LINKED.sub(_blank, line))},
        }
        yield from (places[place] for place in sorted(places))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
