"""An admin's word on personal data: ``override``."""

from __future__ import annotations

from pathlib import Path

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import A_PATH, chosen, finish, here, lang_option, note, say, show
from cop_build.core.model import Text
from cop_build.core.report import Style


@commands.command()
@click.argument("asset")
@click.option("--code", "codes", required=True, multiple=True, metavar="COP80n", help="What may stand; repeatable.")
@click.option("--as", "person", required=True, metavar="PERSON", help="Your id in the registry; you are an admin.")
@click.option("--key", required=True, type=A_PATH, help="Your SSH key's file (ssh-ed25519).")
@click.option("--reason", required=True, help="One line, kept in the registry.")
@lang_option
def override(asset: str, codes: tuple[str, ...], person: str, key: Path, reason: str, lang: str | None) -> None:
    """Let personal data stand in the newest version of an asset, as an admin, with a reason."""
    from cop_build.app import judging, overriding

    judged, flaws = overriding.override(here(), asset=asset, codes=codes, person=person, key=key, reason=reason)
    language = chosen(lang, judged.judgement.community.language)
    note(judging.uncommitted_note(judged), language)
    show(flaws, Style.TEXT, language, err=True) if flaws else None
    th, en = "บันทึกใน community.yml แล้ว commit ไฟล์นี้เพื่อให้มีผล", "Written to community.yml. Commit it for it to count."
    say(Text(th=th, en=en).said_in(language))
    finish(flaws)
