"""Attachments before review: ``clean``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import chosen, finish, here, lang_option, say, show
from cop_build.core.insides import Found, Trait
from cop_build.core.model import Language, Text
from cop_build.core.report import Style, shown

if TYPE_CHECKING:
    from cop_build.app.cleaning import CleanedFile

_NOTHING = Text(th="ไม่มีอะไรต้องเอาออก ไฟล์คงเดิม", en="Nothing to take out; the files are as they were.")
_SHOWN = 5  # as many places are named of one trait

_NAMES: Mapping[Trait, Text] = {
    Trait.UNREADABLE: Text(th="ส่วนที่อ่านไม่ได้", en="a part that cannot be read"),
    Trait.TOO_LARGE: Text(th="ส่วนที่ใหญ่เกินไป", en="a part that is too large"),
    Trait.MISMATCH: Text(th="เนื้อไฟล์ไม่ตรงกับนามสกุล", en="content of another type than the name says"),
    Trait.ENCRYPTED: Text(th="การเข้ารหัสหรือรหัสผ่าน", en="encryption or a password"),
    Trait.MACRO: Text(th="แมโคร", en="macros"),
    Trait.EMBEDDED: Text(th="ไฟล์อื่นที่ฝังอยู่", en="embedded files"),
    Trait.EXTERNAL: Text(th="การเรียกไฟล์ภายนอก", en="calls of files outside"),
    Trait.SCRIPT: Text(th="สคริปต์หรือคำสั่ง", en="scripts or actions"),
    Trait.LOCATION: Text(th="พิกัดสถานที่ถ่าย", en="where it was taken"),
    Trait.CAMERA: Text(th="ข้อมูลกล้องหรือเวลาถ่าย", en="camera or time"),
    Trait.AUTHOR: Text(th="ชื่อผู้จัดทำหรือหน่วยงาน", en="names of people or organisations"),
    Trait.COMMENT: Text(th="ความเห็น (comments)", en="comments"),
    Trait.CHANGE: Text(th="การแก้ไขที่ติดตามไว้ (track changes)", en="tracked changes"),
    Trait.NOTES: Text(th="บันทึกผู้บรรยาย", en="speaker notes"),
    Trait.HIDDEN: Text(th="ส่วนที่ซ่อนอยู่", en="hidden content"),
}
_ADVICE: Mapping[Trait, Text] = {
    Trait.UNREADABLE: Text(th="เปิดดูแล้วใส่รูปหรือไฟล์นั้นใหม่", en="open it, and put that picture or file in anew"),
    Trait.TOO_LARGE: Text(th="แบ่งเป็นไฟล์เล็กลง", en="split it into smaller files"),
    Trait.MISMATCH: Text(th="บันทึกใหม่เป็นชนิดที่ถูกต้อง", en="save it again as the right type"),
    Trait.ENCRYPTED: Text(
        th="บันทึกใหม่โดยไม่ใส่รหัสผ่าน แล้วสั่ง cop clean อีกครั้ง", en="save it without a password, then clean again"
    ),
    Trait.MACRO: Text(th="บันทึกใหม่เป็นชนิดที่ไม่มีแมโคร", en="save it again as a type without macros"),
    Trait.EMBEDDED: Text(th="ลบออก หรือวางเป็นรูปแทน", en="delete them, or paste them as pictures"),
    Trait.EXTERNAL: Text(th="ตัดการเชื่อมโยง หรือฝังรูปไว้ในไฟล์", en="break the links, or put the pictures into the file"),
    Trait.SCRIPT: Text(th="ส่งออกเป็น PDF ใหม่โดยไม่มีสคริปต์", en="export the PDF again without scripts"),
    Trait.LOCATION: Text(th="ส่งออกวิดีโอใหม่โดยไม่มีพิกัด", en="export the video again without the place"),
    Trait.CAMERA: Text(th="ส่งออกใหม่โดยไม่มีข้อมูลกล้อง", en="export it again without what the camera added"),
    Trait.AUTHOR: Text(
        th="ลายเซ็นดิจิทัลบอกชื่อผู้ลงนามและแก้ไม่ได้ ให้ส่งออกใหม่โดยไม่ลงนาม",
        en="a digital signature names its signer and cannot be changed: export it again unsigned",
    ),
    Trait.COMMENT: Text(
        th="ข้อความนี้แสดงบนหน้า อ่านแล้วลบออกหากไม่ควรเผยแพร่",
        en="this text shows on the page: delete it if it may not be public",
    ),
    Trait.CHANGE: Text(
        th="ยอมรับหรือปฏิเสธการแก้ไขทุกจุด แล้วปิด track changes", en="accept or reject every change, then stop tracking"
    ),
    Trait.NOTES: Text(th="อ่านแล้วลบออกหากไม่ควรเผยแพร่", en="read them, and delete what may not be public"),
    Trait.HIDDEN: Text(
        th="ลบออก หรือเลิกซ่อนให้ผู้เชี่ยวชาญเห็นก่อนรับรอง", en="delete it, or show it, so that experts see what they approve"
    ),
}


@commands.command()
@click.argument("asset")
@click.option("--dry-run", "is_trial", is_flag=True, help="Only say what would be taken out.")
@lang_option
def clean(*, asset: str, is_trial: bool, lang: str | None) -> None:
    """Take out of an asset's attachments what readers need not get: authors, notes, comments, places.

    The files of the work tree are changed. Slides look as before; what a person must decide about is named and stays.
    """
    from cop_build.app import cleaning

    done = cleaning.clean_asset(here(), asset, is_trial=is_trial)
    language = chosen(lang, done.community.language)
    for file in done.files:
        say(*_lines(file, language, is_trial=is_trial))
    if not done.files and not done.findings:
        say(Text(th=f"{done.asset} ไม่มีไฟล์แนบ", en=f"{done.asset} has no attachments").said_in(language))
    elif not done.has_changed and not done.findings:
        say(_NOTHING.said_in(language))
    if done.findings:
        show(done.findings, Style.TEXT, language, err=True)
    if done.has_changed and not is_trial:
        th = "ไฟล์เปลี่ยนแล้ว ดูอีกครั้งและ commit เรื่องที่เคยรับรองจะได้ digest ใหม่และต้องรับรองใหม่"
        en = "Files changed: look again, and commit. An approved asset gets a new digest, and needs a new approval."
        say(Text(th=th, en=en).said_in(language), err=True)
    finish(done.findings)


def _lines(file: CleanedFile, language: Language, *, is_trial: bool) -> Iterator[str]:
    yield shown(file.path)
    taken = Text(th="จะเอาออก", en="would take out") if is_trial else Text(th="เอาออกแล้ว", en="taken out")
    for trait, places in _by_trait(file.removed):
        yield f"  {taken.said_in(language)}: {_NAMES[trait].said_in(language)}{places}"
    stays = Text(th="คนต้องตัดสิน", en="for you to decide").said_in(language)
    for trait, places in _by_trait(file.left):
        yield f"  {stays}: {_NAMES[trait].said_in(language)}{places} → {_ADVICE[trait].said_in(language)}"
    if not file.removed and not file.left:
        yield f"  {Text(th='สะอาดอยู่แล้ว', en='clean already').said_in(language)}"


def _by_trait(found: Iterable[Found]) -> Iterator[tuple[Trait, str]]:
    """Yield each trait with its first places, as they are printed."""
    places: dict[Trait, list[str]] = {}
    for each in found:
        places.setdefault(each.trait, []).append(shown(each.where))
    for trait, where in places.items():
        named = ", ".join(place for place in where[:_SHOWN] if place) + (" …" if len(where) > _SHOWN else "")
        yield trait, f" ({named})" if named else ""
