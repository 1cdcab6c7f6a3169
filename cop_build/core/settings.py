"""The settings of MkDocs and Material that are known to be harmless, and what their values may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cop_build.core.model import Text

Check = Callable[[object], bool]

# -- kinds of values -------------------------------------------------------------------------------------------------


def flag(value: object) -> bool:
    return isinstance(value, bool)


def _plain(value: object) -> bool:
    """One line that is the same text in HTML, in an attribute and in a template: MkDocs escapes nothing."""
    return (
        isinstance(value, str)
        and len(value) <= 500
        and not re.search(r"[<>\"`{}\\\x00-\x1f\x7f-\x9f\u2028\u2029]", value)
    )


def _word(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z]+(?:[- ][a-z]+)*", value))


def _languages(value: object) -> bool:
    return all(_word(one) for one in value) if isinstance(value, list) else _word(value)


def icon_name(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9]+(?:[-/][a-z0-9]+)*", value))


def _media(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"\(prefers-color-scheme(?:: (?:light|dark))?\)", value))


def _link(value: object) -> bool:
    return _plain(value) and bool(re.match(r"(?:https://|mailto:)[^\s/:]", str(value)))


def _level(value: object) -> bool:
    return isinstance(value, int | str) and bool(re.fullmatch(r"[1-6](?:-[1-6])?", str(value)))


def one_of(*values: object) -> Check:
    return lambda value: any(type(value) is type(one) and value == one for one in values)


# -- the allow-list --------------------------------------------------------------------------------------------------

TOP: Mapping[str, Check] = {
    "site_name": _plain,
    "site_description": _plain,
    "site_author": _plain,
    "copyright": _plain,
    "strict": one_of(True),
    "use_directory_urls": one_of(True),
}

PLUGINS: Mapping[str, Mapping[str, Check]] = {
    "search": {"lang": _languages, "separator": lambda value: isinstance(value, str) and len(value) <= 200},
    "tags": {},
}

EXTENSIONS: Mapping[str, Mapping[str, Check]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "sane_lists": {},
    "tables": {"use_align_attribute": flag},
    "toc": {"permalink": lambda value: flag(value) or _plain(value), "title": _plain, "toc_depth": _level},
    "pymdownx.arithmatex": {"generic": one_of(True)},
    "pymdownx.betterem": {},
    "pymdownx.blocks.caption": {},
    "pymdownx.caret": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {"use_pygments": flag, "anchor_linenums": flag},
    "pymdownx.inlinehilite": {},
    "pymdownx.keys": {},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": flag},
    "pymdownx.tasklist": {"custom_checkbox": flag},
    "pymdownx.tilde": {},
}

FEATURES = frozenset(
    {
        "content.code.copy", "content.tabs.link", "content.tooltips", "header.autohide",
        "navigation.expand", "navigation.footer", "navigation.indexes", "navigation.path", "navigation.prune",
        "navigation.sections", "navigation.tabs", "navigation.tabs.sticky", "navigation.top", "navigation.tracking",
        "search.highlight", "search.suggest", "toc.follow", "toc.integrate",
    }
)  # fmt: skip
ICONS = frozenset({"close", "logo", "menu", "next", "previous", "search", "share", "tag", "top"})
THEME: Mapping[str, Check] = {
    "name": one_of("material"),
    "language": _word,
    "direction": one_of("ltr", "rtl"),
    "font": one_of(False),
}
PALETTE: Mapping[str, Check] = {"scheme": _word, "primary": _word, "accent": _word, "media": _media}
TOGGLE: Mapping[str, Check] = {"icon": icon_name, "name": _plain}
SOCIAL: Mapping[str, Check] = {"icon": icon_name, "link": _link, "name": _plain}

# Known names whose refusal deserves a reason.
WHY: Mapping[str, Text] = {
    "hooks": Text(th="รันโปรแกรมระหว่างสร้างเว็บไซต์", en="it runs code while the site is built"),
    "INHERIT": Text(th="ดึงการตั้งค่าจากแฟ้มที่ไม่ได้ตรวจ", en="it brings in settings that nobody checks"),
    "nav": Text(th="โปรแกรมเขียนเองจากหัวข้อของชุมชน", en="it is computed from the community's topics"),
    "docs_dir": Text(th="โปรแกรมกำหนดเอง", en="the program sets it"),
    "site_dir": Text(th="โปรแกรมกำหนดเอง", en="the program sets it"),
    "site_url": Text(th="ให้ตั้งใน community.yml", en="it belongs into community.yml"),
    "repo_url": Text(th="หน้าเว็บจะเรียกเซิร์ฟเวอร์ภายนอก", en="it makes every page call another server"),
    "edit_uri": Text(th="ไม่มีแฟ้มต้นทางที่เผยแพร่ให้แก้ไข", en="there is no public source of a page to edit"),
    "extra_css": Text(th="สไตล์อยู่ในธีมของโปรแกรม", en="styles belong to the program's theme"),
    "extra_javascript": Text(th="สคริปต์อยู่ในธีมของโปรแกรม", en="scripts belong to the program's theme"),
    "custom_dir": Text(th="แม่แบบรันโค้ดได้ และโปรแกรมกำหนดเอง", en="templates run code, and the program sets it"),
    "font": Text(th="ต้องเป็น false มิฉะนั้นหน้าเว็บจะเรียก Google", en="it must be false: else every page calls Google"),
    "pymdownx.snippets": Text(th="พิมพ์แฟ้มใดก็ได้ลงหน้าเว็บ", en="it prints any file on a public page"),
    "pymdownx.emoji": Text(th="ดึงรูปจากเซิร์ฟเวอร์ภายนอก", en="it fetches pictures from another server"),
    "md_in_html": Text(th="ให้ผู้เขียนใส่ HTML ดิบ", en="it lets authors write raw HTML"),
}
