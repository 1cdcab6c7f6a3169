"""What has changed between two versions of an asset, for the eyes of a reviewer."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import fields

from cop_build.core.model import Header, Version


def difference(old: Version | None, new: Version) -> Iterator[str]:
    """Yield a unified diff of front matter and body, then attachments that came, went or changed."""
    before = [] if old is None else [*_header_lines(old.header), "", *old.body.splitlines()]
    after = [*_header_lines(new.header), "", *new.body.splitlines()]
    name = f"drafts/{new.asset}/index.md"
    was = str(old.digest) if old else "-"
    yield from difflib.unified_diff(before, after, f"{name} {was}", f"{name} {new.digest}", lineterm="", n=3)
    then = {file.path: file for file in old.files} if old else {}
    now = {file.path: file for file in new.files}
    for path in sorted(then.keys() | now.keys()):
        if path not in now:
            yield f"- {path} ({then[path].size:,} bytes)"
        elif path not in then:
            yield f"+ {path} ({now[path].size:,} bytes)"
        elif then[path].sha256 != now[path].sha256:
            yield f"~ {path} ({then[path].size:,} → {now[path].size:,} bytes)"


def _header_lines(header: Header) -> Iterator[str]:
    for field in fields(header):
        value = getattr(header, field.name)
        if value in (None, ()):
            continue
        if isinstance(value, tuple):
            yield f"{field.name}:"
            yield from (f"  - {_said(item)}" for item in value)
        else:
            yield f"{field.name}: {_said(value)}"


def _said(value: object) -> str:
    if hasattr(value, "__dataclass_fields__"):
        shown = (getattr(value, name) for name in value.__dataclass_fields__)
        return " · ".join(str(part) for part in shown if part is not None)
    return str(value)
