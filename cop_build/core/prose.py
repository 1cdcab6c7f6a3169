"""Which Markdown may authors write? Lines are judged as they stand, before anything is rendered.

Refuse, do not rewrite. Source: manual/trust.md §5.
"""

from __future__ import annotations

import html
import re
import urllib.parse
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.history import INDEX
from cop_build.core.model import SLUG, AssetId, Kind, Text, Version

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*[\w#.+-]*[ \t]*")
_CODE_SPAN = re.compile(r"(?<![`\\])(`{1,9})(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_MARKUP = re.compile(r"<(?!https?://[^\s<>]*>)[A-Za-z/!?]")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s|^[^\n]+\n[=-]+ *$", re.MULTILINE)
_ESCAPED_MARKUP = re.compile(r"&(?:lt|#0*60|#x0*3c);?", re.IGNORECASE)
_LINK = re.compile(
    r"(!?)\[(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,500}\]\(\s{0,9}(?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
)
_DEFINITION = re.compile(r"^[ \t>*+\-0-9.)]*\[(?!\^)[^\]]+\]:\s*<?([^\s>]*)")
_OPENS_A_TARGET = re.compile(r"\]\(|^[ \t>*+\-0-9.)]*\[(?!\^)[^\]]+\]:")
_TOP_HEADING = re.compile(r" {0,3}#(?!#)\s*\S")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_HOLDS_SYNTAX = re.compile(r"[<\[{]")
# What may decode to the scheme of a script: letters with anything between them that is taken out. All forms of a letter
# that `re.IGNORECASE` takes stand here one by one, because a search for a set of characters is five times as quick.
_JUNK = r"[\x00-\x20\x7f-\xa0\u200b\ufeff\\]*"
_MAY_RUN = re.compile(_JUNK.join(("[sS\u017f]", "[cC]", "[rR]", "[iI\u0130\u0131]", "[pP]", "[tT]", ":")))
_SCRIPT_SCHEME = re.compile(r"(?:javascript|vbscript|livescript)\s*:", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")
_ALLOWED_ATTRIBUTES = re.compile(
    r"(?:(?:#(?!h-(?:title|outcomes|sources|attachments|references)\b)[a-z][a-z0-9-]*|\.md-button(?:--primary)?) ?)+"
)
_LOOKS_LIKE_ATTRIBUTES = re.compile(r"^\{:|[=#]|(?:^|[\s{])\.[A-Za-z_]|\bon[a-z]+\b|^[^\s]+:", re.IGNORECASE)
_SCHEMES = frozenset({"http", "https", "tel"})


MAX_LETTERS, MAX_LINES, MAX_OPEN_BRACKETS = 60_000, 4_000, 200  # beyond them a text can take minutes to render
MAX_FOOTNOTES, MAX_HEADINGS, MAX_CELLS = 1_000, 1_000, 50_000


def _is_too_involved(body: str) -> bool:
    """Say whether rendering could take long: the renderer looks for the end of each bracket in all that follows."""
    if len(body) > MAX_LETTERS or body.count("\n") > MAX_LINES or body.count("[^") > MAX_FOOTNOTES:
        return True
    if _cells(body) > MAX_CELLS or sum(1 for _ in _HEADING.finditer(body)) > MAX_HEADINGS:
        return True
    return any(_open_at_once(opens, closes, body) > MAX_OPEN_BRACKETS for opens, closes in (("[", "]"), ("\\(", "\\)")))


def _cells(body: str) -> int:
    """Return how many cells tables may have: each row is filled up to the width of the first."""
    blocks = (block.split("\n") for block in body.split("\n\n") if "|" in block)
    return sum(len(lines) * (1 + max(line.count("|") for line in lines)) for lines in blocks)


def _open_at_once(opens: str, closes: str, body: str) -> int:
    """Return how many brackets of a sort are open at once where most are."""
    if body.count(opens) <= MAX_OPEN_BRACKETS:
        return 0
    deepest = depth = 0
    for mark in re.findall(f"{re.escape(opens)}|{re.escape(closes)}", body):
        depth = depth + 1 if mark == opens else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def markdown_findings(body: str, *, path: str, first_line: int, files: Collection[str]) -> Iterator[Finding]:
    """Yield what authors may not write, with its line; code blocks and code spans may show anything."""
    if _is_too_involved(body):
        th, en = "ข้อความยาวหรือซับซ้อนเกินไป", "the text is too long or too involved"
        yield Finding(path, first_line, Code("COP154"), Text(th=th, en=en))
        return
    lines = without_code(body)
    text = "\n".join(lines)
    for match in _HEADING.finditer(text) if "&" in text else ():
        heading = text[match.start() :].partition("\n")[0]
        if _ESCAPED_MARKUP.search(heading):
            place = first_line + text.count("\n", 0, match.start())
            yield Finding(
                path, place, Code("COP119"), Text(th="หัวข้อมีเครื่องหมาย <", en="a heading holds the character <")
            )
    # Most lines are plain prose: each rule is asked only about lines that hold what it looks for.
    may_run = "&" in text or "%" in text or _MAY_RUN.search(text) is not None
    for number, line in enumerate(lines, first_line):
        if may_run and _SCRIPT_SCHEME.search(_decoded(line)):
            yield Finding(
                path, number, Code("COP120"), Text(th="ที่อยู่ที่สั่งให้ทำงาน (script)", en="an address that runs a script")
            )
        if line.lstrip(" ").startswith("#") and _TOP_HEADING.match(line):
            th, en = "หัวข้อระดับ # ซ้ำกับชื่อเรื่อง ให้ใช้ ##", "the title is the page's only # heading; begin with ##"
            yield Finding(path, number, Code("COP118"), Text(th=th, en=en), Severity.WARNING)
        if _HOLDS_SYNTAX.search(line):
            yield from _syntax_findings(line, path, number, files)


def _syntax_findings(line: str, path: str, number: int, files: Collection[str]) -> Iterator[Finding]:
    if _MARKUP.search(line):
        yield Finding(path, number, Code("COP119"), Text(th="มี HTML ในเนื้อหา", en="raw HTML in the text"))
    for found in _ATTRIBUTES.finditer(line):
        inner = found.group(1).strip()
        if _LOOKS_LIKE_ATTRIBUTES.search(found.group()) and not _ALLOWED_ATTRIBUTES.fullmatch(inner):
            detail = Text(th="คุณลักษณะใน { } ที่ไม่อนุญาต", en="attributes in { } that are not allowed")
            yield Finding(path, number, Code("COP123"), detail)
    yield from _link_findings(line, path, number, files)


def without_code(body: str) -> Sequence[str]:
    """Return the lines with code taken out. What is not clearly code for every reader of Markdown stays, and is judged.

    A fence counts only if it is closed; code spans count only in a block in which no backtick is left over, because
    then they are the same however the lines are grouped.
    """
    lines = body.split("\n")
    return list(_prose_of(lines)) if "`" in body or "~~~" in body else lines


def _prose_of(lines: Sequence[str]) -> Iterator[str]:
    closings: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        closings[line.rstrip(" \t")].append(place)
    block: list[str] = []
    number = 0
    while number < len(lines):
        closed_at = _closing_fence(lines[number], number, closings)
        if closed_at is None and lines[number].strip():
            block.append(lines[number])
            number += 1
            continue
        yield from _without_spans(block)
        block = []
        end = number if closed_at is None else closed_at
        yield from ("" for _ in range(number, end + 1))
        number = end + 1
    yield from _without_spans(block)


def _closing_fence(line: str, number: int, closings: Mapping[str, Sequence[int]]) -> int | None:
    match = _FENCE.fullmatch(line)
    ends = closings.get(match.group(1), ()) if match else ()
    following = bisect_right(ends, number)
    return ends[following] if following < len(ends) else None


def _without_spans(block: Sequence[str]) -> Sequence[str]:
    without = [_CODE_SPAN.sub("", line) for line in block]
    return block if any("`" in line for line in without) else without


def _link_findings(line: str, path: str, number: int, files: Collection[str]) -> Iterator[Finding]:
    taken = 0
    for match in _LINK.finditer(line):
        taken += 1
        target = match.group(2) if match.group(2) is not None else match.group(3)
        if flaw := target_flaw(target, files=files, is_image=bool(match.group(1))):
            yield Finding(path, number, flaw[0], flaw[1])
    if definition := _DEFINITION.match(line):
        taken += 1
        if flaw := target_flaw(definition.group(1), files=files, is_image=False):
            yield Finding(path, number, flaw[0], flaw[1])
    for autolink in _AUTOLINK.finditer(line):
        if flaw := target_flaw(autolink.group(1), files=files, is_image=False):
            yield Finding(path, number, flaw[0], flaw[1])
    if len(_OPENS_A_TARGET.findall(line)) > taken:
        detail = Text(th="ลิงก์ต้องอยู่ในบรรทัดเดียวแบบ [ข้อความ](ที่อยู่)", en="a link stands on one line, as [text](address)")
        yield Finding(path, number, Code("COP122"), detail)


def target_flaw(target: str, *, files: Collection[str], is_image: bool) -> tuple[Code, Text] | None:
    """Return what is wrong with the address of a link or image; ``None`` if it may stand.

    Allowed are web addresses (not for images), the asset's own files, ``#anchors``, and other assets as
    ``../../<kind>/<slug>/index.md``.
    """
    decoded = _decoded(target)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", decoded, re.IGNORECASE)
    if is_image and (scheme or decoded.startswith("//")):
        return Code("COP121"), Text(
            th="รูปต้องเป็นไฟล์ในโฟลเดอร์เดียวกัน", en="an image must be a file of the asset's own folder"
        )
    if decoded.startswith(("//", "\\", "/")) or (scheme and scheme.group(1).lower() not in _SCHEMES):
        return Code("COP120"), Text(th="ที่อยู่แบบนี้ใช้ไม่ได้", en="this kind of address is not allowed")
    if scheme:
        return _web_flaw(decoded)
    address, _, anchor = html.unescape(target).partition("#")
    name = urllib.parse.unquote(address)
    if (not name and anchor and not is_image) or (name in files and name != INDEX):
        return None
    if not is_image and _is_asset_address(name):
        return None
    detail = Text(th="ชี้ไปยังไฟล์หรือหน้าที่ไม่มีอยู่", en="points to a file or page that is not there")
    return Code("COP122"), detail


def _web_flaw(address: str) -> tuple[Code, Text] | None:
    """Return what deceives in a web address: a name before an @ that looks like the host, or no host at all."""
    if address[:4].lower() != "http" or re.match(r"https?://[^/?#@]+(?:[/?#]|$)", address, re.IGNORECASE):
        return None
    th, en = (
        "ที่อยู่เว็บต้องเป็น https://ชื่อเว็บ/… และไม่มี @ ก่อนชื่อเว็บ",
        "a web address is https://host/…, with no @ before the host",
    )
    return Code("COP120"), Text(th=th, en=en)


def _is_asset_address(name: str) -> bool:
    return asset_at(name, AssetId("knowledge/any")) is not None


def asset_at(address: str, base: AssetId) -> AssetId | None:
    """Return the asset to which an address leads that is written in the folder of another one."""
    parts = address.removesuffix("index.md").removesuffix("/").split("/")
    if len(parts) == 4 and parts[:2] == ["..", ".."] and parts[2] in list(Kind) and SLUG.fullmatch(parts[3]):
        return AssetId(f"{parts[2]}/{parts[3]}")
    if len(parts) == 2 and parts[0] == ".." and SLUG.fullmatch(parts[1]):
        return AssetId(f"{base.partition('/')[0]}/{parts[1]}")
    return None


def linked_assets(version: Version) -> frozenset[AssetId]:
    """Return the assets to which a text links."""
    found: set[AssetId] = set()
    if "](" not in version.body and "]:" not in version.body:
        return frozenset()
    for line in without_code(version.body):
        targets = [match.group(2) or match.group(3) or "" for match in _LINK.finditer(line)]
        targets += [match.group(1) for match in _DEFINITION.finditer(line)]
        for target in targets:
            address = urllib.parse.unquote(html.unescape(target).partition("#")[0])
            if (asset := asset_at(address, version.asset)) is not None:
                found.add(asset)
    return frozenset(found)


def _decoded(text: str) -> str:
    """Return text as a browser would read an address: entities and percent signs decoded, white space gone."""
    for _ in range(3):
        text = urllib.parse.unquote(html.unescape(text))
    return re.sub(r"[\x00-\x20\x7f-\xa0\u200b\ufeff\\]+", "", text)
