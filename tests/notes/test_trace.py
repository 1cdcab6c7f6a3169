"""Session, note, question and knowledge lead to each other on their pages: public ones alone, and both ways."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

import pytest

from cop_build.core.model import AssetId, Phase
from cop_build.core.verdict import Approved
from cop_build.pages.arrows import with_arrows_led
from tests.pages import communities as given
from tests.pages.test_assets import page_of, staged, text_of, words_of

SESSION = given.approved("s", given.session("ประชุม <ตุลาคม>", datetime(2026, 10, 1, tzinfo=UTC), Phase.HELD))
NOTE = given.approved(
    "n",
    given.note("บันทึก *หนึ่ง*", "session/s"),
    "## คำถามในวงประชุม\n\n- ใครจ่าย — คุณ mai → question/q\n\n## เรื่องเล่าที่ 1\n\n→ knowledge/k, knowledge/other\n",
)
QUESTION = given.approved("q", given.question("ใครจ่าย [หรือ]"), "ดู [เรื่องนี้](../../knowledge/k/index.md)\n")
KNOWLEDGE = given.approved("k", given.knowledge("ผู้จ่าย", session=AssetId("session/s")))
EVERYTHING = (SESSION, NOTE, QUESTION, KNOWLEDGE)
ORDER = ("session/s", "note/n", "question/q", "knowledge/k")


def links(page: str, heading: str, *public: Approved) -> list[str]:
    """Return where the links of a page's section lead."""
    tree = page_of(given.judgement(*public), f"{page}/index.md")
    sections = [one for one in tree.iter("section") if one.find(f"h2[@id='{heading}']") is not None]
    return [str(link.get("href")).removeprefix("../../").rstrip("/") for one in sections for link in one.iter("a")]


@pytest.mark.parametrize("place", range(4))
def test_each_page_of_a_trace_leads_to_all_others(place: int) -> None:
    above = page_of(given.judgement(*EVERYTHING), f"{ORDER[place]}/index.md").iter("dl")
    told = [str(link.get("href")) for facts in above for link in facts.iter("a")]

    assert links(ORDER[place], "h-sources", *EVERYTHING) == ([] if told else list(ORDER[:place]))
    assert told == (["../../session/s/"] if ORDER[place] == "note/n" else [])
    assert links(ORDER[place], "h-outcomes", *EVERYTHING) == list(ORDER[place + 1 :])


@pytest.mark.parametrize("gone", range(4))
def test_what_is_not_public_is_in_no_trace_and_nowhere_else(gone: int) -> None:
    public = [one for number, one in enumerate(EVERYTHING) if number != gone]
    hidden = EVERYTHING[gone].version
    judged = given.judgement(*public)

    texts = [unescape(content.decode()) for content in staged(judged).values() if isinstance(content, bytes)]

    assert not [text for text in texts if hidden.asset in text or hidden.header.title in text]


def test_the_kind_of_each_source_is_said_and_titles_are_text() -> None:
    page = page_of(given.judgement(*EVERYTHING), "knowledge/k/index.md")

    said = words_of(next(one for one in page.iter("ul") if one.get("class") == "cop-sources"))

    assert said == "การประชุม ประชุม <ตุลาคม> บันทึก บันทึก *หนึ่ง* คำถาม ใครจ่าย [หรือ]"


def test_a_notes_arrows_lead_by_title_to_what_is_public_and_name_nothing_else() -> None:
    text = text_of(given.judgement(*EVERYTHING), "note/n/index.md")

    assert "→ [ใครจ่าย &#91;หรือ&#93;](../../question/q/index.md)\n" in text
    assert "→ [ผู้จ่าย](../../knowledge/k/index.md)\n" in text
    assert "knowledge/other" not in text


PUBLIC = {
    AssetId("knowledge/a"): given.approved("a", given.knowledge("ก")),
    AssetId("question/b"): given.approved("b", given.question("ข")),
}
LED = {
    "→ knowledge/a\n": "→ [ก](../../knowledge/a/index.md)\n",
    "→ knowledge/gone\n": "\n",
    "- → knowledge/gone\n": "\n",
    "- ถาม — คุณ ก → question/gone\n": "- ถาม — คุณ ก\n",
    "- ถาม -> question/b": "- ถาม -> [ข](../../question/b/index.md)",
    "=> knowledge/gone, knowledge/a และ knowledge/gone\n": "=> [ก](../../knowledge/a/index.md)\n",
    "=> knowledge/a, question/gone\n": "=> [ก](../../knowledge/a/index.md)\n",
    "→ knowledge/a, question/gone, question/b": "→ [ก](../../knowledge/a/index.md), [ข](../../question/b/index.md)",
    "→ ส่งต่อ knowledge/gone ภายในเดือนนี้\n": "→ ส่งต่อ ภายในเดือนนี้\n",
    "| ถาม | → question/gone |\n": "| ถาม | |\n",
    "→ [ชื่อ](../../knowledge/gone/index.md)\n": "→ [ชื่อ](../../knowledge/gone/index.md)\n",
    "→ `knowledge/gone`\n": "→ `knowledge/gone`\n",
    "รพ.สต. → รพช. → ศูนย์\n": "รพ.สต. → รพช. → ศูนย์\n",
    "knowledge/gone\n": "knowledge/gone\n",
    "→ https://example.org/knowledge/gone\n": "→ https://example.org/knowledge/gone\n",
}


@pytest.mark.parametrize("line", LED)
def test_an_arrow_leads_to_what_has_a_page(line: str) -> None:
    assert list(with_arrows_led([(line, True)], PUBLIC)) == [(LED[line], True)]
    assert list(with_arrows_led([(line, False)], PUBLIC)) == [(line, False)]
