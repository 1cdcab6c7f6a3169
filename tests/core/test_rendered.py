"""Rules of rendered pages that need no renderer: templates as the yardstick, addresses as browsers read them."""

from __future__ import annotations

import pytest

from cop_build.core.addresses import resolve, split
from cop_build.core.page_read import inline_scripts

FILES = frozenset({"index.html", "a/index.html", "a/files/คู่มือ.pdf", "b.html"})


def accepts(template: str, script: str) -> bool:
    return any(known.fullmatch(script) for known in inline_scripts([template]))


def test_a_script_of_a_template_is_accepted_letter_for_letter() -> None:
    assert accepts("<p><script>a(1)</script>", "a(1)")
    assert not accepts("<p><script>a(1)</script>", "a(2)")
    assert not accepts("<p><script>a(1)</script>", "a(1) ")


@pytest.mark.parametrize("filled", ["", ".", "../..", "/", "/ชุมชน/x-1_2~"])
def test_a_place_to_be_filled_takes_a_path(filled: str) -> None:
    assert accepts('<script>a("{{ base_url }}")</script>', f'a("{filled}")')


@pytest.mark.parametrize("filled", ['"+alert(1)+"', "\\", "x\ny", "</script>", "a b", "alert(1)", "`", "\u2028"])
def test_a_place_to_be_filled_takes_nothing_else(filled: str) -> None:
    assert not accepts('<script>a("{{ base_url }}")</script>', f'a("{filled}")')
    assert not accepts("<script>a({{ base_url }})</script>", f"a({filled})")


def test_a_script_with_template_code_inside_is_never_accepted() -> None:
    assert inline_scripts(["<script>{% if x %}a{% endif %}</script>", "<script>{# x #}</script>"]) == ()


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://x", "https:"), ("  JaVa\tScript:x", "javascript:"), ("\x00javascript:x", "javascript:"),
        ("//x", "//"), ("\\\\x", "//"), ("/\\x", "//"), ("a/b:c", ""), ("../x", ""), ("#a:b", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_leaves_the_site_is_seen(address: str, scheme: str) -> None:
    assert split(address)[0] == scheme


@pytest.mark.parametrize(
    ("address", "page", "found"),
    [
        ("", "a/index.html", "a/index.html"),
        ("#x", "a/index.html", "a/index.html"),
        ("..", "a/index.html", "index.html"),
        ("../a/", "a/index.html", "a/index.html"),
        ("files/%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD.pdf?x#y", "a/index.html", "a/files/คู่มือ.pdf"),
        ("/cop/a/", "404.html", "a/index.html"),
        ("/a/", "404.html", None),
        ("../..", "a/index.html", None),
        ("../../cop/a/", "a/index.html", None),
        ("%2e%2e/b.html", "a/index.html", "b.html"),
        ("c.html", "index.html", None),
    ],
)
def test_an_address_leads_to_a_file_of_the_site_or_nowhere(address: str, page: str, found: str | None) -> None:
    assert resolve(address, page=page, base="/cop/", files=FILES) == found
