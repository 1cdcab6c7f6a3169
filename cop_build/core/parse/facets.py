"""The registry's ``facets``: other ways into the topics than the topics themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from cop_build.core.findings import Code, Finding
from cop_build.core.model import Facet, FacetValue, Text
from cop_build.core.parse.fields import Form, Slug, Topics, as_tuple
from cop_build.core.parse.people import TextForm
from cop_build.core.parse.strict import Document


class FacetValueForm(Form):
    id: Slug
    title: TextForm
    topics: Annotated[Topics, Field(min_length=1)]

    def value(self) -> FacetValue:
        return FacetValue(self.id, self.title.value(), tuple(dict.fromkeys(self.topics)))


class FacetForm(Form):
    id: Slug
    title: TextForm
    values: Annotated[tuple[FacetValueForm, ...], BeforeValidator(as_tuple), Field(min_length=1)]

    def value(self) -> Facet:
        return Facet(self.id, self.title.value(), tuple(value.value() for value in self.values))


FacetForms = Annotated[tuple[FacetForm, ...], BeforeValidator(as_tuple)]


def facet_clashes(
    facets: Sequence[FacetForm], topics: Collection[str], document: Document, path: str
) -> Iterator[Finding]:
    """Yield facets of one id, values of one facet with one id, and topics that the registry does not have."""
    yield from _doubled([(facet.id, ("facets", nth, "id")) for nth, facet in enumerate(facets)], document, path)
    for nth, facet in enumerate(facets):
        places = [(value.id, ("facets", nth, "values", mth, "id")) for mth, value in enumerate(facet.values)]
        yield from _doubled(places, document, path)
        for mth, value in enumerate(facet.values):
            for name in value.topics:
                if name not in topics:
                    detail = Text(th=f"ไม่มีเรื่อง {name} ในทะเบียน", en=f"there is no topic {name} in the registry")
                    place = ("facets", nth, "values", mth, "topics")
                    yield Finding(path, document.line_of(place), Code("COP206"), detail)


def _doubled(ids: Sequence[tuple[str, tuple[str | int, ...]]], document: Document, path: str) -> Iterator[Finding]:
    counted = Counter(name for name, _ in ids)
    for name, place in ids:
        if counted[name] > 1:
            detail = Text(th="id นี้มีอยู่มากกว่าหนึ่งแห่งใน facets", en="this id stands in the facets more than once")
            yield Finding(path, document.line_of(place), Code("COP204"), detail)
