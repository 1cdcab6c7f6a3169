"""What exactly does an approval cover? The digest ``cop1``. Source: manual/trust.md §1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from cop_build.core.model import AssetId, Digest, File

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_json(value: object) -> str:
    """Return the one way to write a value: sorted keys, no spaces, no ASCII escapes."""
    return _CANONICAL.encode(value)


def normal_body(text: str) -> str:
    """Return the text below the header in its normal form; CRLF is LF already.

    Leading blank lines (empty, or spaces and tabs only) and white space at the very end go; one
    newline ends the text. The indentation of the first line stays: it may be code.
    """
    text = text.rstrip()
    return text[_end_of_blank_lines(text) :] + "\n"


def blank_lines_before(text: str) -> int:
    """Count the blank lines that the normal form drops at the beginning."""
    text = text.rstrip()
    return text.count("\n", 0, _end_of_blank_lines(text)) if text else 1


def _end_of_blank_lines(text: str) -> int:
    blank = len(text) - len(text.lstrip(" \t\n"))
    return text.rfind("\n", 0, blank) + 1


def manifest_of(asset: AssetId, *, meta: object, body: str, files: Iterable[File]) -> str:
    """Return the canonical JSON that a digest is the SHA-256 of.

    Args:
        meta: The front matter as the strict parser read it.
        body: In its normal form.
    """
    return canonical_json(
        {
            "type": "cop-asset/1",
            "id": asset,
            "meta": _sha256(canonical_json(meta)),
            "body": _sha256(body),
            "files": [
                {"path": file.path, "sha256": file.sha256, "size": file.size}
                for file in sorted(files, key=lambda file: file.path)
            ],
        }
    )


def digest_of(manifest: str) -> Digest:
    """Return the digest of a manifest."""
    return Digest(_sha256(manifest))


def _sha256(text: str) -> str:
    # A file name that is no text (a finding elsewhere) still has a sum.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
