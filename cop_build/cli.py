"""The command ``cop``: reads what was typed, calls a use case, prints what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from cop_build.core.findings import Finding, Unable
from cop_build.core.model import Decision, Kind, Language, Role, Text
from cop_build.core.report import Style

UNDONE, UNABLE = 1, 3

A_ROLE = click.Choice([role.value for role in Role])
A_PATH = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)

F = TypeVar("F", bound=Callable[..., Any])  # Any: Click passes options by name, of any type


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # Any: Click's
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-11-23", param, ctx)


def _default_style() -> str:
    return Style.GITHUB.value if os.environ.get("GITHUB_ACTIONS") == "true" else Style.TEXT.value


format_option = click.option(
    "--format",
    "style",
    type=click.Choice([style.value for style in Style]),
    default=_default_style,
    help="How to print (default: github in GitHub Actions, else text).",
)
lang_option = click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    help="Language of the texts (default: the community's).",
)
as_of_option = click.option("--as-of", type=Day(), help="Judge as of this day (default: today).")


def common(command: F) -> F:
    """Add the options that most commands share."""
    return as_of_option(lang_option(command))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "where", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Run in this folder."
)
@click.version_option(package_name="cop-build", prog_name="cop")
@click.pass_context
def commands(ctx: click.Context, where: Path) -> None:
    """A community of practice shares what it learns; only what its experts confirmed reaches the public."""
    ctx.obj = where


def here() -> Path:
    """Return the folder in which the command runs."""
    where = click.get_current_context().find_root().obj
    assert isinstance(where, Path)
    return where


def say(*lines: str, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


def chosen(lang: str | None, default: Language) -> Language:
    return Language(lang) if lang else default


def both(text: Text, language: Language | None) -> str:
    return text.said_in(language) if language else f"{text.th} / {text.en}"


def show(findings: Sequence[Finding], style: str, language: Language, *, err: bool = False) -> None:
    """Print findings in a style."""
    from cop_build.core import report

    if style == Style.JSON:
        say(report.findings_json(findings, language), err=err)
    elif style == Style.GITHUB:
        say(*report.findings_github(findings, language), err=err)
    else:
        say(*report.findings_text(findings, language), err=err)


def note(findings: Sequence[Finding], language: Language) -> None:
    """Print short notes on standard error."""
    say(*(finding.detail.said_in(language) for finding in findings), err=True)


def finish(findings: Iterable[Finding]) -> None:
    """End with status 1 if anything is an error."""
    if any(finding.is_error for finding in findings):
        sys.exit(UNDONE)


@commands.command()
@click.argument("assets", nargs=-1, metavar="[ASSET]…")
@click.option("--rev", help="Check a commit instead of the work tree.")
@click.option("--against", metavar="BASE", help="Also: may what the commit changes about this one be one change?")
@format_option
@common
def check(
    assets: tuple[str, ...],
    rev: str | None,
    against: str | None,
    style: str,
    lang: str | None,
    as_of: date | None,
) -> None:
    """Say what keeps drafts from the public, where, and what to do."""
    from cop_build.app import judging

    judged = judging.check(here(), assets=assets, revision=rev, as_of=as_of)
    findings = judging.findings_of(judged, assets, against=against, revision=rev)
    show(findings, style, chosen(lang, judged.judgement.community.language))
    finish(findings)


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


@commands.group()
def review() -> None:
    """Approve, ask for changes, recall; see what waits."""


_WHAT_YOU_READ = "What you read; refused if the asset is another by now."


def _decision(decision: Decision, name: str, summary: str) -> None:
    is_recall = decision is Decision.RECALL

    @review.command(name, help=summary)
    @click.argument("asset")
    @click.option("--as", "person", required=True, metavar="PERSON", help="Your id in the registry.")
    @click.option("--key", required=True, type=A_PATH, help="Your SSH key's file (ssh-ed25519).")
    @click.option(
        "--digest",
        help="What you read; refused if the asset is another by now." + (' "*": all versions.' if is_recall else ""),
    )
    @click.option("--comment", default="", help="To the authors; never published.")
    @click.option("--reason", required=is_recall, hidden=not is_recall, help="One line, published on the notice.")
    @lang_option
    def command(
        asset: str, person: str, key: Path, digest: str | None, comment: str, reason: str | None, lang: str | None
    ) -> None:
        from cop_build.app import judging, reviewing

        if reason is not None and not is_recall:
            raise click.UsageError("--reason is for recalls; use --comment")
        done = reviewing.review(
            here(), decision, asset=asset, person=person, key=key, digest=digest, comment=comment, reason=reason
        )
        language = chosen(lang, done.judged.judgement.community.language)
        note(judging.uncommitted_note(done.judged), language)
        say(done.path)
        if done.findings:
            show(done.findings, Style.TEXT, language, err=True)
        th, en = "บันทึกแล้ว commit ไฟล์นี้เพื่อให้มีผล", "Written. Commit this file for it to count."
        say(Text(th=th, en=en).said_in(language), err=True)
        finish(done.findings)


_decision(Decision.APPROVE, "approve", "Confirm that the newest version of an asset is correct.")
_decision(
    Decision.REQUEST_CHANGES, "request-changes", "Ask for changes of the newest version; it is not public until lifted."
)
_decision(Decision.RECALL, "recall", "Take a version out of the public site at once and for ever.")


@review.command()
@click.option("--as", "person", metavar="PERSON", help="Only what waits for this person.")
@common
def queue(person: str | None, lang: str | None, as_of: date | None) -> None:
    """Say what waits for whom, longest wait first."""
    from cop_build.app import reviewing

    judged, tasks = reviewing.queue(here(), person=person, as_of=as_of)
    language = chosen(lang, judged.judgement.community.language)
    for task in tasks:
        people = ", ".join(each.id for each in task.people)
        say(f"{task.since}  {task.asset}  {task.what.said_in(language)}  ({people or '-'})")
    if not tasks:
        say(Text(th="ไม่มีงานรอ", en="Nothing waits.").said_in(language))


@review.command()
@click.argument("asset")
def diff(asset: str) -> None:
    """Show what the newest version changes about the public one."""
    from cop_build.app import reviewing
    from cop_build.core.report import shown

    _, lines = reviewing.diff(here(), asset=asset)
    say(*(shown(line) for line in lines))


@commands.group()
def person() -> None:
    """The people of the registry."""


@person.command("add")
@click.argument("id_", metavar="ID")
@click.option("--name", required=True, help="Display name, in Thai.")
@click.option("--name-en", help="Display name in English (default: the same).")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]), help="May be repeated."
)
@click.option("--topic", "topics", multiple=True, help="Experts: what the person may confirm. May be repeated.")
@click.option(
    "--email", "emails", multiple=True, required=True, help="Address of the person's commits. May be repeated."
)
@click.option("--github", type=click.IntRange(min=1), help="Numeric account id.")
@click.option("--key", "keys", multiple=True, type=A_PATH, help="Public SSH key's file. May be repeated.")
def add_person(
    id_: str,
    name: str,
    name_en: str | None,
    roles: tuple[str, ...],
    topics: tuple[str, ...],
    emails: tuple[str, ...],
    github: int | None,
    keys: tuple[Path, ...],
) -> None:
    """Add a person to community.yml. Commit it before the person's first review: it counts from the next commit on."""
    from cop_build.app import founding

    written = founding.add_person(
        here(),
        id_,
        name=name,
        name_en=name_en,
        roles=[Role(role) for role in roles],
        topics=topics,
        emails=emails,
        github=github,
        keys=keys,
    )
    say(written.path)


@commands.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("slug")
@click.option("--title", required=True)
@click.option("--author", help="A person's id (default: whose address git commits under).")
@click.option("--topic", "topics", multiple=True, help="May be repeated.")
def new(kind: str, slug: str, title: str, author: str | None, topics: tuple[str, ...]) -> None:
    """Write a new draft from its kind's template."""
    from cop_build.app import founding

    say(founding.new(here(), Kind(kind), slug, title=title, author=author, topics=topics).path)


@commands.command()
@click.argument("folder", metavar="DIR", type=A_PATH)
def init(folder: Path) -> None:
    """Make a repository for a new community, ready to build."""
    from cop_build.app import founding

    say(str(founding.init(here() / folder)))


@commands.command()
@common
def stage(lang: str | None, as_of: date | None) -> None:
    """Write docs/ from what is approved in HEAD."""
    from cop_build.app import judging, publishing
    from cop_build.core.report import count_line

    judged = publishing.stage(here(), as_of=as_of)
    language = chosen(lang, judged.judgement.community.language)
    note(judging.uncommitted_note(judged), language)
    say(f"docs/: {count_line(judged.judgement, language)}")


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
    if not built.is_done:
        show(built.findings, style, language, err=True)
        th, en = "ไม่ได้เปลี่ยนเว็บไซต์เดิม", "Nothing was swapped in; the old site stands."
        say(Text(th=th, en=en).said_in(language), err=True)
        sys.exit(UNDONE)
    where = previewing.PREVIEW if preview else publishing.SITE
    say(f"{where}/: {built.pages} pages, {len(judgement.public)} assets public, {waiting_count(judgement)} waiting")


@commands.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(port: int) -> None:
    """Show the preview at http://127.0.0.1:8000/ and build it again on every change."""
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


def main() -> None:
    """Run the command. Errors are a few lines on standard error; a traceback is a bug."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands(prog_name="cop")
    except Unable as unable:
        say(f"cop: {unable.code}: {unable.detail.th}", f"     {unable.detail.en}", err=True)
        if unable.findings:
            show(unable.findings, Style.TEXT, Language.EN, err=True)
        sys.exit(UNABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(UNABLE)
