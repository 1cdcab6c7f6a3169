"""The list of an asset's attachments: what each is called, what it is and how large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cop_build.core.model import KnowledgeHeader, NoteHeader, Version
from cop_build.pages.addresses import quoted

_TYPES = {"jpeg": "JPG", "md": "Markdown"}
_STEP = 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file as readers see it."""

    title: str
    href: str
    type: str
    size: str


def attachments_of(version: Version) -> Sequence[Attachment]:
    """Return the attachments, those that the front matter names first and in its order, then the others by name."""
    header = version.header
    given = header.attachments if isinstance(header, KnowledgeHeader | NoteHeader) else ()
    titles = {attachment.file: attachment.title for attachment in given}
    place = {name: number for number, name in enumerate(titles)}
    files = sorted(version.files, key=lambda file: (place.get(file.path, len(place)), file.path))
    return [
        Attachment(
            title=titles.get(file.path, file.path),
            href=f"files/{quoted(file.path)}",
            type=type_of(file.path),
            size=size_text(file.size),
        )
        for file in files
    ]


def type_of(name: str) -> str:
    """Return what a file's name says it is, as readers know it."""
    ending = name.rpartition(".")[2].lower()
    return _TYPES.get(ending, ending.upper())


def size_text(size: int) -> str:
    """Return a size in bytes as readers know it, rounded."""
    amount = float(size)
    for unit in ("B", "KB", "MB"):
        if amount < _STEP:
            return f"{amount:.0f} {unit}" if amount >= 10 or unit == "B" else f"{amount:.1f} {unit}"
        amount /= _STEP
    return f"{amount:.1f} GB"
