"""Links lead where readers can go; code and everything else in a body stays as it was approved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_build.core.model import AssetId
from cop_build.pages.links import Surroundings, with_links_led
from cop_build.pages.prose import lines_of_prose

from .rendering import parsed, rendered

SURROUNDINGS = Surroundings(
    asset=AssetId("knowledge/here"),
    files=frozenset({"a.pdf", "แผ่นพับ (ใหม่) 1.pdf", "pic_1.png", "it's.pdf"}),
    assets=frozenset({AssetId("knowledge/there"), AssetId("session/2026-10"), AssetId("knowledge/here")}),
    pages=frozenset({"topics/", "topics/ucep/"}),
)
THAI = (
    "%E0%B9%81%E0%B8%9C%E0%B9%88%E0%B8%99%E0%B8%9E%E0%B8%B1%E0%B8%9A%20"
    "%28%E0%B9%83%E0%B8%AB%E0%B8%A1%E0%B9%88%29%201.pdf"
)


def led(body: str) -> str:
    return with_links_led(list(lines_of_prose(body)), SURROUNDINGS)


@pytest.mark.parametrize(
    ("written", "staged"),
    [
        ("[x](a.pdf)", "[x](files/a.pdf)"),
        ("[x](./a.pdf)", "[x](files/a.pdf)"),
        ("[x](a.pdf#page=2)", "[x](files/a.pdf#page=2)"),
        ('[x](a.pdf "ชื่อ (1)")', '[x](files/a.pdf "ชื่อ (1)")'),
        ("![x](pic_1.png)", "![x](files/pic_1.png)"),
        (r"![x](pic\_1.png)", "![x](files/pic_1.png)"),
        ("[x](it's.pdf)", "[x](files/it%27s.pdf)"),
        ("[x](แผ่นพับ (ใหม่) 1.pdf)", f"[x](files/{THAI})"),
        ("[x](<แผ่นพับ (ใหม่) 1.pdf>)", f"[x](files/{THAI})"),
        (f"[x]({THAI})", f"[x](files/{THAI})"),
        ("[![x](pic_1.png)](a.pdf)", "[![x](files/pic_1.png)](files/a.pdf)"),
        ("[x](../there/index.md)", "[x](../../knowledge/there/index.md)"),
        ("[x](../../knowledge/there/)", "[x](../../knowledge/there/index.md)"),
        ("[x](../../session/2026-10/index.md#h-1)", "[x](../../session/2026-10/index.md#h-1)"),
        ("[x](../../topics/ucep/)", "[x](../../topics/ucep/index.md)"),
        ("[x](index.md)", "[x](../../knowledge/here/index.md)"),
        ("[x](#h-1)", "[x](#h-1)"),
        ("[x](https://example.org/a.pdf)", "[x](https://example.org/a.pdf)"),
        ("<https://example.org/a.pdf>", "<https://example.org/a.pdf>"),
        ("[x][1]\n\n[1]: a.pdf 'ชื่อ'\n", "[x][1]\n\n[1]: files/a.pdf 'ชื่อ'\n"),
        ("[1]: ../there/\n", "[1]: ../../knowledge/there/index.md\n"),
    ],
)
def test_a_link_to_something_public_is_led_there(written: str, staged: str) -> None:
    assert led(written) == staged


@pytest.mark.parametrize(
    ("written", "staged"),
    [
        ("ดู [เรื่องลับ](../secret/index.md) ก่อน", "ดู เรื่องลับ ก่อน"),
        ("[**หนา**](../../knowledge/secret/)", "**หนา**"),
        ("[x](../secret/){: .md-button } y", "x y"),
        ("[![x](pic_1.png)](../secret/)", "![x](files/pic_1.png)"),
        ("![ภาพ](missing.png)", "ภาพ"),
        ("[x](../../../etc/passwd)", "x"),
        ("[x](../there/a.pdf)", "x"),
        ("[x][ref] [ref][] [ref]\n\n[ref]: ../secret/\n", "x ref ref\n\n\n"),
        ("[# not a heading](../secret/)", "&#35; not a heading"),
        ("[1. no list](../secret/)", "1&#46; no list"),
        ("[- no list](../secret/)", "&#45; no list"),
    ],
)
def test_a_link_to_what_was_never_public_becomes_its_text(written: str, staged: str) -> None:
    assert led(written) == staged


@pytest.mark.parametrize(
    "body",
    [
        "`[x](a.pdf)`",
        "``a ` [x](a.pdf)``",
        "```\n[x](a.pdf)\n```\n",
        "~~~ md\n[x](../secret/)\n~~~\n",
        "> ```\n> [x](a.pdf)\n> ```\n",
        "text\n\n    [x](a.pdf)\n\ntext",
        r"\[x](a.pdf)",
        "[^1]: a.pdf",
        "- [ ] ยังไม่ทำ\n- [x] ทำแล้ว",
    ],
)
def test_code_and_what_is_no_link_stays(body: str) -> None:
    assert led(body) == body


def test_what_is_indented_in_a_list_is_no_code() -> None:
    assert led("- a\n\n    [x](a.pdf)\n") == "- a\n\n    [x](files/a.pdf)\n"


pieces = st.sampled_from(
    [
        "[x](a.pdf)", "![p](pic_1.png)", "[t](../there/index.md)", "[s](../secret/index.md)", "[m](missing.pdf)",
        "[r][1]", "[r][2]", "[1]", "[x [y](a.pdf) z](../secret/)", "[x `](a.pdf)` y](a.pdf)", "[", "]", "(", ")",
        "\n\n```\n[c](a.pdf)\n```\n\n", "\n\n- a\n\n    ~~~\n    [c](a.pdf)\n    ~~~\n\n",
        "\\", "!", "คำ", "`[c](a.pdf)`", "<https://e.org>", "**", "*", "_", "|", '"', "'", "<", ">",
    ]
)  # fmt: skip
separators = st.sampled_from(["", " ", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n    ", "\n\n    ", "\n## ", "  \n"])
bodies = st.lists(st.tuples(separators, pieces), max_size=14).map(lambda parts: "".join(a + b for a, b in parts))
DEFINITIONS = "\n\n[1]: a.pdf\n[2]: ../secret/\n"


@given(bodies)
@settings(max_examples=600, deadline=None)
def test_no_local_address_that_leads_nowhere_is_rendered(body: str) -> None:
    document = parsed(rendered(led("คำนำ\n" + body + DEFINITIONS)))

    for element in document.iter():
        address = element.get("href") or element.get("src") or "#"
        assert address.startswith(("#", "files/", "../../knowledge/", "https://")), (body, address)


@given(bodies)
@settings(max_examples=300, deadline=None)
def test_without_links_to_lead_a_body_stays_to_the_byte(body: str) -> None:
    text = body.replace("(", "").replace("[1]", "").replace("[2]", "")

    assert led(text) == text


@pytest.mark.parametrize(
    "unit", ["[", "[a](", "[a](x ", '[a](x "', "`", "](", "[a](((", "[a]: ", "\n[a]: <", "<", "`a``", "![["]
)
def test_no_text_takes_long(unit: str) -> None:
    """The work grows with the text, not with its square; the limit of time is the test run's."""
    led(unit * (200_000 // len(unit)))
