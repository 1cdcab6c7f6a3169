"""The site that MkDocs makes of a plan: hostile texts stay texts on every page, and no page asks another host."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
import yaml

from cop_build.core.model import (
    AssetId,
    AttachmentTitle,
    File,
    Kind,
    Language,
    PersonId,
    Reference,
    Text,
    Topic,
    TopicId,
)
from cop_build.core.verdict import Judgement, Notice, Why
from cop_build.pages.plan import plan
from cop_build.pages.settings import settings

from . import communities as given
from .rendering import ROOT, live, parsed

PAYLOADS = (Path(__file__).parent / "xss-payloads.txt").read_text().splitlines()
NASTY = (
    '</title><script>alert(1)</script><img src=x onerror=alert(1)>" onfocus=alert(1) '
    "[x](javascript:alert(1)) {{ config }}"
)
CANARY = "alert"
BODY = """
## หัวข้อ &lt;script&gt;alert(1)&lt;/script&gt;

[ไฟล์](แผ่น พับ.pdf) [อีกเรื่อง](../other/index.md) [ลับ](../secret/index.md) ![ภาพ](pic.png)

| ก | ข |
|---|--:|
| 1 | 2 |

!!! note "ระวัง"
    ข้อความ [^1]

- [x] ทำแล้ว

[^1]: เชิงอรรถ
"""


def hostile() -> Judgement:
    """Return a community in which every text that people write is an attack."""
    nasty = Text(th=NASTY, en=NASTY)
    person = replace(given.PEOPLE[PersonId("expert")], name=nasty)
    topic = Topic(TopicId("ucep"), nasty, nasty, supports=(NASTY,))
    files = [given.file("แผ่น พับ.pdf"), given.file("pic.png"), given.file("<b onclick=alert(1)>.pdf")]
    header = given.knowledge(
        NASTY,
        summary=NASTY,
        change_note=NASTY,
        references=(Reference(NASTY, "https://example.org/?q=%22onclick", date(2026, 1, 1)), Reference(NASTY)),
        attachments=(AttachmentTitle("pic.png", NASTY),),
        session=AssetId("session/s"),
    )
    meeting = replace(
        given.session(NASTY, datetime(2026, 12, 1, 9, tzinfo=UTC)), place=NASTY, online_url="https://m.example"
    )
    public = [
        given.approved("hostile", header, BODY, files=files, is_overdue=True),
        given.approved("other", given.knowledge("เรื่องอื่น")),
        given.approved("s", replace(meeting, topics=(TopicId(NASTY), TopicId("ucep")))),
        given.approved("n", replace(given.note(NASTY, "session/s"), summary=NASTY)),
        given.approved("q", replace(given.question(NASTY), asked_by=(PersonId("expert"),))),
        given.approved("about", replace(given.page(NASTY), summary=NASTY)),
        *(given.approved(f"p-{n}", given.knowledge(text, summary=text)) for n, text in enumerate(PAYLOADS)),
    ]
    public = [replace(one, confirmations=(replace(one.confirmations[0], reviewer=person),)) for one in public]
    community = replace(
        given.community(topics={topic.id: topic, TopicId("b"): Topic(TopicId("b"), nasty, parent=topic.id)}),
        title=nasty,
        notice=nasty,
        people={**given.PEOPLE, person.id: person},
    )
    notices = [Notice(AssetId(f"knowledge/gone-{why}"), Kind.KNOWLEDGE, why, NASTY, date(2026, 1, 1)) for why in Why]
    return given.judgement(*public, notices=notices, of=community)


def build(judgement: Judgement, folder: Path) -> Path:
    """Build the site of a judgement as the program does, and return its folder."""
    for file in plan(judgement):
        path = folder / "docs" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"bytes" if isinstance(file.content, File) else file.content)
    told = dict(settings(judgement))
    theme = told["theme"]
    assert isinstance(theme, Mapping)
    told |= {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(folder / "docs"),
        "site_dir": str(folder / "site"),
        "theme": {**theme, "custom_dir": str(ROOT / "cop_build" / "theme")},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(told, allow_unicode=True))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", folder / "mkdocs.yml"],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(hostile(), tmp_path_factory.mktemp("site"))


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    """Yield one page of each sort and a share of the many payloads; html5lib is slow."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        number = re.search(r"/p-(\d+)/", name)
        if not number or int(number[1]) % 4 == 0:
            yield name, parsed(path.read_text())


def test_hostile_texts_stay_texts_on_every_page(site: Path) -> None:
    seen = 0
    for name, document in pages(site):
        seen += 1
        body = next(document.iter("body"))
        for script in document.iter("script"):
            if script.get("type") == "application/ld+json":
                assert "<" not in (script.text or "") and json.loads(script.text or ""), name
                continue
            assert CANARY not in (script.text or "") or script.get("id") == "__config", name
            assert CANARY not in "".join(script.attrib.values()), name
        theirs = {"script", "svg", "form", "link", "meta", "style", "img"}
        assert live(body, allowed=frozenset(theirs)) == [], name
        images = {image.get("src") for image in body.iter("img")}
        assert images <= {"files/pic.png"}, name
        assert not list(body.iter("style")), name
        assert len(list(document.iter("title"))) == 1
        assert {form.get("class") or form.get("data-md-component") for form in body.iter("form")} <= {
            "md-search__form", "md-header__option", "palette",
        }, name  # fmt: skip
    assert seen > 100


def test_titles_are_shown_as_they_were_written(site: Path) -> None:
    document = parsed((site / "knowledge/hostile/index.html").read_text())

    assert "".join(next(document.iter("h1")).itertext()) == NASTY
    assert (next(document.iter("title")).text or "").startswith(NASTY)
    assert NASTY in "".join(document.itertext())


def test_no_page_and_no_style_asks_another_host(site: Path) -> None:
    for name, document in pages(site):
        for element in document.iter():
            if element.tag in ("script", "img", "link", "source", "iframe", "video", "audio"):
                address = element.get("src") or element.get("href") or ""
                assert not urlsplit(address).netloc, (name, address)
    for sheet in site.rglob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)|@import", sheet.read_text()):
            assert not address.strip("\"'").startswith(("http", "//")), (sheet, address)


def test_every_local_link_leads_to_a_file_of_the_site(site: Path) -> None:
    for name, document in pages(site):
        for element in document.iter():
            address = element.get("href") or element.get("src") or ""
            parts = urlsplit(address)
            if name == "404.html" or parts.scheme or not parts.path:
                continue
            target = (site / name).parent / unquote(parts.path)
            assert target.is_file() or (target / "index.html").is_file(), (name, address)


def test_links_of_a_body_lead_to_the_attachment_the_other_asset_and_nowhere_for_the_secret(site: Path) -> None:
    document = parsed((site / "knowledge/hostile/index.html").read_text())
    links = {"".join(one.itertext()): one.get("href") for one in document.iter("a")}

    assert links["ไฟล์"] == "files/%E0%B9%81%E0%B8%9C%E0%B9%88%E0%B8%99%20%E0%B8%9E%E0%B8%B1%E0%B8%9A.pdf"
    assert links["อีกเรื่อง"] == "../other/"
    assert "ลับ" not in links
    assert "secret" not in (site / "knowledge/hostile/index.html").read_text()


def test_search_finds_assets_but_neither_lists_nor_notices(site: Path) -> None:
    entries = json.loads((site / "search/search_index.json").read_text())["docs"]
    places = {entry["location"].partition("#")[0] for entry in entries}

    assert "knowledge/hostile/" in places
    assert not [place for place in places if place.startswith(("topics/", "sessions/", "knowledge/gone"))]
    assert "" not in places
    assert len([entry for entry in entries if entry["location"] == "knowledge/other/"]) == 1
    for entry in entries:
        assert live(parsed(f"<p>{entry['title']}</p>")) == []
        assert "ยืนยันความถูกต้องโดย" not in entry["text"]


def test_the_navigation_holds_no_asset(site: Path) -> None:
    document = parsed((site / "index.html").read_text())
    navigation = next(one for one in document.iter("nav") if "md-nav--primary" in str(one.get("class")))

    assert "เรื่องอื่น" not in "".join(navigation.itertext())


def test_the_notice_of_the_community_stands_on_every_page(site: Path) -> None:
    for name, document in pages(site):
        banner = next(one for one in document.iter("aside") if one.get("class") == "md-banner")
        assert NASTY in "".join(banner.itertext()), name


def test_the_page_for_a_missing_address_speaks_the_communitys_language(site: Path, tmp_path: Path) -> None:
    english = build(given.judgement(of=given.community(language=Language.EN)), tmp_path)

    assert "ไม่พบหน้านี้" in unescape((site / "404.html").read_text())
    assert "Page not found" in (english / "404.html").read_text()
    assert '<html lang="en"' in (english / "404.html").read_text()
