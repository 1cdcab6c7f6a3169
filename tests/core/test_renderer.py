"""A community's mkdocs.yml: what is not known to be harmless is refused, with its line."""

from __future__ import annotations

import pytest

from cop_build.core.findings import Finding
from cop_build.core.parse.strict import Document, read_yaml
from cop_build.core.renderer import check_settings

USUAL = """\
site_name: ชุมชน
copyright: © โรงพยาบาลตัวอย่าง
strict: true
theme:
  name: material
  language: th
  font: false
  features: [navigation.tabs, navigation.indexes, search.suggest, toc.follow]
  icon: {logo: material/hospital-building}
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: teal, accent: deep purple}
    - scheme: slate
      toggle: {icon: material/brightness-4, name: โหมดสว่าง}
plugins:
  - search: {lang: [th, en], separator: '[\\s\\-]+'}
  - tags
markdown_extensions:
  - admonition
  - footnotes
  - tables: {use_align_attribute: true}
  - toc: {permalink: ¶, toc_depth: 3}
  - pymdownx.tabbed: {alternate_style: true}
extra:
  generator: false
  social:
    - {icon: material/email, link: "mailto:a@example.org", name: อีเมล}
"""


def findings(text: str) -> tuple[Finding, ...]:
    document = read_yaml(text, path="mkdocs.yml")
    assert isinstance(document, Document)
    return check_settings(document.value, line_of=document.line_of)


def test_what_a_community_usually_sets_is_fine() -> None:
    assert findings(USUAL) == ()
    assert (
        findings("theme: material\nplugins: []\nmarkdown_extensions: {toc: {permalink: true}, admonition: null}\n")
        == ()
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("hooks: [hook.py]", "COP902"),
        ("INHERIT: /etc/passwd", "COP902"),
        ("docs_dir: /", "COP902"),
        ("site_dir: /", "COP902"),
        ("site_url: https://example.org", "COP902"),
        ("nav: []", "COP902"),
        ("repo_url: https://github.com/x/y", "COP902"),
        ("edit_uri: x", "COP902"),
        ("extra_css: [x.css]", "COP902"),
        ("extra_javascript: ['https://cdn.example/x.js']", "COP902"),
        ("extra_templates: [x.html]", "COP902"),
        ("exclude_docs: x", "COP902"),
        ("watch: [x]", "COP902"),
        ("remote_name: x", "COP902"),
        ("นอกรายการ: x", "COP902"),
        ("strict: false", "COP906"),
        ("use_directory_urls: false", "COP906"),
        ("site_name: <script>alert(1)</script>", "COP906"),
        ("site_name: '{{ config }}'", "COP906"),
        ("site_description: 'a\" onload=\"x'", "COP906"),
        ("copyright: <b>x</b>", "COP906"),
        ("site_author: [x]", "COP906"),
        ("plugins: [macros]", "COP903"),
        ("plugins: [privacy]", "COP903"),
        ("plugins: [social]", "COP903"),
        ("plugins: [{search: {prebuild_index: node}}]", "COP903"),
        ("plugins: {search: null, blog: null}", "COP903"),
        ("plugins: [{search: null, tags: null}]", "COP903"),
        ("plugins: [[search]]", "COP903"),
        ("plugins: search", "COP906"),
        ("markdown_extensions: [pymdownx.snippets]", "COP904"),
        ("markdown_extensions: [md_in_html]", "COP904"),
        ("markdown_extensions: [{pymdownx.emoji: {emoji_index: x}}]", "COP904"),
        ("markdown_extensions: [{toc: {slugify: x}}]", "COP904"),
        ("markdown_extensions: [{pymdownx.superfences: {custom_fences: [{name: x}]}}]", "COP904"),
        ("markdown_extensions: [{toc: {permalink: '<script>'}}]", "COP906"),
        ("theme: readthedocs", "COP906"),
        ("theme: {name: mkdocs}", "COP906"),
        ("theme: {custom_dir: overrides}", "COP905"),
        ("theme: {font: {text: Roboto}}", "COP906"),
        ("theme: {static_templates: [x.html]}", "COP905"),
        ("theme: {logo: https://example.org/x.png}", "COP905"),
        ("theme: {features: [navigation.instant]}", "COP905"),
        ("theme: {features: [search.share]}", "COP905"),
        ("theme: {icon: {admonition: {note: x}}}", "COP905"),
        ("theme: {icon: {logo: ../../../../etc/passwd}}", "COP906"),
        ("theme: {palette: {primary: 'x\" onload=\"y'}}", "COP906"),
        ("theme: {palette: {toggle: {icon: x, name: <script>}}}", "COP906"),
        ("theme: [material]", "COP905"),
        ("theme: null", "COP905"),
        ("extra: {analytics: {provider: google}}", "COP902"),
        ("extra: {consent: {title: x}}", "COP902"),
        ("extra: {scope: x}", "COP902"),
        ("extra: {social: [{link: 'javascript:alert(1)'}]}", "COP906"),
        ("extra: {social: [{link: '//evil.example'}]}", "COP906"),
        ("extra: x", "COP902"),
    ],
)
def test_what_is_not_known_to_be_harmless_is_refused_with_its_line(line: str, code: str) -> None:
    found = findings(f"# a comment\n\n{line}\n")
    assert [(one.code, one.line, one.path) for one in found] == [(code, 3, "mkdocs.yml")]


@pytest.mark.parametrize("value", [None, [], "x", 3, True])
def test_settings_that_are_no_mapping_are_refused(value: object) -> None:
    assert [one.code for one in check_settings(value, line_of=lambda place: 1)] == ["COP901"]


def test_every_problem_is_named_not_only_the_first() -> None:
    found = findings("hooks: [x]\nplugins: [macros, search]\ntheme: {font: true, custom_dir: x}\n")
    assert [(one.line, one.code) for one in found] == [(1, "COP902"), (2, "COP903"), (3, "COP905"), (3, "COP906")]
