"""Is this content of an asset fit for the public? Refuse, do not rewrite. Source: manual/trust.md §5."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from cop_build.core.attachments import TYPES, extension_of, folder_findings, printable
from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.history import EXECUTABLE, INDEX, PLAIN, Blob
from cop_build.core.inside_rules import inside_findings
from cop_build.core.inspection import Looked, key_of
from cop_build.core.line import Content
from cop_build.core.model import (
    AttachmentTitle,
    Community,
    Header,
    Kind,
    KnowledgeHeader,
    NoteHeader,
    Oid,
    PageHeader,
    ProposalHeader,
    QuestionHeader,
    SessionHeader,
    Text,
)
from cop_build.core.parse.assets import Reading
from cop_build.core.personal import masked, personal_findings
from cop_build.core.writing import HINT

# Keys of a header that name people, topics and files; people_of has the fields.
_PEOPLE = frozenset(
    {
        *("authors", "participants", "asked_by", "answered_by", "proposed_by"),
        *("facilitator", "deputy", "led_by", "historian", "admin", "presenters"),
    }
)
_TOPICS, _ATTACHMENTS = frozenset({"topics"}), frozenset({"attachments"})


def content_findings(
    kind: Kind, content: Content, blobs: Mapping[Oid, Blob], reading: Reading, community: Community, looked: Looked
) -> Iterator[Finding]:
    """Yield everything that keeps one content of an asset from the public by today's rules."""
    folder = f"drafts/{reading.asset}/"
    path, entries, rules = folder + INDEX, content.entries, community.personal_data
    yield from reading.findings
    yield from personal_findings(reading.asset, rules, path=path, first_line=0)
    yield from folder_findings(folder, entries, blobs, community.limits, rules)
    is_overfull = len(entries) > community.limits.files_of_an_asset  # refused for that, and not looked into
    for name, entry in () if is_overfull else sorted(entries.items()):
        extension = extension_of(name)
        if extension in TYPES and entry.mode in (PLAIN, EXECUTABLE) and blobs[entry.oid].size <= community.limits.file:
            shown = folder + printable(masked(name, rules))
            inside = looked.files.get((entry.oid, extension))
            found = inside_findings("", None, rules) if inside is None else inside
            yield from (replace(finding, path=shown) for finding in found)
    version, key = reading.version, key_of(content, reading)
    if version is None or key is None:
        return
    yield from _to_be_written(reading, path)
    yield from _names_of_people_and_topics(version.header, kind, community, reading, path)
    yield from _listed_attachments(version.header, entries, reading, path)
    if key in looked.texts:
        yield from looked.texts[key]
    else:
        detail = Text(th="ยังไม่ได้ตรวจข้อความนี้", en="nobody has looked at this text")
        yield Finding(path, 0, Code("COP139"), detail)


def people_of(header: Header) -> frozenset[str]:
    """Return every person's id that a header names."""
    match header:
        case KnowledgeHeader():
            return frozenset(header.authors)
        case NoteHeader():
            return frozenset(header.authors) | frozenset(header.participants)
        case QuestionHeader():
            return frozenset(header.asked_by) | frozenset(header.answered_by)
        case SessionHeader():
            parts = {header.facilitator, header.deputy, header.historian, header.led_by, header.admin}
            return frozenset(part for part in parts if part is not None) | frozenset(header.presenters)
        case ProposalHeader():
            return frozenset(header.proposed_by)
        case PageHeader():
            return frozenset()


def _to_be_written(reading: Reading, path: str) -> Iterator[Finding]:
    if reading.to_write:
        lines = ", ".join(map(str, reading.to_write))
        th = f"ยังมีที่ต้องเขียนแทน {HINT} ({lines})"
        en = f"something is still to be written in place of {HINT} ({lines})"
        yield Finding(path, reading.to_write[0], Code("COP608"), Text(th=th, en=en), Severity.WARNING)


def _names_of_people_and_topics(
    header: Header, kind: Kind, community: Community, reading: Reading, path: str
) -> Iterator[Finding]:
    for person in sorted(people_of(header) - community.people.keys()):
        detail = Text(th=f"ไม่มีบุคคล {person} ในทะเบียน", en=f"there is no person {person} in the registry")
        yield Finding(path, reading.line_saying(person, keys=_PEOPLE), Code("COP114"), detail)
    if kind in (Kind.KNOWLEDGE, Kind.QUESTION) and not isinstance(header, PageHeader):
        for topic in sorted(set(header.topics) - community.topics.keys()):
            detail = Text(th=f"ไม่มีเรื่อง {topic} ในทะเบียน", en=f"there is no topic {topic} in the registry")
            yield Finding(path, reading.line_saying(topic, keys=_TOPICS), Code("COP113"), detail)


def _listed_attachments(header: Header, entries: Collection[str], reading: Reading, path: str) -> Iterator[Finding]:
    listed: tuple[AttachmentTitle, ...] = getattr(header, "attachments", ())
    for attachment in listed:
        if attachment.file not in entries or attachment.file == INDEX:
            detail = Text(
                th=f"ไม่มีไฟล์ {attachment.file} ในโฟลเดอร์", en=f"there is no file {attachment.file} in the folder"
            )
            yield Finding(
                path, reading.line_saying(attachment.file, keys=_ATTACHMENTS, inside="file"), Code("COP134"), detail
            )
