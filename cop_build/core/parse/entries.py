"""Writes entries of the registry that the strict reader takes back; the rest of the file stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from textwrap import indent

_TOP_LEVEL = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*:", re.MULTILINE)
_EMPTY_PEOPLE = re.compile(r"^people:[ ]*\[[ ]*\][ ]*(?:#.*)?$", re.MULTILINE)
_PEOPLE = re.compile(r"^people:[ ]*(?:#.*)?$", re.MULTILINE)
_PLAIN = re.compile(r"[a-z0-9-]*[a-z-][a-z0-9-]*")


def quoted(text: str) -> str:
    """Return text as a double-quoted YAML scalar on one line."""
    plain = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", plain)


def listed(items: Sequence[str]) -> str:
    return "[" + ", ".join(item if _PLAIN.fullmatch(item) else quoted(item) for item in items) + "]"


def added_override(text: str, *, payload: str, signature: str) -> str:
    """Return a registry's text with one override more at the end of ``overrides``."""
    quoted_payload = "'" + payload.replace("'", "''") + "'"
    entry = f"- payload: {quoted_payload}\n  signature: {signature}\n"
    match = re.search(r"^overrides:[ ]*(?:\[[ ]*\])?[ ]*(?:#.*)?$", text, re.MULTILINE)
    if match is None:
        return text.rstrip("\n") + "\n\noverrides:\n" + indent(entry, "  ")
    following = _TOP_LEVEL.search(text, match.end())
    end = following.start() if following else len(text)
    block = text[match.end() : end].rstrip()
    found = re.search(r"^( *)- ", block, re.MULTILINE)
    return f"{text[: match.start()]}overrides:{block}\n{indent(entry, found[1] if found else '  ')}{text[end:]}"


def added_person(
    text: str,
    *,
    person: str,
    name: str,
    name_en: str,
    roles: Sequence[str],
    topics: Sequence[str],
    emails: Sequence[str],
    github: int | None,
    keys: Sequence[str],
) -> str:
    """Return a registry's text with one person more at the end of ``people``."""
    lines = [
        f"  - id: {quoted(person) if not _PLAIN.fullmatch(person) else person}",
        f"    name: {{th: {quoted(name)}, en: {quoted(name_en)}}}",
        f"    roles: {listed(roles)}",
        *([f"    topics: {listed(topics)}"] if topics else []),
        f"    emails: {listed(emails)}",
        *([f"    forge: {{github: {github}}}"] if github is not None else []),
        *(["    keys:", *(f"      - {{key: {key}}}" for key in keys)] if keys else []),
    ]
    entry = "\n".join(lines) + "\n"
    if match := _EMPTY_PEOPLE.search(text):
        return text[: match.start()] + "people:\n" + entry.rstrip("\n") + text[match.end() :]
    match = _PEOPLE.search(text)
    if match is None:
        return text.rstrip("\n") + "\npeople:\n" + entry
    following = _TOP_LEVEL.search(text, match.end())
    end = following.start() if following else len(text)
    block = text[match.end() : end]
    kept = block.rstrip()
    while kept.rpartition("\n")[2].startswith("#"):  # comments right above the next key belong to it
        kept = kept.rpartition("\n")[0].rstrip()
    found = re.search(r"^( *)- ", kept, re.MULTILINE)
    before = found.group(1) if found else "  "
    entry = "".join(f"{before}{line[2:]}\n" for line in lines)
    rest = block[len(kept) :].lstrip("\n")
    return f"{text[: match.end()]}{kept}\n{entry}{rest}{text[end:]}"
