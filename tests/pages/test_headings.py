"""Headings get anchors that last and that only their words decide."""

from __future__ import annotations

import re

import pytest

from cop_build.pages.headings import with_anchors
from cop_build.pages.prose import lines_of_prose

from .rendering import parsed, rendered


def anchored(body: str) -> str:
    return "".join(line for line, _ in with_anchors(lines_of_prose(body)))


def anchors(body: str) -> list[tuple[str, str | None]]:
    document = parsed(rendered(anchored(body)))
    headings = [one for one in document.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    return [("".join(one.itertext()).replace("¶", "").strip(), one.get("id")) for one in headings]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("## น้ำ\n", "น้ำ"),
        ("## น้ำ ##\n", "น้ำ"),
        ("##น้ำ\n", "น้ำ"),
        ("น้ำ\n====\n", "น้ำ"),
        ("คำนำ\n\nน้ำ\n-\n", "น้ำ"),
        ("ข้อความ\n### น้ำ\nต่อ\n", "น้ำ"),
        ("> ## น้ำ\n", "น้ำ"),
        ("## C\\#\n", "C#"),
        ("## น้ำ `code` *x*\n", "น้ำ code x"),
        ("## a & b < c\n", "a & b < c"),
    ],
)
def test_every_sort_of_heading_gets_an_ascii_anchor_and_keeps_its_text(body: str, text: str) -> None:
    [(shown, anchor)] = anchors(body)

    assert shown == text
    assert re.fullmatch("h-[0-9a-f]{8}", anchor or "")


def test_words_that_differ_in_a_vowel_or_a_tone_have_different_anchors() -> None:
    names = [anchor for _, anchor in anchors("## น้ำ\n\n## นำ\n\n## นา\n")]

    assert len(set(names)) == 3


def test_an_anchor_stays_when_other_headings_come_and_go() -> None:
    assert anchors("## ก\n\n## ข\n")[1] == anchors("# ใหม่\n\n## ข\n\nต่อ\n")[1]


def test_the_same_words_twice_are_told_apart() -> None:
    first, second = (anchor for _, anchor in anchors("## ก\n\n## ก\n"))

    assert second == f"{first}-2"


def test_an_authors_own_anchor_stays_and_classes_are_kept() -> None:
    assert anchored("## ก {#ข้อ}\n") == "## ก {#ข้อ}\n"
    assert anchored("## ก {: #own }\n") == "## ก {: #own }\n"
    assert re.fullmatch(r"## ก \{#h-[0-9a-f]{8} \.wide\}\n", anchored("## ก {: .wide }\n"))


@pytest.mark.parametrize(
    "body",
    [
        "```\n# code\n```\n",
        "ก\n\n    # code\n",
        "####\n",
        "a\nb\n---\n",
        "- x\n\n---\n",
        "| a |\n|---|\n| b |\n",
        "ไม่ # ใช่\n",
    ],
)
def test_what_is_no_heading_stays(body: str) -> None:
    assert anchored(body) == body
