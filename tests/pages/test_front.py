"""The front matter that we emit says the same to every YAML reader, and is inert in HTML."""

from __future__ import annotations

from html import escape

import html5lib
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from cop_build.pages.front import front_matter, scalar

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.text(
    "-:\"'\\\n{}[]&*!|>%@`#, ", max_size=30
)


@given(texts)
def test_any_text_comes_back_from_yaml_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)}\n") == {"key": text}


@given(texts)
def test_a_scalar_stands_on_one_line(text: str) -> None:
    assert scalar(text).splitlines() == [scalar(text)]


@given(texts, texts)
def test_mkdocs_reads_the_escaped_title_and_no_other_keys(title: str, summary: str) -> None:
    body, meta = get_data(front_matter(title, description=summary) + "body\n")

    assert set(meta) == {"title", "description"}
    assert meta["title"] == escape(title)
    assert not set(meta["title"] + meta["description"]) & set("<>\"'")
    assert body.strip() == "body"


@given(texts)
def test_a_title_in_the_title_element_adds_no_element(title: str) -> None:
    _, meta = get_data(front_matter(title))

    document = html5lib.parse(f"<title>{meta['title']}</title><p>", namespaceHTMLElements=False)

    assert [element.tag for element in document.iter()] == ["html", "head", "title", "body", "p"]


def test_what_kept_only_its_own_keys_can_be_told_to_stay_out_of_search() -> None:
    _, meta = get_data(front_matter("หัวข้อ", searchable=False, wide=True))

    assert meta == {"title": "หัวข้อ", "search": {"exclude": True}, "hide": ["toc"]}
