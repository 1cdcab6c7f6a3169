"""The registry ``community.yml``: who the people are, what the topics are, what the community asks."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from cop_build.core.findings import Code, Finding
from cop_build.core.model import (
    Community,
    EvidenceKind,
    Key,
    Language,
    Limits,
    Overdue,
    Person,
    Policy,
    Role,
    Text,
    Topic,
)
from cop_build.core.parse.assets import hidden_in_values
from cop_build.core.parse.fields import (
    ATopic,
    Day,
    Duration,
    Form,
    Line,
    Lines,
    Slug,
    Topics,
    WebAddress,
    as_tuple,
    filled_in,
    refused,
)
from cop_build.core.parse.strict import Document, read_yaml
from cop_build.core.parse.texts import character_findings, read_text

MAX_REGISTRY_BYTES = 512 * 2**10  # as much as is kept of any text
_MIB = 2**20


class _Text(Form):
    th: Line
    en: Line

    def value(self) -> Text:
        return Text(self.th, self.en)


def _key(value: object) -> bytes:
    th, en = (
        "ต้องเป็นกุญแจ ssh-ed25519 หรือ sk-ssh-ed25519@openssh.com",
        "must be an ssh-ed25519 or sk-ssh-ed25519@openssh.com key",
    )
    words = value.split() if isinstance(value, str) else []
    if len(words) < 2 or words[0] not in ("ssh-ed25519", "sk-ssh-ed25519@openssh.com"):
        raise refused("COP207", th, en)
    try:
        blob = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        raise refused("COP207", th, en) from None
    name = words[0].encode()
    head = len(name).to_bytes(4, "big") + name + (32).to_bytes(4, "big")
    plain = words[0] == "ssh-ed25519"
    if not blob.startswith(head) or (len(blob) != len(head) + 32 if plain else len(blob) <= len(head) + 32 + 4):
        raise refused("COP207", th, en)
    return blob


def _email(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if text.count("@") != 1 or len(text.split()) != 1 or any(mark in text for mark in "<>,;*\"'()\\"):
        raise refused("COP110", "ต้องเป็นที่อยู่อีเมล", "must be an e-mail address")
    return text.casefold()


def _one_of(names: Sequence[str]) -> Callable[[object], str]:
    def chosen(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise refused("COP110", f"ต้องเป็น {' '.join(names)}", f"must be one of: {' '.join(names)}")
        return value

    return chosen


def _zone(value: object) -> str:
    try:
        return ZoneInfo(value).key if isinstance(value, str) else ZoneInfo("").key
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise refused("COP110", "ต้องเป็นเขตเวลาเช่น Asia/Bangkok", "must be a time zone such as Asia/Bangkok") from None


class _Key(Form):
    key: Annotated[bytes, BeforeValidator(_key)]
    retired: bool = False
    compromised: bool = False

    def value(self) -> Key:
        return Key(self.key, self.retired, self.compromised)


class _Forge(Form):
    github: Annotated[int, Field(ge=1)] | None = None


def _repository(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}", value, re.ASCII):
        raise refused("COP110", "ต้องเขียนแบบ เจ้าของ/ชื่อ", "must be written as owner/name")
    return value


class _Repository(Form):
    github: Annotated[str, BeforeValidator(_repository)] | None = None


_Keys = Annotated[tuple[_Key, ...], BeforeValidator(as_tuple)]
_A_ROLE = _one_of([role.value for role in Role])
_SOME_EVIDENCE = _one_of([kind.value for kind in EvidenceKind])


class _Person(Form):
    id: Slug
    name: _Text
    roles: Annotated[tuple[Annotated[str, BeforeValidator(_A_ROLE)], ...], BeforeValidator(as_tuple)]
    emails: Annotated[
        tuple[Annotated[str, BeforeValidator(_email)], ...], BeforeValidator(as_tuple), Field(min_length=1)
    ]
    topics: Topics = ()
    forge: _Forge = _Forge()
    keys: _Keys = ()
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None

    def value(self) -> Person:
        return Person(
            id=self.id,  # type: ignore[arg-type]  # a slug in this place is a person's id
            name=self.name.value(),
            roles=frozenset(Role(role) for role in self.roles) | {Role.MEMBER},
            topics=frozenset(self.topics),
            emails=frozenset(self.emails),
            github=self.forge.github,
            keys=tuple(key.value() for key in self.keys),
            since=self.from_ or date.min,
            until=self.until or date.max,
        )


class _Topic(Form):
    id: Slug
    title: _Text
    description: _Text | None = None
    parent: ATopic | None = None
    review_every: Duration | None = None
    overdue: Literal["banner", "withhold"] | None = None
    supports: Lines = ()

    def value(self) -> Topic:
        return Topic(
            id=self.id,  # type: ignore[arg-type]  # a slug in this place is a topic's id
            title=self.title.value(),
            description=self.description.value() if self.description else None,
            parent=self.parent,
            review_every=self.review_every,
            overdue=Overdue(self.overdue) if self.overdue else None,
            supports=self.supports,
        )


class _Policy(Form):
    quorum: Annotated[int, Field(ge=1, le=100)] = 1
    review_every: Duration = Policy().review_every
    overdue: Literal["banner", "withhold"] = "banner"
    evidence: Annotated[
        tuple[Annotated[str, BeforeValidator(_SOME_EVIDENCE)], ...], BeforeValidator(as_tuple), Field(min_length=1)
    ] = tuple(kind.value for kind in EvidenceKind)
    unregistered_authors: Literal["refuse", "warn"] = "refuse"
    announce_days: Annotated[int, Field(ge=0, le=366)] = 30
    cadence: Duration = Policy().cadence

    def value(self) -> Policy:
        return Policy(
            quorum=self.quorum,
            review_every=self.review_every,
            overdue=Overdue(self.overdue),
            evidence=frozenset(EvidenceKind(kind) for kind in self.evidence),
            refuse_unregistered_authors=self.unregistered_authors == "refuse",
            announce_days=self.announce_days,
            cadence=self.cadence,
        )


_Mebibytes = Annotated[int, Field(ge=1, le=100_000)]


class _Limits(Form):
    file_mib: _Mebibytes = Limits().file // _MIB
    asset_mib: _Mebibytes = Limits().asset // _MIB
    repository_mib: _Mebibytes = Limits().repository // _MIB
    files_of_an_asset: Annotated[int, Field(ge=1, le=10_000)] = Limits().files_of_an_asset

    def value(self) -> Limits:
        return Limits(self.file_mib * _MIB, self.asset_mib * _MIB, self.repository_mib * _MIB, self.files_of_an_asset)


class _Community(Form):
    schema_: Annotated[Literal["cop-community/1"], Field(alias="schema")]
    id: Slug
    title: _Text
    language: Literal["th", "en"]
    timezone: Annotated[str, BeforeValidator(_zone)]
    people: Annotated[tuple[_Person, ...], BeforeValidator(as_tuple)]
    topics: Annotated[tuple[_Topic, ...], BeforeValidator(as_tuple)]
    notice: _Text | None = None
    site_url: WebAddress | None = None
    forge: _Repository = _Repository()
    policy: _Policy = _Policy()
    recorders: _Keys = ()
    limits: _Limits = _Limits()

    def value(self) -> Community:
        people = tuple(person.value() for person in self.people)
        topics = tuple(topic.value() for topic in self.topics)
        return Community(
            id=self.id,
            title=self.title.value(),
            language=Language(self.language),
            timezone=self.timezone,
            people={person.id: person for person in people},
            topics={topic.id: topic for topic in topics},
            policy=self.policy.value(),
            notice=self.notice.value() if self.notice else None,
            site_url=self.site_url,
            github=self.forge.github,
            recorders=tuple(key.value() for key in self.recorders),
            limits=self.limits.value(),
        )


def read_community(data: bytes, *, path: str = "community.yml") -> Community | tuple[Finding, ...]:
    """Return the registry, or all that is wrong with it. A registry in doubt is no registry."""
    if len(data) > MAX_REGISTRY_BYTES:
        return registry_too_large(path=path)
    text = read_text(data, path=path)
    if isinstance(text, Finding):
        return (text,)
    hidden = tuple(finding for finding in character_findings(text, path=path) if finding.is_error)
    document = read_yaml(text, path=path)
    if isinstance(document, Finding):
        return (document, *hidden)
    hidden += tuple(hidden_in_values(document, path))
    filled = filled_in(_Community, document, path=path)
    if isinstance(filled, tuple):
        return (*filled, *hidden)
    problems = (*hidden, *_clashes(filled, document, path))
    return problems or filled.value()


def registry_too_large(*, path: str = "community.yml") -> tuple[Finding, ...]:
    """Return what is said of a registry that is not read at all."""
    limit = f"{MAX_REGISTRY_BYTES // 2**10} KiB"
    detail = Text(th=f"ทะเบียนใหญ่เกิน {limit}", en=f"the registry is larger than {limit}")
    return (Finding(path, 0, Code("COP203"), detail),)


def _clashes(filled: _Community, document: Document, path: str) -> Iterator[Finding]:
    """Find two of what there may be one of, and names of what does not exist."""
    marks: list[tuple[str, tuple[str | int, ...], str]] = []
    for number, person in enumerate(filled.people):
        marks.append((f"person:{person.id}", ("people", number, "id"), "id"))
        marks += [(f"mail:{email}", ("people", number, "emails"), "e-mail") for email in set(person.emails)]
        if person.forge.github is not None:
            marks.append((f"github:{person.forge.github}", ("people", number, "forge"), "forge id"))
        marks += [(f"key:{key.key.hex()}", ("people", number, "keys"), "key") for key in person.keys]
    marks += [(f"topic:{topic.id}", ("topics", number, "id"), "id") for number, topic in enumerate(filled.topics)]
    marks += [(f"key:{key.key.hex()}", ("recorders",), "key") for key in filled.recorders]
    counted = Counter(mark for mark, _, _ in marks)
    for mark, place, name in marks:
        if counted[mark] > 1:
            detail = Text(
                th=f"{name} นี้มีอยู่มากกว่าหนึ่งแห่งในทะเบียน", en=f"this {name} stands in the registry more than once"
            )
            yield Finding(path, document.line_of(place), Code("COP204"), detail)
    yield from _unknown_topics(filled, document, path)


def _unknown_topics(filled: _Community, document: Document, path: str) -> Iterator[Finding]:
    parents = {topic.id: topic.parent for topic in filled.topics}
    for number, topic in enumerate(filled.topics):
        if topic.parent is None:
            continue
        seen, ancestor = {str(topic.id)}, str(topic.parent)
        while ancestor in parents and ancestor not in seen:
            seen.add(ancestor)
            ancestor = str(parents[ancestor] or "")
        if topic.parent not in parents or ancestor in seen:
            detail = Text(
                th=f"parent {topic.parent} ไม่มี หรือวนซ้ำ", en=f"parent {topic.parent} is unknown or goes in a circle"
            )
            yield Finding(path, document.line_of(("topics", number, "parent")), Code("COP205"), detail)
    for number, person in enumerate(filled.people):
        for name in person.topics:
            if name not in parents:
                detail = Text(th=f"ไม่มีเรื่อง {name} ในทะเบียน", en=f"there is no topic {name} in the registry")
                yield Finding(path, document.line_of(("people", number, "topics")), Code("COP206"), detail)
