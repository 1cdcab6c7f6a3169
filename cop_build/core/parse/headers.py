"""Front matter of the five kinds: which keys there are, which must be there, and what fits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from cop_build.core.findings import Finding
from cop_build.core.model import (
    AttachmentTitle,
    Header,
    Kind,
    KnowledgeHeader,
    NoteHeader,
    PageHeader,
    Phase,
    ProposalHeader,
    QuestionHeader,
    Reference,
    SessionHeader,
)
from cop_build.core.parse.fields import (
    AnAsset,
    APerson,
    Day,
    Duration,
    Form,
    FreeTopics,
    Line,
    Lines,
    Moment,
    OneOrMorePeople,
    People,
    Topics,
    WebAddress,
    as_tuple,
    filled_in,
    refused,
)
from cop_build.core.parse.strict import Document


class _Reference(Form):
    title: Line
    url: WebAddress | None = None
    checked_on: Day | None = None

    def value(self) -> Reference:
        return Reference(self.title, self.url, self.checked_on)


class _Attachment(Form):
    file: Line
    title: Line

    def value(self) -> AttachmentTitle:
        return AttachmentTitle(self.file, self.title)


_References = Annotated[tuple[_Reference, ...], BeforeValidator(as_tuple)]
_Attachments = Annotated[tuple[_Attachment, ...], BeforeValidator(as_tuple)]


def _phase(value: object) -> Phase:
    if not isinstance(value, str) or value not in list(Phase):
        raise refused(
            "COP110", "ต้องเป็น proposed, planned, held หรือ cancelled", "must be proposed, planned, held or cancelled"
        )
    return Phase(value)


class _Knowledge(Form):
    title: Line
    summary: Line
    topics: Topics
    authors: People
    language: Literal["th", "en"] | None = None
    session: AnAsset | None = None
    keywords: Lines = ()
    references: _References = ()
    attachments: _Attachments = ()
    effective_from: Day | None = None
    effective_until: Day | None = None
    review_in: Duration | None = None
    change_note: Line | None = None

    @model_validator(mode="after")
    def _complete(self) -> _Knowledge:
        if not self.topics or not self.authors:
            raise refused(
                "COP107", "ต้องมี topics และ authors อย่างน้อยหนึ่งรายการ", "topics and authors need at least one entry"
            )
        starts, ends = self.effective_from or date.min, self.effective_until or date.max
        if ends <= starts:
            raise refused(
                "COP136", "effective_until ต้องหลัง effective_from", "effective_until must be after effective_from"
            )
        return self

    def header(self) -> KnowledgeHeader:
        return KnowledgeHeader(
            title=self.title,
            summary=self.summary,
            topics=self.topics,
            authors=self.authors,
            language=self.language,
            session=self.session,
            keywords=self.keywords,
            references=tuple(reference.value() for reference in self.references),
            attachments=tuple(attachment.value() for attachment in self.attachments),
            effective_from=self.effective_from,
            effective_until=self.effective_until,
            review_in=self.review_in,
            change_note=self.change_note,
        )


class _Session(Form):
    title: Line
    starts_at: Moment
    facilitator: APerson
    deputy: APerson
    historian: APerson
    phase: Annotated[Phase, BeforeValidator(_phase)]
    duration_minutes: Annotated[int, Field(ge=1, le=24 * 60)] | None = None
    place: Line | None = None
    online_url: WebAddress | None = None
    topics: FreeTopics = ()
    led_by: APerson | None = None
    admin: APerson | None = None
    presenters: People = ()

    @model_validator(mode="after")
    def _deputy_is_another(self) -> _Session:
        if self.deputy == self.facilitator:
            raise refused(
                "COP115", "deputy ต้องเป็นคนอื่นที่ไม่ใช่ facilitator", "the deputy must be another person than the facilitator"
            )
        return self

    def header(self) -> SessionHeader:
        return SessionHeader(**dict(self))


class _Proposal(Form):
    title: Line
    phase: Annotated[Phase, BeforeValidator(_phase)]
    summary: Line | None = None
    topics: FreeTopics = ()
    proposed_by: OneOrMorePeople = ()

    def header(self) -> ProposalHeader:
        return ProposalHeader(self.title, self.summary, self.topics, self.proposed_by)


class _Note(Form):
    title: Line
    summary: Line
    session: AnAsset
    authors: People
    topics: FreeTopics = ()
    attendance: Annotated[int, Field(ge=0, le=100_000)] | None = None
    participants: People = ()
    attachments: _Attachments = ()

    @model_validator(mode="after")
    def _has_authors(self) -> _Note:
        if not self.authors:
            raise refused("COP107", "ต้องมี authors อย่างน้อยหนึ่งคน", "authors needs at least one entry")
        return self

    def header(self) -> NoteHeader:
        attachments = tuple(attachment.value() for attachment in self.attachments)
        return NoteHeader(**{**dict(self), "attachments": attachments})


class _Question(Form):
    title: Line
    topics: Topics
    asked_on: Day
    asked_by: OneOrMorePeople = ()
    answered_by: OneOrMorePeople = ()

    @model_validator(mode="after")
    def _has_topics(self) -> _Question:
        if not self.topics:
            raise refused("COP107", "ต้องมี topics อย่างน้อยหนึ่งเรื่อง", "topics needs at least one entry")
        return self

    def header(self) -> QuestionHeader:
        return QuestionHeader(**dict(self))


class _Page(Form):
    title: Line
    summary: Line | None = None
    order: Annotated[int, Field(ge=-10_000, le=10_000)] | None = None

    def header(self) -> PageHeader:
        return PageHeader(**dict(self))


_AnyForm = _Knowledge | _Session | _Proposal | _Note | _Question | _Page
_FORMS: Mapping[Kind, type[_AnyForm]] = {
    Kind.KNOWLEDGE: _Knowledge,
    Kind.SESSION: _Session,
    Kind.NOTE: _Note,
    Kind.QUESTION: _Question,
    Kind.PAGE: _Page,
}


def read_header(document: Document, kind: Kind, *, path: str) -> Header | tuple[Finding, ...]:
    """Return the front matter of one kind, or all that is wrong with it."""
    filled = filled_in(_form(document, kind), document, path=path)
    return filled if isinstance(filled, tuple) else filled.header()


def _form(document: Document, kind: Kind) -> type[_AnyForm]:
    """Return what is asked of a kind; a session that is only an idea needs no day and no people."""
    said = document.value
    is_idea = kind is Kind.SESSION and isinstance(said, dict) and said.get("phase") == Phase.PROPOSED
    return _Proposal if is_idea else _FORMS[kind]
