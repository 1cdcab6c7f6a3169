"""From a dossier to what was found in its texts and attachments, each looked at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cop_build.core.attachments import TYPES, extension_of, printable
from cop_build.core.dossier import Dossier
from cop_build.core.findings import Code, Finding, Severity, Unable
from cop_build.core.history import Commit
from cop_build.core.inside_rules import inside_findings
from cop_build.core.insides import Inside
from cop_build.core.inspection import (
    FileKey,
    Looked,
    Remarks,
    TextKey,
    files_to_look_at,
    passed,
    passed_finding,
    texts_to_look_at,
)
from cop_build.core.markup import Renderer
from cop_build.core.model import Oid, Text
from cop_build.core.personal import masked, personal_findings
from cop_build.edges.git import Attachments, Repository, bytes_on_disk, is_on_disk
from cop_build.edges.insides import Insides
from cop_build.edges.kept import Kept


def look(repository: Repository, dossier: Dossier, settings: object, *, is_fresh: bool) -> Looked:
    """Look at everything that could become public. Raises: Unable.

    Args:
        settings: The community's ``mkdocs.yml`` as read: how texts will be rendered.
        is_fresh: Believe nothing that was found before, not even by this user: what is published or proved is looked
            at anew.
    """
    renderer = Renderer(settings)
    rules = dossier.community.personal_data
    kept = None if is_fresh else Kept(repository.root, f"{renderer.fingerprint}\n{rules}")
    texts = _texts(dossier, renderer, kept)
    files = _files(repository, dossier, kept)
    if kept is not None:
        kept.save()
    return Looked(texts, files)


def _texts(dossier: Dossier, renderer: Renderer, kept: Kept | None) -> Mapping[TextKey, Remarks]:
    found: dict[TextKey, Remarks] = {}
    for sight in texts_to_look_at(dossier):
        name = _name("text", sight.key[0], dossier.blobs[sight.key[1]].sha256, *sight.key[2])
        known = _known(name, kept)
        found[sight.key] = sight.look(renderer, dossier.community.personal_data) if known is None else known
        _keep(name, found[sight.key], kept)
    return found


def _files(repository: Repository, dossier: Dossier, kept: Kept | None) -> Mapping[FileKey, Remarks]:
    found: dict[FileKey, Remarks] = {}
    with Insides() as insides, repository.attachments() as attachments:
        for key in files_to_look_at(dossier):
            oid, extension = key
            name = _name("file", dossier.blobs[oid].sha256, extension)
            if (known := _known(name, kept)) is not None:
                found[key] = known
                continue
            data = _content(dossier, oid, root=repository.root, attachments=attachments)
            inside = None if data is None else insides.look(data, extension)
            found[key] = tuple(inside_findings("", inside, dossier.community.personal_data))
            if inside is not None and insides.failure is None:  # else it says something of today, not of the file
                _keep(name, found[key], kept)
    return found


def look_at_what_passed(repository: Repository, dossier: Dossier, commits: Iterable[Commit]) -> Iterator[Finding]:
    """Yield personal data in commits of a change that its end no longer shows. Raises: Unable."""
    rules = dossier.community.personal_data
    with Insides() as insides, repository.attachments() as attachments:
        for commit, path, oid in passed(commits, dossier.facts):
            blob, extension = dossier.blobs[oid], extension_of(path)
            shown = printable(masked(path, rules))
            if blob.data is not None:
                found: Iterable[Finding] = personal_findings(blob.data.decode("utf-8", "replace"), rules, path=shown)
            elif extension in TYPES and blob.size <= dossier.community.limits.file:
                data = _content(dossier, oid, root=repository.root, attachments=attachments) or b""
                inside = Inside(passages=insides.look(data, extension).passages)
                found = inside_findings(shown, inside, rules)
            else:
                continue
            yield from (passed_finding(one, commit, shown) for one in found)


def content_of(dossier: Dossier, oid: Oid, *, root: Path, attachments: Attachments) -> bytes:
    """Return an attachment's bytes: out of git, or from the disk what is not committed. Raises: Unable."""
    data = _content(dossier, oid, root=root, attachments=attachments)
    if data is None:
        path = _path_of(oid, dossier)
        th, en = f"อ่าน {path} ไม่ได้", f"{path} cannot be read any more"
        raise Unable(Code("COP907"), Text(th=th, en=en))
    return data


def _content(dossier: Dossier, oid: Oid, *, root: Path, attachments: Attachments) -> bytes | None:
    """Return an attachment's bytes; ``None`` for a file on the disk that cannot be read or is not what it was."""
    if is_on_disk(oid):
        return bytes_on_disk(root, _path_of(oid, dossier), sha256=dossier.blobs[oid].sha256)
    return b"".join(attachments.bytes_of(oid))


def _path_of(oid: Oid, dossier: Dossier) -> str:
    return next((path for path, entry in dossier.facts.tree.items() if entry.oid == oid), "")


def _name(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _known(name: str, kept: Kept | None) -> Remarks | None:
    known = kept.get(name) if kept is not None else None
    return tuple(_finding(one) for one in known) if isinstance(known, list) else None


def _keep(name: str, found: Remarks, kept: Kept | None) -> None:
    if kept is not None:
        kept.put(name, [[f.path, f.line, f.code, f.detail.th, f.detail.en, f.severity.value] for f in found])


def _finding(kept: tuple[str, int, str, str, str, str]) -> Finding:
    path, line, code, th, en, severity = kept
    return Finding(path, line, Code(code), Text(th=th, en=en), Severity(severity))
