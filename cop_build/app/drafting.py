"""A new draft: a template, filled in with what its source and the registry know already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from cop_build.app.judging import Judged, asset_id, judge_work_tree
from cop_build.core import beginnings
from cop_build.core.beginnings import Beginning
from cop_build.core.dossier import is_asset
from cop_build.core.findings import Code, Finding, Unable
from cop_build.core.history import INDEX
from cop_build.core.minutes import Story, minutes_of
from cop_build.core.model import AssetId, Kind, Language, NoteHeader, Person, PersonId, Role, SessionHeader, Text
from cop_build.core.parse.entries import listed, quoted
from cop_build.core.parse.issues import read_issue
from cop_build.core.rhythm import NOTE_WITHIN, meetings, proposed
from cop_build.edges.files import write_new

_PROPOSAL = "proposal"


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
        findings: What was masked in it.
        hints: What else there is to do.
    """

    path: str
    language: Language
    findings: Sequence[Finding]
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
    slug = _slug(session.partition("/")[2] if session else name)
    if kind is Kind.NOTE and session is None and title is None:
        judged.verdict_of(name if "/" in name else f"{Kind.SESSION}/{name}")  # raises: there is no such session
    begun = _begun(kind, session, source, judged)
    begun = beginnings.with_wishes(begun, title=title, author=PersonId(author) if author else None, topics=topics)
    template = _PROPOSAL if source.is_proposed else kind.value
    text = _templates(community.language).get_template(f"{template}.md").render(_filled_in(judged, begun, source))
    path = f"drafts/{kind.value}/{slug}/{INDEX}"
    write_new(judged.repository.root / path, text.encode())
    return Drafted(path, community.language, begun.findings, tuple(_hints(f"{kind.value}/{slug}", source, begun)))


def _begun(kind: Kind, session: AssetId | None, source: Source, judged: Judged) -> Beginning:
    """Return what a draft's source says. Raises: Unable, if it is not there."""
    community = judged.judgement.community
    if source.issue is not None:
        read = beginnings.proposal_from if source.is_proposed else beginnings.question_from
        return read(read_issue(source.issue), community)
    if source.note is not None:
        return _knowledge(source.note, source.story, judged)
    if session is None:
        held = meetings(judged.judgement.verdicts) if kind is Kind.NOTE else ()
        return Beginning(session=held[-1].asset if held else None)
    found = judged.verdict_of(session).newest
    if found is None or not isinstance(found.header, SessionHeader):
        th, en = f"{session} ยังอ่านไม่ได้ หรือยังไม่มีวันประชุม", f"{session} cannot be read, or has no day yet"
        raise Unable(Code("COP908"), Text(th=th, en=en))
    return beginnings.note_of(session, found.header, community.language)


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


def _slug(name: str) -> str:
    if is_asset(AssetId(f"{Kind.PAGE}/{name}")):
        return name
    example = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "my-topic"
    th = f"ชื่อ {name} ใช้ a-z 0-9 และขีดกลางเท่านั้น เช่น {example}"
    en = f"{name} is not a slug: use a-z, 0-9 and single hyphens, such as {example}"
    raise Unable(Code("COP124"), Text(th=th, en=en))


def _templates(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("cop_build", f"templates/new/{language.value}"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown for an author's editor, quoted as YAML where it must be
        keep_trailing_newline=True,
    )
    environment.filters.update(quoted=quoted, listed=listed)
    return environment


def _filled_in(judged: Judged, begun: Beginning, source: Source) -> Mapping[str, object]:
    community, today = judged.judgement.community, judged.judgement.as_of
    people = [person for _, person in sorted(community.people.items()) if person.since <= today <= person.until]
    writer = _person_at(judged.repository.user_email(), people) or (people[0].id if people else "p-someone")
    following = proposed(meetings(judged.judgement.verdicts), community, today)
    facilitators = [*([following.facilitator] if following.facilitator else []), *_with(Role.FACILITATOR, people)]
    deputies = [*([following.deputy] if following.deputy else []), *facilitators[1:], *(person.id for person in people)]
    texts = dict.fromkeys(("happened", "did", "learnt", "question", "tried", "story", "offers"), "")
    return {
        **texts,
        **begun.parts,
        "title": begun.title,
        "authors": list(begun.authors) or [writer],
        "askers": list(begun.askers) or ([] if source.issue is not None else [writer]),
        "participants": begun.participants,
        "topics": list(begun.topics) or [next(iter(community.topics), "general")],
        "session": begun.session,
        "today": today.isoformat(),
        "soon": (today + NOTE_WITHIN).isoformat(),
        "starts_on": following.day.isoformat(),
        "facilitator": (facilitators or [PersonId("p-facilitator")])[0],
        "deputy": next((p for p in deputies if p not in facilitators[:1]), "p-deputy"),
        "historian": following.historian or "p-historian",
        "admin": next(iter(_with(Role.ADMIN, people)), None),
        "zone": _offset(judged),
    }


def _hints(asset: str, source: Source, begun: Beginning) -> Iterator[Text]:
    if source.note is not None:
        th = f"ใส่บรรทัด → {asset} ไว้ในเรื่องเล่านั้นของบันทึก ผู้อ่านจะตามกันได้"
        yield Text(
            th=th, en=f"put the line → {asset} into that story of the note, so that readers find one from the other"
        )
    if begun.issue is not None:
        th = f"ใส่ Closes #{begun.issue} ในข้อความ commit หรือ pull request"
        yield Text(th=th, en=f"write Closes #{begun.issue} in the commit's or pull request's text")


def _offset(judged: Judged) -> str:
    """Return the community's distance from UTC, as a session's time writes it: +07:00."""
    moment = judged.judgement.committed_at.astimezone(judged.dossier.registries.zone)
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def _person_at(address: str, people: Sequence[Person]) -> PersonId | None:
    return next((person.id for person in people if address.casefold() in person.emails), None)


def _with(role: Role, people: Sequence[Person]) -> list[PersonId]:
    return [person.id for person in people if role in person.roles]
