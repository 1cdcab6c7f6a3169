"""The audit: a site as it was rendered passes; whatever is done to it afterwards is found."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from cop_build.core.findings import Finding
from cop_build.core.model import File, Oid
from cop_build.edges.audit import audit
from cop_build.edges.files import write_docs
from cop_build.edges.finish import finish
from cop_build.edges.render import installed_theme, render
from cop_build.pages.staged import Staged

PDF = b"%PDF-1.7 approved"
CANARY = "ความลับ-canary/7".encode()
SITE_URL = "https://cop.example.org/ชุมชน/"
PAGE = """---
title: "เอกสาร"
---
# เอกสาร

[เอกสารแนบ](files/a.pdf) · [หน้าแรก](../../index.md) · [ภายนอก](https://example.org/x) · <mail@example.org>

!!! note "หมายเหตุ"
    ข้อความ[^1]

[^1]: เชิงอรรถ

| ก | ข |
|---|:-:|
| 1 | 2 |

=== "หนึ่ง"
    x

- [x] ทำแล้ว

```python
x = 1
```
"""
SHA256 = hashlib.sha256(PDF).hexdigest()
STAGED = (
    Staged("index.md", "# หน้าแรก\n\n[a](knowledge/a/index.md)\n".encode()),
    Staged("knowledge/a/index.md", PAGE.encode()),
    *(
        Staged(f"knowledge/{name[0]}/files/{name}", File(name, SHA256, len(PDF), Oid("0" * 40)))
        for name in ("a.pdf", "a.mp4", "a.vtt", "b.mp4", "b.vtt")
    ),
    Staged("knowledge/a/previews/a.pdf.webp", b"RIFF, a picture"),
    Staged("knowledge/a/previews/a.mp4", b"drawn, and no attachment"),
    Staged("topics/index.md", '---\ntitle: "หัวข้อ"\nsearch: {exclude: true}\n---\n# หัวข้อ\n'.encode()),
    Staged("data/assets.json", b'{"version":1}'),
)
SETTINGS = {
    "theme": {
        "language": "th",
        "features": ["navigation.tabs", "navigation.top", "navigation.indexes", "content.tabs.link", "search.suggest"],
        "palette": [
            {"scheme": "default", "toggle": {"icon": "material/brightness-7", "name": "มืด"}},
            {"scheme": "slate", "toggle": {"icon": "material/brightness-4", "name": "สว่าง"}},
        ],
    },
    "plugins": ["search", "tags"],
    "markdown_extensions": [
        "admonition",
        "attr_list",
        "footnotes",
        "tables",
        {"toc": {"permalink": True}},
        "pymdownx.superfences",
        "pymdownx.highlight",
        {"pymdownx.tabbed": {"alternate_style": True}},
        {"pymdownx.tasklist": {"custom_checkbox": True}},
    ],
    "extra": {"social": [{"icon": "material/web", "link": "https://example.org"}]},
}


@dataclass(frozen=True, slots=True)
class Built:
    site: Path
    theme: tuple[Path, ...]

    def page(self) -> Path:
        return self.site / "knowledge" / "a" / "index.html"

    def findings(self, *canaries: bytes) -> tuple[Finding, ...]:
        return audit(self.site, staged=STAGED, theme=self.theme, site_url=SITE_URL, canaries=canaries)

    def codes(self, *canaries: bytes) -> set[str]:
        return {finding.code for finding in self.findings(*canaries) if finding.is_error}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("community")
    ours = root / "theme"
    (ours / "assets").mkdir(parents=True)
    (ours / "assets" / "cop.css").write_text("body { line-height: 1.8 }")
    (ours / "assets" / "cop.js").write_text("void 0")
    (ours / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}ประกาศ{% endblock %}'
        "{% block scripts %}{{ super() }}<script src=\"{{ 'assets/cop.js' | url }}\"></script>"
        "<script>var ours = 1</script>{% endblock %}"
        '{% block styles %}{{ super() }}<link rel="stylesheet" href="{{ \'assets/cop.css\' | url }}">{% endblock %}'
    )
    docs = root / "docs"
    write_docs(docs, STAGED, lambda file: iter([PDF]))
    config = {
        "site_name": "ชุมชน",
        "site_url": SITE_URL,
        "nav": [{"หน้าแรก": "index.md"}, {"หัวข้อ": "topics/index.md"}],
    }
    site = render(root, docs=docs, theme=ours, settings=SETTINGS, config=config, epoch=1_700_000_000)
    finish(site)
    return Built(site, (ours, installed_theme()))


@pytest.fixture
def built(pristine: Built, tmp_path: Path) -> Built:
    shutil.copytree(pristine.site, tmp_path / "site")
    return Built(tmp_path / "site", pristine.theme)


def test_a_site_as_rendered_passes(pristine: Built) -> None:
    assert pristine.findings(CANARY) == ()


def test_the_example_has_what_pages_have(pristine: Built) -> None:
    html = pristine.page().read_text(encoding="utf-8")
    for part in ("<form", "md-search__form", "__palette", "<table>", "footnote", "task-list", "tabbed-set", "cop.css"):
        assert part in html
    assert html.count("<script>") >= 4


def test_a_site_without_site_url_passes_too(tmp_path: Path, pristine: Built) -> None:
    docs = tmp_path / "docs"
    write_docs(docs, STAGED, lambda file: iter([PDF]))
    config = {"site_name": "ชุมชน"}
    site = render(tmp_path, docs=docs, theme=pristine.theme[0], settings=SETTINGS, config=config, epoch=0)
    finish(site)
    assert audit(site, staged=STAGED, theme=pristine.theme) == ()


# -- what is put into a page -----------------------------------------------------------------------------------------

PLAYED = (
    "<video controls preload=none playsinline src=files/a.mp4 aria-label=x>"
    "<track kind=captions src=files/a.vtt srclang=th label=x default></video>"
)
INTO_A_PAGE = [
    ("<script>alert(1)</script>", "COP525"),
    ("<ScRiPt >alert(1)</sCrIpT>", "COP525"),
    ("<script type=module>alert(1)</script>", "COP525"),
    ('<script type="importmap">{}</script>', "COP525"),
    ('<script type="application/json">{}</script>', "COP525"),
    ("<script>var ours = 1;alert(1)</script>", "COP525"),
    ('<script>__md_scope=new URL("x");alert("",location)</script>', "COP525"),
    ("<script src=https://evil.example/x.js></script>", "COP528"),
    ("<script src=//evil.example/x.js></script>", "COP528"),
    ("<script src='/\\evil.example/x.js'></script>", "COP528"),
    ("<script src='&#9;ht&#10;tps://evil.example/x.js'></script>", "COP528"),
    ("<script src=data:,alert(1)></script>", "COP528"),
    ("<script src=files/a.pdf></script>", "COP528"),
    ("<script src=../../data/assets.json></script>", "COP528"),
    ('<svg><script>alert(1)</script></svg>', "COP525"),
    ('<svg><script href="data:,alert(1)"></script></svg>', "COP525"),
    ("<img src=x onerror=alert(1)>", "COP527"),
    ("<img/onerror=alert(1)/src=x>", "COP527"),
    ('<b title=">" ONCLICK=alert(1)>x</b>', "COP527"),
    ("<details ontoggle=alert(1) open>x</details>", "COP527"),
    ("<svg onload=alert(1)></svg>", "COP527"),
    ("<img src=https://evil.example/x.png>", "COP528"),
    ("<img src=http:evil.example>", "COP528"),
    ("<img srcset='https://evil.example/x 1x'>", "COP527"),
    ("<video poster=//evil.example/x></video>", "COP527"),
    ("<video><source src=https://evil.example/x></video>", "COP526"),
    ("<audio src=https://evil.example/x></audio>", "COP526"),
    ("<audio controls src=files/a.mp4></audio>", "COP526"),
    ("<video controls preload=none></video>", "COP528"),
    ("<video controls preload=none src=files/none.mp4></video>", "COP528"),
    ("<video controls preload=none src=files/a.pdf></video>", "COP528"),
    ("<video controls preload=none src=files/a.vtt></video>", "COP528"),
    ("<video controls preload=none src=a.mp4></video>", "COP528"),
    ("<video controls preload=none src=previews/a.mp4></video>", "COP528"),
    ("<video controls preload=none src=../../data/assets.json></video>", "COP528"),
    ("<video controls preload=none src=../../knowledge/b/files/b.mp4></video>", "COP528"),
    ("<video controls preload=none src=https://evil.example/a.mp4></video>", "COP528"),
    ("<video controls preload=none src='/\\evil.example/a.mp4'></video>", "COP528"),
    ("<video preload=none src=files/a.mp4></video>", "COP527"),
    ("<video controls src=files/a.mp4></video>", "COP527"),
    ("<video controls preload=auto src=files/a.mp4></video>", "COP527"),
    ("<video controls preload=none src=files/a.mp4 autoplay></video>", "COP527"),
    ("<video controls preload=none src=files/a.mp4 loop></video>", "COP527"),
    ("<video controls preload=none src=files/a.mp4 poster=previews/a.pdf.webp></video>", "COP527"),
    ("<video controls preload=none src=files/a.mp4 style=position:fixed></video>", "COP527"),
    ("<video controls preload=none src=files/a.mp4 onerror=alert(1)></video>", "COP527"),
    (PLAYED.replace("files/a.vtt", "https://evil.example/a.vtt"), "COP528"),
    (PLAYED.replace("files/a.vtt", "files/a.pdf"), "COP528"),
    (PLAYED.replace("files/a.vtt", "files/none.vtt"), "COP528"),
    (PLAYED.replace("files/a.vtt", "../../knowledge/b/files/b.vtt"), "COP528"),
    (PLAYED.replace("captions", "metadata"), "COP527"),
    (PLAYED.replace("kind=captions", ""), "COP527"),
    (PLAYED.replace("srclang=th", "srclang=xx"), "COP527"),
    ("<track kind=captions src=files/a.vtt srclang=th>", "COP527"),
    ("<iframe src=../../></iframe>", "COP526"),
    ("<object data=files/a.pdf></object>", "COP526"),
    ("<embed src=files/a.pdf>", "COP526"),
    ("<frameset><frame src=x></frameset>", "COP526"),
    ("<base href=https://evil.example/>", "COP526"),
    ("<meta http-equiv=refresh content='0;url=https://evil.example/'>", "COP526"),
    ("<meta http-equiv=refresh content='0;url=\"//evil.example/\"'>", "COP526"),
    ("<meta http-equiv=set-cookie content=x>", "COP526"),
    ("<meta charset=utf-7>", "COP526"),
    ("<form action=https://evil.example/><button>x</button></form>", "COP526"),
    ("<form class=md-search__form action=https://evil.example/></form>", "COP527"),
    ("<button formaction=https://evil.example/>x</button>", "COP527"),
    ("<input type=password>", "COP526"),
    ("<input name=national_id>", "COP526"),
    ("<textarea></textarea>", "COP526"),
    ("<a href=javascript:alert(1)>x</a>", "COP529"),
    ("<a href='  jAvA&#9;script&colon;alert(1)'>x</a>", "COP529"),
    ("<a href='\x01javascript:alert(1)'>x</a>", "COP529"),
    ("<a href=data:text/html,x>x</a>", "COP529"),
    ("<a href=vbscript:x>x</a>", "COP529"),
    ("<a href=file:///etc/passwd>x</a>", "COP529"),
    ("<a href=//evil.example>x</a>", "COP529"),
    ("<a href=https://example.org ping=https://evil.example>x</a>", "COP527"),
    ("<svg><a xlink:href=javascript:alert(1)><circle r=9 /></a></svg>", "COP527"),
    ("<svg><use href=https://evil.example/x.svg#a /></svg>", "COP526"),
    ("<svg><animate attributeName=href to=javascript:alert(1) /></svg>", "COP526"),
    ("<svg><foreignObject><b>x</b></foreignObject></svg>", "COP526"),
    ("<math><maction actiontype=statusline>x</maction></math>", "COP526"),
    ("<math><annotation-xml encoding=text/html><b>x</b></annotation-xml></math>", "COP526"),
    ("<math><mtext><img src=x onerror=alert(1)></mtext></math>", "COP527"),
    ("<template><img src=x onerror=alert(1)></template>", "COP526"),
    ("<noscript><img src=x></noscript>", "COP526"),
    ("<style>@import 'https://evil.example'</style>", "COP526"),
    ("<p style='background:url(https://evil.example/x)'>x</p>", "COP527"),
    ("<p style='background:u\\72l(x)'>x</p>", "COP527"),
    ("<table background=https://evil.example/x><tr><td>x</table>", "COP527"),
    ("<link rel=stylesheet href=https://evil.example/x.css>", "COP528"),
    ("<link rel=stylesheet href=files/a.pdf>", "COP528"),
    ("<link rel=preconnect href=https://evil.example>", "COP526"),
    ("<link rel='alternate stylesheet' href=https://evil.example>", "COP526"),
    ("<link rel=import href=x>", "COP526"),
    ("<link href=x>", "COP526"),
    ("<p id=__config>{}</p>", "COP532"),
    ('<script id=__config type=application/json>{"base": "https://evil.example"}</script>', "COP532"),
    ("<p contenteditable>x</p>", "COP527"),
    ("<x-y>x</x-y>", "COP526"),
    ("<plaintext>", "COP526"),
    ("\x00", "COP524"),
]  # fmt: skip


@pytest.mark.parametrize(("attack", "code"), INTO_A_PAGE)
@pytest.mark.parametrize("place", ["</article>", "</head>"])
def test_an_attack_in_a_page_is_found(built: Built, attack: str, code: str, place: str) -> None:
    html = built.page().read_text(encoding="utf-8")
    built.page().write_text(html.replace(place, attack + place), encoding="utf-8")
    if "<frameset" in attack and place == "</article>":
        assert built.codes() == set()  # behind a body every parser drops it
    else:
        assert code in built.codes()
    assert all(finding.path == "site/knowledge/a/index.html" for finding in built.findings())


def seen_by_html5lib(html: str) -> list[tuple[str, frozenset[str]]]:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    names = [
        (re.sub(r"\{.*\}", "", str(node.tag)), node.attrib) for node in document.iter() if isinstance(node.tag, str)
    ]
    return sorted((tag, frozenset(re.sub(r"\{.*\}", "", name) for name in attributes)) for tag, attributes in names)


def seen_by_lexbor(html: str) -> list[tuple[str, frozenset[str]]]:
    root = LexborHTMLParser(html).root
    assert root is not None
    nodes = [node for node in root.traverse(include_text=False) if node.tag and node.tag != "-comment"]
    return sorted((str(node.tag), frozenset(name.rpartition(":")[2] for name in node.attributes)) for node in nodes)


@pytest.mark.parametrize("attack", [attack for attack, _ in INTO_A_PAGE if "<template" not in attack])
def test_another_parser_sees_the_same_elements_and_attributes(pristine: Built, attack: str) -> None:
    html = f"<!doctype html><title>x</title><p>{attack}</p>"
    assert seen_by_lexbor(html) == seen_by_html5lib(html)


def test_another_parser_sees_the_same_in_rendered_pages(pristine: Built) -> None:
    for page in pristine.site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert seen_by_lexbor(html) == seen_by_html5lib(html)


@pytest.mark.parametrize(
    "harmless",
    [
        "<a href=https://example.org/?q=1>x</a>",
        "<a href=mailto:a@example.org>x</a>",
        "<a href=tel:+6620000000>x</a>",
        "<a href='files/a.pdf' download>x</a>",
        PLAYED,
        "<video controls preload=none src='../../knowledge/a/files/a.mp4'></video>",
        "<img src=previews/a.pdf.webp alt=x width=400 height=566 loading=lazy decoding=async>",
        "<a href='../../topics/#หัวข้อ'>x</a>",
        "<p>javascript:alert(1) onclick=1 &lt;script&gt;</p>",
        "<td style='text-align: center;'>x</td>",
        "<time datetime=2026-01-01>1 ม.ค.</time>",
        "<meta http-equiv=refresh content='0; url=../../'>",
    ],
)
def test_what_pages_need_is_no_finding(built: Built, harmless: str) -> None:
    html = built.page().read_text(encoding="utf-8")
    built.page().write_text(html.replace("</article>", harmless + "</article>"), encoding="utf-8")
    assert built.findings() == ()


def test_a_dead_link_is_a_warning(built: Built) -> None:
    html = built.page().read_text(encoding="utf-8")
    built.page().write_text(html.replace("</article>", "<a href=../draft/>x</a></article>"), encoding="utf-8")
    assert [(finding.code, finding.is_error) for finding in built.findings()] == [("COP529", False)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"base": "../.."', '"base": "https://evil.example"'),
        ('"base": "../.."', '"base": ".."'),
        ('"search": "../../assets', '"search": "https://evil.example/assets'),
        ('"search": "../../assets/javascripts/workers', '"search": "../../data'),
        ('"annotate": null', '"annotate": {"x": "y"}'),
        ('"annotate": null', '"other": null'),
    ],
)
def test_the_themes_settings_cannot_be_bent(built: Built, old: str, new: str) -> None:
    html = built.page().read_text(encoding="utf-8")
    assert old in html
    built.page().write_text(html.replace(old, new), encoding="utf-8")
    assert built.codes() == {"COP532"}


# -- what is done to files -------------------------------------------------------------------------------------------


def put(path: str, content: bytes) -> Callable[[Path], None]:
    def act(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)

    return act


def change(path: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def act(site: Path) -> None:
        content = (site / path).read_bytes()
        assert old in content
        (site / path).write_bytes(content.replace(old, new, 1))

    return act


def copy(source: str, target: str) -> Callable[[Path], None]:
    def act(site: Path) -> None:
        shutil.copy(site / source, site / target)  # an absolute source stays what it is

    return act


def remove(path: str) -> Callable[[Path], None]:
    return lambda site: (site / path).unlink()


def index_entry(location: object, **said: object) -> Callable[[Path], None]:
    def act(site: Path) -> None:
        path = site / "search" / "search_index.json"
        index = json.loads(path.read_bytes())
        index["docs"].append({"location": location, "title": "x", "text": "x", **said})
        path.write_text(json.dumps(index))

    return act


LOC = b"<url><loc>" + SITE_URL.encode() + b"knowledge/draft/</loc></url></urlset>"
SITEMAP = b"</urlset>"
ON_FILES: list[tuple[str, Callable[[Path], None], str]] = [
    ("an extra file", put("knowledge/a/files/b.pdf", b"x"), "COP520"),
    ("a smuggled picture", put("knowledge/a/previews/b.pdf.webp", b"RIFF"), "COP520"),
    ("a smuggled video", put("knowledge/a/files/c.mp4", b"x"), "COP520"),
    ("smuggled captions", put("knowledge/a/files/a.en.vtt", b"WEBVTT"), "COP520"),
    ("a changed picture", change("knowledge/a/previews/a.pdf.webp", b"RIFF", b"RIFX"), "COP522"),
    ("a changed video", change("knowledge/a/files/a.mp4", b"approved", b"approveD"), "COP522"),
    ("changed captions", change("knowledge/a/files/a.vtt", b"approved", b"approveD"), "COP522"),
    ("a missing picture", remove("knowledge/a/previews/a.pdf.webp"), "COP521"),
    ("a hidden file", put(".git/config", b"x"), "COP520"),
    (
        "a template of the theme",
        copy(str(installed_theme() / "main.html"), "main.html"),
        "COP520",
    ),
    ("an unplanned page", put("knowledge/draft/index.html", b"<p>x"), "COP520"),
    ("a theme file elsewhere", copy("assets/cop.js", "cop.js"), "COP520"),
    ("a changed attachment byte", change("knowledge/a/files/a.pdf", b"approved", b"approveD"), "COP522"),
    ("changed data", change("data/assets.json", b"1", b"2"), "COP522"),
    ("a changed style", change("assets/cop.css", b"1.8", b"1.9"), "COP520"),
    ("a changed script", put("assets/cop.js", b"alert(1)"), "COP528"),
    ("a missing attachment", remove("knowledge/a/files/a.pdf"), "COP521"),
    ("a missing page", remove("topics/index.html"), "COP521"),
    ("a page that is not UTF-8", put("index.html", b"<p>\xff"), "COP524"),
    ("a page in UTF-16", put("index.html", "<p>x".encode("utf-16")), "COP524"),
    ("an index that is no JSON", put("search/search_index.json", b"{"), "COP524"),
    ("an index of another form", put("search/search_index.json", b"[]"), "COP524"),
    (
        "a form in a found text",
        index_entry("knowledge/a/", text="<p>x</p><form action='//evil.example.org'>"),
        "COP526",
    ),
    ("a link in a found title", index_entry("knowledge/a/", title="<a href='https://evil.example.org'>x"), "COP526"),
    ("a handler in a found text", index_entry("knowledge/a/", text="<p onclick=x()>x</p>"), "COP526"),
    ("markup without an end", index_entry("knowledge/a/", text="<img src=x"), "COP526"),
    ("markup in a tag", index_entry("knowledge/a/", tags=["<b>"]), "COP526"),
    ("a text that is none", index_entry("knowledge/a/", text=["<p>x</p>"]), "COP524"),
    ("an index nested too deep", put("search/search_index.json", b"[" * 100_000), "COP524"),
    ("an unplanned entry of the index", index_entry("knowledge/draft/"), "COP530"),
    ("an unplanned heading of the index", index_entry("knowledge/draft/#x"), "COP530"),
    ("a page kept from search in the index", index_entry("topics/"), "COP530"),
    ("an entry without address", index_entry(None), "COP524"),
    ("an unplanned address of the sitemap", change("sitemap.xml", SITEMAP, LOC), "COP530"),
    ("a foreign address of the sitemap", change("sitemap.xml", b"cop.example", b"evil.example"), "COP530"),
    ("a comment in the sitemap", change("sitemap.xml", SITEMAP, b"<!-- x -->" + SITEMAP), "COP524"),
    ("another sitemap in the packed one", put("sitemap.xml.gz", gzip.compress(b"x")), "COP522"),
    ("a packed sitemap that is none", put("sitemap.xml.gz", b"x"), "COP524"),
    ("a linked file", lambda site: (site / "index2.html").symlink_to(site / "index.html"), "COP523"),
    ("a linked folder", lambda site: (site / "b").symlink_to("/etc"), "COP523"),
    ("a pipe", lambda site: os.mkfifo(site / "pipe"), "COP523"),
]


@pytest.mark.parametrize(
    ("act", "code"), [(act, code) for _, act, code in ON_FILES], ids=[name for name, *_ in ON_FILES]
)
def test_an_attack_on_files_is_found(built: Built, act: Callable[[Path], None], code: str) -> None:
    act(built.site)
    assert code in built.codes()


def test_a_planned_file_that_became_a_link_is_found(built: Built, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    (built.site / "knowledge/a/files/a.pdf").unlink()
    (built.site / "knowledge/a/files/a.pdf").symlink_to(tmp_path / "a.pdf")
    assert built.codes() == {"COP521", "COP523"}


def test_a_site_that_is_a_link_or_missing_is_found(built: Built, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(built.site)
    for site in (tmp_path / "link", tmp_path / "none"):
        assert Built(site, built.theme).codes() == {"COP523"}


def test_a_file_that_cannot_be_read_is_found(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    page, read_bytes = built.page(), Path.read_bytes
    page.chmod(0)

    def refusing(place: Path) -> bytes:  # root can read everything: the disk has to say no for it
        if place == page:
            raise PermissionError(13, "Permission denied")
        return read_bytes(place)

    if os.geteuid() == 0:
        monkeypatch.setattr(Path, "read_bytes", refusing)
    assert built.codes() == {"COP524"}


def test_an_attachment_that_browsers_run_is_found_even_if_planned(built: Built) -> None:
    content = b"<script>alert(1)</script>"
    staged = Staged("x/files/a.html", File("a.html", hashlib.sha256(content).hexdigest(), len(content), Oid("0" * 40)))
    put(staged.path, content)(built.site)
    found = audit(built.site, staged=(*STAGED, staged), theme=built.theme, site_url=SITE_URL)
    assert {finding.code for finding in found} >= {"COP520", "COP525"}


def test_a_planned_html_file_is_read_too(built: Built) -> None:
    staged = Staged("old/index.html", b"<script>alert(1)</script>")
    put(staged.path, b"<script>alert(1)</script>")(built.site)
    found = audit(built.site, staged=(*STAGED, staged), theme=built.theme, site_url=SITE_URL)
    assert {finding.code for finding in found} == {"COP525", "COP533"}


# -- what must not be public -----------------------------------------------------------------------------------------


def zipped(content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/slides/slide1.xml", content)
    return packed.getvalue()


def hiding_places() -> Iterator[tuple[str, Callable[[Path], None]]]:
    entities = "".join(f"&#x{ord(letter):x};" for letter in CANARY.decode()).encode()
    percent = "".join(f"%{byte:02X}" for byte in CANARY).encode()
    escaped = json.dumps(CANARY.decode()).strip('"').encode()
    yield "plain", change("index.html", b"</body>", CANARY + b"</body>")
    yield "a comment", change("index.html", b"</body>", b"<!--" + CANARY + b"--></body>")
    yield "entities", change("index.html", b"</body>", entities + b"</body>")
    yield "an address", change("index.html", b"</body>", b'<a href="#' + percent + b'">x</a></body>')
    yield "the search index", change("search/search_index.json", b'"title":"', b'"title":"' + escaped)
    yield "the packed sitemap", put("sitemap.xml.gz", gzip.compress(b"x" + CANARY))
    yield "an Office file", put("knowledge/a/files/a.pdf", zipped(b"<a>" + entities + b"</a>"))
    yield "a packed file in a packed file", put("knowledge/a/files/a.pdf", zipped(zipped(CANARY)))
    yield "an attachment", put("knowledge/a/files/a.pdf", b"%PDF" + CANARY)


@pytest.mark.parametrize("act", [act for _, act in hiding_places()], ids=[name for name, _ in hiding_places()])
def test_a_canary_is_found_wherever_it_hides_and_never_repeated(built: Built, act: Callable[[Path], None]) -> None:
    act(built.site)
    findings = built.findings(b"other", CANARY)
    assert "COP531" in {finding.code for finding in findings}
    assert not any(CANARY.decode() in finding.detail.th + finding.detail.en for finding in findings)


def test_a_canary_in_a_name_is_found(built: Built) -> None:
    put("knowledge/a/files/canary-in-name.pdf", b"x")(built.site)
    assert "COP531" in built.codes(b"canary-in-name")


def test_a_packed_file_that_cannot_be_opened_is_found(built: Built) -> None:
    put("knowledge/a/files/a.pdf", b"PK\x03\x04 broken")(built.site)
    assert "COP524" in built.codes(CANARY)


# -- speed -----------------------------------------------------------------------------------------------------------


def test_a_page_takes_about_a_millisecond(built: Built, tmp_path: Path) -> None:
    html = built.page().read_bytes()
    pages = [Staged(f"knowledge/p{number}/index.md", b"# x") for number in range(300)]
    for page in pages:
        target = built.site / page.path.replace(".md", ".html")
        target.parent.mkdir(parents=True)
        own = page.path.removesuffix("index.md").encode()
        target.write_bytes(html.replace(b"files/a.pdf", b"../a/files/a.pdf").replace(b'/knowledge/a/"', b'/%b"' % own))
    begun = time.process_time()
    found = audit(built.site, staged=(*STAGED, *pages), theme=built.theme, site_url=SITE_URL)
    assert found == ()
    assert (time.process_time() - begun) / 300 < 0.005  # 0.001 on a quiet machine; a shared one gets room
