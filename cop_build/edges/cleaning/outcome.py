"""What came of cleaning a file, and how it is said that a file cannot be cleaned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cop_build.core.findings import Code, Unable
from cop_build.core.insides import Found, Trait
from cop_build.core.model import Text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file after cleaning. Both lists are sorted, each thing once.

    Attributes:
        data: The very bytes that came in if there was nothing to remove.
        removed: What was taken out.
        left: What nobody but a person can decide about.
    """

    data: bytes
    removed: tuple[Found, ...] = ()
    left: tuple[Found, ...] = ()


def cleaned(data: bytes, *, removed: Iterable[Found] = (), left: Iterable[Found] = ()) -> Cleaned:
    """Return an outcome with its lists in order."""
    return Cleaned(data, tuple(sorted(set(removed))), tuple(sorted(set(left))))


def untouched(data: bytes, trait: Trait, where: str = "") -> Cleaned:
    """Return a file as it was, for a reason that a person must see to first."""
    return Cleaned(data, left=(Found(trait, where),))


def unreadable(th: str, en: str) -> Unable:
    """Return the refusal of a file that breaks off or contradicts itself."""
    return Unable(Code("COP140"), Text(th=f"อ่านข้างในไฟล์ไม่ได้: {th}", en=f"the inside of the file cannot be read: {en}"))


def too_large() -> Unable:
    """Return the refusal of a file that unpacks to more than is read."""
    return Unable(Code("COP141"), Text(th="ข้างในใหญ่หรือซับซ้อนเกินไป", en="its inside is too large or too involved"))


def mismatch(extension: str) -> Unable:
    """Return the refusal of a file that is of another type than its name says."""
    return Unable(Code("COP133"), Text(th=f"เนื้อไฟล์ไม่ใช่ {extension}", en=f"the content is not {extension}"))
