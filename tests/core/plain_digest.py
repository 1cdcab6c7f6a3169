"""The digest cop1 once more, from its description in manual/trust.md §1 alone; imports nothing of the package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def plain_digest(asset: str, meta: object, body: str, files: Mapping[str, bytes]) -> str:
    """Return ``cop1:<hex>`` of a front matter as read, a body in normal form, and the other files."""
    manifest = {
        "type": "cop-asset/1",
        "id": asset,
        "meta": hashlib.sha256(plain_json(meta).encode()).hexdigest(),
        "body": hashlib.sha256(body.encode()).hexdigest(),
        "files": [
            {"path": name, "sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])}
            for name in sorted(files)
        ],
    }
    return "cop1:" + hashlib.sha256(plain_json(manifest).encode()).hexdigest()


def plain_json(value: object) -> str:
    """Write canonical JSON by hand: sorted keys, no spaces, and no escape that JSON does not demand."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{plain_json(key)}:{plain_json(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(plain_json, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value) + '"'
    return json.dumps(value)


_ESCAPES = {chr(code): f"\\u{code:04x}" for code in range(0x20)}
_ESCAPES |= {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def plain_body(text: str) -> str:
    """Return the text below the header's closing line in normal form, line by line."""
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and not lines[0].strip(" \t"):
        lines.pop(0)
    return "\n".join(lines).rstrip() + "\n"
