"""The mending of attachments before review: what can be taken out of an asset's files is taken out."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_build.app.judging import asset_id
from cop_build.core.attachments import TYPES, extension_of, printable
from cop_build.core.dossier import is_asset
from cop_build.core.findings import Code, Finding, Unable
from cop_build.core.history import DRAFTS, INDEX, REGISTRY
from cop_build.core.insides import Found
from cop_build.core.model import AssetId, Community, Limits, Text
from cop_build.core.parse.registry import read_community
from cop_build.edges.cleaning import Cleaned, clean
from cop_build.edges.files import rewrite
from cop_build.edges.git import Repository


@dataclass(frozen=True, slots=True)
class CleanedFile:
    """An attachment that was looked at. The path is relative to the repository's root, fit to be printed."""

    path: str
    removed: tuple[Found, ...]
    left: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What came of cleaning an asset. Attributes: findings: which files could not be cleaned, and why."""

    community: Community
    asset: AssetId
    files: tuple[CleanedFile, ...]
    findings: tuple[Finding, ...]

    @property
    def has_changed(self) -> bool:
        return any(file.removed for file in self.files)


def clean_asset(where: Path, asset: str, *, is_trial: bool) -> Cleaning:
    """Clean every attachment of an asset in the work tree; each file is replaced in one step. Raises: Unable.

    Args:
        is_trial: Only find out what would be done.
    """
    root = Repository.at(where).root
    community = _community(root)
    name = asset_id(asset)
    folder = root / DRAFTS / name
    if not is_asset(name) or folder.is_symlink() or not folder.is_dir():
        th, en = f"ไม่มี {asset} ใน {DRAFTS} ดูรายชื่อด้วย cop status", f"there is no asset {asset}; cop status lists them"
        raise Unable(Code("COP908"), Text(th=th, en=en))
    files, findings = [], []
    for place in sorted(folder.iterdir()):
        if place.name == INDEX:
            continue
        path = f"{DRAFTS}{name}/{printable(place.name)}"
        done = _cleaned(place, path, community.limits)
        if isinstance(done, Finding):
            findings.append(done)
            continue
        if done.removed and not is_trial:
            rewrite(place, done.data)
        files.append(CleanedFile(path, done.removed, done.left))
    return Cleaning(community, name, tuple(files), tuple(findings))


def _community(root: Path) -> Community:
    try:
        data = (root / REGISTRY).read_bytes()
    except OSError:
        raise Unable(Code("COP201"), Text(th=f"อ่าน {REGISTRY} ไม่ได้", en=f"{REGISTRY} cannot be read")) from None
    read = read_community(data)
    if isinstance(read, tuple):
        raise Unable(Code("COP202"), Text(th="ทะเบียนไม่ถูกต้อง", en="the registry is not valid"), read)
    return read


def _cleaned(place: Path, path: str, limits: Limits) -> Cleaned | Finding:
    hindrance = next(_hindrances(place, path, limits), None)
    if hindrance is not None:
        return hindrance
    try:
        return clean(place.read_bytes(), extension_of(place.name))
    except Unable as unable:
        return Finding(path, 0, unable.code, unable.detail)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Finding(path, 0, Code("COP504"), Text(th=f"อ่านไฟล์ไม่ได้ ({reason})", en=f"it cannot be read ({reason})"))


def _hindrances(place: Path, path: str, limits: Limits) -> Iterator[Finding]:
    """Yield why a file is not even read: ``cop check`` refuses it as it is."""
    found = place.lstat()
    if stat.S_ISDIR(found.st_mode):
        yield Finding(path, 0, Code("COP127"), Text(th="มีโฟลเดอร์ย่อยไม่ได้", en="an asset has no sub-folders"))
    elif not stat.S_ISREG(found.st_mode):
        yield Finding(path, 0, Code("COP128"), Text(th="ไม่ใช่ไฟล์ธรรมดา", en="not a plain file, but a link or the like"))
    elif extension_of(place.name) not in TYPES:
        allowed = ", ".join(TYPES)
        th, en = f"ชนิดไฟล์นี้เผยแพร่ไม่ได้ ใช้ได้: {allowed}", f"this type of file may not be published; allowed: {allowed}"
        yield Finding(path, 0, Code("COP132"), Text(th=th, en=en))
    elif found.st_size > limits.file:
        shown, allowed = f"{found.st_size / 2**20:,.1f} MiB", f"{limits.file / 2**20:,.0f} MiB"
        yield Finding(
            path, 0, Code("COP131"), Text(th=f"ขนาด {shown} เกิน {allowed}", en=f"{shown}, more than {allowed}")
        )
