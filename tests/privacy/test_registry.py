"""What the registry says on every page holds no number and no address of anybody. manual/trust.md §5."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any  # the registry is JSON that tests bend as they like

import pytest

from cop_build.app import judging, publishing
from cop_build.core.findings import Unable
from tests.community_box import AS_OF, Box
from tests.privacy.test_personal import GROUPED, ID

Change = Callable[[dict[str, Any]], object]

SAID: dict[str, Change] = {
    "title": lambda registry: registry["title"].update(th=f"ชุมชน {ID}"),
    "notice": lambda registry: registry.update(notice={"th": f"โทร {GROUPED}", "en": "A"}),
    "name of a person": lambda registry: registry["people"][0]["name"].update(en=f"Ann {ID}"),
    "title of a topic": lambda registry: registry["topics"][0]["title"].update(th=GROUPED),
    "description of a topic": lambda registry: registry["topics"][0].update(description={"th": GROUPED, "en": "A"}),
    "what a topic supports": lambda registry: registry["topics"][0].update(supports=[ID]),
}


@pytest.mark.parametrize("change", SAID.values(), ids=SAID.keys())
def test_a_number_in_a_published_text_of_the_registry_is_an_error_and_nothing_is_built(
    change: Change, box: Box
) -> None:
    change(box.registry)
    box.write_registry()
    box.put("mkdocs.yml", "site_name: x\ntheme: {name: material, language: th, font: false}\nplugins: [search]\n")
    box.commit("Change", by="p-adm")

    found = [each for each in judging.check(box.root, as_of=AS_OF).findings if each.code == "COP801"]

    assert [each.path for each in found] == ["community.yml"] and found[0].is_error
    assert not any(ID in each.detail.en or GROUPED in each.detail.en for each in found)
    with pytest.raises(Unable) as raised:
        publishing.build(box.root, as_of=AS_OF)
    assert raised.value.code == "COP801"
    assert not (box.root / "site").exists()


def test_names_of_members_and_their_registered_addresses_are_no_finding(box: Box) -> None:
    box.person("p-ann")["name"] = {"th": "นางสาวสมมติ ใจดี", "en": "Ms Somebody Jaidee"}
    box.write_registry()
    box.commit("Name", by="p-adm")

    assert judging.judge(box.root, as_of=AS_OF).judgement.findings == ()
