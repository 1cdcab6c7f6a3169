"""Keeps the forge's own files in step with the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cop_build.app.judging import judge_work_tree
from cop_build.core.findings import Code, Finding
from cop_build.core.model import Community, Text
from cop_build.edges.files import rewrite
from cop_build.pages.forge import forge_files


@dataclass(frozen=True, slots=True)
class Furnished:
    """Files of the forge that were not as the registry says: written, or only named."""

    community: Community
    paths: tuple[str, ...]


def furnish(where: Path, *, write: bool, as_of: date | None = None) -> Furnished:
    """Write what differs from the registry of the work tree, or only say it. Raises: Unable."""
    judged = judge_work_tree(where, as_of=as_of)
    community, root = judged.judgement.community, judged.repository.root
    files = forge_files(community, judged.judgement.as_of)
    stale = stale_files(root, files)
    for path in stale if write else ():
        rewrite(root / path, files[path].encode())
    return Furnished(community, stale)


def stale_files(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Return the paths at which something else stands, or nothing."""
    return tuple(path for path, text in files.items() if _text_at(root / path) != text)


def stale_findings(paths: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what is to be said of files that are not current."""
    th, en = "ไม่ตรงกับ community.yml", "it is not what community.yml says"
    return tuple(Finding(path, 0, Code("COP957"), Text(th=th, en=en)) for path in paths)


def _text_at(place: Path) -> str | None:
    try:
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
