"""What lies ahead: ``plan``."""

from __future__ import annotations

from datetime import date

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import chosen, common, here, note, say


@commands.command()
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@common
def plan(style: str, lang: str | None, as_of: date | None) -> None:
    """Show the coming six months: sessions, gaps, who is due."""
    from cop_build.app import judging
    from cop_build.core import outlook

    judged = judging.judge(here(), as_of=as_of)
    language = chosen(lang, judged.judgement.community.language)
    note(judging.uncommitted_note(judged), language)
    if style == "json":
        say(outlook.plan_json(judged.judgement))
    else:
        say(*outlook.plan_text(judged.judgement, language))
