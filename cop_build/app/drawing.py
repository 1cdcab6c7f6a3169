"""Which attachments of what is public show themselves as a small picture?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cop_build.core.attachments import extension_of
from cop_build.core.drawn import SHOWN, Drawn
from cop_build.core.model import File
from cop_build.core.verdict import Judgement
from cop_build.edges.insides import Insides


def drawn_of(judgement: Judgement, read: Callable[[File], Iterator[bytes]]) -> Mapping[str, Drawn]:
    """Return pictures of public attachments, by the SHA-256 of the attachment. Raises: Unable.

    A file of which none can be drawn has none: nothing else depends on it. Without a file that has pages or slides,
    no process is started.

    Args:
        read: Gives an attachment's bytes, in pieces.
    """
    drawn: dict[str, Drawn | None] = {}
    with Insides() as insides:
        for approved in judgement.public:
            for file in approved.version.files:
                extension = extension_of(file.path)
                if extension in SHOWN and file.sha256 not in drawn:
                    drawn[file.sha256] = insides.draw(b"".join(read(file)), extension)
    return {sha256: picture for sha256, picture in drawn.items() if picture is not None}
