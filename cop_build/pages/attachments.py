"""The list of an asset's attachments: what each is called, its type and size, and what can be seen of it here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cop_build.core.attachments import extension_of
from cop_build.core.drawn import Drawn
from cop_build.core.model import KnowledgeHeader, Language, NoteHeader, Version
from cop_build.core.played import CAPTIONS, FILMS
from cop_build.pages.addresses import quoted
from cop_build.pages.staged import Staged

PREVIEWS = "previews/"  # pictures that we drew; never under files/, where every byte was approved

_TYPES = {"jpeg": "JPG", "md": "Markdown"}
_STEP = 1024
_NAMES = {Language.TH: "ไทย", Language.EN: "English"}


@dataclass(frozen=True, slots=True)
class Track:
    """Captions of a video. Attributes: is_listed: They have a place of their own in the list."""

    href: str
    is_listed: bool
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture of an attachment. Attributes: shows: the name in ``words`` of what it shows."""

    href: str
    width: int
    height: int
    shows: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file as readers see it.

    Attributes:
        tracks: A video's captions, those in the page's language first.
    """

    title: str
    href: str
    type: str
    size: str
    is_video: bool
    tracks: Sequence[Track]
    picture: Picture | None


def attachments_of(version: Version, language: Language, drawn: Mapping[str, Drawn]) -> Sequence[Attachment]:
    """Return the attachments, those that the front matter names first and in its order, then the others by name.

    Args:
        language: What the asset is written in.
        drawn: Pictures by the SHA-256 of what they show.
    """
    header = version.header
    given = header.attachments if isinstance(header, KnowledgeHeader | NoteHeader) else ()
    titles = {attachment.file: attachment.title for attachment in given}
    place = {name: number for number, name in enumerate(titles)}
    files = sorted(version.files, key=lambda file: (place.get(file.path, len(place)), file.path))
    names = {file.path for file in files}
    tracks = {file.path: list(_tracks(file.path, names, titles, language)) for file in files}
    below = {track.href for found in tracks.values() for track in found if not track.is_listed}
    return [
        Attachment(
            title=titles.get(file.path, file.path),
            href=_href(file.path),
            type=type_of(file.path),
            size=size_text(file.size),
            is_video=extension_of(file.path) in FILMS,
            tracks=tracks[file.path],
            picture=_picture(file.path, drawn[file.sha256]) if file.sha256 in drawn else None,
        )
        for file in files
        if _href(file.path) not in below
    ]


def previews_of(version: Version, drawn: Mapping[str, Drawn]) -> Iterator[Staged]:
    """Yield the pictures of an asset's attachments, relative to its page."""
    for file in version.files:
        if file.sha256 in drawn:
            yield Staged(f"{PREVIEWS}{_preview(file.path)}", drawn[file.sha256].data)


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


def _preview(name: str) -> str:
    return f"{name}.webp"


def _picture(name: str, drawn: Drawn) -> Picture:
    shows = "first_page" if extension_of(name) == "pdf" else "first_slide"
    return Picture(f"{PREVIEWS}{quoted(_preview(name))}", drawn.width, drawn.height, shows)


def _href(name: str) -> str:
    return f"files/{quoted(name)}"


def _tracks(film: str, names: Collection[str], titles: Collection[str], language: Language) -> Iterator[Track]:
    """Yield a video's captions: ``clip.th.vtt``, ``clip.en.vtt``, or ``clip.vtt`` in the page's own language."""
    if extension_of(film) not in FILMS:
        return
    stem = film.rpartition(".")[0]
    for spoken in sorted(Language, key=lambda one: one is not language):
        plain = (f"{stem}.{CAPTIONS}",) if spoken is language else ()
        for name in (f"{stem}.{spoken}.{CAPTIONS}", *plain):
            if name in names:
                yield Track(_href(name), name in titles, spoken.value, _NAMES[spoken])
                break
