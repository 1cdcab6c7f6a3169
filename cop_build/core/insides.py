"""What stands inside an attachment: the traits that matter to its readers' safety, and the text a reader could find.

Facts only; what they mean is judged elsewhere. Source: manual/trust.md §5.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trait(StrEnum):
    """What a file holds besides what it shows."""

    UNREADABLE = "unreadable"  # it breaks off, or its parts contradict each other
    TOO_LARGE = "too_large"  # unpacked, drawn or read it passes a limit of size, parts or time
    MISMATCH = "mismatch"  # it is whole, and of another type than its name says
    ENCRYPTED = "encrypted"
    MACRO = "macro"
    EMBEDDED = "embedded"  # another file inside: OLE, ActiveX, a package, an attachment of a PDF
    EXTERNAL = "external"  # opening it fetches something, or runs a program
    SCRIPT = "script"  # JavaScript or an action of a PDF
    LOCATION = "location"  # where a picture or video was taken
    CAMERA = "camera"  # with which device, or when
    AUTHOR = "author"  # names of people or organisations in its properties
    COMMENT = "comment"
    CHANGE = "change"  # tracked changes
    NOTES = "notes"  # speaker notes
    HIDDEN = "hidden"  # slides, sheets, rows, columns or text that a reader does not see


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A trait and where it stands, such as ``slide 3`` or the name of a part; empty for the file as a whole."""

    trait: Trait
    where: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Text inside the file, also what is hidden, noted or commented, and where it stands."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What was found inside one file. Both are sorted, each thing once."""

    found: tuple[Found, ...] = ()
    passages: tuple[Passage, ...] = ()
