"""Makes the rendered search index one that Thai can be found in, and checks that the page's search will use it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text
from cop_build.core.pieced import as_json, letters_of, pieces_of
from cop_build.core.searched import searchable
from cop_build.core.thai_words import WordList

UNFINISHED = Code("COP509")
INDEX = "search/search_index.json"
OUR_WORKER = "words.js"
OUR_WORKERS = (OUR_WORKER, "asking.js", "pieces.js", "fetching.js")
WHOLE_UP_TO = 250_000  # letters of titles and texts, some 0.9 MB: manual/decisions/0032
_WORKERS = "assets/javascripts/workers"
_THEIR_WORKERS = "search.*.min.js"
_RELIED_ON = (b"self.lunr=", b'addEventListener("message"', b"postMessage(")


def prepare_search(
    site: Path, *, words: WordList, keywords: Mapping[str, Sequence[str]], whole_up_to: int = WHOLE_UP_TO
) -> None:
    """Rewrite the search index with a mark between words, a large one in pieces beside it.

    MkDocs writes each Thai letter as six; written as itself, the file is half as long. Pages stay as they are; a site
    without an index too.

    Args:
        words: By which texts are cut.
        keywords: What pages are found by but do not show, by their address in the site.
        whole_up_to: How many letters an index may hold that browsers fetch as a whole.

    Raises:
        Unable: The theme holds no search worker of the form that ours wraps, or several; a file cannot be read or
            written; the index has not the renderer's form.
    """
    index = site / INDEX
    try:
        if not index.is_file():
            return
        _check_workers(site / _WORKERS)
        found = json.loads(index.read_bytes())
        entries = found.get("docs") if isinstance(found, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise ValueError("not the form of a search index")
        made: Mapping[str, object] = searchable(entries, words, keywords)
        if letters_of(entries) > whole_up_to:
            pieces = pieces_of(made)
            made = pieces.index
            for path, text in pieces.files.items():
                place = index.parent / pieces.folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")
        index.write_text(as_json(made), encoding="utf-8")
    except (OSError, ValueError, RecursionError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        detail = Text(th=f"เตรียมดัชนีค้นหาไม่สำเร็จ ({reason})", en=f"the search index could not be prepared ({reason})")
        raise Unable(UNFINISHED, detail) from error


def _check_workers(folder: Path) -> None:
    """Raises: Unable, unless there is one worker of Material, of the form that ours wraps, and ours."""
    theirs = sorted(folder.glob(_THEIR_WORKERS))
    if len(theirs) != 1 or not all((folder / name).is_file() for name in OUR_WORKERS):
        shown = ", ".join(one.name for one in theirs) or "-"
        raise Unable(
            UNFINISHED,
            Text(
                th=f"ต้องมีตัวค้นหาของธีม 1 ไฟล์ และ {', '.join(OUR_WORKERS)} แต่พบ: {shown}",
                en=f"one search worker of the theme is needed, and {', '.join(OUR_WORKERS)}; there are: {shown}",
            ),
        )
    script = theirs[0].read_bytes()
    if not all(mark in script for mark in _RELIED_ON):
        name = theirs[0].name
        raise Unable(
            UNFINISHED,
            Text(
                th=f"{name} ไม่ใช่แบบที่ {OUR_WORKER} ครอบได้",
                en=f"{name} is not of the form that {OUR_WORKER} wraps",
            ),
        )
