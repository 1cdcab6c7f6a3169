"""Bytes become text, or findings: characters that hide, reorder or control are refused. Source: manual/trust.md §4."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.model import Text

_THAI = "\u0e00-\u0e7f"
_ALWAYS_FORBIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, NEL among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u2028\u2029"  # line and paragraph separators
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u2060-\u2065\u206a-\u206f\u3164\uffa0"  # fillers
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ufe00-\ufe0e"  # marks of order, annotations, variants that nobody sees
    "\ud800-\udfff"  # halves of characters
    "\U000e0000-\U000e0fff"  # tags and further variants
)
_SUSPECT = re.compile(f"[{_ALWAYS_FORBIDDEN}\u200b\u200d\ufe0f]")
# Most texts hold nothing but these, none of which is suspect, and that is quicker to see.
_PLAIN = re.compile(f"[\t\n\u0020-\u007e{_THAI}\u2010-\u2027\u2030-\u205e]*")
FORBIDDEN = re.compile(
    f"[{_ALWAYS_FORBIDDEN}]"
    f"|(?<![{_THAI}])\u200b|\u200b(?![{_THAI}])"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
    "|(?<![\u0023\u002a\u0030-\u0039\u00a9\u00ae\u2030-\u2bff\u3030-\u3299\U0001f000-\U0001faff])\ufe0f"
)

_TONE = "\u0e48-\u0e4b"
_DISORDERS = (  # one by one, because each is quicker to look for than any of them
    re.compile(f"\u0e4d[{_TONE}]?\u0e32"),  # SARA AM in two halves
    re.compile(f"[{_TONE}\u0e4c][\u0e31\u0e34-\u0e3a]"),  # a tone mark before its vowel
    re.compile(f"\u0e33[{_TONE}]"),  # a tone mark after SARA AM
    re.compile("\u0e40\u0e40"),  # two SARA E for SARA AE
    re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1"),  # the same mark twice
)
_WORD = re.compile(f"[{_THAI}]+")


def is_suspect(text: str) -> bool:
    """Say whether a text holds a character that is forbidden, everywhere or in some places."""
    return not _PLAIN.fullmatch(text) and _SUSPECT.search(text) is not None


def hidden_in(text: str) -> str | None:
    """Return the first forbidden character of a text, if there is one."""
    match = FORBIDDEN.search(text) if is_suspect(text) else None
    return match.group()[0] if match else None


def read_text(data: bytes, *, path: str) -> str | Finding:
    """Return UTF-8 text without a byte order mark, CRLF as LF; or what keeps it from being read."""
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        detail = Text(th="ข้อความไม่ใช่ UTF-8", en="the text is not UTF-8")
        return Finding(path, line, Code("COP101"), detail)


def character_findings(text: str, *, path: str, first_line: int = 1) -> Iterator[Finding]:
    """Yield a finding for each line with a forbidden character, and a warning for each wrongly ordered Thai word."""
    if is_suspect(text):
        for number, line in enumerate(text.split("\n"), first_line):
            if hidden := hidden_in(line):
                yield Finding(path, number, Code("COP116"), forbidden_detail(hidden))
    if any(disorder.search(text) for disorder in _DISORDERS):
        for number, line in enumerate(text.split("\n"), first_line):
            for word in _WORD.findall(line):
                if (better := mended(word)) != word:
                    th, en = f"สะกดสลับลำดับ ควรเป็น “{better}”", f"letters in the wrong order; “{better}” is meant"
                    yield Finding(path, number, Code("COP117"), Text(th=th, en=en), Severity.WARNING)


def forbidden_detail(character: str) -> Text:
    """Say which character is refused, by number and name, never by itself."""
    name = unicodedata.name(character, "CONTROL")
    number = f"U+{ord(character):04X}"
    return Text(
        th=f"มีอักขระที่มองไม่เห็นหรือควบคุมการแสดงผล {number} ({name})",
        en=f"the character {number} ({name}) is hidden or controls",
    )


def mended(word: str) -> str:
    """Return a Thai word with its marks in the order in which they are typed, each once."""
    word = re.sub(f"\u0e4d([{_TONE}]?)\u0e32", "\\1\u0e33", word)
    word = re.sub(f"\u0e33([{_TONE}])", "\\1\u0e33", word)
    word = re.sub(f"([{_TONE}\u0e4c]+)([\u0e31\u0e34-\u0e3a])", r"\2\1", word)
    word = re.sub("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+", r"\1", word)
    return word.replace("\u0e40\u0e40", "\u0e41")
