"""A new community, a new person, a new draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

import cop_build
from cop_build.app.judging import Judged, judge_work_tree, today_in
from cop_build.core.dossier import is_asset
from cop_build.core.findings import Code, Unable
from cop_build.core.history import INDEX, INIT_ADDRESS, REGISTRY
from cop_build.core.model import AssetId, Community, Kind, Person, Role, Text
from cop_build.core.parse.entries import added_person, quoted
from cop_build.core.parse.registry import read_community
from cop_build.core.rhythm import meetings, proposed
from cop_build.edges.files import rewrite, write_new
from cop_build.edges.git import Repository, first_commit
from cop_build.edges.signatures import public_key
from cop_build.pages.forge import forge_files

TEMPLATES = Path(cop_build.__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, to be looked at and committed by a person. The path is relative to the root."""

    root: Path
    path: str


def init(folder: Path) -> Path:
    """Make a repository for a new community, with its first commit made. Raises: Unable."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        th, en = f"{folder} มีสิ่งอื่นอยู่แล้ว เลือกโฟลเดอร์ว่าง", f"{folder} is not an empty folder; nothing was changed"
        raise Unable(Code("COP911"), Text(th=th, en=en))
    source = TEMPLATES / "init"
    for place in sorted(source.rglob("*")):
        if place.is_file() and "__pycache__" not in place.parts:
            name = place.relative_to(source).as_posix().replace("dot-", ".")
            write_new(folder / name, place.read_bytes())
    community = read_community((folder / REGISTRY).read_bytes())
    assert isinstance(community, Community), "the template is valid"
    for path, text in forge_files(community, today_in(community.timezone)).items():
        write_new(folder / path, text.encode())
    first_commit(folder, address=INIT_ADDRESS)
    return folder


def add_person(
    where: Path,
    person: str,
    *,
    name: str,
    name_en: str | None,
    roles: Sequence[Role],
    topics: Sequence[str],
    emails: Sequence[str],
    github: int | None,
    keys: Sequence[Path],
) -> Written:
    """Add a person to the registry in the work tree. Raises: Unable, and changes nothing, if it were not valid then."""
    root = Repository.at(where).root
    try:
        text = (root / REGISTRY).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Unable(Code("COP201"), Text(th=f"อ่าน {REGISTRY} ไม่ได้", en=f"{REGISTRY} cannot be read")) from None
    added = added_person(
        text,
        person=person,
        name=name,
        name_en=name_en or name,
        roles=[role.value for role in roles] or [Role.MEMBER.value],
        topics=topics,
        emails=emails,
        github=github,
        keys=[public_key(key) for key in keys],
    )
    read = read_community(added.encode())
    if isinstance(read, tuple):
        th, en = "เพิ่มไม่ได้ ทะเบียนจะไม่ถูกต้อง", "not added: the registry would not be valid"
        raise Unable(Code("COP203"), Text(th=th, en=en), read)
    rewrite(root / REGISTRY, added.encode())
    for path, content in forge_files(read, today_in(read.timezone)).items():
        if (root / path).is_file():  # a community without a forge stays without its files
            rewrite(root / path, content.encode())
    return Written(root, REGISTRY)


def new(where: Path, kind: Kind, slug: str, *, title: str, author: str | None, topics: Sequence[str]) -> Written:
    """Write a new draft from its kind's template. Raises: Unable."""
    asset = AssetId(f"{kind.value}/{slug}")
    if not is_asset(asset):
        example = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")[:80] or "my-topic"
        th = f"ชื่อ {slug} ใช้ a-z 0-9 และขีดกลางเท่านั้น เช่น {example}"
        en = f"{slug} is not a slug: use a-z, 0-9 and single hyphens, such as {example}"
        raise Unable(Code("COP124"), Text(th=th, en=en))
    judged = judge_work_tree(where)
    environment = Environment(
        loader=PackageLoader("cop_build", "templates/new"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown for an author's editor, quoted as YAML where it must be
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = quoted
    text = environment.get_template(f"{kind.value}.md").render(_filled_in(judged, title, author, topics))
    path = f"drafts/{asset}/{INDEX}"
    write_new(judged.repository.root / path, text.encode())
    return Written(judged.repository.root, path)


def _filled_in(judged: Judged, title: str, author: str | None, topics: Sequence[str]) -> dict[str, object]:
    community, today = judged.judgement.community, judged.judgement.as_of
    people = [person for _, person in sorted(community.people.items()) if person.since <= today <= person.until]
    writer = author or _person_at(judged.repository.user_email(), people)
    following = proposed(meetings(judged.judgement.verdicts), community, today)
    facilitators = [*([following.facilitator] if following.facilitator else []), *_with(Role.FACILITATOR, people)]
    deputies = [*([following.deputy] if following.deputy else []), *facilitators[1:], *(person.id for person in people)]
    sessions = sorted(v.asset for v in judged.judgement.verdicts if v.kind is Kind.SESSION)
    return {
        "title": title,
        "author": writer or (people[0].id if people else "p-someone"),
        "topics": list(topics) or [next(iter(community.topics), "general")],
        "today": today.isoformat(),
        "starts_on": following.day.isoformat(),
        "session": sessions[-1] if sessions else "session/my-session",
        "facilitator": (facilitators or ["p-facilitator"])[0],
        "deputy": next((p for p in deputies if p not in facilitators[:1]), "p-deputy"),
        "historian": following.historian or "p-historian",
        "zone": _offset(judged),
    }


def _offset(judged: Judged) -> str:
    """Return the community's distance from UTC, as a session's time writes it: +07:00."""
    moment = judged.judgement.committed_at.astimezone(judged.dossier.registries.zone)
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def _person_at(address: str, people: Sequence[Person]) -> str | None:
    return next((person.id for person in people if address.casefold() in person.emails), None)


def _with(role: Role, people: Sequence[Person]) -> list[str]:
    return [person.id for person in people if role in person.roles]
