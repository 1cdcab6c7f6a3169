"""The feed, as a feed reader and an XML parser of others read it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any  # feedparser has no types
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree

from cop_build.core.model import Language, Oid
from cop_build.core.verdict import Judgement
from cop_build.edges.audit.indexes import Pages, feed_findings
from cop_build.pages.plan import plan
from tests.machines import hostile
from tests.pages import communities as given

URL = "https://cop.example.org/cop/"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(judgement: Judgement) -> bytes:
    content = next(file.content for file in plan(judgement) if file.path == "feed.xml")
    assert isinstance(content, bytes)
    return content


def pages_of(judgement: Judgement) -> Pages:
    paths = [file.path for file in plan(judgement)]
    return Pages(
        frozenset(path.replace("index.md", "index.html") for path in paths if path.endswith(".md")), frozenset()
    )


def read(data: bytes, **headers: str) -> Any:
    parsed = feedparser.parse(data, response_headers={"content-type": "application/atom+xml; charset=utf-8", **headers})
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_a_reader_finds_the_newest_first() -> None:
    assets = [
        replace(given.approved(slug, given.knowledge(f"เรื่อง {slug}")), published_on=date(2026, 11, day))
        for slug, day in (("a", 2), ("b", 4), ("c", 3))
    ]
    feed = read(feed_of(given.judgement(*assets, of=replace(given.community(), site_url=URL))))

    assert feed.version == "atom10"
    assert feed.feed.title == "ชุมชนตัวอย่าง" and feed.feed.language == "th"
    assert [entry.title for entry in feed.entries] == ["เรื่อง b", "เรื่อง c", "เรื่อง a"]
    assert feed.entries[0].link == f"{URL}knowledge/b/"
    assert feed.entries[0].summary == "สรุปสั้น"
    assert feed.entries[0].updated == "2026-11-04T00:00:00+07:00"
    assert feed.entries[0].published == "2026-11-01T00:00:00+07:00"
    assert feed.feed.updated == feed.entries[0].updated
    assert [tag.label for tag in feed.entries[0].tags] == ["ยูเซป"]


def test_ids_are_the_same_wherever_the_site_stands() -> None:
    def ids(site_url: str | None) -> list[str]:
        return [entry.id for entry in read(feed_of(hostile.judgement(site_url=site_url))).entries]

    assert ids(None) == ids(URL)
    assert len(set(ids(None))) == len(hostile.public())
    for one in ids(None):  # RFC 4151 §2.1
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:[a-z]+/[a-z0-9-]+", one)


def test_without_an_address_the_links_lead_from_the_feed() -> None:
    feed = read(feed_of(hostile.judgement()), **{"content-location": "https://anywhere.example/x/feed.xml"})

    root = etree.fromstring(feed_of(hostile.judgement()))
    hrefs = [link.get("href") for link in root.iter(f"{ATOM}link")]
    assert not [href for href in hrefs if "://" in href]
    assert urljoin("https://anywhere.example/x/feed.xml", hrefs[1]) == "https://anywhere.example/x/"
    assert len(feed.entries) == len(hostile.public())


@pytest.mark.parametrize("site_url", [None, URL])
def test_hostile_words_are_words(site_url: str | None) -> None:
    data = feed_of(hostile.judgement(site_url=site_url))
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))

    titles = [hostile.one_line(title.text) for title in root.iter(f"{ATOM}title")]
    assert set(titles) == {hostile.SHOWN}
    assert {hostile.one_line(summary.text) for summary in root.iter(f"{ATOM}summary")} == {hostile.SHOWN}
    known = {"feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "category", "summary"}
    assert {str(element.tag).removeprefix(ATOM) for element in root.iter()} == known
    assert root.getroottree().docinfo.doctype == ""
    assert {element.get("type") for element in root.iter() if element.get("type")} == {
        "application/atom+xml",
        "text/html",
    }


@pytest.mark.parametrize("site_url", [None, URL, "https://cop.example.org"])
def test_the_audit_finds_nothing_in_it(site_url: str | None) -> None:
    judged = hostile.judgement(site_url=site_url)

    assert list(feed_findings("feed.xml", feed_of(judged), pages_of(judged), site_url)) == []


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        (b'href="https://cop.example.org/cop/knowledge/k/"', b'href="https://evil.example/"'),
        (b'href="https://cop.example.org/cop/knowledge/k/"', b'href="https://cop.example.org/cop/knowledge/draft/"'),
        (b'href="https://cop.example.org/cop/knowledge/k/"', b'href="knowledge/k/"'),
        (b"/feed.xml", b"/other.xml"),
        (b"<feed ", b'<?xml-stylesheet href="x"?><feed '),
        (b"<feed ", b"<!DOCTYPE feed [<!ENTITY x SYSTEM 'x'>]><feed "),
        (b"<entry>", b'<entry><content src="https://evil.example/"/>'),
    ],
)
def test_the_audit_finds_addresses_that_are_not_planned(there: bytes, instead: bytes) -> None:
    judged = hostile.judgement(site_url=URL)
    changed = feed_of(judged).replace(there, instead)
    assert changed != feed_of(judged)

    assert list(feed_findings("feed.xml", changed, pages_of(judged), URL))


def test_a_recalled_asset_leaves_the_feed_and_an_empty_feed_is_one() -> None:
    assert "knowledge/gone" not in feed_of(hostile.judgement()).decode()
    empty = read(feed_of(given.judgement(of=given.community(language=Language.EN))))
    assert empty.entries == [] and empty.feed.title == "Sample community"


def test_it_says_nothing_of_the_day_or_the_commit() -> None:
    judged = hostile.judgement()
    later = replace(judged, as_of=date(2027, 1, 1), commit=Oid(judged.commit[::-1]))

    assert feed_of(judged) == feed_of(later)
    assert b"secret.example.org" not in feed_of(judged)


def test_it_is_not_longer_than_readers_take() -> None:
    assets = [given.approved(f"a-{number}", given.knowledge()) for number in range(60)]

    assert len(read(feed_of(given.judgement(*assets))).entries) == 50
