"""The page that a forge shows of a change: readable to people, harmless whatever strangers wrote."""

from __future__ import annotations

import re

import pytest

from cop_build.app.judging import check
from cop_build.core.model import Language
from cop_build.core.summary import summary
from tests.community_box import AS_OF, Box

X = "knowledge/x"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[x](https://evil.example)",
    "| ก | ข |",
    "@everyone",
    "**ดัง**",
    "`x`",
    "a\\|b",
)


def page(box: Box, base: str, language: Language = Language.TH) -> str:
    checked = check(box.root, revision="HEAD", against=base, as_of=AS_OF)
    return "\n".join(summary(checked.verdicts, checked.findings, language, left_out=checked.left_out))


def test_a_change_is_told_with_what_is_missing_and_who_can_help(box: Box) -> None:
    base = box.head
    box.write("knowledge/other", body="<b>x</b>\n")
    before = box.commit("Another", by="p-mai")
    box.write(X)
    box.commit("Write", by="p-mai")

    text = page(box, before)

    assert all(said in text for said in ("รอรับรอง", "ผู้รับรองอีก 1 คน", "คุณ ann", "คุณ bob", box.digest(X), "COP301"))
    assert "knowledge/other" not in text and "ในเรื่องอื่น" in text
    assert "COP119" in page(box, base) and "What the check says" in page(box, base, Language.EN)


def test_a_change_of_no_asset_says_so(box: Box) -> None:
    base = box.head
    box.put("README.md", "x")
    box.commit("Readme", by="p-adm")

    assert "ไม่ได้แก้ไขเนื้อหาเรื่องใด" in page(box, base)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_strangers_wrote_is_text_alone(box: Box, hostile: str) -> None:
    base = box.head
    box.write(X, title=hostile, topics=["ucep", hostile], authors=[hostile])
    box.put("drafts/knowledge/evil](x)/index.md", hostile)
    box.commit("Attack", by="p-mai")

    text = page(box, base)

    assert hostile not in re.sub(r"`[^`]*`|<br>", "", text)
    cells = [line.count("|") for line in text.splitlines() if line.startswith("| ")]
    assert cells and set(cells) == {6}
