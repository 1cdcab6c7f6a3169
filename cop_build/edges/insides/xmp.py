"""Properties in XMP, which pictures, videos and PDFs carry. Source: ISO 16684-1; Exif 2.32 for XMP."""

from __future__ import annotations

from collections.abc import Iterator

from cop_build.core.insides import Trait
from cop_build.edges.insides.gathering import Gathering
from cop_build.edges.insides.markup import Element, joined, local, parsed

_LOCATIONS = ("gps", "locationcreated", "locationshown", "sublocation")
_CAMERAS = frozenset(
    {
        *(
            "make",
            "model",
            "datetimeoriginal",
            "datetimedigitized",
            "serialnumber",
            "bodyserialnumber",
            "lens",
            "lensmodel",
        ),
        *("lensserialnumber", "ownername", "cameraownername", "imageuniqueid"),
    }
)
_AUTHORS = frozenset(
    {
        *(
            "creator",
            "contributor",
            "publisher",
            "rights",
            "authorsposition",
            "credit",
            "captionwriter",
            "owner",
            "artist",
        ),
        *(
            "author",
            "copyright",
            "usercomment",
            "creatorcontactinfo",
            "personinimage",
            "manager",
            "company",
            "lastmodifiedby",
        ),
    }
)
_NO_NAMES = frozenset({"screenshot"})  # what some systems write as the comment of a picture of the screen
_STRUCTURE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def look(data: bytes, where: str, gathering: Gathering) -> None:
    """Gather what an XMP packet tells, and all its text. Raises: Refused, if it is no clean XML."""
    packet = data.strip(b"\0 \t\r\n")
    if not packet:
        return
    for name, text in _properties(parsed(packet, where)):
        folded = name.lower()
        if not text.strip():
            continue
        gathering.read(where, text)
        if folded.startswith(_LOCATIONS):
            gathering.find(Trait.LOCATION, f"{where} {name}")
        elif folded in _CAMERAS:
            gathering.find(Trait.CAMERA, f"{where} {name}")
        elif folded in _AUTHORS and text.strip().casefold() not in _NO_NAMES:
            gathering.find(Trait.AUTHOR, f"{where} {name}")


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    """Yield names and texts: a property is an attribute, or an element around its text or list."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield "", element.text or ""
            continue
        for key, text in element.attrib.items():
            if not key.startswith(f"{{{_STRUCTURE}}}") and local(key) not in ("lang", "xmptk"):
                yield local(key), text
        if not element.tag.startswith((f"{{{_STRUCTURE}}}", "{adobe:ns:meta/}")):
            yield local(element.tag), joined(element)
