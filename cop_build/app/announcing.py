"""From a session of HEAD to what it is announced with, handed out in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cop_build.app.judging import Judged, judge
from cop_build.app.publishing import OUR_THEME, needs_clean_registry
from cop_build.core.announcing import Announceable, announceable
from cop_build.core.model import Kind, Language, Text
from cop_build.core.verdict import Judgement, Verdict
from cop_build.edges.files import Handed, hand_out, needs_a_place_outside
from cop_build.pages.announcement import Font, Sort, announcement
from cop_build.pages.catalogue import catalogue_of

_LETTERS = {  # as in theme/assets/stylesheets/cop.css
    "thai": "U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC",
    "latin": "U+0000-00FF, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212",
}
_WEIGHTS = (400, 700)


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file of an announcement; ``path`` is where it was asked to be."""

    sort: Sort
    path: Path
    sha256: str
    handed: Handed


@dataclass(frozen=True, slots=True)
class Announced:
    """What an announcement came to.

    Attributes:
        found: What was announced, or why nothing was: then there are no files.
        language: In which it is written.
    """

    judged: Judged
    verdict: Verdict
    found: Announceable | Text
    language: Language
    files: Sequence[HandedFile] = ()


def announce(
    where: Path,
    session: str,
    *,
    out: Path,
    language: Language | None = None,
    is_draft: bool = False,
    may_replace: bool = False,
    as_of: date | None = None,
) -> Announced:
    """Write what a session is announced with into a folder. Raises: Unable.

    Args:
        session: Its id, or its slug alone.
        out: The folder, outside the repository.
        language: Else the community's.
        is_draft: The newest committed version, public or not, and every file says that it is a draft.
        may_replace: Files of the same names give way.
    """
    judged = judge(where, as_of=as_of, is_fresh=True)
    needs_clean_registry(judged.judgement.community)
    verdict = judged.verdict_of(session if "/" in session else f"{Kind.SESSION}/{session}")
    judgement = _in(language or judged.judgement.community.language, judged.judgement)
    found = announceable(verdict, judgement, is_draft=is_draft)
    done = Announced(judged, verdict, found, judgement.community.language)
    if isinstance(found, Text):
        return done
    needs_a_place_outside(judged.repository.places(), out, name="announcement", seen_from=where)
    drafted_at = judgement.committed_at if is_draft else None
    composed = announcement(found.session, catalogue_of(judgement), fonts=_fonts(), drafted_at=drafted_at)
    handed = hand_out(out.resolve(), {file.name: file.content for file in composed}, may_replace=may_replace)
    files = [
        HandedFile(file.sort, out / file.name, hashlib.sha256(file.content).hexdigest(), handed[file.name])
        for file in composed
    ]
    return replace(done, files=files)


def _in(language: Language, judgement: Judgement) -> Judgement:
    """Return the judgement on the same community as if it spoke this language."""
    return replace(judgement, community=replace(judgement.community, language=language))


def _fonts() -> Sequence[Font]:
    folder = OUR_THEME / "assets" / "fonts"
    return [
        Font((folder / f"sarabun-{name}-{weight}-normal.woff2").read_bytes(), weight, letters)
        for weight in _WEIGHTS
        for name, letters in _LETTERS.items()
    ]
