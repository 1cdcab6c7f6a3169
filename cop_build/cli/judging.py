"""What the gate says: ``check``, ``status``, ``explain``."""

from __future__ import annotations

from datetime import date
from typing import TextIO

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import chosen, common, finish, format_option, here, note, say, show
from cop_build.core.model import Language
from cop_build.core.report import Style


@commands.command()
@click.argument("assets", nargs=-1, metavar="[ASSET]…")
@click.option("--rev", help="Check a commit instead of the work tree.")
@click.option("--against", metavar="BASE", help="Only what has changed since then; may it be one change?")
@click.option(
    "--summary", "page", type=click.File("a", encoding="utf-8"), help="Also write a page for people (Markdown)."
)
@format_option
@common
def check(
    *,
    assets: tuple[str, ...],
    rev: str | None,
    against: str | None,
    page: TextIO | None,
    style: str,
    lang: str | None,
    as_of: date | None,
) -> None:
    """Say what keeps drafts from the public, where, and what to do."""
    from cop_build.app import judging
    from cop_build.core.summary import summary

    checked = judging.check(here(), assets=assets, revision=rev, against=against, as_of=as_of)
    language = chosen(lang, checked.judged.judgement.community.language)
    show(checked.findings, style, language)
    if page:
        lines = summary(checked.verdicts, checked.findings, language, left_out=checked.left_out)
        page.writelines(f"{line}\n" for line in lines)
    finish(checked.findings)


@commands.command()
@format_option
@common
def status(style: str, lang: str | None, as_of: date | None) -> None:
    """Say for every asset whether it is public, and its state."""
    from cop_build.app import judging
    from cop_build.core import report

    judged = judging.judge(here(), as_of=as_of)
    language = chosen(lang, judged.judgement.community.language)
    note(judging.uncommitted_note(judged), language)
    if style == Style.JSON:
        say(report.status_json(judged.judgement, language))
    elif style == Style.GITHUB:
        say(*report.findings_github(report.all_findings(judged.judgement), language))
        say(report.count_line(judged.judgement, language))
    else:
        say(*report.status_text(judged.judgement, language))


@commands.command()
@click.argument("name", metavar="ASSET|CODE")
@common
def explain(name: str, lang: str | None, as_of: date | None) -> None:
    """Say why an asset is or is not public and the least that would make it so; or what a code means."""
    from cop_build.app import explaining

    say(*explaining.explain(here(), name, as_of=as_of, language=Language(lang) if lang else None))
