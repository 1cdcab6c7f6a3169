"""The links of a body, led from where authors write (``drafts/``) to where readers are (``docs/``).

A link to a file of the asset's own folder leads to ``files/``, one to an asset that is or was public stays, and one to
an asset that was never public becomes its text. This reads Markdown as far as links need it: escapes, code spans,
inline links and images, references and their definitions. A stray backtick that the renderer pairs with one of another
list item can make the two differ; then a link is dead, and the audit says where.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize

from cop_build.core.model import AssetId
from cop_build.pages.addresses import page_path, quoted, unquoted

_TOKEN = re.compile(r"\\.|!?\[|\]", re.DOTALL)
_TICKS = re.compile(r"\\.|`+", re.DOTALL)
_TITLE = r"""(?:\s{1,20}(?:"[^"]{0,1000}"|'[^']{0,1000}'))?"""
_PLAIN = r"(?:[^()]|\((?:[^()]|\([^()]*\)){0,500}\)){0,1000}?"
_DESTINATION = re.compile(rf"\(\s*+(?:<(?P<angle>[^<>]*)>|(?P<plain>{_PLAIN}))(?P<title>{_TITLE})\s{{0,20}}\)")
_REFERENCE = re.compile(r"\s?\[(?P<name>[^\[\]]*)\]")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<name>(?!\^)[^\[\]\n]*)\]:[ ]*\n?[ ]*(?P<url><[^<>\n]*>|[^\s]+)"
    r"""(?P<title>(?:[ ]*(?:\n[ ]*)?(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ ]*)$""",
    re.MULTILINE,
)
_ATTRIBUTES = re.compile(r"\{:?[^}\n]*\}")
_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#|\?|$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLOCK_MARK = re.compile(r"\d+(?=[.)])|(?=[#>=]|[-+*:](?=\s)|-+\Z|!{3}|\?{3}|~{3}|`{3}|:{3})")
_BLANK = "\x00"
_EMPTY_LINE = re.compile(r"(\n[ \t]*(?:\n[ \t]*)*\n)")
_ITEM = re.compile(r"[> \t]*(?:[-+*]|\d+\.)[ \t]")
_HEADING = re.compile(r"[> \t]*#")
_QUOTE = re.compile(r" {0,3}>")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the links of one asset can lead to.

    Attributes:
        files: Names of the asset's own attachments.
        assets: Every asset with a page: public, or a notice.
        pages: Addresses of the generated pages.
    """

    asset: AssetId
    files: Collection[str]
    assets: Collection[AssetId]
    pages: Collection[str]

    def led(self, url: str) -> str | None:
        """Return the address for ``docs/``, or ``None`` if there is nothing for readers there."""
        if _EXTERNAL.match(url):
            return url
        path, mark, rest = _parted(unescape(_ESCAPE.sub(r"\1", url)))
        steps = self._steps(unquoted(path))
        if steps is None:
            return None
        target = "/".join(steps)
        if len(steps) == 3 and target.startswith(f"{self.asset}/") and (name := self._file(steps[2])):
            return f"files/{quoted(name)}{mark}{rest}"
        address = target.removesuffix("index.md").removesuffix("/") + "/"
        if address.removesuffix("/") in self.assets or address in self.pages:
            return f"../../{page_path(address)}{mark}{quoted_fragment(rest)}"
        return None

    def _steps(self, path: str) -> list[str] | None:
        steps = self.asset.split("/")
        for step in path.split("/"):
            if step == "..":
                if not steps:
                    return None
                steps.pop()
            elif step not in ("", "."):
                steps.append(step)
        return steps

    def _file(self, name: str) -> str | None:
        return (
            name if name in self.files else next((file for file in self.files if file == normalize("NFC", name)), None)
        )


def quoted_fragment(text: str) -> str:
    """Return a query or fragment without what could end the link it stands in."""
    return re.sub(r"[\s()<>\[\]\"'\\`]", lambda match: quoted(match.group()), text)


def with_links_led(body: list[tuple[str, bool]], surroundings: Surroundings) -> str:
    """Return a body whose prose leads where readers can go."""
    runs = list(_runs(body))
    definitions = {
        _folded(match["name"]): surroundings.led(match["url"].strip("<>")) is not None
        for run, is_prose in runs
        if is_prose and "]:" in run
        for match in _DEFINITION.finditer(run)
    }
    return "".join(_led(run, surroundings, definitions) if is_prose else run for run, is_prose in runs)


def _runs(body: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield neighbouring lines of one sort as one text."""
    start = 0
    for number in range(1, len(body) + 1):
        if number == len(body) or body[number][1] != body[start][1]:
            yield "".join(line for line, _ in body[start:number]), body[start][1]
            start = number


def _led(run: str, surroundings: Surroundings, definitions: Mapping[str, bool]) -> str:
    """Return a run of prose with every definition and every link led."""
    parts: list[str] = []
    for block in _blocks(run):
        done = 0
        for match in _DEFINITION.finditer(block) if "]:" in block else ():
            parts.append(_with_inline_links_led(block[done : match.start()], surroundings, definitions))
            url = surroundings.led(match["url"].strip("<>"))
            if url is not None:
                parts.append(f"[{match['name']}]: {url}{match['title']}")
            done = match.end()
        parts.append(_with_inline_links_led(block[done:], surroundings, definitions))
    return "".join(parts)


def _blocks(run: str) -> Iterator[str]:
    """Yield the parts of a run that no link and no code span crosses."""
    for block in _EMPTY_LINE.split(run):
        if "`" not in block or "\n" not in block:
            yield block
            continue
        lines = block.splitlines(keepends=True)
        is_list = bool(_ITEM.match(lines[0]))
        start = 0
        for number in range(1, len(lines)):
            line, before = lines[number], lines[number - 1]
            if (
                (is_list and _ITEM.match(line))
                or (_QUOTE.match(line) and not _QUOTE.match(lines[start]))
                or _HEADING.match(line)
                or _HEADING.match(before)
            ):
                yield "".join(lines[start:number])
                start = number
        yield "".join(lines[start:])


def _with_inline_links_led(text: str, surroundings: Surroundings, definitions: Mapping[str, bool]) -> str:
    if "[" not in text:
        return text
    masked = _without_code_spans(text) if "`" in text else text
    edits: list[tuple[int, int, str]] = []
    opened: list[int] = []
    position = 0
    while token := _TOKEN.search(masked, position):
        position = token.end()
        match token.group()[0]:
            case "[" | "!":
                opened.append(token.start())
            case "]" if opened:
                position = _edit(masked, opened.pop(), token.start(), edits, surroundings, definitions)
    return _applied(text, sorted(edits))


def _edit(
    text: str,
    start: int,
    close: int,
    edits: list[tuple[int, int, str]],
    surroundings: Surroundings,
    definitions: Mapping[str, bool],
) -> int:
    """Note how the link between two brackets changes, and return where the text after it goes on."""
    inner = start + 2 if text[start] == "!" else start + 1
    if destination := _DESTINATION.match(text, close + 1):
        end = destination.end()
        url = surroundings.led((destination["angle"] or destination["plain"] or "").strip())
        if url is not None:
            edits.append((close + 1, end, f"({url}{destination['title']})"))
            return end
    else:
        reference = _REFERENCE.match(text, close + 1)
        name = _folded((reference and reference["name"]) or text[inner:close])
        if name not in definitions:
            return close + 1
        end = reference.end() if reference else close + 1
        if definitions[name]:
            return end
    attributes = _ATTRIBUTES.match(text, end)
    end = attributes.end() if attributes else end
    edits.append((start, inner, ""))
    if mark := _BLOCK_MARK.match(text, inner, close):
        # What was a link must not become a list or a heading only because its bracket is gone.
        edits.append((mark.end(), mark.end() + 1, f"&#{ord(text[mark.end()])};"))
    edits.append((close, end, ""))
    return end


def _without_code_spans(text: str) -> str:
    """Return the text with code spans blanked, letter by letter, found as Python-Markdown finds them."""
    runs = [match.span() for match in re.finditer("`+", text)]
    parts: list[str] = []
    done = position = 0
    while opener := _TICKS.search(text, position):
        position = opener.end()
        if opener.group().startswith("`") and (end := _end_of_code(runs, opener.start(), opener.end())):
            parts += (text[done : opener.start()], _BLANK * (end - opener.start()))
            done = position = end
    return "".join([*parts, text[done:]])


def _end_of_code(runs: list[tuple[int, int]], start: int, end: int) -> int | None:
    """Return where a code span ends: after as many backticks, else after the longest run of fewer."""
    length, longest, found = end - start, 0, None
    for opening, closing in runs[bisect_left(runs, (end, end)) :]:
        if closing - opening == length:
            return closing
        if closing - opening > longest:
            longest, found = closing - opening, closing
    return found if longest < length else None


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, replacement in edits:
        if start < done:
            continue
        parts += (text[done:start], replacement)
        done = end
    return "".join([*parts, text[done:]])


def _parted(url: str) -> tuple[str, str, str]:
    match = re.search("[?#]", url)
    return (url, "", "") if match is None else (url[: match.start()], match.group(), url[match.end() :])


def _folded(name: str) -> str:
    return " ".join(name.lower().split())
