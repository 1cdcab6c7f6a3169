"""The sitemap and the search index name planned pages, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from cop_build.core.findings import Code, Finding
from cop_build.core.model import Text

UNREADABLE = Code("COP524")
ELEMENT = Code("COP526")
UNPLANNED = Code("COP530")

_PARTS = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"})
# What the renderer leaves of a page's markup in its index: search results show it as markup.
_FOUND_MARKUP = re.compile(r"</?(?:code|li|ol|p|pre|sub|sup|ul)>")
_SITEMAP = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"\?>\s*<urlset xmlns="http://www\.sitemaps\.org/schemas/sitemap/0\.9">'
    r"(?:\s*<url>\s*<loc>[^<]*</loc>\s*(?:<lastmod>[0-9T:+Z.-]*</lastmod>\s*)?</url>)*\s*</urlset>\s*"
)


@dataclass(frozen=True, slots=True)
class Pages:
    """The planned pages, by their path in the site.

    Attributes:
        unsearched: Those that must not stand in the search index.
        reviewed: The day of the last review of those that have one.
    """

    all: frozenset[str]
    unsearched: frozenset[str]
    reviewed: Mapping[str, str] = field(default_factory=dict)


def search_findings(path: str, index: object, pages: Pages) -> Iterator[Finding]:
    """Return the entries of the search index that are no plain text, or lead not to a planned page to be searched.

    Args:
        index: What its JSON says.
    """
    entries = index.get("docs") if isinstance(index, dict) else None
    if not isinstance(index, dict) or not isinstance(entries, list) or index.keys() != {"config", "docs"}:
        yield _finding(path, UNREADABLE, "รูปแบบดัชนีค้นหาผิด", "it has not the form of a search index")
        return
    searched = pages.all - pages.unsearched
    for entry in entries:
        location = entry.get("location") if isinstance(entry, dict) else None
        if not isinstance(location, str):
            yield _finding(path, UNREADABLE, "รายการค้นหาไม่มีที่อยู่", "an entry has no address")
        elif _page(location) not in searched:
            yield _unplanned(path, location)
        else:
            yield from _said(path, entry)


def _said(path: str, entry: Mapping[str, object]) -> Iterator[Finding]:
    """Return what an entry's texts hold beside words and the few elements that readers may see among results."""
    tags = entry.get("tags", [])
    texts = [entry.get("title"), entry.get("text"), *(tags if isinstance(tags, list) else [None])]
    for text in texts:
        if not isinstance(text, str):
            yield _finding(path, UNREADABLE, "รายการค้นหาไม่เป็นข้อความ", "an entry holds what is no text")
        elif "<" in _FOUND_MARKUP.sub("", text):
            yield _finding(path, ELEMENT, "รายการค้นหามีองค์ประกอบที่ไม่อนุญาต", "an entry holds markup that may not be")


def sitemap_findings(path: str, raw: bytes, pages: Pages, site_url: str | None) -> Iterator[Finding]:
    """Return the addresses of the sitemap that are not those of planned pages under ``site_url``."""
    text = raw.decode("utf-8")
    if not _SITEMAP.fullmatch(text):
        yield _finding(path, UNREADABLE, "รูปแบบ sitemap ผิด", "it has not the form of a sitemap")
        return
    start = (site_url or "").rstrip("/") + "/"
    for found, day in re.findall(r"<loc>([^<]*)</loc>\s*(?:<lastmod>([^<]*)</lastmod>)?", text):
        address = unescape(found)
        page = _page(address[len(start) :])
        if not site_url or not address.startswith(start) or page not in pages.all:
            yield _unplanned(path, address)
        elif page in pages.reviewed and day != pages.reviewed[page]:
            yield _unplanned(path, f"{address} {day}")


def feed_findings(path: str, raw: bytes, pages: Pages, site_url: str | None) -> Iterator[Finding]:
    """Return the addresses of the feed that do not lead to planned pages; its bytes are compared elsewhere."""
    text = raw.decode("utf-8")
    if "<!" in text or text.count("<?") != 1 or not text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<feed '):
        yield _finding(path, UNREADABLE, "รูปแบบฟีดผิด", "it has not the form of a feed")
    for element in re.findall(r"<(?:link|content)\b[^>]*>", text):
        is_own = ' rel="self" ' in element
        for address in map(unescape, re.findall(r' (?:href|src)="([^"]*)"', element)):
            yield from _leads(path, address, pages, site_url, itself=is_own)


def calendar_findings(path: str, raw: bytes, pages: Pages, site_url: str | None) -> Iterator[Finding]:
    """Return what a calendar must not hold: people to invite, attachments, addresses of no planned page."""
    lines = raw.decode("utf-8").replace("\r\n ", "").split("\r\n")
    if lines[0] != "BEGIN:VCALENDAR" or lines[-2:] != ["END:VCALENDAR", ""]:
        yield _finding(path, UNREADABLE, "รูปแบบปฏิทินผิด", "it has not the form of a calendar")
    for line in lines:
        name, _, value = line.partition(":")
        if re.split(";", name)[0] in ("ATTENDEE", "ORGANIZER", "CONTACT", "ATTACH", "METHOD", "BEGIN") and (
            name != "BEGIN" or value not in _PARTS
        ):
            yield _finding(path, UNPLANNED, f"มี {name} ในปฏิทิน", f"the calendar holds {name}")
        elif name == "URL":
            yield from _leads(path, value, pages, site_url)


def _leads(path: str, address: str, pages: Pages, site_url: str | None, *, itself: bool = False) -> Iterator[Finding]:
    start = site_url.rstrip("/") + "/" if site_url else ""
    inside = address.removeprefix(start) if address.startswith(start) else "//"
    if not (inside == path if itself else _page("" if inside == "." else inside) in pages.all):
        yield _unplanned(path, address)


def _page(location: str) -> str:
    return unquote(location.partition("#")[0]) + "index.html"


def _unplanned(path: str, address: str) -> Finding:
    shown = repr(address[:200])
    return _finding(path, UNPLANNED, f"มีที่อยู่ {shown} ที่ไม่อยู่ในแผน", f"it names {shown}, which is not planned for it")


def _finding(path: str, code: Code, th: str, en: str) -> Finding:
    return Finding(f"site/{path}", 0, code, Text(th=th, en=en))
