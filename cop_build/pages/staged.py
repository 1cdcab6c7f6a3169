"""A file of ``docs/``, and how a generated page becomes one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from cop_build.core.model import File
from cop_build.pages.addresses import page_path
from cop_build.pages.front import front_matter

_CLOSED = b"\n---\n"


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


def sealed(file: Staged) -> Staged:
    """Return a page with the sum of its path and text in its header: the audit asks every rendered page for it.

    So a page that stands at another's address, or was rendered from an earlier text, is told from the one that was
    planned. Other files are returned as they are: their bytes are compared.
    """
    if not file.path.endswith(".md") or not isinstance(file.content, bytes):
        return file
    seal = hashlib.sha256(b"%b\0%b" % (file.path.encode(), file.content)).hexdigest()
    # Each value of the header stands on one line, so that the first line of three hyphens after it closes it.
    header, closed, body = file.content.partition(_CLOSED)
    assert closed, "every page begins with the header that front.py wrote"
    return replace(file, content=b'%b\nseal: "%b"%b%b' % (header, seal.encode(), closed, body))
