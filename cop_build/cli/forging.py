"""The forge beside the repository: ``forge files``, ``forge ask``, ``forge remind``, and ``doctor``."""

from __future__ import annotations

from datetime import date

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import (
    chosen,
    common,
    finish,
    format_option,
    here,
    lang_option,
    repository_option,
    say,
    show,
)
from cop_build.core.model import Text
from cop_build.core.report import Style


@commands.group()
def forge() -> None:
    """The forge's own files, and what people there are told."""


@forge.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; end with 1 if a file is not current.")
@lang_option
def files(*, only_check: bool, lang: str | None) -> None:
    """Write CODEOWNERS, the pull request's template and the issue forms from community.yml."""
    from cop_build.app import furnishing

    done = furnishing.furnish(here(), write=not only_check)
    if only_check:
        findings = furnishing.stale_findings(done.paths)
        show(findings, Style.TEXT, chosen(lang, done.community.language))
        finish(findings)
    else:
        say(*done.paths)


@forge.command()
@click.option("--pull", "numbers", multiple=True, type=click.IntRange(min=1), help="Default: all that are open.")
@repository_option
@lang_option
def ask(numbers: tuple[int, ...], repository: str | None, lang: str | None) -> None:
    """Ask those who may approve what open pull requests change for their review."""
    from cop_build.app import reminding

    judged, asked = reminding.ask(here(), repository=repository, numbers=numbers)
    language = chosen(lang, judged.judgement.community.language)
    for each in asked:
        th = "ขอรีวิวแล้ว" if each.was_possible else "ขอรีวิวไม่ได้ (ไม่ใช่ผู้ร่วมงานของ repository)"
        en = "asked" if each.was_possible else "cannot be asked (no collaborator of the repository)"
        say(f"#{each.number} {each.person.id}: {Text(th=th, en=en).said_in(language)}")


@forge.command()
@repository_option
@lang_option
def remind(repository: str | None, lang: str | None) -> None:
    """Keep one issue a person with all that waits for them."""
    from cop_build.app import reminding

    done = reminding.remind(here(), repository=repository)
    th = f"เปิดใหม่ {done.opened} ปรับปรุง {done.rewritten} ปิด {done.closed}"
    en = f"{done.opened} opened, {done.rewritten} rewritten, {done.closed} closed"
    say(Text(th=th, en=en).said_in(chosen(lang, done.judged.judgement.community.language)))


@commands.command()
@click.option("--local", is_flag=True, help="Ask nobody: only what this clone shows.")
@repository_option
@format_option
@common
def doctor(*, local: bool, repository: str | None, style: str, lang: str | None, as_of: date | None) -> None:
    """Say what weakens the gate: settings of the forge, people, keys, workflows; and what to click."""
    from cop_build.app import examining

    examined = examining.examine(here(), local=local, repository=repository, as_of=as_of)
    show(examined.findings, style, chosen(lang, examined.judged.judgement.community.language))
    finish(examined.findings)
