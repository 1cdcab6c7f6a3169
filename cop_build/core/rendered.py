"""What may a rendered page hold? An allow-list of elements, attributes, scripts and addresses.

The renderer is not trusted: whatever a template, an extension or an author's text made of a page is read again with
another parser, and what is not known to be harmless is a finding. Source: manual/trust.md §6.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborHTMLParser

from cop_build.core.addresses import split
from cop_build.core.elements import ELEMENTS, EVERYWHERE
from cop_build.core.findings import Code, Finding
from cop_build.core.linked import is_linked_data
from cop_build.core.page_read import ADDRESS, FOREIGN, Page, Site
from cop_build.core.played import is_as_we_write_it, is_own

UNREADABLE = Code("COP524")
SCRIPT = Code("COP525")
ELEMENT = Code("COP526")
ATTRIBUTE = Code("COP527")
CONFIG = Code("COP532")

Attributes = Mapping[str, str | None]


def page_findings(path: str, html: str, site: Site) -> tuple[Finding, ...]:
    """Return what in the page is not on the allow-list.

    Args:
        path: Of the page in the site, such as ``knowledge/a/index.html``.
    """
    page = Page(path, site)
    if "\x00" in html:
        page.says(UNREADABLE, "มีอักขระ NUL", "there is a NUL character")
    root = LexborHTMLParser(html).root
    if root is None:
        page.says(UNREADABLE, "อ่านหน้าเว็บไม่ได้", "the page cannot be read")
        return tuple(page.findings)
    for node in root.traverse(include_text=False):
        tag = node.tag
        if tag is None or tag in _COMMENTS:
            continue
        attributes = node.attributes
        if not attributes and tag in _BARE:
            continue
        allowed = _ATTRIBUTES.get(tag)
        if allowed is None:
            page.says(ELEMENT, f"มีองค์ประกอบ <{tag}> ที่ธีมไม่ใช้", f"there is an element <{tag}>")
            continue
        if not attributes.keys() <= allowed:
            for name in attributes.keys() - allowed:
                if not name.startswith(("data-", "aria-")):
                    page.says(ATTRIBUTE, f"<{tag}> มีแอตทริบิวต์ {name!r}", f"<{tag}> has an attribute {name!r}")
        if "style" in attributes and not _STYLE.fullmatch(attributes["style"] or ""):
            page.says(ATTRIBUTE, f"<{tag}> มีสไตล์ที่เรียกสิ่งอื่น", f"<{tag}> has a style that calls something")
        if tag != "script" and attributes.get("id") == _CONFIG_ID:
            page.says(CONFIG, f"<{tag}> อ้างเป็นการตั้งค่าของธีม", f"<{tag}> poses as the theme's settings")
        if tag == "script":
            _script(page, attributes, node.text())
        elif tag in _PLAYED:
            _played(page, tag, attributes, node.parent.tag if node.parent else None)
        elif tag in _RULES:
            _RULES[tag](page, attributes)
    page.keeps_its_policy()
    page.keeps_its_seal()
    return tuple(page.findings)


def _script(page: Page, attributes: Attributes, text: str) -> None:
    kind = attributes.get("type")
    page.is_late = page.is_late or not page.policies
    if "src" not in attributes and kind not in ("application/json", _LINKED):
        page.scripts.append(text)
    if "src" in attributes:
        page.loads("script", attributes["src"], page.site.theme)
        if text.strip() or kind not in _SCRIPT_KINDS:
            page.says(SCRIPT, "<script src> มีรูปแบบที่ธีมไม่ใช้", "a <script src> has a form that the theme does not use")
    elif kind == "application/json" and attributes.get("id") == _CONFIG_ID:
        _config(page, text)
    elif kind == _LINKED:
        _linked(page, attributes, text)
    elif kind is not None or not page.site.is_the_themes(text):
        page.says(SCRIPT, "มีสคริปต์ในหน้าที่ไม่ใช่ของธีม", "there is an inline script that is not the theme's")


def _linked(page: Page, attributes: Attributes, text: str) -> None:
    """Check the data for search engines: those that were staged, of known types, one block a page."""
    is_planned = text == page.site.linked.get(page.path) and not page.has_linked and attributes.keys() == {"type"}
    page.has_linked = True
    if not is_planned or not is_linked_data(text, leads=lambda address: page.stands_at(address) is not None):
        page.says(SCRIPT, "ข้อมูลสำหรับเครื่องค้นหาไม่ตรงกับแผน", "the data for search engines are not the planned ones")


def _config(page: Page, text: str) -> None:
    """Check the settings that Material's script reads: where the site begins, which worker searches, its words."""
    if (page.depth, text) in page.site.known_settings:
        return
    try:
        config = json.loads(text)
    except (ValueError, RecursionError):
        config = None
    match config:
        case {
            "base": str(base),
            "search": str(worker),
            "features": list(features),
            "translations": dict(words),
            **rest,
        }:
            at_home = not split(base)[0] and page.resolves(f"{base}/") == "index.html"
            own_worker = not split(worker)[0] and page.resolves(worker) in page.site.theme
            plain = all(isinstance(one, str) for one in (*features, *words.values()))
            known = all(name in _CONFIG_EXTRAS and value is None for name, value in rest.items())
            if at_home and own_worker and plain and known:
                if len(text) < _USUAL and page.climbs(f"{base}/") and page.climbs(worker):
                    page.site.known_settings.add((page.depth, text))
                return
    page.says(CONFIG, "การตั้งค่าของธีมไม่เป็นแบบที่ธีมเขียน", "the theme's settings are not as the theme writes them")


def _link(page: Page, attributes: Attributes) -> None:
    kinds = frozenset((attributes.get("rel") or "").lower().split())
    if kinds == {"canonical"} and page.stands_at(attributes.get("href")) != page.path:
        page.says(ADDRESS, "ที่อยู่หลักไม่ใช่ของหน้านี้", "the canonical address is not that of the page")
    elif kinds and kinds <= _LINKS_THAT_LEAD:
        page.leads("link", attributes.get("href"))
    elif kinds and kinds <= _LINKS_THAT_LOAD:
        page.loads("link", attributes.get("href"), page.site.theme)
    else:
        shown = " ".join(sorted(kinds))
        page.says(ELEMENT, f'มี <link rel="{shown}">', f'there is a <link rel="{shown}">')


def _meta(page: Page, attributes: Attributes) -> None:
    if (attributes.get("charset") or "utf-8").lower() != "utf-8":
        page.says(ELEMENT, "หน้าเว็บต้องเป็น UTF-8", "the page must be UTF-8")
    if (attributes.get("name") or "").lower() == "cop-seal":
        page.seals.append(attributes.get("content") or "")
    if "property" in attributes:
        _property(page, attributes["property"] or "", attributes.get("content"))
    match (attributes.get("http-equiv") or "").lower():
        case "":
            return
        case "content-security-policy":
            page.policies.append(attributes.get("content") or "")
            return
        case "refresh":
            target = re.fullmatch(r"\s*\d+\s*;\s*url=([^'\"].*)", attributes.get("content") or "", re.IGNORECASE)
            scheme, cleaned = split(target[1] if target else "//")
            if not scheme and page.resolves(cleaned) is not None:
                return
    page.says(ELEMENT, "มี <meta http-equiv> ที่ไม่อนุญาต", "there is a <meta http-equiv> that is not allowed")


def _property(page: Page, name: str, content: str | None) -> None:
    """Check what other sites show of the page when it is shared. Source: https://ogp.me/."""
    place = page.stands_at(content) if name in ("og:url", "og:image") else None
    fits = {"og:url": place == page.path, "og:image": place in page.site.theme}.get(name, name in _PROPERTIES)
    if not fits:
        page.says(
            ELEMENT, f"มี <meta property={name!r}> ที่ไม่อนุญาต", f"there is a <meta property={name!r}> that may not be"
        )


def _form(page: Page, attributes: Attributes) -> None:
    if attributes.get("class") != "md-search__form" and attributes.get("data-md-component") != "palette":
        page.says(ELEMENT, "มี <form> ที่ไม่ใช่ของธีม", "there is a <form> that is not the theme's")


def _input(page: Page, attributes: Attributes) -> None:
    kind = (attributes.get("type") or "text").lower()
    is_search = attributes.get("data-md-component") == "search-query"
    if kind not in ("checkbox", "radio") and not (is_search and kind in ("text", "search")):
        page.says(ELEMENT, f"มีช่องกรอกแบบ {kind!r}", f"there is an input of type {kind!r}")


def _anchor(page: Page, attributes: Attributes) -> None:
    if "href" in attributes:
        page.leads("a", attributes["href"])


def _img(page: Page, attributes: Attributes) -> None:
    if "src" in attributes:
        page.loads("img", attributes["src"])


def _played(page: Page, tag: str, attributes: Attributes, parent: str | None) -> None:
    """Check a video or its captions: approved files of the page's own asset, in the form that our pages have."""
    scheme, cleaned = split(attributes.get("src") or "")
    found = None if scheme else page.resolves(cleaned)
    if not is_own(tag, found, page=page.path, attachments=page.site.attachments):
        th, en = f"<{tag}> ไม่ได้เปิดไฟล์แนบของหน้านี้", f"<{tag}> plays what is no attachment of this page"
        page.says(FOREIGN, th, en)
    if not is_as_we_write_it(tag, attributes, parent=parent):
        page.says(ATTRIBUTE, f"<{tag}> ไม่เป็นแบบที่ระบบเขียน", f"<{tag}> is not in the form that our pages have")


_RULES: Mapping[str, Callable[[Page, Attributes], None]] = {
    "a": _anchor,
    "form": _form,
    "input": _input,
    "link": _link,
    "meta": _meta,
    "img": _img,
}
_PLAYED = frozenset({"track", "video"})


_ATTRIBUTES = {tag: EVERYWHERE | frozenset(own) for tag, own in ELEMENTS.items()}
_BARE = ELEMENTS.keys() - _RULES.keys() - _PLAYED - {"script"}  # harmless without attributes
_COMMENTS = frozenset({"-comment", "!doctype"})
_STYLE = re.compile(r"[^\\@(<&]*")
_CONFIG_ID = "__config"
_USUAL = 1 << 14  # letters of settings; what a hostile page holds beyond is not remembered
_CONFIG_EXTRAS = frozenset({"annotate", "tags", "version"})
_SCRIPT_KINDS = frozenset({None, "module", "text/javascript"})
_LINKED = "application/ld+json"
_PROPERTIES = frozenset(
    {
        *("og:title", "og:description", "og:type", "og:site_name", "og:locale"),
        *("og:image:alt", "og:image:type", "og:image:width", "og:image:height"),
    }
)
_LINKS_THAT_LEAD = frozenset({"alternate", "author", "canonical", "feed", "license", "next", "prev"})
_LINKS_THAT_LOAD = frozenset({"icon", "apple-touch-icon", "stylesheet", "preload", "modulepreload", "manifest"})
