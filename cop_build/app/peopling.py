"""From a repository to what its people did, as text or as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from cop_build.app.judging import Judged, judge
from cop_build.core import people_report as report
from cop_build.core import people_tables as made
from cop_build.core.model import Language
from cop_build.core.participation import Window
from cop_build.core.parts import landed_in
from cop_build.core.people import People, people_of
from cop_build.core.tables import Table, as_csv, as_text
from cop_build.edges.files import Handed, hand_out, needs_a_place_outside
from cop_build.edges.workbook import workbook


class Form(StrEnum):
    """In which form it is told."""

    TEXT = "text"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class Which(StrEnum):
    """One of the tables."""

    PEOPLE = "people"
    COVER = "cover"
    DETAILS = "details"


_TABLES = {Which.PEOPLE: made.people_table, Which.COVER: made.cover_table, Which.DETAILS: made.details_table}


@dataclass(frozen=True, slots=True)
class Told:
    """What was told. ``handed`` is what came of the file, if there was to be one."""

    judged: Judged
    language: Language
    content: bytes
    handed: Handed | None = None


def tell_of_people(
    where: Path,
    *,
    form: Form,
    which: Which | None = None,
    since: date | None = None,
    until: date | None = None,
    out: Path | None = None,
    may_replace: bool = False,
    language: Language | None = None,
    as_of: date | None = None,
) -> Told:
    """Tell what people did from one day to another, and who knows each topic. Raises: Unable, EmptyWindow.

    Args:
        which: One table; else all that the form has room for, which is the first for CSV.
        since: Else a year before the last day.
        until: Else today.
        out: The file to be written, outside the repository.
        may_replace: A file of that name gives way.
    """
    judged = judge(where, as_of=as_of)
    if out is not None:
        needs_a_place_outside(judged.repository.places(), out.parent, name=out.name, seen_from=where)
    judgement = judged.judgement
    last = until or judgement.as_of
    window = Window(since, last) if since else Window.of_a_year(last)
    told = people_of(judgement, landed_in(judged.dossier), window)
    speech = language or judgement.community.language
    content = _content(told, form, which, speech, judged)
    if out is None:
        return Told(judged, speech, content)
    handed = hand_out(out.parent.resolve(), {out.name: content}, may_replace=may_replace)
    return Told(judged, speech, content, handed[out.name])


def _content(told: People, form: Form, which: Which | None, language: Language, judged: Judged) -> bytes:
    match form:
        case Form.CSV:
            return as_csv(_TABLES[which or Which.PEOPLE](told, language))
        case Form.XLSX:
            title = told.community.title.said_in(language)
            tables: Sequence[Table] = made.all_tables(told, language)
            return workbook(tables, title=title, made_at=judged.judgement.committed_at)
        case Form.JSON:
            return (report.report_json(told, language) + "\n").encode()
        case Form.TEXT:
            return "".join(f"{line}\n" for line in _lines(told, which, language)).encode()


def _lines(told: People, which: Which | None, language: Language) -> Iterable[str]:
    match which:
        case None:
            return report.report_text(told, language)
        case Which.PEOPLE:
            return report.people_text(told, language)
        case Which.COVER:
            return report.cover_text(told, language)
        case Which.DETAILS:
            return as_text(made.details_table(told, language))
