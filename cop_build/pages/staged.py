"""A file of ``docs/``, and how a generated page becomes one."""

from __future__ import annotations

from dataclasses import dataclass

from cop_build.core.model import File
from cop_build.pages.addresses import page_path
from cop_build.pages.front import front_matter


@dataclass(frozen=True, slots=True)
class Staged:
    """One file of ``docs/``.

    Attributes:
        path: Relative to ``docs/``, with ``/``.
        content: Its bytes, or the approved attachment whose bytes git holds.
    """

    path: str
    content: bytes | File


def generated_page(address: str, *, title: str, html: str, linked: str | None = None) -> Staged:
    """Return a page that holds no content of its own, only ways to content: searching never leads to it."""
    text = front_matter(title, searchable=False, wide=True, linked=linked) + html
    return Staged(page_path(address), text.encode())
