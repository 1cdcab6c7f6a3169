"""What is looked at before the gate is asked: texts as they will be rendered, attachments as they are inside.

Only contents that could become public are looked at: the newest of each asset, and those of which a record speaks. What
was not looked at is refused. Source: manual/trust.md §5.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cop_build.core.attachments import TYPES, extension_of
from cop_build.core.dossier import Dossier
from cop_build.core.findings import Code, Finding
from cop_build.core.history import DRAFTS, EXECUTABLE, INDEX, PLAIN, REVIEWS, Commit, Facts
from cop_build.core.line import Content
from cop_build.core.markup import Renderer, first_line, rendered, words_of
from cop_build.core.model import AssetId, Oid, PersonalData, Text
from cop_build.core.parse.assets import Reading
from cop_build.core.parse.texts import read_text
from cop_build.core.personal import disclosure, hits_only_in, personal_findings
from cop_build.core.prose import markdown_findings

Remarks = tuple[Finding, ...]
TextKey = tuple[AssetId, Oid, tuple[str, ...]]  # whose text, its bytes, and the names of the files beside it
FileKey = tuple[Oid, str]  # the bytes, and the extension by which they are read


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, of files without their path. What is not in it was not looked at."""

    texts: Mapping[TextKey, Remarks]
    files: Mapping[FileKey, Remarks]


@dataclass(frozen=True, slots=True)
class Sight:
    """A text that is to be looked at."""

    key: TextKey
    reading: Reading
    data: bytes

    def look(self, renderer: Renderer, rules: PersonalData) -> Remarks:
        """Return everything that keeps this text from the public by today's rules."""
        return tuple(_remarks(self, renderer, rules))


def key_of(content: Content, reading: Reading) -> TextKey | None:
    """Return under which key a content's text is looked at; ``None`` where there is none."""
    index = content.entries.get(INDEX)
    return (reading.asset, index.oid, tuple(sorted(content.entries))) if index and reading.version else None


def texts_to_look_at(dossier: Dossier) -> Iterator[Sight]:
    """Yield each text that could become public, once."""
    seen: set[TextKey] = set()
    for content, reading in _candidates(dossier):
        key = key_of(content, reading)
        if key is not None and key not in seen:
            seen.add(key)
            data = dossier.blobs[key[1]].data
            assert data is not None, "a text was read from it"
            yield Sight(key, reading, data)


def files_to_look_at(dossier: Dossier) -> Iterator[FileKey]:
    """Yield each attachment that could become public, once; what is too large, or too many, anyway is left out."""
    seen: set[FileKey] = set()
    for content, _ in _candidates(dossier):
        if len(content.entries) > dossier.community.limits.files_of_an_asset:
            continue
        for name, entry in content.entries.items():
            key = (entry.oid, extension_of(name))
            if name == INDEX or entry.mode not in (PLAIN, EXECUTABLE) or key in seen or key[1] not in TYPES:
                continue
            seen.add(key)
            if dossier.blobs[entry.oid].size <= dossier.community.limits.file:
                yield key


def passed(commits: Iterable[Commit], facts: Facts) -> Iterator[tuple[Commit, str, Oid]]:
    """Yield what stood in commits of a change and no longer stands at its end: who has the commits has it all the same.

    Each content is given once, with the oldest commit that held it and its path.
    """
    seen = {entry.oid for entry in facts.tree.values()}
    for commit in reversed(tuple(commits)):
        for change in commit.changes:
            if change.entry is None or change.entry.oid in seen or change.entry.oid not in facts.blobs:
                continue
            if change.path.startswith((DRAFTS, REVIEWS)):
                seen.add(change.entry.oid)
                yield commit, change.path, change.entry.oid


def passed_finding(found: Finding, commit: Commit, path: str) -> Finding:
    """Return what is said of personal data that a later commit took out again."""
    where = Text(
        th=f"{found.detail.th} ใน commit {commit.oid[:10]} แม้ลบแล้วภายหลัง",
        en=f"{found.detail.en} in commit {commit.oid[:10]}, though a later one took it out",
    )
    return Finding(path, 0, Code("COP808"), where, found.severity)


def _candidates(dossier: Dossier) -> Iterator[tuple[Content, Reading]]:
    for asset, contents in dossier.assets.items():
        spoken_of = {filed.record.digest for filed in dossier.filed.get(asset, ())}
        for number, (content, reading) in enumerate(contents, 1):
            if content.entries and (number == len(contents) or reading.digest in spoken_of):
                yield content, reading


def _remarks(sight: Sight, renderer: Renderer, rules: PersonalData) -> Iterator[Finding]:
    asset, _, names = sight.key
    path, version = f"drafts/{asset}/{INDEX}", sight.reading.version
    assert version is not None
    first = sight.reading.body_line
    text = read_text(sight.data, path=path)
    raw = text if isinstance(text, str) else ""
    refused = tuple(markdown_findings(version.body, path=path, first_line=first, files=names))
    yield from refused
    yield from personal_findings(raw, rules, path=path)
    for sort in sorted(hits_only_in("\n".join(_words_of(version.header)), raw, rules)):  # escaped, or over two lines
        yield disclosure(sort, rules, path=path, line=0)
    if any(finding.is_error for finding in refused):
        return
    shown = rendered(version.body, renderer)
    for misfit in shown.misfits:
        yield Finding(path, first + misfit.line - 1, Code("COP138"), misfit.what)
    for sort in sorted(hits_only_in(shown.words, raw, rules)):
        line = first_line(version.body.split("\n"), _shows(sort, raw, renderer, rules))
        yield disclosure(sort, rules, path=path, line=first + line - 1)


def _shows(sort: object, raw: str, renderer: Renderer, rules: PersonalData) -> Callable[[str], bool]:
    return lambda text: sort in hits_only_in(words_of(renderer.html(text)), raw, rules)


def _words_of(value: object) -> Iterator[str]:
    """Yield every text of a header."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Text):
        yield from (value.th, value.en)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _words_of(inner)
    elif isinstance(value, Collection):
        for inner in value:
            yield from _words_of(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _words_of(getattr(value, name))
