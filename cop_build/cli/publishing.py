"""The site: ``stage``, ``build``, ``serve``, ``audit``, ``verify``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import (
    A_PATH,
    UNDONE,
    chosen,
    common,
    finish,
    format_option,
    here,
    lang_option,
    note,
    say,
    show,
)
from cop_build.core.model import Text
from cop_build.core.report import Style


@commands.command()
@common
def stage(lang: str | None, as_of: date | None) -> None:
    """Write docs/ from what is approved in HEAD."""
    from cop_build.app import judging, publishing
    from cop_build.core.report import count_line

    staged = publishing.stage(here(), as_of=as_of)
    judgement = staged.judged.judgement
    language = chosen(lang, judgement.community.language)
    note(judging.uncommitted_note(staged.judged), language)
    if staged.findings:
        show(staged.findings, Style.TEXT, language, err=True)
    say(f"docs/: {count_line(judgement, language)}")


@commands.command()
@click.option(
    "--preview", is_flag=True, help="Build every readable draft of the work tree into preview/, marked as such."
)
@format_option
@common
def build(*, preview: bool, style: str, lang: str | None, as_of: date | None) -> None:
    """Build the public site of HEAD into site/: stage, render, audit, and only then swap."""
    from cop_build.app import judging, previewing, publishing
    from cop_build.core.report import waiting_count

    built = previewing.build(here(), as_of=as_of) if preview else publishing.build(here(), as_of=as_of)
    judgement = built.judged.judgement
    language = chosen(lang, judgement.community.language)
    if not preview:
        note(judging.uncommitted_note(built.judged), language)
    if built.findings:
        show(built.findings, style, language, err=True)
    if not built.is_done:
        th, en = "ไม่ได้เปลี่ยนเว็บไซต์เดิม", "Nothing was swapped in; the old site stands."
        say(Text(th=th, en=en).said_in(language), err=True)
        sys.exit(UNDONE)
    if preview:
        say(f"{previewing.PREVIEW}/: {built.pages} pages, {len(judgement.public)} assets shown, none confirmed by that")
    else:
        public, waiting = len(judgement.public), waiting_count(judgement)
        say(f"{publishing.SITE}/: {built.pages} pages, {public} assets public, {waiting} waiting")


@commands.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(port: int) -> None:
    """Show the preview to this machine alone, and build it again on every change."""
    from cop_build.app import previewing

    previewing.serve(here(), port=port, say=lambda line: say(line))


@commands.command()
@click.argument("site", metavar="SITE_DIR", type=A_PATH)
@format_option
@common
def audit(site: Path, style: str, lang: str | None, as_of: date | None) -> None:
    """Trace every file of a built site to what HEAD may publish."""
    from cop_build.app import publishing

    audited = publishing.audit_folder(here(), here() / site, as_of=as_of)
    show(audited.findings, style, chosen(lang, audited.judged.judgement.community.language))
    finish(audited.findings)


@commands.command()
@click.argument("site", metavar="SITE_DIR", type=A_PATH)
@click.option("--registry", type=A_PATH, help="The community.yml that you trust; never the site's own.")
@format_option
@lang_option
def verify(site: Path, registry: Path | None, style: str, lang: str | None) -> None:
    """Prove a site: every published asset's approvals and, in a clone of its commit, every byte."""
    from cop_build.app import proving

    verified = proving.verify(here(), here() / site, registry=registry)
    language = chosen(lang, verified.community.language)
    show(verified.findings, style, language)
    compared = verified.compared
    th = f"ตรวจ {verified.assets} เรื่อง" + (f" เทียบ {compared} ไฟล์" if compared is not None else " ไม่ได้เทียบไฟล์")
    en = f"{verified.assets} assets verified" + (
        f", {compared} files compared"
        if compared is not None
        else ", no bytes compared: not in a clone that has the site's commit"
    )
    if style == Style.TEXT:
        say(Text(th=th, en=en).said_in(language))
    finish(verified.findings)
