"""What keeps attacks out lets ordinary text in: no error for any rule of Markdown, for Thai, or for our own drafts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from cop_build.core.findings import Finding
from cop_build.core.markup import Renderer, rendered
from cop_build.core.parse.assets import Split, split
from cop_build.core.parse.strict import Document, read_yaml
from cop_build.core.parse.texts import character_findings
from cop_build.core.prose import markdown_findings
from tests.community_box import Box
from tests.hostile.ordinary import REFUSED, SNIPPETS, THAI_TEXTS, thai_syllables

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "cop_build" / "templates" / "init" / "mkdocs.yml"
ALL = [(section, text) for section, texts in SNIPPETS.items() for text in texts]


@cache
def renderer() -> Renderer:
    document = read_yaml(SETTINGS.read_text(encoding="utf-8"), path="mkdocs.yml")
    assert isinstance(document, Document)
    return Renderer(document.value)


def errors_in(text: str, files: Sequence[str] = ()) -> list[str]:
    """Return what a text is refused for: the code and the reason."""
    found = [*markdown_findings(text, path="", first_line=1, files=files), *character_findings(text, path="")]
    misfits = [] if any(one.is_error for one in found) else rendered(text, renderer()).misfits
    return [
        *(f"{one.code} {one.detail.en}" for one in found if one.is_error),
        *(f"COP138 {one.what.en}" for one in misfits),
    ]


@pytest.mark.parametrize(("section", "text"), ALL)
def test_a_rule_of_markdown_is_nothing_to_refuse(section: str, text: str) -> None:
    assert errors_in(text + "\n") == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_without_need_is_refused_for_the_known_reason(text: str) -> None:
    assert [one.partition(" ")[0] for one in errors_in(text + "\n")] == [REFUSED[text]]


def test_the_texts_are_many_and_hold_every_section() -> None:
    assert len(set(ALL)) == len(ALL) >= 150
    assert len(SNIPPETS) >= 16


@pytest.mark.parametrize("text", THAI_TEXTS)
def test_thai_as_it_is_written_is_nothing_to_remark(text: str) -> None:
    found = [*markdown_findings(text, path="", first_line=1, files=()), *character_findings(text, path="")]

    assert found == []
    assert errors_in(text) == []


def test_every_thai_syllable_may_be_written() -> None:
    lines = list(thai_syllables())
    assert len(lines) == 44
    text = "\n\n".join(lines)

    found: list[Finding] = [
        *markdown_findings(text, path="", first_line=1, files=()),
        *character_findings(text, path=""),
    ]

    assert found == []
    assert errors_in(text) == []
    assert rendered(text, renderer()).words.split() == text.split()


@pytest.mark.parametrize("draft", sorted((ROOT / "drafts").glob("*/*/index.md")), ids=lambda one: one.parent.name)
def test_a_draft_of_our_own_is_nothing_to_refuse(draft: Path) -> None:
    parts = split(draft.read_text(encoding="utf-8"), path="")
    assert isinstance(parts, Split)

    assert errors_in(parts.body, [place.name for place in draft.parent.iterdir()]) == []


def test_the_whole_gate_lets_all_of_it_through(box: Box) -> None:
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    texts = [*(text for _, text in ALL), *THAI_TEXTS, "\n\n".join(thai_syllables())]
    for number, text in enumerate(texts):
        box.write(f"knowledge/k-{number}", body=text + "\n")
    box.commit("Write", by="p-mai")

    verdicts = box.judge().verdicts

    assert len(verdicts) == len(texts)
    refused = {
        texts[int(verdict.asset.rpartition("-")[2])]: verdict.findings
        for verdict in verdicts
        if verdict.state != "draft"
    }
    assert refused == {}
