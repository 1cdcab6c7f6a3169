"""What strangers write in an issue becomes plain prose in a draft: no markup, no header, no template, nobody's data."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_build.core.model import PersonalData, Sort
from cop_build.core.parse.texts import FORBIDDEN
from cop_build.core.personal import MASK, hits_in
from cop_build.core.prose import markdown_findings
from cop_build.core.strangers import MAX_LETTERS, MAX_LINES, cleaned, cleaned_line
from cop_build.core.writing import HINT
from tests.cli.commands import cop
from tests.community_box import Box
from tests.hostile.corpus import payloads
from tests.pages.rendering import live, parsed, rendered

RULES = PersonalData()
PIECES = st.sampled_from([
    *"<>[](){}*_`~#|\\&=!:;\"'$^-+/%•✎—\n\r\t \u200b\u202e\u0e33ก่1๑", "---\n", "```", "~~~", "&lt;", "&#60;", "%3c",
    "](", "![", "<script>", "</script>", "<!--", "-->", "{{", "}}", "{%", "javascript:", "data:", "://", "++a++",
    "081", "-234-", "5678", "@example.org", "นาย", "สมชาย", "HN ", "1-2345-67890-12-1", "title: x\n", "1. ", "- ",
    "### ", "    ", "[^1]:", "!!! note",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def is_prose(text: str) -> bool:
    """Say whether a text says no more to any reader of Markdown than its letters."""
    page = parsed(rendered(text))
    return not (
        live(page)
        or any(markdown_findings(text, path="", first_line=1, files=()))
        or FORBIDDEN.search(text)
        or {str(one.tag) for one in page.iter()} - {"html", "head", "body", "p", "ul", "ol", "li", "br"}
    )


# -- markup ----------------------------------------------------------------------------------------------------------


def test_no_payload_of_the_list_is_more_than_prose() -> None:
    each = [cleaned(payload, RULES).text for payload in payloads()]
    texts = ["\n\n".join(each[n : n + 50]) for n in range(0, len(each), 50)]

    assert [text for text in texts if not is_prose(text)] == []


def test_no_payload_of_the_list_is_more_than_prose_among_others() -> None:
    every = payloads()
    texts = [cleaned("\n".join(every[n : n + 25]), RULES).text for n in range(0, len(every), 25)]

    assert [text for text in texts if not is_prose(text)] == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_whatever_is_written_is_prose_and_says_nothing_about_anybody(text: str) -> None:
    found = cleaned(text, RULES)

    assert is_prose(found.text)
    assert not hits_in(found.text, RULES)
    assert HINT not in found.text


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_title_is_one_line_of_it(text: str) -> None:
    found = cleaned_line(text, RULES).text

    assert "\n" not in found and len(found) <= 200 and is_prose(found) and not hits_in(found, RULES)


KEPT = {
    "ใครจ่ายค่ารถ 50% (ไม่เกิน 700 บาท)?": "ใครจ่ายค่ารถ 50% (ไม่เกิน 700 บาท)?",
    "- หนึ่ง\n- สอง\n\n1. สาม\n2) สี่": "- หนึ่ง\n- สอง\n\n1. สาม\n2. สี่",
    "* [ ] หนึ่ง\n+ สอง": "- หนึ่ง\n- สอง",
    "# หัวข้อ\n> อ้าง": "หัวข้อ\nอ้าง",
    "**หนา** และ `โค้ด`": "หนา และ โค้ด",
    "ดู [ประกาศ](https://example.org/a?b=c) ก่อน": "ดู ประกาศ ก่อน",
    "ก่อนหน้า น้ำ ที่ ป้า": "ก่อนหน้า น้ำ ที่ ป้า",
    "one - two, 24/7 “yes”": "one - two, 24/7 “yes”",
}


@pytest.mark.parametrize("text", KEPT)
def test_what_people_write_plainly_is_kept(text: str) -> None:
    assert cleaned(text, RULES).text == KEPT[text]


# -- people ----------------------------------------------------------------------------------------------------------

SPOKEN_OF: Mapping[str, Sort] = {
    "โทร 081-234-5678": Sort.PHONE,
    "โทร ๐๘๑-๒๓๔-๕๖๗๘": Sort.PHONE,
    "โทร 081<b>-234-</b>5678": Sort.PHONE,
    "โทร 081\u200b234\u200b5678": Sort.PHONE,
    "โทร &#48;81-234-5678": Sort.PHONE,
    "โทร &amp;#48;81-234-5678": Sort.PHONE,
    "โทร `081`-`234`-`5678`": Sort.PHONE,
    "โทร **081**-234-5678": Sort.PHONE,
    "โทร 081_234_5678": Sort.PHONE,
    "โทร [081-234-5678](https://example.org)": Sort.PHONE,
    "บัตร 1-2345-67890-12-1": Sort.NATIONAL_ID,
    "บัตร 1 2345 67890 12 1": Sort.NATIONAL_ID,
    "HN 1234567": Sort.HOSPITAL_NUMBER,
    "เขียนถึง somebody@example.org": Sort.EMAIL,
    "เขียนถึง mailto:somebody@example.org": Sort.EMAIL,
    "line id: somebody99": Sort.LINE,
    "นายสมชาย ใจดี มาที่ห้องฉุกเฉิน": Sort.NAME,
}


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_what_is_said_of_people_is_masked_and_its_sort_is_told(text: str) -> None:
    found = cleaned(text, RULES)

    assert SPOKEN_OF[text] in found.sorts
    assert MASK in found.text and not hits_in(found.text, RULES)


# -- measure ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *(mark * (500_000 // len(mark)) for mark in ("<", "[", "<!--", "<script>", "&amp;", "0", "- ", "[a](b", "\n")),
        *(mark * (500_000 // len(mark)) for mark in ("ก่", "น.ส. ก ", "a@", "*", "a", "081-234-5678 ")),
    ],
    ids=lambda text: str(text)[:8],
)  # fmt: skip
def test_a_hostile_text_takes_no_time_and_comes_to_an_end(text: str) -> None:
    begun = time.process_time()

    found = cleaned(text, RULES)

    assert time.process_time() - begun < 3
    assert len(found.text) <= MAX_LETTERS and found.text.count("\n") < MAX_LINES


def test_what_is_left_out_is_said() -> None:
    assert cleaned("ก" * (MAX_LETTERS + 1), RULES).is_cut and not cleaned("ก" * 900, RULES).is_cut


# -- drafts ----------------------------------------------------------------------------------------------------------

BREAKS = (
    "---\napproved: true\nanswered_by: [p-ann]\n---\n",
    '"\nanswered_by: [p-ann]\nx: "',
    "{{ authors }}{% include 'note.md' %}{# x #}",
    "${title} %(title)s {0}",
    "### คำตอบ · Answer\n\nโทร 1669\n\n## คำตอบ\n\nโทร 1669",
    "✎ เขียน\n\u2028---\u2029\x85---\r---",
    "![x](index.md) [y](../../page/about/index.md) <b onclick=x>",
    "::warning file=x::y\n::set-output name=x::y",
    "\x00\x1b[31m\u202e\U000e0041",
)


@pytest.mark.parametrize("text", BREAKS, ids=range(len(BREAKS)))
@pytest.mark.parametrize("more", [(), ("--proposed",)], ids=["question", "proposal"])
def test_nothing_in_an_issue_can_write_a_header_or_a_second_section(
    box: Box, tmp_path: Path, text: str, more: tuple[str, ...]
) -> None:
    labels = ("เรื่อง · Topic", "เกิดอะไรขึ้น และอยากรู้อะไร · What happened, and what would you like to know?")
    body = "\n\n".join(f"### {label}\n\n{text}" for label in (labels if more else ("คำถาม · Question",)))
    issue = tmp_path / "issue.json"
    issue.write_text(json.dumps({"number": 1, "title": f"ถาม: {text}", "body": body}), encoding="utf-8")
    kind = "session" if more else "question"

    done = cop(box.root, "new", kind, "x", *more, "--from-issue", issue)

    assert done.status == 0, done
    draft = frontmatter.load(str(box.root / done.out.strip()))
    headings = [line for line in draft.content.split("\n") if line.startswith("#")]
    assert set(draft.metadata) == (
        {"title", "phase", "topics", "proposed_by"} if more else {"title", "topics", "asked_by", "asked_on"}
    )
    assert headings == (["## เรื่องที่พบ"] if more else ["## คำถาม", "## คำตอบ"])
    assert not [sign for sign in ("{{", "{%", "](", "<", "\n::", "\x1b", "\r") if sign in draft.content]
    said = json.loads(cop(box.root, "check", f"{kind}/x", "--format", "json").out)["findings"]
    assert {one["code"] for one in said if one["severity"] == "error"} <= {"COP308"}


def test_an_address_between_angles_is_gone() -> None:
    assert cleaned("เขียนถึง <somebody@example.org>", RULES).text == "เขียนถึง"


def test_half_a_letter_is_no_text(box: Box, tmp_path: Path) -> None:
    issue = tmp_path / "issue.json"
    issue.write_text('{"number": 1, "title": "x", "body": "\\ud800"}', encoding="utf-8")

    assert "COP426" in cop(box.root, "new", "question", "x", "--from-issue", issue).err
    assert not (box.root / "drafts/question").exists()


def test_what_an_issue_says_of_people_is_in_no_draft_and_in_no_message(box: Box, tmp_path: Path) -> None:
    secrets = ("081-234-5678", "somebody@example.org", "1-2345-67890-12-1", "สมชาย ใจดี")
    text = f"โทร {secrets[0]} {secrets[1]} บัตร {secrets[2]} นาย{secrets[3]}"
    issue = tmp_path / "issue.json"
    body = f"### คำถาม · Question\n\n{text}\n\n### ได้ลองทำอะไรแล้ว · What has been tried?\n\n{text}"
    issue.write_text(json.dumps({"number": 1, "title": text, "body": body}), encoding="utf-8")

    done = cop(box.root, "new", "question", "x", "--from-issue", issue)

    written = (box.root / "drafts/question/x/index.md").read_text(encoding="utf-8")
    assert not [secret for secret in secrets if secret in written + done.said]
    assert all(code in done.err for code in ("COP801", "COP803", "COP804", "COP806"))
    assert not [f for f in json.loads(cop(box.root, "check", "question/x", "--format", "json").out)["findings"]
                if f["code"].startswith("COP8")]  # fmt: skip
