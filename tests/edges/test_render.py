"""The renderer runs apart, sees nothing of this machine, and always gives the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.findings import Unable
from cop_build.edges.finish import finish
from cop_build.edges.render import as_yaml, installed_theme, render

SETTINGS = {"theme": {"name": "material", "language": "th"}, "plugins": ["search", "tags"]}
CONFIG = {
    "site_name": "ชุมชน 😀",
    "site_url": "https://cop.example.org/ชุมชน/",
    "nav": [{"หน้าแรก": "index.md"}],
}


def community(root: Path, **pages: str) -> Path:
    docs = root / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# สวัสดี\n\nบัตรทอง\n", encoding="utf-8")
    for name, text in pages.items():
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    theme = root / "theme"
    theme.mkdir()
    (theme / "main.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    return docs


def rendered(root: Path, docs: Path, epoch: int = 1_700_000_000, **settings: object) -> Path:
    return render(root, docs=docs, theme=root / "theme", settings={**SETTINGS, **settings}, config=CONFIG, epoch=epoch)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_renderings_are_byte_identical_under_any_day_locale_and_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = community(tmp_path, a="---\ntags: [ก, ข, ค]\n---\n# หนึ่ง\n")
    first = tree(rendered(tmp_path, docs))
    for name, value in {"TZ": "Asia/Bangkok", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": "/nonsense"}.items():
        monkeypatch.setenv(name, value)
    os.utime(docs / "a.md", (1, 1))
    second = tree(rendered(tmp_path, docs))
    assert first == second
    assert b"<lastmod>2023-11-14</lastmod>" in second["sitemap.xml"]
    assert first != tree(rendered(tmp_path, docs, epoch=1_800_000_000))


def test_finishing_takes_out_what_nobody_needs(tmp_path: Path) -> None:
    site = rendered(tmp_path, community(tmp_path))
    finish(site)
    assert not (site / "sitemap.xml.gz").exists()
    assert not (site / "tags.json").exists()
    assert (site / "sitemap.xml").exists()
    twice = tree(site)
    finish(site)
    assert tree(site) == twice


@pytest.mark.parametrize("page", [b"<p>no character set</p>", b'<meta charset="utf-8">\xff'])
def test_what_is_no_page_stops_the_build(tmp_path: Path, page: bytes) -> None:
    (tmp_path / "index.html").write_bytes(page)
    with pytest.raises(Unable) as caught:
        finish(tmp_path)
    assert caught.value.code == "COP509"


def test_a_refusal_is_told_in_mkdocs_own_words_without_control_characters(tmp_path: Path) -> None:
    docs = community(tmp_path, bad="# x\n\n[y](missing\x1b[31m.md) [z](gone.md)\n")
    with pytest.raises(Unable) as caught:
        rendered(tmp_path, docs)
    assert caught.value.code == "COP506"
    assert "gone.md" in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_settings_cannot_reach_what_is_ours(tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text("raise SystemExit('hook ran')")
    site = rendered(
        tmp_path,
        community(tmp_path),
        hooks=["../hook.py"],
        docs_dir="/",
        site_dir="/nonsense",
        repo_url="https://example.com/x",
        use_directory_urls=False,
        nav=["a.md"],
        theme={"name": "readthedocs", "font": {"text": "Roboto"}, "language": "th", "custom_dir": "/nonsense"},
    )
    page = (site / "index.html").read_text(encoding="utf-8")
    assert site == tmp_path / "build" / "site"
    assert "fonts.g" not in page
    assert "example.com" not in page
    assert 'lang="th"' in page


def test_a_link_in_the_place_of_the_output_is_removed_and_not_followed(tmp_path: Path) -> None:
    docs = community(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "site").symlink_to(outside)
    (tmp_path / "build" / "mkdocs.yml").symlink_to(outside / "kept")
    site = rendered(tmp_path, docs)
    assert not site.is_symlink()
    assert tree(outside) == {"kept": b"x"}


def test_a_rendering_without_end_is_stopped(tmp_path: Path) -> None:
    docs = community(tmp_path)
    with pytest.raises(Unable) as caught:
        render(tmp_path, docs=docs, theme=tmp_path, settings={}, config=CONFIG, epoch=0, timeout_seconds=0.01)
    assert caught.value.code == "COP506"


def test_the_installed_theme_is_found() -> None:
    assert (installed_theme() / "assets" / "images" / "favicon.png").is_file()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(
    st.recursive(TEXTS | st.integers() | st.booleans() | st.none(), lambda x: st.lists(x) | st.dictionaries(TEXTS, x))
)
def test_yaml_reads_what_was_written(value: object) -> None:
    assert yaml.safe_load(as_yaml(value)) == value
