"""A new community, a new person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cop_build
from cop_build.app.judging import today_in
from cop_build.core.findings import Code, Unable
from cop_build.core.history import INIT_ADDRESS, REGISTRY
from cop_build.core.model import Community, Role, Text
from cop_build.core.parse.entries import added_person
from cop_build.core.parse.registry import read_community
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
