"""Experts decide: ``review`` and what belongs to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import (
    A_PATH,
    chosen,
    common,
    finish,
    format_option,
    here,
    lang_option,
    note,
    repository_option,
    say,
    show,
)
from cop_build.cli.usage import Misused
from cop_build.core.model import Decision, Text
from cop_build.core.report import Style


@commands.group()
def review() -> None:
    """Approve, ask for changes, recall; see what waits."""


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
            th = "--reason ใช้กับการเรียกคืนเท่านั้น ให้ใช้ --comment"
            raise Misused(th=th, en="--reason is for recalls; use --comment")
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
_decision(Decision.RECALL, "recall", "Take the public version (else the newest) out of the site, at once and for ever.")


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


@review.command("import")
@click.option("--pull", "numbers", multiple=True, type=click.IntRange(min=1), help="A pull request. May be repeated.")
@click.option("--event", type=click.File("rb"), help="A webhook's payload (GITHUB_EVENT_PATH): says where to look.")
@repository_option
@click.option("--key", type=A_PATH, help="The recorder's SSH key; without it nothing is written, only said.")
@click.option("--fetch/--no-fetch", default=True, help="Get reviewed commits that are missing from origin.")
@format_option
@lang_option
def import_(
    *,
    numbers: tuple[int, ...],
    event: BinaryIO | None,
    repository: str | None,
    key: Path | None,
    fetch: bool,
    style: str,
    lang: str | None,
) -> None:
    """Turn reviews of merged pull requests into records, signed by the recorder's key.

    Without --pull and --event: those merged in the last two weeks. A token is read from GITHUB_TOKEN, and the
    interface's address from GITHUB_API_URL.
    """
    from cop_build.app import recording

    said = event.read() if event else None
    imported = recording.import_reviews(
        here(), repository=repository, numbers=numbers, event=said, key=key, fetch=fetch
    )
    language = chosen(lang, imported.judged.judgement.community.language)
    findings = [finding for pull in imported.pulls for finding in pull.findings]
    if style == Style.JSON:
        show(findings, style, language)
    else:
        say(*(path for pull in imported.pulls for path in pull.paths))
        if findings:
            show(findings, style, language, err=True)
    count = sum(len(pull.paths) for pull in imported.pulls)
    th = f"นับ {count} รีวิว จาก {len(imported.pulls)} คำขอ" + ("" if key else " (ไม่ได้บันทึก เพราะไม่ได้ระบุ --key)")
    en = f"{count} counted, of {len(imported.pulls)} pull request(s)" + ("" if key else " (nothing written: no --key)")
    say(Text(th=th, en=en).said_in(language), err=True)
