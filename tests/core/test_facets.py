"""Facets of the registry: read strictly, looked through for personal data, and no part of what is approved."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any  # registries hold whatever JSON holds

import pytest

from cop_build.core.model import Community, Facet, FacetValue, Text, TopicId
from cop_build.core.parse.registry import read_community
from cop_build.core.public_texts import registry_findings
from tests.community_box import Box, a_registry

Change = Callable[[dict[str, Any]], object]


def with_facets(*facets: dict[str, Any]) -> bytes:
    return json.dumps({**a_registry(), "facets": list(facets)}, ensure_ascii=False, indent=1).encode()


def a_value(name: str = "uc", *topics: str) -> dict[str, Any]:
    return {"id": name, "title": {"th": "บัตรทอง", "en": "Universal Coverage"}, "topics": list(topics or ("ucep",))}


def a_facet(*values: dict[str, Any], name: str = "scheme") -> dict[str, Any]:
    return {"id": name, "title": {"th": "ตามสิทธิ", "en": "By scheme"}, "values": list(values or [a_value()])}


def refused(data: bytes) -> set[tuple[str, int]]:
    """Return the codes and the lines of what is wrong."""
    found = read_community(data)
    assert isinstance(found, tuple)
    return {(finding.code, finding.line) for finding in found}


def line_of(text: str, data: bytes, *, nth: int = 0) -> int:
    return [number for number, line in enumerate(data.decode().splitlines(), start=1) if text in line][nth]


def test_facets_are_read_in_their_order() -> None:
    community = read_community(with_facets(a_facet(a_value("uc", "ucep", "finance", "ucep")), a_facet(name="other")))

    assert isinstance(community, Community)
    value = FacetValue("uc", Text(th="บัตรทอง", en="Universal Coverage"), (TopicId("ucep"), TopicId("finance")))
    assert community.facets[0] == Facet("scheme", Text(th="ตามสิทธิ", en="By scheme"), (value,))
    assert community.facets[1].id == "other"


def test_a_registry_without_facets_has_none() -> None:
    community = read_community(json.dumps(a_registry()).encode())

    assert isinstance(community, Community) and community.facets == ()


def test_a_topic_that_the_registry_does_not_have_is_named_with_its_line() -> None:
    data = with_facets(a_facet(a_value("uc", "ucep", "ucepp")))

    assert refused(data) == {("COP206", line_of('"topics"', data, nth=-1))}


def test_facets_of_one_id_and_values_of_one_facet_with_one_id_are_refused() -> None:
    two_facets = with_facets(a_facet(), a_facet(a_value("sso")))
    two_values = with_facets(a_facet(a_value(), a_value()))

    assert refused(two_facets) == {("COP204", line_of('"id": "scheme"', two_facets, nth=n)) for n in range(2)}
    assert refused(two_values) == {("COP204", line_of('"id": "uc"', two_values, nth=n)) for n in range(2)}


def test_values_of_two_facets_and_topics_may_share_an_id() -> None:
    assert isinstance(read_community(with_facets(a_facet(), a_facet(a_value("ucep"), name="ucep"))), Community)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda facet: facet.update(values=[]), "COP110"),
        (lambda facet: facet["values"][0].update(topics=[]), "COP110"),
        (lambda facet: facet["values"][0].update(topics="ucep"), "COP110"),
        (lambda facet: facet.update(id="ตามสิทธิ"), "COP110"),
        (lambda facet: facet["values"][0].update(id="../x"), "COP110"),
        (lambda facet: facet["values"][0].update(id=1), "COP110"),
        (lambda facet: facet.update(colour="red"), "COP108"),
        (lambda facet: facet["values"][0].update(href="https://example.org"), "COP108"),
        (lambda facet: facet.pop("title"), "COP107"),
        (lambda facet: facet["title"].pop("en"), "COP107"),
        (lambda facet: facet["values"][0].pop("topics"), "COP107"),
        (lambda facet: facet["title"].update(th="ก\u202eข"), "COP116"),
    ],
)
def test_what_is_no_facet_is_refused(change: Change, code: str) -> None:
    facet = a_facet()
    change(facet)

    assert {found for found, _ in refused(with_facets(facet))} == {code}


@pytest.mark.parametrize("facets", [None, "x", {}, [None], [[]], ["scheme"], 1])
def test_facets_that_are_no_list_of_facets_are_findings(facets: object) -> None:
    found = read_community(json.dumps({**a_registry(), "facets": facets}).encode())

    assert isinstance(found, tuple) and found


@pytest.mark.parametrize("part", ["facet", "value"])
def test_the_titles_of_facets_are_looked_through_for_personal_data(part: str) -> None:
    facet = a_facet()
    titled = facet if part == "facet" else facet["values"][0]
    titled["title"]["th"] = "โทร 081 234 5678"
    community = read_community(with_facets(facet))
    assert isinstance(community, Community)

    assert {finding.code for finding in registry_findings(community)} == {"COP803"}
    plain = read_community(with_facets(a_facet()))
    assert isinstance(plain, Community) and registry_findings(plain) == ()


def test_no_approval_depends_on_facets(box: Box) -> None:
    box.publish("knowledge/x")
    before = box.verdict("knowledge/x")

    box.registry["facets"] = [a_facet()]
    box.write_registry()
    box.commit("Facets", by="p-adm")

    after = box.verdict("knowledge/x")
    assert before.approved and after.approved and after.digest == before.digest
    assert after.findings == before.findings
