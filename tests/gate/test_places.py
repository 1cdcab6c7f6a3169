"""Findings about what a header names say on which line it stands."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest

from cop_build.core import content
from cop_build.core.model import Header, PersonId
from tests.community_box import Box

KNOWLEDGE = """---
title: ส่งต่อ
summary: โดยย่อ
topics:
  - ucep
  - no-such-topic
authors: [p-mai,
  "p-nobody"]
keywords: [p-nobody, no-such-topic, none.pdf]
attachments:
  - title: none.pdf
    file: no.pdf
  - title: ไม่มี
    file: none.pdf
---

โทร 1669
"""
SESSION = """---
title: p-gone
starts_at: 2026-12-18T16:30:00+07:00
duration_minutes: 90
facilitator: p-adm
deputy: p-mai
historian: p-his
presenters: [p-mai, p-gone]
phase: planned
---

ครั้งหน้า
"""


@pytest.mark.parametrize(
    ("asset", "text", "expected"),
    [
        ("knowledge/x", KNOWLEDGE, {("COP113", 6), ("COP114", 8), ("COP134", 12), ("COP134", 14)}),
        ("session/x", SESSION, {("COP114", 8)}),
    ],
)
def test_what_a_header_names_and_nobody_has_is_told_with_its_line(
    box: Box, asset: str, text: str, expected: set[tuple[str, int]]
) -> None:
    box.put(f"drafts/{asset}/index.md", text)
    box.commit("Draft", by="p-mai")

    findings = box.verdict(asset).findings

    assert {(one.code, one.line) for one in findings if one.code in ("COP113", "COP114", "COP134")} == expected


def test_a_key_that_is_written_as_a_name_is_not_taken_for_it(box: Box) -> None:
    text = KNOWLEDGE.replace("p-nobody", "authors")
    box.put("drafts/knowledge/x/index.md", text)
    box.commit("Draft", by="p-mai")

    (found,) = (finding for finding in box.verdict("knowledge/x").findings if finding.code == "COP114")

    assert found.line == 8


def test_every_field_that_names_people_is_looked_for_by_its_line() -> None:
    headers = get_args(Header)
    naming = {one.name for header in headers for one in fields(header) if PersonId.__name__ in str(one.type)}

    assert naming == content._PEOPLE
