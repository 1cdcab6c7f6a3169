"""What does the plan explain: which bytes, which pages, and which linked data stand where in the site?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cop_build.core.model import File
from cop_build.edges.audit.indexes import Pages
from cop_build.pages.staged import Staged


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan explains: files by their bytes, pages by their Markdown, linked data and seals by their page."""

    files: Mapping[str, bytes | File]
    pages: Pages
    linked: Mapping[str, str]
    seals: Mapping[str, str]


def plan_of(staged: Sequence[Staged]) -> Plan:
    """Return what the files of a plan explain. Raises: ValueError, if a header is not our stage's."""
    files: dict[str, bytes | File] = {}
    pages: set[str] = set()
    unsearched: set[str] = set()
    linked: dict[str, str] = {}
    seals: dict[str, str] = {}
    reviewed: dict[str, str] = {}
    for item in staged:
        if item.path.endswith(".md") and isinstance(item.content, bytes):
            page = _address(item.path)
            pages.add(page)
            header = _header(item.content)
            if "search: {exclude: true}" in header:
                unsearched.add(page)
            if (data := _value(header, "linked")) is not None:
                linked[page] = data
            if (seal := _value(header, "seal")) is not None:
                seals[page] = seal
            if (day := _value(header, "reviewed")) is not None:
                reviewed[page] = day
        else:
            files[item.path] = item.content
    return Plan(files, Pages(frozenset(pages), frozenset(unsearched), reviewed), linked, seals)


def _address(markdown: str) -> str:
    """Return the page that MkDocs makes of a Markdown file (``use_directory_urls``)."""
    folder, _, name = markdown.rpartition("/")
    steps = [step for step in (folder, "" if name == "index.md" else name.removesuffix(".md")) if step]
    return "/".join((*steps, "index.html"))


def _header(content: bytes) -> Sequence[str]:
    """Return the lines of the header that our own stage wrote."""
    header = content.partition(b"\n---\n")[0].decode("utf-8", "replace")
    return header.split("\n")[1:] if header.startswith("---\n") else ()


def _value(header: Sequence[str], key: str) -> str | None:
    """Return the text of a key of the header; what our stage writes in quotes, JSON reads alike."""
    start = f"{key}: "
    return next((str(json.loads(line.removeprefix(start))) for line in header if line.startswith(start)), None)
