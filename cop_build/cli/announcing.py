"""What members are told of a session: ``announce``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import A_PATH, UNDONE, chosen, common, here, note, say, show
from cop_build.core.model import Kind, Language, Text
from cop_build.core.report import Style

if TYPE_CHECKING:
    from cop_build.app.announcing import Announced

_NAMES: Mapping[str, Text] = {
    "email": Text(th="ร่างอีเมล เปิดแล้วใส่ผู้รับ", en="draft of an e-mail: open it and add who gets it"),
    "calendar": Text(th="ไฟล์ปฏิทิน", en="calendar file"),
    "line": Text(th="ข้อความสำหรับวางใน LINE", en="text to paste into LINE"),
    "poster": Text(th="โปสเตอร์ A4 เปิดในเบราว์เซอร์แล้วสั่งพิมพ์", en="A4 poster: open it in a browser and print it"),
}
_HANDED: Mapping[str, Text] = {
    "new": Text(th="เขียนใหม่", en="new"),
    "replaced": Text(th="เขียนทับของเดิม", en="replaced"),
    "unchanged": Text(th="เหมือนเดิม", en="unchanged"),
}
_NEWER = Text(
    th="มีฉบับใหม่กว่าที่รอการรับรอง ประกาศนี้ใช้ฉบับที่เผยแพร่อยู่",
    en="A newer version waits for approval; what is public is announced.",
)
_NO_ADDRESS = Text(
    th="ทะเบียนไม่มี site_url จึงไม่มีลิงก์และ QR code ของหน้าการประชุม",
    en="The registry has no site_url: there is no link to the session's page, and no QR code.",
)


@commands.command()
@click.argument("session")
@click.option(
    "--out",
    required=True,
    type=A_PATH,
    metavar="DIR",
    help="Folder for the files, outside the repository; made if need be.",
)
@click.option(
    "--draft", "is_draft", is_flag=True, help="The newest committed version, public or not, marked as a draft."
)
@click.option("--replace", "may_replace", is_flag=True, help="Write over files of the same names.")
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    help="Language of the announcement (default: as --lang).",
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@common
def announce(
    *,
    session: str,
    out: Path,
    is_draft: bool,
    may_replace: bool,
    language: str | None,
    style: str,
    lang: str | None,
    as_of: date | None,
) -> None:
    """Write what a public session is announced with: an e-mail, a calendar file, a text for LINE, a poster.

    Nothing is sent. A cancelled session gives a notice of that; one that is over is refused.
    """
    from cop_build.app import announcing, judging

    written_in = language or lang
    done = announcing.announce(
        here(),
        session,
        out=here() / out,
        language=Language(written_in) if written_in else None,
        is_draft=is_draft,
        may_replace=may_replace,
        as_of=as_of,
    )
    community = done.judged.judgement.community
    speech = chosen(lang, community.language)
    note(judging.uncommitted_note(done.judged), speech)
    if isinstance(done.found, Text):
        _refuse(done, done.found, style, speech, is_draft=is_draft)
    if done.found.has_newer:
        say(_NEWER.said_in(speech), err=True)
    if community.site_url is None:
        say(_NO_ADDRESS.said_in(speech), err=True)
    if style == "json":
        say(_json(done, None, is_draft=is_draft))
    else:
        for file in done.files:
            say(f"{file.path}  {_NAMES[file.sort].said_in(speech)} ({_HANDED[file.handed].said_in(speech)})")


def _refuse(done: Announced, why: Text, style: str, speech: Language, *, is_draft: bool) -> NoReturn:
    """Say why nothing was written, and end."""
    say(f"{done.verdict.asset}: {why.said_in(speech)}", err=True)
    if done.verdict.findings and done.verdict.kind is Kind.SESSION:
        show(done.verdict.findings, Style.TEXT, speech, err=True)
    if style == "json":
        say(_json(done, why, is_draft=is_draft))
    sys.exit(UNDONE)


def _json(done: Announced, why: Text | None, *, is_draft: bool) -> str:
    """Return the answer for programs. Source: manual/architecture.md, "Contracts"."""
    from cop_build.core.digest import canonical_json

    digest = None if isinstance(done.found, Text) else str(done.found.session.version.digest)
    return canonical_json(
        {
            "version": 1,
            "session": done.verdict.asset,
            "digest": digest,
            "draft": is_draft,
            "language": done.language.value,
            "refused": {"th": why.th, "en": why.en} if why else None,
            "files": [
                {"for": file.sort.value, "path": str(file.path), "sha256": file.sha256, "was": file.handed.value}
                for file in done.files
            ],
        }
    )
