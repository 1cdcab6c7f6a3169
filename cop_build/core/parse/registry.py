"""The registry ``community.yml``: who the people are, what the topics are, what the community asks."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from cop_build.core.findings import Code, Finding
from cop_build.core.model import (
    SLUG,
    AssetId,
    Community,
    EvidenceKind,
    Language,
    Limits,
    Overdue,
    Policy,
    Text,
    Topic,
)
from cop_build.core.parse.assets import hidden_in_values
from cop_build.core.parse.clashes import clashes
from cop_build.core.parse.facets import FacetForms, facet_clashes
from cop_build.core.parse.fields import (
    ATopic,
    Duration,
    Form,
    Lines,
    Slug,
    WebAddress,
    as_tuple,
    filled_in,
    refused,
)
from cop_build.core.parse.people import KeyForms, PersonForm, TextForm, one_of
from cop_build.core.parse.personal import OverrideForm, PersonalDataForm
from cop_build.core.parse.strict import read_yaml
from cop_build.core.parse.texts import character_findings, read_text

MAX_REGISTRY_BYTES = 512 * 2**10  # as much as is kept of any text
_MIB = 2**20
_MOST_OF_SITE_URL = 1000  # letters, once encoded: with a page's address behind it, it must fit into a QR code


def _zone(value: object) -> str:
    try:
        return ZoneInfo(value).key if isinstance(value, str) else ZoneInfo("").key
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise refused("COP110", "ต้องเป็นเขตเวลาเช่น Asia/Bangkok", "must be a time zone such as Asia/Bangkok") from None


def _site(address: str) -> str:
    """Refuse what pages cannot stand below: a question, a place in a page, steps upwards, more than a code can hold."""
    steps = unquote(address).split("/")
    if re.search(r"[?#]", address) or {".", ".."} & set(steps) or len(quote(address, safe="%")) > _MOST_OF_SITE_URL:
        th = "ต้องเป็นที่อยู่สั้น ๆ ของเว็บไซต์ เช่น https://example.org/cop/ ไม่มี ? # หรือ .."
        raise refused("COP120", th, "must be a short address such as https://example.org/cop/, without ?, # or ..")
    return address


def _repository(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}", value, re.ASCII):
        raise refused("COP110", "ต้องเขียนแบบ เจ้าของ/ชื่อ", "must be written as owner/name")
    return value


class _Repository(Form):
    github: Annotated[str, BeforeValidator(_repository)] | None = None


def _page(value: object) -> AssetId:
    if not isinstance(value, str) or not re.fullmatch(rf"page/{SLUG.pattern}", value):
        raise refused("COP110", "ต้องเป็นหน้า เช่น page/how-we-work", "must be a page, such as page/how-we-work")
    return AssetId(value)


_SOME_EVIDENCE = one_of([kind.value for kind in EvidenceKind])


class _Topic(Form):
    id: Slug
    title: TextForm
    description: TextForm | None = None
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
    title: TextForm
    language: Literal["th", "en"]
    timezone: Annotated[str, BeforeValidator(_zone)]
    people: Annotated[tuple[PersonForm, ...], BeforeValidator(as_tuple)]
    topics: Annotated[tuple[_Topic, ...], BeforeValidator(as_tuple)]
    notice: TextForm | None = None
    site_url: Annotated[WebAddress, AfterValidator(_site)] | None = None
    forge: _Repository = _Repository()
    policy: _Policy = _Policy()
    recorders: KeyForms = ()
    limits: _Limits = _Limits()
    personal_data: PersonalDataForm = PersonalDataForm()
    overrides: Annotated[tuple[OverrideForm, ...], BeforeValidator(as_tuple)] = ()
    agreements: Annotated[AssetId, BeforeValidator(_page)] | None = None
    facets: FacetForms = ()

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
            personal_data=self.personal_data.value(),
            overrides=tuple(override.value() for override in self.overrides),
            agreements=self.agreements,
            facets=tuple(facet.value() for facet in self.facets),
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
    parents = [(topic.id, topic.parent) for topic in filled.topics]
    problems = (
        *hidden,
        *clashes(filled.people, parents, filled.recorders, document, path),
        *facet_clashes(filled.facets, dict(parents), document, path),
    )
    return problems or filled.value()


def registry_too_large(*, path: str = "community.yml") -> tuple[Finding, ...]:
    """Return what is said of a registry that is not read at all."""
    limit = f"{MAX_REGISTRY_BYTES // 2**10} KiB"
    detail = Text(th=f"ทะเบียนใหญ่เกิน {limit}", en=f"the registry is larger than {limit}")
    return (Finding(path, 0, Code("COP203"), detail),)
