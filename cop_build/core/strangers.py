"""What of a stranger's text may stand in a draft: its words, none of its markup, and nothing about people.

Letters, digits and the signs of plain prose are kept, nothing else. Lists stay lists; what else could begin a block of
Markdown at the head of a line goes. A person edits the draft, and experts confirm it. Source: manual/trust.md §5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain

from cop_build.core.findings import Finding
from cop_build.core.model import PersonalData, Sort
from cop_build.core.parse.texts import FORBIDDEN, mended
from cop_build.core.personal import MASK, disclosure, hits_in
from cop_build.core.prose import markdown_findings

MAX_LETTERS, MAX_LINES = 4_000, 120
_SIGNS = frozenset(" .,;:!?()\"'“”‘’-–—/+%฿…·" + MASK)
_INSTEAD = {"[": "(", "]": ")", "{": "(", "}": ")", "*": "*"}
_DROPPED = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!?][^<>]{0,500}>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}(?:\s[^()\n]{0,200})?\)")
_ITEM = re.compile(rf"(?:[-*+{MASK}]|(\d{{1,3}})[.)])\s+(?=\S)")
_HEAD = re.compile(rf"\A[^\w(“‘\"'฿{MASK}]+")
_BOX = re.compile(r"(?<=[-*+] )\[[ xX]\] ")
_KEYS = re.compile(r"\+{2,}")
_PERCENT = re.compile(r"%(?=[0-9A-Fa-f])")
_THAI = re.compile("[\u0e00-\u0e7f]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A stranger's text as plain prose.

    Attributes:
        sorts: What it said about people; that is masked now.
        is_cut: It went on.
    """

    text: str
    sorts: frozenset[Sort]
    is_cut: bool


def cleaned(text: str, rules: PersonalData, *, most: int = MAX_LETTERS) -> Cleaned:
    """Return at most so many letters of a text, without markup and without personal data."""
    read = text[: 4 * most].replace("\r\n", "\n").replace("\r", "\n")
    hidden, sorts = _masked(_without_tags(read), rules)
    lines = [_line(line) for line in hidden.split("\n")]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    kept = "\n".join(whole.split("\n")[:MAX_LINES])[:most].rstrip()
    shown, more = _masked(kept, rules)  # signs that were taken out may have stood between two halves
    return Cleaned(shown, sorts | more, is_cut=len(text) > len(read) or len(kept) < len(whole))


def cleaned_line(text: str, rules: PersonalData, *, most: int = 200) -> Cleaned:
    """Return a text as one line, such as a title."""
    done = cleaned(" ".join(text.split()), rules, most=most)
    return Cleaned(_ITEM.sub("", done.text, count=1), done.sorts, done.is_cut)


def disclosures(found: Iterable[Cleaned], rules: PersonalData, *, path: str) -> Iterator[Finding]:
    """Yield what is to be said of texts that spoke of people, each sort once."""
    for sort in sorted(set(chain.from_iterable(one.sorts for one in found))):
        yield disclosure(sort, rules, path=path, line=0)


def _without_tags(text: str) -> str:
    for _ in range(3):
        text = unescape(text)
    return _LINK.sub(r"\1", _TAG.sub(" ", _DROPPED.sub(" ", text)))


def _masked(text: str, rules: PersonalData) -> tuple[str, frozenset[Sort]]:
    """Return a text in which everything about people is hidden, names too, and the sorts of it."""
    shown, hits = list(text), hits_in(text, rules)
    for hit in hits:
        shown[hit.start : hit.end] = MASK * (hit.end - hit.start)
    return "".join(shown), frozenset(hit.sort for hit in hits)


def _line(line: str) -> str:
    """Return a line as prose, or as an item of a list; a line that could act nevertheless is left out."""
    letters = unicodedata.normalize("NFC", _BOX.sub("", line, count=1))
    plain = FORBIDDEN.sub("", "".join(map(_sign, letters)))
    plain = _KEYS.sub("+", _PERCENT.sub(" ", _THAI.sub(lambda word: mended(word[0]), plain)))
    plain = " ".join(plain.split())
    item = _ITEM.match(plain)
    mark = "" if item is None else f"{item[1]}. " if item[1] else "- "
    words = " ".join(_HEAD.sub("", plain[item.end() if item else 0 :].replace("*", " ")).split())
    for tried in (words, " ".join(words.replace(":", " ").split())):
        if not any(markdown_findings(tried, path="", first_line=1, files=())):
            return mark + tried if tried else ""
    return ""


def _sign(letter: str) -> str:
    """Return a letter as it may stand in prose: itself, another in its place, a blank, or nothing."""
    if letter in _SIGNS or letter.isalnum():
        return letter
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""
    if category[0] == "M" and "\u0e00" <= letter <= "\u0e7f":
        return letter
    return _INSTEAD.get(letter, " ")
