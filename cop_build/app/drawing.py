"""Which attachments of what is public show themselves as a small picture?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cop_build.core.attachments import extension_of, printable
from cop_build.core.drawn import SHOWN, Drawn
from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.model import AssetId, File, PersonalData, Text
from cop_build.core.personal import masked
from cop_build.core.verdict import Judgement
from cop_build.edges.insides import Failure, Insides

SECONDS = 15.0
_MOST_LATE = 4  # files of one build; the next ones are not drawn, or a few hostile ones would take an hour

_LATE = Text(
    th="วาดหน้าแรกใช้เวลาหรือหน่วยความจำเกินกำหนด จึงไม่มีภาพ",
    en="drawing its first page took too much time or memory, so there is no picture of it",
)
_NOT_TRIED = Text(
    th="ไม่ได้วาดหน้าแรก เพราะไฟล์ก่อนหน้าใช้เวลามากเกินไปแล้ว จึงไม่มีภาพ",
    en="its first page was not drawn, since files before it took too much time already, so there is no picture of it",
)
_FAILED = Text(th="วาดหน้าแรกไม่ได้ จึงไม่มีภาพ", en="its first page could not be drawn, so there is no picture of it")


@dataclass(frozen=True, slots=True)
class Drawings:
    """Pictures of attachments.

    Attributes:
        pictures: By the SHA-256 of the attachment.
        findings: Warnings of those that have none and should. Slides may have none: their program put none in.
    """

    pictures: Mapping[str, Drawn]
    findings: tuple[Finding, ...]


def drawn_of(judgement: Judgement, read: Callable[[File], Iterator[bytes]], *, seconds: float = SECONDS) -> Drawings:
    """Return pictures of public attachments. Raises: Unable.

    A file of which none can be drawn has none: nothing else depends on it. After a few that took too much, no more are
    drawn. Without a file that has pages or slides,
    no process is started.

    Args:
        read: Gives an attachment's bytes, in pieces.
        seconds: How long one file may take.
    """
    drawn: dict[str, Drawn | Text | None] = {}
    findings = []
    late = 0
    with Insides(seconds=seconds) as insides:
        for approved in judgement.public:
            for file in approved.version.files:
                extension = extension_of(file.path)
                if extension not in SHOWN:
                    continue
                if file.sha256 not in drawn:
                    drawn[file.sha256] = _drawn(insides, read(file), extension) if late < _MOST_LATE else _NOT_TRIED
                    late += drawn[file.sha256] is _LATE
                if isinstance(why := drawn[file.sha256], Text):
                    rules = judgement.community.personal_data
                    findings.append(_without_picture(approved.version.asset, file, why, rules))
    pictures = {sha256: picture for sha256, picture in drawn.items() if isinstance(picture, Drawn)}
    return Drawings(pictures, tuple(sorted(findings)))


def _drawn(insides: Insides, data: Iterable[bytes], extension: str) -> Drawn | Text | None:
    """Return a picture, or why there is none; ``None`` if none was to be expected."""
    picture = insides.draw(b"".join(data), extension)
    if picture is not None:
        return picture
    if insides.failure in (Failure.LATE, Failure.OUT_OF_MEMORY):
        return _LATE
    return _FAILED if insides.failure or SHOWN[extension] == "page" else None


def _without_picture(asset: AssetId, file: File, why: Text, rules: PersonalData) -> Finding:
    path = f"drafts/{asset}/{printable(masked(file.path, rules))}"
    return Finding(path, 0, Code("COP511"), why, Severity.WARNING)
