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
        ("hooks: [hook.py]", "COP922"),
        ("INHERIT: /etc/passwd", "COP922"),
        ("docs_dir: /", "COP922"),
        ("site_dir: /", "COP922"),
        ("site_url: https://example.org", "COP922"),
        ("nav: []", "COP922"),
        ("repo_url: https://github.com/x/y", "COP922"),
        ("edit_uri: x", "COP922"),
        ("extra_css: [x.css]", "COP922"),
        ("extra_javascript: ['https://cdn.example/x.js']", "COP922"),
        ("extra_templates: [x.html]", "COP922"),
        ("exclude_docs: x", "COP922"),
        ("watch: [x]", "COP922"),
        ("remote_name: x", "COP922"),
        ("นอกรายการ: x", "COP922"),
        ("strict: false", "COP926"),
        ("use_directory_urls: false", "COP926"),
        ("site_name: <script>alert(1)</script>", "COP926"),
        ("site_name: '{{ config }}'", "COP926"),
        ("site_description: 'a\" onload=\"x'", "COP926"),
        ("copyright: <b>x</b>", "COP926"),
        ("site_author: [x]", "COP926"),
        ("plugins: [macros]", "COP923"),
        ("plugins: [privacy]", "COP923"),
        ("plugins: [social]", "COP923"),
        ("plugins: [{search: {prebuild_index: node}}]", "COP923"),
        ("plugins: {search: null, blog: null}", "COP923"),
        ("plugins: [{search: null, tags: null}]", "COP923"),
        ("plugins: [[search]]", "COP923"),
        ("plugins: search", "COP926"),
        ("markdown_extensions: [pymdownx.snippets]", "COP924"),
        ("markdown_extensions: [md_in_html]", "COP924"),
        ("markdown_extensions: [{pymdownx.emoji: {emoji_index: x}}]", "COP924"),
        ("markdown_extensions: [{toc: {slugify: x}}]", "COP924"),
        ("markdown_extensions: [{pymdownx.superfences: {custom_fences: [{name: x}]}}]", "COP924"),
        ("markdown_extensions: [{toc: {permalink: '<script>'}}]", "COP926"),
        ("theme: readthedocs", "COP926"),
        ("theme: {name: mkdocs}", "COP926"),
        ("theme: {custom_dir: overrides}", "COP925"),
        ("theme: {font: {text: Roboto}}", "COP926"),
        ("theme: {static_templates: [x.html]}", "COP925"),
        ("theme: {logo: https://example.org/x.png}", "COP925"),
        ("theme: {features: [navigation.instant]}", "COP925"),
        ("theme: {features: [search.share]}", "COP925"),
        ("theme: {icon: {admonition: {note: x}}}", "COP925"),
        ("theme: {icon: {logo: ../../../../etc/passwd}}", "COP926"),
        ("theme: {palette: {primary: 'x\" onload=\"y'}}", "COP926"),
        ("theme: {palette: {toggle: {icon: x, name: <script>}}}", "COP926"),
        ("theme: [material]", "COP925"),
        ("theme: null", "COP925"),
        ("extra: {analytics: {provider: google}}", "COP922"),
        ("extra: {consent: {title: x}}", "COP922"),
        ("extra: {scope: x}", "COP922"),
        ("extra: {social: [{link: 'javascript:alert(1)'}]}", "COP926"),
        ("extra: {social: [{link: '//evil.example'}]}", "COP926"),
        ("extra: x", "COP922"),
    ],
)
def test_what_is_not_known_to_be_harmless_is_refused_with_its_line(line: str, code: str) -> None:
    found = findings(f"# a comment\n\n{line}\n")
    assert [(one.code, one.line, one.path) for one in found] == [(code, 3, "mkdocs.yml")]


@pytest.mark.parametrize("value", [None, [], "x", 3, True])
def test_settings_that_are_no_mapping_are_refused(value: object) -> None:
    assert [one.code for one in check_settings(value, line_of=lambda place: 1)] == ["COP921"]


def test_every_problem_is_named_not_only_the_first() -> None:
    found = findings("hooks: [x]\nplugins: [macros, search]\ntheme: {font: true, custom_dir: x}\n")
    assert [(one.line, one.code) for one in found] == [(1, "COP922"), (2, "COP923"), (3, "COP925"), (3, "COP926")]
