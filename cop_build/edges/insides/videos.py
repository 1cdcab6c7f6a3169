"""Reads mp4 and webm, as far as their properties.

No well-kept library with a permissive licence reads both, hence two small walkers of our own.
"""

from __future__ import annotations

from cop_build.edges.insides import boxes, matroska
from cop_build.edges.insides.gathering import Gathering


def look(data: bytes, extension: str, gathering: Gathering) -> None:
    """Gather what a video tells besides its pictures. Raises: Refused, if it is broken or of another type."""
    if extension == "webm":
        matroska.look(data, gathering)
    else:
        boxes.look(data, gathering)
