"""What machines find on a real site: data, addresses, days, a feed, a calendar; and what the audit finds changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any  # JSON
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from cop_build.app.publishing import OUR_THEME, build
from cop_build.core.linked import is_linked_data
from cop_build.edges.audit import audit
from cop_build.edges.render import installed_theme
from cop_build.pages.plan import plan
from tests.community_box import AS_OF, Box
from tests.machines.sites import PAGES, TITLE, URL, built, community

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Box:
    return community(tmp_path_factory.mktemp("machines") / "box", site_url=URL)


@pytest.fixture(scope="module")
def site(box: Box) -> Path:
    return built(box)


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a community that does not say where it stands."""
    return built(community(tmp_path_factory.mktemp("homeless") / "box", site_url=None))


def head(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path / "index.html").read_text(encoding="utf-8"))


def linked(site: Path, path: str) -> Any:
    found = head(site, path).css('script[type="application/ld+json"]')
    assert len(found) <= 1
    return json.loads(found[0].text()) if found else None


def properties(site: Path, path: str) -> Mapping[str, str | None]:
    metas = head(site, path).css("meta[property]")
    assert len({one.attributes["property"] for one in metas}) == len(metas)
    return {str(one.attributes["property"]): one.attributes["content"] for one in metas}


def test_every_kind_of_page_carries_its_data(site: Path) -> None:
    for path, kind in PAGES.items():
        data = linked(site, path)
        assert data["@type"] == kind, path
        assert unquote(data["url"]) == URL + path
        again = json.dumps(data, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e")
        again = again.replace("&", "\\u0026").replace("'", "\\u0027")
        assert is_linked_data(again, leads=lambda address: address.startswith(URL)), path
    assert linked(site, "knowledge/x/")["name"] == TITLE
    assert linked(site, "knowledge/x/")["reviewedBy"] == [{"@type": "Person", "name": "คุณ ann"}]
    assert linked(site, "question/q/")["mainEntity"]["acceptedAnswer"]["text"] == "ตอบว่า <b> </script>"
    for path in ("topics", "sessions", "knowledge/gone"):
        assert linked(site, path) is None


def test_the_canonical_address_is_the_pages_own(site: Path, homeless: Path) -> None:
    for path in (*PAGES, "topics/", "knowledge/gone/"):
        found = head(site, path).css_first('link[rel="canonical"]')
        assert found is not None and unquote(str(found.attributes["href"])) == URL + path
        assert head(homeless, path).css_first('link[rel="canonical"]') is None


def test_a_shared_page_shows_its_title_and_a_picture(site: Path) -> None:
    shown = properties(site, "knowledge/x/")

    assert shown["og:title"] == shown["og:description"] == TITLE
    assert (shown["og:type"], shown["og:locale"], shown["og:site_name"]) == ("article", "th_TH", "ชุมชนทดสอบ")
    assert unquote(str(shown["og:url"])) == f"{URL}knowledge/x/"
    assert shown["og:image"] == f"{URL}assets/images/share.png" and (site / "assets/images/share.png").is_file()
    assert properties(site, "knowledge/en/")["og:locale"] == "en_US"
    assert properties(site, "topics/")["og:type"] == "website"


def test_without_an_address_nothing_whole_is_guessed(homeless: Path) -> None:
    for path in PAGES:
        assert not {"og:url", "og:image"} & properties(homeless, path).keys()
        assert "url" not in linked(homeless, path)
    assert not (homeless / "sitemap.xml").exists()
    assert b"https://" not in (homeless / "feed.xml").read_bytes()
    assert b"URL:" not in (homeless / "calendar.ics").read_bytes()


def test_the_sitemap_says_when_each_page_was_reviewed(site: Path) -> None:
    entries = {
        unquote(str(url.findtext(f"{SITEMAP}loc"))): url.findtext(f"{SITEMAP}lastmod")
        for url in ElementTree.parse(site / "sitemap.xml").getroot()
    }

    assert entries[f"{URL}knowledge/x/"] == "2026-11-01"
    assert entries[f"{URL}topics/"] is None and entries[URL] is None
    assert f"{URL}knowledge/draft/" not in entries
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert {one.removeprefix(URL).rstrip("/") or "." for one in entries} == pages


@pytest.mark.parametrize("which", ["site", "homeless"])
def test_the_feed_is_found_and_read_from_every_page(which: str, request: pytest.FixtureRequest) -> None:
    place: Path = request.getfixturevalue(which)
    for path in PAGES:
        link = head(place, path).css_first('link[rel~="alternate"][type="application/atom+xml"]')
        assert link is not None and (place / path / str(link.attributes["href"])).resolve() == place / "feed.xml"
    feed = feedparser.parse((place / "feed.xml").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 7 and "ที่ยังไม่ยืนยัน" not in str(feed)


def test_the_calendar_is_found_from_the_sessions(site: Path) -> None:
    links = [one.attributes.get("href") for one in head(site, "sessions/").css("article a")]

    assert "../calendar.ics" in links
    assert b"UID:session/next@test-community" in (site / "calendar.ics").read_bytes()


def test_no_address_of_a_person_and_no_id_is_told(site: Path) -> None:
    for name in ("feed.xml", "calendar.ics", "sitemap.xml"):
        text = (site / name).read_text(encoding="utf-8").replace("\r\n ", "")
        assert not [one for one in ("@example.org", "p-ann", "p-mai", "p-fac") if one in text], name
    for path in PAGES:
        assert not [one for one in ("example.org/", "@", "p-") if one in json.dumps(linked(site, path)["name"])]
        assert "@example.org" not in json.dumps(linked(site, path))


def sums(folder: Path) -> Mapping[str, str]:
    return {
        place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in folder.rglob("*")
        if place.is_file()
    }


def test_two_builds_are_the_same_bytes(box: Box, site: Path) -> None:
    first = sums(site)

    build(box.root, as_of=AS_OF)

    assert sums(site) == first


def test_another_commit_changes_no_feed_no_calendar_and_no_sitemap(box: Box, site: Path, tmp_path: Path) -> None:
    later = box.copy_to(tmp_path / "later")
    later.commit("Nothing", by="p-adm")

    there = built(later)

    changed = {name for name, value in sums(there).items() if sums(site).get(name) != value}
    assert changed == {"index.html", "data/assets.json"}


# -- what the audit says of a site that somebody changed ---------------------------------------------------------------

PAGE = "knowledge/x/index.html"
CHANGES: list[tuple[str, str, Callable[[str], str]]] = [
    ("COP525", PAGE, lambda html: html.replace("WebPage", "WebSite", 1)),
    ("COP525", PAGE, lambda html: html.replace('"lastReviewed":"2026-11-01"', '"lastReviewed":"2026-11-20"')),
    ("COP525", PAGE, lambda html: html.replace("คุณ ann", "คุณ bob")),
    ("COP525", PAGE, lambda html: html.replace("</head>", '<script type="application/ld+json">{}</script></head>')),
    ("COP525", PAGE, lambda html: html.replace('"application/ld+json"', '"application/ld+json" id="x"')),
    ("COP525", PAGE, lambda html: html.replace('type="application/ld+json"', 'type="importmap"')),
    ("COP525", "topics/index.html", lambda html: html.replace("</head>", f"{data_block()}</head>")),
    (
        "COP529",
        PAGE,
        lambda html: html.replace('rel="canonical" href="https://cop', 'rel="canonical" href="https://evil'),
    ),
    ("COP529", PAGE, lambda html: html.replace('/knowledge/x/">\n', '/knowledge/en/">\n', 1)),
    ("COP526", PAGE, lambda html: html.replace('og:image" content="https://cop', 'og:image" content="https://evil')),
    ("COP526", PAGE, lambda html: html.replace("share.png", "none.png")),
    ("COP526", PAGE, lambda html: html.replace('og:url" content="https://cop', 'og:url" content="//cop')),
    ("COP526", PAGE, lambda html: html.replace("og:title", "og:video")),
    ("COP528", PAGE, lambda html: html.replace("assets/javascripts/days.js", "feed.xml")),
    ("COP522", "feed.xml", lambda text: text.replace("<entry>", "<entry> ", 1)),
    ("COP522", "calendar.ics", lambda text: text.replace("CONFIRMED", "CANCELLED", 1)),
    ("COP530", "sitemap.xml", lambda text: text.replace("2026-11-01", "2026-11-20", 1)),
    ("COP520", "assets/javascripts/days.js", lambda text: text.replace("hidden", "title")),
]


def data_block() -> str:
    return '<script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage","name":"x"}</script>'


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_a_changed_site_is_found_out(box: Box, site: Path, tmp_path: Path, number: int) -> None:
    code, name, change = CHANGES[number]
    shutil.copytree(site, tmp_path / "site")
    place = tmp_path / "site" / name
    text = place.read_bytes().decode()
    place.write_bytes(change(text).encode())
    assert change(text) != text

    judged = box.judge()
    found = audit(
        tmp_path / "site", staged=plan(judged), theme=(OUR_THEME, installed_theme()), site_url=judged.community.site_url
    )

    assert code in {finding.code for finding in found if finding.is_error}


def test_the_site_as_it_was_built_passes(box: Box, site: Path) -> None:
    judged = box.judge()
    themes = (OUR_THEME, installed_theme())

    assert audit(site, staged=plan(judged), theme=themes, site_url=URL) == ()
    elsewhere = audit(site, staged=plan(judged), theme=themes, site_url=f"https://{quote('other')}.example.org/")
    assert {finding.code for finding in elsewhere} >= {"COP525", "COP526", "COP529", "COP530"}
