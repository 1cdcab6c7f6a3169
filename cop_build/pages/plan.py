"""What ``docs/`` is to hold: the sum of what the families of pages compose."""

from __future__ import annotations

from dataclasses import dataclass

from cop_build.core.model import File


@dataclass(frozen=True, slots=True)
class Staged:
    """One file of ``docs/``.

    Attributes:
        path: Relative to ``docs/``, with ``/``.
        content: Its bytes, or the approved attachment whose bytes git holds.
    """

    path: str
    content: bytes | File
