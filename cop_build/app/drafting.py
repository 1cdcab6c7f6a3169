"""A new draft: a template, filled in with what its source and the registry know already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from cop_build.app.judging import Judged, asset_id, judge_work_tree
from cop_build.core import beginnings
from cop_build.core.beginnings import Beginning
from cop_build.core.blanks import blanks
from cop_build.core.dossier import is_asset
from cop_build.core.findings import Code, Unable
from cop_build.core.history import INDEX
from cop_build.core.minutes import Story, minutes_of
from cop_build.core.model import AssetId, Community, Kind, Language, NoteHeader, PersonId, SessionHeader, Text
from cop_build.core.parse.entries import listed, quoted
from cop_build.core.parse.issues import Issue, read_issue
from cop_build.core.personal import MASK
from cop_build.core.rhythm import meetings
from cop_build.core.spoken_days import BUDDHIST_ERA, LAST_COMMON_ERA_YEAR, day_in
from cop_build.edges.files import write_new

_PROPOSAL, _MOST = "proposal", 5
_YEAR = re.compile(r"[0-9]{4}-[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Source:
    """What a draft comes of.

    Attributes:
        note: Of knowledge: a note's id. ``story`` is its number; 1 if the note tells but one.
        issue: Of a question or a proposal: what the forge or a form's text says.
        is_proposed: The session is only an idea.
    """

    note: str | None = None
    story: int | None = None
    issue: bytes | None = None
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that was written, for a person to go on with.

    Attributes:
        path: Relative to the repository.
        hints: What there is to know and to do besides.
    """

    path: str
    language: Language
    hints: Sequence[Text]


def new(
    where: Path,
    kind: Kind,
    name: str,
    *,
    title: str | None,
    author: str | None,
    topics: Sequence[str],
    source: Source,
) -> Drafted:
    """Write a new draft from its kind's template. Raises: Unable.

    Args:
        name: Its slug; of a note also the id or the slug of its session, as which it is called then.
        title: Needed where no source has one.
    """
    judged = judge_work_tree(where)
    community = judged.judgement.community
    session = _session_named(name, judged) if kind is Kind.NOTE else None
    if kind is Kind.NOTE and session is None and (title is None or asset_id(name).startswith(f"{Kind.SESSION}/")):
        raise Unable(Code("COP908"), _which_session(name, judged))
    asset = AssetId(f"{kind.value}/{_slug(session.partition('/')[2] if session else name, kind)}")
    path = f"drafts/{asset}/{INDEX}"
    if any(verdict.asset == asset and verdict.digest is not None for verdict in judged.judgement.verdicts):
        th, en = (
            f"มี {asset} อยู่แล้ว เขียนต่อใน {path} หรือตั้งชื่ออื่น",
            f"{asset} is there already: go on in {path}, or choose another name",
        )
        raise Unable(Code("COP911"), Text(th=th, en=en))
    begun = _begun(kind, session, source, judged)
    begun = beginnings.with_wishes(begun, title=title, author=PersonId(author) if author else None, topics=topics)
    address = judged.repository.user_email()
    day = _day_in(asset) if kind is Kind.SESSION else None
    values = blanks(begun, judged.judgement, address=address, is_askers_own=source.issue is None, day=day)
    template = _PROPOSAL if source.is_proposed else kind.value
    text = _templates(community.language).get_template(f"{template}.md").render(values)
    write_new(judged.repository.root / path, text.encode())
    return Drafted(path, community.language, tuple(_hints(asset, source, begun, community)))


def _begun(kind: Kind, session: AssetId | None, source: Source, judged: Judged) -> Beginning:
    """Return what a draft's source says. Raises: Unable, if it is not there."""
    community = judged.judgement.community
    if source.issue is not None:
        read = beginnings.proposal_from if source.is_proposed else beginnings.question_from
        return read(_issue(source.issue), community)
    if source.note is not None:
        return _knowledge(source.note, source.story, judged)
    if session is None:
        held = meetings(judged.judgement) if kind is Kind.NOTE else ()
        return Beginning(session=held[-1].asset if held else None)
    found = judged.verdict_of(session).newest
    if found is None or not isinstance(found.header, SessionHeader):
        th, en = f"{session} ยังอ่านไม่ได้ หรือยังไม่มีวันประชุม", f"{session} cannot be read, or has no day yet"
        raise Unable(Code("COP908"), Text(th=th, en=en))
    return beginnings.note_of(session, found.header, community.language)


def _issue(data: bytes) -> Issue:
    """Read what was given as an issue. Raises: Unable, with what may be given."""
    try:
        return read_issue(data)
    except Unable as error:
        th = f"{error.detail.th} --from-issue รับ JSON จาก gh api repos/ชื่อ/ชื่อ/issues/เลขที่ หรือข้อความของแบบฟอร์ม"
        en = (
            f"{error.detail.en}; --from-issue takes the JSON of gh api repos/OWNER/NAME/issues/NUMBER, or a form's text"
        )
        raise Unable(error.code, Text(th=th, en=en)) from None


def _knowledge(note: str, number: int | None, judged: Judged) -> Beginning:
    named = asset_id(note)
    version = judged.verdict_of(named if "/" in named else f"{Kind.NOTE}/{named}").newest
    minutes = minutes_of(version) if version else None
    stories = minutes.stories if minutes else ()
    chosen = [story for story in stories if number is None or story.number == number]
    if version is None or not isinstance(version.header, NoteHeader) or len(chosen) != 1:
        raise Unable(Code("COP908"), _which_story(named, stories))
    return beginnings.knowledge_from(chosen[0], version.header, judged.judgement.community)


def _which_story(note: str, stories: Sequence[Story]) -> Text:
    if not stories:
        th, en = f"{note} ไม่มีเรื่องเล่าที่เขียนครบให้ใช้", f"{note} has no story that is written"
        return Text(th=th, en=en)
    told = "; ".join(f"{story.number}. {story.title or '—'}" for story in stories)
    return Text(th=f"เลือกเรื่องเล่าด้วย --story: {told}", en=f"choose one by --story: {told}")


def _session_named(name: str, judged: Judged) -> AssetId | None:
    """Return the session that a note's name stands for, if there is one."""
    named = asset_id(name)
    asset = AssetId(named if "/" in named else f"{Kind.SESSION}/{named}")
    return asset if any(verdict.asset == asset for verdict in judged.judgement.verdicts) else None


def _which_session(name: str, judged: Judged) -> Text:
    there = [verdict.asset for verdict in judged.judgement.verdicts if verdict.kind is Kind.SESSION and verdict.newest]
    named = ", ".join(reversed(there[-_MOST:]))
    return Text(
        th=f"ไม่มีการประชุม {name} " + (f"มี: {named}" if there else "เริ่มด้วย cop new session"),
        en=f"there is no session {name}; " + (f"there are: {named}" if there else "begin with cop new session"),
    )


def _slug(name: str, kind: Kind) -> str:
    """Return the slug that was given, alone or as the end of an asset's id or path. Raises: Unable."""
    slug = asset_id(name).removeprefix(f"{kind.value}/")
    if is_asset(AssetId(f"{Kind.PAGE}/{slug}")):
        return slug
    example = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "my-topic"
    th = f"ชื่อ {name} ใช้ a-z 0-9 และขีดกลางเท่านั้น เช่น {example}"
    en = f"{name} is not a slug: use a-z, 0-9 and single hyphens, such as {example}"
    raise Unable(Code("COP124"), Text(th=th, en=en))


def _day_in(session: AssetId) -> date | None:
    """Return the day with which a session's slug begins, if it does. Raises: Unable, for a Buddhist-era year."""
    slug = session.partition("/")[2]
    if _YEAR.match(slug) and int(slug[:4]) > LAST_COMMON_ERA_YEAR:
        better = f"{int(slug[:4]) - BUDDHIST_ERA}{slug[4:]}"
        th = f"ปี {slug[:4]} เป็นพุทธศักราช ชื่อโฟลเดอร์ใช้คริสต์ศักราช: {better}"
        en = f"{slug[:4]} is a Buddhist-era year; a folder is named by the Common Era: {better}"
        raise Unable(Code("COP112"), Text(th=th, en=en))
    return day_in(slug[: len("2026-12-31")])


def _templates(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("cop_build", f"templates/new/{language.value}"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown for an author's editor, quoted as YAML where it must be
        keep_trailing_newline=True,
    )
    environment.filters.update(quoted=quoted, listed=listed)
    return environment


def _hints(asset: str, source: Source, begun: Beginning, community: Community) -> Iterator[Text]:
    if not community.people:
        yield Text(
            th="ทะเบียนยังไม่มีบุคคล เพิ่มบุคคลด้วย cop person add แล้วใส่รหัสในส่วนหัวของร่าง",
            en="the registry has no people yet: add people with cop person add, and name them in the draft's header",
        )
    if source.note is not None:
        th = f"ใส่บรรทัด → {asset} ไว้ในเรื่องเล่านั้นของบันทึก ผู้อ่านจะตามกันได้"
        yield Text(
            th=th, en=f"put the line → {asset} into that story of the note, so that readers find one from the other"
        )
    if begun.findings:
        th, en = (", ".join(f"{one.code} {one.detail.said_in(to)}" for one in begun.findings) for to in Language)
        yield Text(
            th=f"ข้อความใน issue: {th} ในร่างปิดด้วย {MASK} แล้ว แต่ใน issue ยังอยู่ ให้ผู้ดูแลลบออก",
            en=f"of the issue: {en}; masked by {MASK} in the draft. It still stands in the issue: have it removed",
        )
    if begun.is_cut:
        yield Text(
            th="ข้อความยาวมาก ใส่ไว้เพียงส่วนต้น อ่านต่อใน issue",
            en="only the beginning of a long text is here; the issue has the rest",
        )
    if begun.issue is not None:
        th = f"ใส่ Closes #{begun.issue} ในข้อความ commit หรือ pull request"
        yield Text(th=th, en=f"write Closes #{begun.issue} in the commit's or pull request's text")
