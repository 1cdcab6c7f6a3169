"""Drafts and questions: ``new``, ``questions``."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import chosen, common, here, say
from cop_build.cli.usage import Misused
from cop_build.core.model import Kind


@commands.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("name", metavar="SLUG|SESSION")
@click.option("--title", help="Needed unless a session, a story or an issue gives one.")
@click.option("--author", help="A person's id (default: whose address git commits under).")
@click.option("--topic", "topics", multiple=True, help="May be repeated.")
@click.option("--from-note", "from_note", metavar="NOTE", help="Knowledge from a story of a note.")
@click.option("--story", type=click.IntRange(min=1), help="Which story of the note, from 1.")
@click.option("--proposed", "is_proposed", is_flag=True, help="A session that is only an idea, without a day.")
@click.option(
    "--from-issue",
    "from_issue",
    type=click.File("rb"),
    metavar="FILE|-",
    help="A question, or a proposed session, from an issue of the forge (its JSON, or the form's text).",
)
def new(
    *,
    kind: str,
    name: str,
    title: str | None,
    author: str | None,
    topics: tuple[str, ...],
    from_note: str | None,
    story: int | None,
    is_proposed: bool,
    from_issue: BinaryIO | None,
) -> None:
    """Write a new draft from its kind's template.

    A note takes the place of the slug from its session: cop new note SESSION.
    """
    from cop_build.app import drafting
    from cop_build.core.parse.issues import MAX_BYTES

    wanted = Kind(kind)
    if from_note and wanted is not Kind.KNOWLEDGE:
        raise Misused(th="--from-note ใช้กับ knowledge เท่านั้น", en="--from-note is for knowledge.")
    if story and not from_note:
        raise Misused(th="--story ต้องใช้กับ --from-note", en="--story needs --from-note.")
    if is_proposed and wanted is not Kind.SESSION:
        raise Misused(th="--proposed ใช้กับ session เท่านั้น", en="--proposed is for a session.")
    if from_issue and not (is_proposed or wanted is Kind.QUESTION):
        th = "--from-issue ใช้กับ question หรือกับ session ที่มี --proposed"
        raise Misused(th=th, en="--from-issue is for a question, or for a session with --proposed.")
    title = (title or "").strip() or None
    if title is None and not (from_note or from_issue or wanted is Kind.NOTE):
        raise Misused(th="ยังขาดชื่อเรื่อง (--title)", en="Missing option '--title'.")
    source = drafting.Source(
        note=from_note,
        story=story,
        issue=from_issue.read(MAX_BYTES + 1) if from_issue else None,
        is_proposed=is_proposed,
    )
    drafted = drafting.new(here(), wanted, name, title=title, author=author, topics=topics, source=source)
    say(drafted.path)
    say(*(hint.said_in(drafted.language) for hint in drafted.hints), err=True)


@commands.command()
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@common
def questions(style: str, lang: str | None, as_of: date | None) -> None:
    """List the questions without a public answer: since when, what is missing, who may answer."""
    from cop_build.app import inquiring
    from cop_build.core.questions import questions_json, questions_text

    found = inquiring.open_questions_of(here(), as_of=as_of)
    language = chosen(lang, found.community.language)
    if style == "json":
        say(questions_json(found.questions, as_of=found.as_of))
    else:
        say(*questions_text(found.questions, language))
