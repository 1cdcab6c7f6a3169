from __future__ import annotations

from cop_build.app.founding import TEMPLATES, add_person
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _added(box, "P Ann")


def silent(box: Box) -> Codes:
    return _added(box, "p-ann")


def _added(box: Box, person: str) -> Codes:
    """Add a person to the registry that every new community begins with."""
    box.put("community.yml", (TEMPLATES / "init" / "community.yml").read_bytes())
    name, emails = "คุณ ก", ["a@example.org"]
    return refusal(
        lambda: add_person(
            box.root, person, name=name, name_en=None, roles=[], topics=[], emails=emails, github=None, keys=[]
        )
    )
