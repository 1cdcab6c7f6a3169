"""Data in a staged page is text, whatever it looks like: to HTML, to Markdown, to both."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_build.core.model import Language
from cop_build.pages.markup import block, escaped

from .rendering import live, parsed, rendered

PAYLOADS_OF_OUR_OWN = [
    "</h1><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "{: onclick=alert(1) }",
    "{#__config}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`</p><img src=x onerror=alert(1)>`",
    "```\n<script>alert(1)</script>\n```",
    "!!! note",
    "=== x",
    "[^1]: x",
    "*[HTML]: x",
    "\n\n<script>alert(1)</script>",
    "{{ config }} {% raw %}",
    "\x02wzxhzdk:0\x03",
    "$x$ ++ctrl++ :smile:",
    "--> ]]> ?>",
]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    "<>&\"'`[](){}*_!:\\~^=$|#-+. \nax1", max_size=40
)


def _seen(text: str) -> str:
    """Return a text as a browser shows it: white space and controls are one space."""
    return " ".join("".join(" " if ord(letter) < 32 or 127 <= ord(letter) < 160 else letter for letter in text).split())


@given(texts)
@settings(max_examples=200)
def test_data_is_shown_as_it_is_in_a_block_and_in_a_paragraph(text: str) -> None:
    for template in ("<p>{}</p>", "<p title='t'>\n{}\n</p>", "x {} x"):
        document = parsed(rendered(template.format(escaped(text))))

        shown = _seen("".join(document.itertext())).removeprefix("x ").removesuffix(" x")

        assert live(document) == []
        assert shown.strip("x ") == _seen(text).strip("x ")
        assert not [element for element in document.iter() if element.tag in ("a", "em", "strong", "code", "del")]


@pytest.mark.parametrize("body", ['`<div title="`', "- a\n    ```\n    x", "[a]: <", "`<!--`", "text\n: def"])
@pytest.mark.parametrize("payload", PAYLOADS_OF_OUR_OWN)
def test_no_body_before_it_makes_data_live(body: str, payload: str) -> None:
    html = block("notice.html", Language.TH, root="../", title=payload, text=payload, reason=payload, since=None)

    document = parsed(rendered(f"{body}\n\n{html}"))

    assert live(document) == []
    assert not [
        one
        for one in document.iter("a")
        if one.get("href") not in ("../topics/", None) and "#" not in str(one.get("href"))
    ]


def test_a_template_leaves_no_empty_line_and_no_line_of_bare_text() -> None:
    html = block("notice.html", Language.EN, root="", title="a\n\nb", text="c\n```\nd", reason=None, since=None)

    assert all(line.startswith("<") for line in html.splitlines())
    assert '<h1 id="h-title">a  b</h1>' in html
