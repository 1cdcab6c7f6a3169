"""Is what the renderer makes of this Markdown fit for the public?

The text is rendered with the very extensions that the site will be rendered with, and what comes out is judged: what
nh3 would take out under our policy, or an address, class or id that is not known to be harmless, is a finding. Nothing
is mended. Source: manual/trust.md §5.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import markdown
import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cop_build.core.elements import AUTHORS
from cop_build.core.formulas import broken_formula
from cop_build.core.harmless import SCHEMES, is_harmless
from cop_build.core.model import Text
from cop_build.core.settings import EXTENSIONS

_BY_MKDOCS = ("toc", "tables", "fenced_code")  # what MkDocs adds to every list of extensions
_MOST_PLACES = 10  # as many lines are named of one text; of a long one only the first, as finding each takes many tries
_LONG, _LARGE, _LARGE_HTML = 500, 20_000, 100_000  # lines, letters, letters
_BLOCK_ENDS = re.compile(r"</(?:p|li|td|th|tr|h[1-6]|div|dt|dd|summary|figcaption)>|<br ?/?>|<hr ?/?>")
_TAG = re.compile(r"<[^>]*>")
_ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = frozenset({"br", "hr", "img", "input"})
_MOST_LEVELS = 100


@dataclass(frozen=True, slots=True, order=True)
class Misfit:
    """Something that the renderer would make and readers may not get, on a line of the text, from 1."""

    line: int
    what: Text


class Renderer:
    """Markdown as the site's settings render it. Not to be shared between threads."""

    def __init__(self, settings: object) -> None:
        """Args: settings: The community's ``mkdocs.yml`` as read; extensions that are not allowed are left out."""
        names, options = _extensions(settings)
        self.fingerprint = repr((names, sorted(options.items())))
        self._names, self._options = names, options
        self._markdown = self._fresh()

    def html(self, text: str) -> str:
        """Return the HTML of a text. Raises: whatever the renderer's extensions raise."""
        self._markdown.reset()
        try:
            return self._markdown.convert(text)
        except Exception:
            self._markdown = self._fresh()  # a text that breaks off leaves it in a state that no `reset` undoes
            raise

    def _fresh(self) -> markdown.Markdown:
        return markdown.Markdown(extensions=list(self._names), extension_configs=dict(self._options))


def _extensions(settings: object) -> tuple[Sequence[str], Mapping[str, dict[str, object]]]:
    listed = settings.get("markdown_extensions", ()) if isinstance(settings, Mapping) else ()
    pairs: list[tuple[object, object]] = []
    if isinstance(listed, Mapping):
        pairs = list(listed.items())
    elif isinstance(listed, list):
        for one in listed:
            pairs += one.items() if isinstance(one, Mapping) else [(one, None)]
    allowed = [(name, options) for name, options in pairs if isinstance(name, str) and name in EXTENSIONS]
    names = tuple(dict.fromkeys([*_BY_MKDOCS, *(name for name, _ in allowed)]))
    return names, {name: dict(options) for name, options in allowed if isinstance(options, Mapping)}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as its readers would get it: what is not fit for them, and the words alone, a block a line."""

    misfits: tuple[Misfit, ...]
    words: str


def rendered(body: str, renderer: Renderer) -> Rendered:
    """Render a text and judge it."""
    html = _html(body, renderer)
    if html is None or _is_too_deep(html):
        return Rendered((Misfit(1, _UNRENDERED if html is None else _TOO_DEEP),), "")
    most = _MOST_PLACES if len(body) <= _LARGE and len(html) <= _LARGE_HTML and body.count("\n") < _LONG else 1
    return Rendered(tuple(_misfits(body, renderer, most)) if _unfit(html) else (), words_of(html))


_UNRENDERED = Text(th="โปรแกรมสร้างหน้าเว็บจากข้อความนี้ไม่ได้", en="the renderer cannot make a page of this text")
_TOO_DEEP = Text(th="ข้อความซ้อนกันลึกเกินไป", en="lists, quotes or boxes stand too deep inside each other")


def _is_too_deep(html: str) -> bool:
    """Say whether elements stand so deep inside each other that a renderer may run out of stack on the way to them.

    Where its stack ends differs from program to program: what we could render just so would stop the whole site.
    """
    depth = 0
    for match in _ELEMENT.finditer(html):
        if match[2] not in _VOID:
            depth += -1 if match[1] else 1
            if depth > _MOST_LEVELS:
                return True
    return False


def _html(body: str, renderer: Renderer) -> str | None:
    try:
        return renderer.html(body)
    except Exception:  # extensions of others fail in ways of their own; what cannot be rendered is not published
        return None


def words_of(html: str) -> str:
    """Return the words of what was rendered, without its tags, a block a line."""
    lines = _BLOCK_ENDS.sub("\x00", html).replace("\n", " ").replace("\x00", "\n")
    return LexborHTMLParser(_TAG.sub("", lines)).text() if "&" in lines else _TAG.sub("", lines)


def first_line(lines: Sequence[str], holds: Callable[[str], bool]) -> int:
    """Return the first line, from 1, up to which a text has a property that it has as a whole."""
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds("\n".join(lines[:middle])) else (middle + 1, high)
    return low


def _misfits(body: str, renderer: Renderer, most: int) -> Iterator[Misfit]:
    lines = body.split("\n")
    for _ in range(most):
        if not _unfit_text("\n".join(lines), renderer):
            return
        line = first_line(lines, lambda text: bool(_unfit_text(text, renderer)))
        for what in _unfit_text("\n".join(lines[:line]), renderer) or [_UNRENDERED]:
            yield Misfit(line, what)
        lines[line - 1] = ""


def _unfit_text(text: str, renderer: Renderer) -> Sequence[Text]:
    html = _html(text, renderer)
    return [_UNRENDERED] if html is None else _unfit(html)


def _unfit(html: str) -> Sequence[Text]:
    """Return what in rendered HTML is not for the public, each thing once."""
    parsed = LexborHTMLParser(f"<body>{html}").body
    cleaned = LexborHTMLParser(f"<body>{_CLEANER.clean(html)}").body
    if parsed is None or cleaned is None:
        return [_UNRENDERED] if html.strip() else []
    found = list(dict.fromkeys(what for node in parsed.traverse() for what in _unfit_node(node)))
    if broken_formula(html):
        found.append(Text(th="มีสูตรที่แสดงไม่ได้", en="there is a formula that cannot be drawn"))
    if not found and parsed.html != cleaned.html:
        found = [_removed(parsed, cleaned)]
    return found


_CLEANER = nh3.Cleaner(
    tags=set(AUTHORS),
    clean_content_tags=set(),
    attributes={tag: set(names) for tag, names in AUTHORS.items()},
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
    generic_attribute_prefixes=set(),
)


def _removed(parsed: LexborNode, cleaned: LexborNode) -> Text:
    """Say what the sanitiser takes out that no rule of ours has a name for."""
    before, after = (Counter(node.tag for node in root.traverse()) for root in (parsed, cleaned))
    lost = ", ".join(sorted(f"<{tag}>" for tag in before - after if tag)) or "?"
    return Text(th=f"หน้าเว็บจะมีสิ่งที่เผยแพร่ไม่ได้: {lost}", en=f"the page would hold what may not be public: {lost}")


def _unfit_node(node: LexborNode) -> Iterator[Text]:
    tag = node.tag
    if tag in (None, "-text", "body"):
        return
    if tag not in AUTHORS:
        shown = "" if tag.startswith(("-", "_", "!")) else f" <{tag[:40]}>"
        yield Text(
            th=f"หน้าเว็บจะมี HTML ที่เผยแพร่ไม่ได้{shown}", en=f"the page would hold HTML that may not be public{shown}"
        )
        return
    for name, value in node.attributes.items():
        if name not in AUTHORS[tag] or not is_harmless(tag, name, value or ""):
            yield Text(
                th=f"หน้าเว็บจะมี <{tag}> ที่มี {name[:40]} ซึ่งใช้ไม่ได้",
                en=f"the page would hold a <{tag}> with a {name[:40]} that may not be used",
            )
