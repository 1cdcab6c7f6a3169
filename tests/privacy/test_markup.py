"""What the renderer makes of an author's text is judged, with the line on which it stands. manual/trust.md §5."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
import yaml

from cop_build.core.markup import Renderer, rendered
from cop_build.core.settings import EXTENSIONS

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

USABLE = {
    "table": "| a | b |\n|:--|--:|\n| 1 | **2** |",
    "admonition": '!!! warning "ชื่อ"\n    ข้อความ',
    "details": "??? tip\n    ข้อความ\n\n???+ note\n    ข้อความ",
    "tabs": '=== "ก"\n    a\n\n=== "ข"\n    b',
    "task list": "- [x] ทำแล้ว\n- [ ] ยังไม่ทำ",
    "footnote": "ข้อความ[^1]\n\n[^1]: อ้างอิง",
    "definitions": "คำ\n:   ความหมาย",
    "code": '```python title="a.py" linenums="1" hl_lines="1"\nprint("x < y")\n```',
    "code span": "`<script>` และ `{ onclick }`",
    "keys": "++ctrl+alt+del++",
    "button": "[กด](https://example.org){ .md-button .md-button--primary }",
    "picture with caption": "![แผนผัง](plan.png)\n/// caption\nภาพที่ 1 แผนผัง\n///",
    "math": "$x^2 < y$ และ\n\n$$\n\\frac{a}{b}\n$$",
    "lists": "1. ก\n2. ข\n\n    - ค\n\n* ง",
    "quote": "> คำพูด\n>\n> > ซ้อน",
    "heading with an anchor": "## น้ำ {#water}",
    "links": "[ใน](#x) <https://example.org/> [นอก](https://example.org/?a=1&b=2) [โทร](tel:1669)",
    "rule": "---",
}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(SETTINGS)


@pytest.mark.parametrize("text", USABLE.values(), ids=USABLE.keys())
def test_what_material_offers_and_harms_nobody_stays_usable(text: str, renderer: Renderer) -> None:
    found = rendered(text, renderer)

    assert found.misfits == () and "/// " not in found.words and "```" not in found.words


def test_the_usable_things_are_really_rendered(renderer: Renderer) -> None:
    html = renderer.html("\n\n".join(USABLE.values()))

    for made in ("<table", "admonition", "<details", "tabbed-set", "task-list", "footnote", "<dl", "highlight", "<kbd"):
        assert made in html
    assert "<figcaption" in html and "arithmatex" in html and "md-button" in html


REFUSED = {
    "formula that smuggles HTML": r"ก $\text{<script>alert(1)</script>}$",
    "formula with an address": r"$\href{javascript:alert(1)}{x}$",
    "formula with a style": r"$\style{position:fixed}{x}$",
    "formula with a class": r"$\class{md-overlay}{x}$",
    "formula that fills the page": r"$\Huge{\Huge{x}}$",
    "formula that nobody sees": r"$\color{white}{x}$",
    "formula in place of which is nothing": r"$\phantom{x}$",
    "formula that is none": r"$\frac{$",
    "formula without end": f"${'{' * 1500}x$",
    "element": "<script>alert(1)</script>",
    "handler": '<b onclick="alert(1)">x</b>',
    "comment": "<!-- x -->",
    "processing instruction": "<?php x ?>",
    "frame": '<iframe src="https://example.org"></iframe>',
    "remote picture by a reference": "![x][r]\n\n[r]: https://example.org/a.png",
    "script address": "[x](javascript:alert)",
    "script address by a reference": "[x][r]\n\n[r]: javascript:alert",
    "data address": "[x](data:text/html,x)",
    "address of nowhere": "[x](//example.org)",
    "class of the theme's": "!!! md-search__overlay\n    x",
    "box that shows only under the mouse": '!!! headerlink "x"\n    y',
    "box that is a hidden tab": '!!! tabbed-block "x"\n    y',
    "folded box of the renderer's": "??? tabbed-set\n    y",
    "classes of the theme's by attributes": "x\n{ .md-overlay }",
    "attribute": "x\n{ onclick=alert }",
    "style": "x\n{ style=position:fixed }",
    "identity of the theme's": "## x {#__config}",
    "e-mail hidden in entities": "<a@example.org>",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("before", ["", "ก\n\nข\n\n", "```\n<script>\n```\n\n"])
def test_what_may_not_be_public_is_found_on_its_line(text: str, before: str, renderer: Renderer) -> None:
    found = rendered(f"{before}{text}\n\nหลัง\n", renderer).misfits

    first = before.count("\n") + 1
    assert found and all(first <= misfit.line <= first + text.count("\n") + 1 for misfit in found), found


def test_several_lines_are_named(renderer: Renderer) -> None:
    text = "<i>a</i>\n\nข\n\n<b>b</b>\n"

    assert [misfit.line for misfit in rendered(text, renderer).misfits] == [1, 5]


def test_a_renderer_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch, renderer: Renderer) -> None:
    def fails(text: str) -> str:
        raise RecursionError(text)

    monkeypatch.setattr(renderer, "html", fails)

    assert rendered("x", renderer).misfits


def test_only_extensions_that_are_allowed_are_ever_loaded() -> None:
    harmful = {"markdown_extensions": ["admonition", {"pymdownx.snippets": {"base_path": ["/"]}}, "md_in_html"]}

    html = Renderer(harmful).html('--8<-- "etc/passwd"\n\n<div markdown>**x**</div>\n\n!!! note\n    x\n')

    assert "root:" not in html and "<strong>" not in html and "admonition" in html


@pytest.mark.parametrize("settings", [None, "x", [], {}, {"markdown_extensions": "x"}, {"markdown_extensions": [[1]]}])
def test_settings_that_say_nothing_leave_what_mkdocs_adds(settings: object) -> None:
    assert "<table>" in Renderer(settings).html("| a |\n|---|\n| 1 |")


def test_every_allowed_extension_can_be_loaded_and_makes_nothing_of_plain_text() -> None:
    renderer = Renderer({"markdown_extensions": list(EXTENSIONS)})

    assert rendered("ข้อความ **หนา**\n", renderer).misfits == ()


def test_the_words_are_those_that_readers_see(renderer: Renderer) -> None:
    words = rendered("12**34**5[6](https://example.org)\n7 &#56;\n\n| 9 | 0 |\n|---|---|\n| 1 | 2 |\n", renderer).words

    assert "123456 7 8" in words
    assert "90" not in words.replace(" ", "") and "12" not in words.split("123456")[1].replace(" ", "")


def test_html5lib_agrees_on_what_stays(renderer: Renderer) -> None:
    tree = html5lib.parseFragment(renderer.html("\n\n".join(USABLE.values())), namespaceHTMLElements=False)

    live = {"script", "iframe", "object", "embed", "form", "style", "link", "meta", "base"}
    assert not [node.tag for node in tree.iter() if node.tag in live]
    assert not [name for node in tree.iter() for name in node.attrib if str(name).startswith("on")]
