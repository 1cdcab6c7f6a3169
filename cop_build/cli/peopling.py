"""Which parts people play: ``people``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import A_PATH, Day, common, here, note, say
from cop_build.cli.usage import Misused
from cop_build.core.model import Language, Text

_ENDINGS: Mapping[str, str] = {".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".txt": "text"}
_HANDED: Mapping[str, Text] = {
    "new": Text(th="เขียนใหม่ มีรายชื่อบุคคล ใช้ภายในเท่านั้น", en="new; it holds people's names and is not for the public"),
    "replaced": Text(
        th="เขียนทับของเดิม มีรายชื่อบุคคล ใช้ภายในเท่านั้น", en="replaced; it holds people's names and is not for the public"
    ),
    "unchanged": Text(th="เหมือนเดิม", en="unchanged"),
}


@commands.command()
@click.option("--from", "since", type=Day(), help="First day, inclusive (default: a year up to the last day).")
@click.option("--to", "until", type=Day(), help="Last day, inclusive (default: as --as-of).")
@click.option("--table", "which", type=click.Choice(["people", "cover", "details"]), help="Only this, of text and csv.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "csv", "xlsx", "json"]),
    help="How to tell it (default: by the ending of --out, else text).",
)
@click.option("--out", type=A_PATH, metavar="FILE", help="Write it to this file, outside the repository.")
@click.option("--replace", "may_replace", is_flag=True, help="Write over a file of the same name.")
@common
def people(
    *,
    since: date | None,
    until: date | None,
    which: str | None,
    style: str | None,
    out: Path | None,
    may_replace: bool,
    lang: str | None,
    as_of: date | None,
) -> None:
    """Say who took part, presented, asked, answered, wrote and confirmed, and who knows each topic.

    For members: names never come to the public site. A topic that only one person knows, or that has fewer than two
    experts, is marked.
    """
    from cop_build.app import judging, peopling
    from cop_build.core.participation import EmptyWindow

    form = peopling.Form(style or _form_of(out))
    if form is peopling.Form.XLSX and out is None:
        raise Misused(th="ไฟล์ .xlsx ต้องระบุ --out FILE", en="an .xlsx file needs --out FILE")
    if which and form not in (peopling.Form.TEXT, peopling.Form.CSV):
        th = f"--table ใช้กับ text และ csv เท่านั้น เพราะ {form.value} มีทุกตารางแล้ว"
        raise Misused(th=th, en=f"--table is for text and csv: {form.value} holds all of them")
    try:
        told = peopling.tell_of_people(
            here(),
            form=form,
            which=peopling.Which(which) if which else None,
            since=since,
            until=until,
            out=here() / out if out else None,
            may_replace=may_replace,
            language=Language(lang) if lang else None,
            as_of=as_of,
        )
    except EmptyWindow as error:
        th, en = f"ไม่มีวันใดอยู่ระหว่าง --from กับ --to ({error})", f"no day lies from --from to --to: {error}"
        raise Misused(th=th, en=en) from None
    note(judging.uncommitted_note(told.judged), told.language)
    if told.handed:
        say(f"{out}  ({_HANDED[told.handed].said_in(told.language)})")
    else:
        click.echo(told.content, nl=False)


def _form_of(out: Path | None) -> str:
    """Return the form that a file's name asks for. Raises: Misused, if none has such an ending."""
    if out is None:
        return "text"
    if form := _ENDINGS.get(out.suffix.lower()):
        return form
    endings = ", ".join(_ENDINGS)
    th = f"ระบุ --format หรือให้ชื่อไฟล์ลงท้ายด้วย {endings}"
    raise Misused(th=th, en=f"{out.name}: say --format, or end the name in {endings}")
