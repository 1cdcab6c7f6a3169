"""Does a site hold what it says? Its proofs against a trusted registry, and its bytes against its commit."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cop_build.app.judging import judge
from cop_build.app.publishing import make_site, planned
from cop_build.core.findings import Code, Finding, Unable
from cop_build.core.history import REGISTRY
from cop_build.core.model import AssetId, Community, PersonId, Text, TopicId
from cop_build.core.parse.registry import read_community
from cop_build.core.proof import Published, proof_findings
from cop_build.edges.git import Repository


@dataclass(frozen=True, slots=True)
class Verified:
    """What a proof came to.

    Attributes:
        assets: How many assets the site publishes.
        compared: How many files were compared with a rebuilt site; ``None`` outside a clone that has the commit.
    """

    community: Community
    assets: int
    compared: int | None
    findings: tuple[Finding, ...]


def verify(where: Path, site: Path, *, registry: Path | None) -> Verified:
    """Recompute from the site and a trusted registry that every published asset carries valid approvals.

    In a clone that has the commit named in the site, the site is also built again, and its bytes are compared.
    Raises: Unable.
    """
    site = site.resolve()
    data = _json(site / "data" / "assets.json", site)
    repository = _repository(where)
    community = _trusted(registry, repository)
    published = tuple(_published(site, data))
    findings = [finding for asset in published for finding in proof_findings(asset, community)]
    findings.extend(_unlisted(site, {asset.path for asset in published}))
    compared = None
    if repository is not None and repository.has(str(data.get("commit"))):
        rebuilt, different = _compare(where, site, data)
        compared = rebuilt
        findings.extend(different)
    return Verified(community, len(published), compared, tuple(sorted(findings)))


def _repository(where: Path) -> Repository | None:
    try:
        return Repository.at(where)
    except Unable:
        return None


def _trusted(registry: Path | None, repository: Repository | None) -> Community:
    """Return the registry that the verifier trusts: the one given, else the clone's. Never one from the site."""
    place = registry or (repository.root / REGISTRY if repository else None)
    if place is None:
        th, en = (
            "ระบุทะเบียนที่เชื่อถือด้วย --registry community.yml",
            "name a registry that you trust: --registry community.yml",
        )
        raise Unable(Code("COP201"), Text(th=th, en=en))
    try:
        data = place.read_bytes()
    except OSError:
        raise Unable(Code("COP201"), Text(th=f"อ่าน {place} ไม่ได้", en=f"{place} cannot be read")) from None
    read = read_community(data, path=place.name)
    if isinstance(read, tuple):
        raise Unable(Code("COP202"), Text(th="ทะเบียนไม่ถูกต้อง", en="the registry is not valid"), read)
    return read


def _json(place: Path, site: Path) -> Mapping[str, object]:
    try:
        value = json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or value.get("version") != 1:
        th, en = f"{site} ไม่ใช่เว็บไซต์ที่ cop build สร้าง", f"{site} is no site that cop build made (data/assets.json)"
        raise Unable(Code("COP540"), Text(th=th, en=en))
    if value.get("preview"):
        th, en = "นี่คือฉบับดูตัวอย่าง ไม่ใช่เว็บไซต์จริง", "this is a preview, not a public site"
        raise Unable(Code("COP540"), Text(th=th, en=en))
    return value


def _published(site: Path, data: Mapping[str, object]) -> Iterator[Published]:
    listed = data.get("assets")
    for entry in listed if isinstance(listed, list) else ():
        asset = AssetId(str(entry.get("id"))) if isinstance(entry, dict) else AssetId("")
        folder = site / asset
        try:
            inside = folder.resolve().is_relative_to(site) and asset.count("/") == 1
            proof = (folder / "approval.json").read_bytes() if inside else b""
            files = {
                file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                for file in (sorted((folder / "files").iterdir()) if inside and (folder / "files").is_dir() else ())
            }
        except OSError:
            proof, files = b"", {}
        yield Published(
            asset=asset,
            path=f"{asset}/approval.json",
            digest=str(entry.get("digest")) if isinstance(entry, dict) else "",
            topics=tuple(TopicId(topic) for topic in _texts(entry, "topics")),
            reviewers=tuple(PersonId(person) for person in _texts(entry, "reviewers")),
            proof=proof,
            files=files,
        )


def _texts(entry: object, key: str) -> Iterator[str]:
    listed = entry.get(key) if isinstance(entry, dict) else None
    yield from (str(item) for item in listed) if isinstance(listed, list) else ()


def _unlisted(site: Path, proofs: set[str]) -> Iterator[Finding]:
    """Find proofs and attachments of assets that the site does not list as public."""
    for place in sorted([*site.glob("*/*/approval.json"), *site.glob("*/*/files")]):
        name = place.relative_to(site)
        if f"{name.parent.as_posix()}/approval.json" not in proofs:
            detail = Text(th="ไม่อยู่ในรายการที่เผยแพร่", en="is not in the list of what is public")
            yield Finding(name.as_posix(), 0, Code("COP546"), detail)


def _compare(where: Path, site: Path, data: Mapping[str, object]) -> tuple[int, tuple[Finding, ...]]:
    try:
        as_of = date.fromisoformat(str(data.get("as_of")))
    except ValueError:
        th, en = "เว็บไซต์ไม่บอกวันที่สร้าง", "the site does not say as of which day it was built"
        raise Unable(Code("COP540"), Text(th=th, en=en)) from None
    judged = judge(where, as_of=as_of, revision=str(data.get("commit")), is_fresh=True)
    with tempfile.TemporaryDirectory(prefix="cop-verify-") as folder, judged.attachments() as read:
        workshop = Path(folder)
        staged = planned(judged, read)
        made = make_site(judged, staged.files, read=read, docs=workshop / "docs", workshop=workshop)
        ours, theirs = _sums(made), _sums(site)
    detail = Text(th="ไม่ตรงกับที่สร้างใหม่จาก commit", en="is not what the commit gives when built again")
    different = (name for name in sorted(ours.keys() | theirs.keys()) if ours.get(name) != theirs.get(name))
    return len(ours), (*staged.findings, *(Finding(name, 0, Code("COP547"), detail) for name in different))


def _sums(folder: Path) -> Mapping[str, str]:
    return {
        place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in sorted(folder.rglob("*"))
        if place.is_symlink() or place.is_file()
    }
