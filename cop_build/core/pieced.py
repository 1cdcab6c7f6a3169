"""A search index in pieces, of which a reader's browser fetches only those that a question needs.

The form that ``theme/assets/javascripts/workers/pieces.js`` reads, in a folder named after all that it holds::

    words.json        {"words": "กอง ทุน …", "pages": […], "sections": […], "starts": […], "compounds": {…}}
    words/<n>.json    [[…], …]            where each of some words stands, in the order of words.json
    titles/<n>.json   [[address, title], …]   of so many pages
    pages/<n>.json    [{…}, …]            the entries of one page, as the whole index holds them

``pages`` says on how many pages each word stands, ``sections`` how many entries each page has, and ``starts`` with
which word each file of ``words/`` begins. Where a word stands is told by one number for each entry, counted from the
entry before: eight times the distance, plus how often it stands in the text, less one. If that does not tell all, 7 is
added, and how often it stands in title, text, tags and keywords follows in four numbers.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cop_build.core.cutting import SEPARATOR
from cop_build.core.searched import Entry
from cop_build.core.thai_words import CUT

VERSION: Final = 1  # of the agreement with theme/assets/javascripts/workers/pieces.js
FIELDS: Final = ("title", "text", "tags", "keywords")
TITLES_IN_A_FILE: Final = 64
_NUMBERS_IN_A_FILE = 3_000  # some 10 KB; a word that stands in more places has a file of its own
_OTHERWISE = 7
_TAG = re.compile("<[^>]*>")
_PUNCTUATION = re.compile(SEPARATOR.replace(r"\s\u200b", r"\ufeff"))  # `split` knows white space
# Shown where the pieces cannot be had: the way into the site that needs no search.
UNAVAILABLE: Final[Mapping[str, str]] = {
    "location": "a-z/",
    "title": "ขณะนี้ค้นหาไม่ได้ โปรดหาจากดัชนี ก–ฮ",
    "text": "โปรดลองค้นหาอีกครั้งภายหลัง · Search is not available now. Please use the A–Z, or try again later.",
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """An index in pieces.

    Attributes:
        index: What stands in the place of the whole index: settings, the name of the folder, no entries.
        folder: Its name, which tells what is in it.
        files: The text of each file, by its path in that folder.
    """

    index: Mapping[str, object]
    folder: str
    files: Mapping[str, str]


def pieces_of(index: Mapping[str, object]) -> Pieces:
    """Take an index of ``core/searched.py`` apart; the same index makes the same pieces.

    Raises:
        ValueError: It has not the form of such an index.
    """
    config, docs = index.get("config"), index.get("docs")
    words = config.get("words") if isinstance(config, dict) else None
    if not isinstance(config, dict) or not isinstance(words, dict) or not isinstance(docs, list):
        raise ValueError("not the form of a prepared search index")
    pages = tuple(_pages(docs))
    met = _met(pages)
    files = {f"pages/{number}.json": as_json(page) for number, page in enumerate(pages)}
    for start in range(0, len(pages), TITLES_IN_A_FILE):
        titles = [[page[0]["location"], page[0]["title"]] for page in pages[start : start + TITLES_IN_A_FILE]]
        files[f"titles/{start // TITLES_IN_A_FILE}.json"] = as_json(titles)
    lists = [word.where for word in met.values()]
    starts = list(_starts(lists))
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lists)], strict=True)):
        files[f"words/{number}.json"] = as_json(lists[start:end])
    files["words.json"] = as_json(
        {
            "words": " ".join(met),
            "pages": [word.pages for word in met.values()],
            "sections": [len(page) for page in pages],
            "starts": starts,
            "compounds": words.get("compounds", {}),
        }
    )
    folder = _name(files)
    told = {"version": VERSION, "folder": folder, "titles": TITLES_IN_A_FILE, "unavailable": UNAVAILABLE}
    ours = {key: value for key, value in words.items() if key != "compounds"} | {"pieces": told}
    return Pieces({"config": {**config, "words": ours}, "docs": []}, folder, files)


def letters_of(entries: Iterable[Entry]) -> int:
    """Count what titles and texts of an index hold, markup among it."""
    return sum(len(text) for entry in entries for name in FIELDS[:2] if isinstance(text := entry.get(name), str))


def as_json(value: object) -> str:
    """Return the one way in which index and pieces are written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def words_in(value: object) -> list[str]:
    """Return the words of a field as Material's script tells them apart: between marks, punctuation and markup."""
    if isinstance(value, list):
        return [word for one in value for word in words_in(one)]
    if not isinstance(value, str):
        return []
    return _PUNCTUATION.sub(" ", _TAG.sub(" ", value).replace(CUT, " ").lower()).split()


@dataclass(frozen=True, slots=True)
class _Word:
    """Where a word stands: numbers as the head of this module says; on how many pages."""

    where: Sequence[int]
    pages: int


def _met(pages: Sequence[Sequence[Entry]]) -> dict[str, _Word]:
    """Return all words, in the order of their letters."""
    places: defaultdict[str, list[int]] = defaultdict(list)  # eight times the entry's number, plus what tells how often
    told: defaultdict[str, list[tuple[int, Sequence[int]]]] = defaultdict(list)  # after which place follow which counts
    on_pages: Counter[str] = Counter()
    counted = itertools.count(0, 8)
    for entries in pages:
        here: set[str] = set()
        for entry in entries:
            start = next(counted)
            text = Counter(words_in(entry.get("text")))
            title, tags, keywords = (words_in(entry.get(name)) for name in FIELDS if name != "text")
            apart = {*title, *tags, *keywords}
            here.update(text, apart)
            for word, count in text.items():
                if count <= _OTHERWISE and word not in apart:
                    places[word].append(start + count - 1)
                else:
                    apart.add(word)
            for word in apart:
                places[word].append(start + _OTHERWISE)
                counts = (title.count(word), text.get(word, 0), tags.count(word), keywords.count(word))
                told[word].append((len(places[word]), counts))
        on_pages.update(here)
    return {word: _Word(_where(places[word], told.get(word, ())), on_pages[word]) for word in sorted(places)}


def _where(places: Sequence[int], told: Sequence[tuple[int, Sequence[int]]]) -> Sequence[int]:
    steps = [place - (before & -8) for before, place in itertools.pairwise((-8, *places))]
    where: list[int] = []
    done = 0
    for after, counts in told:
        where += (*steps[done:after], *counts)
        done = after
    return where + steps[done:]


def _pages(docs: Sequence[object]) -> Iterator[list[Entry]]:
    """Yield the entries of each page, which stand together and begin with the page's own. Raises: ValueError."""
    page: list[Entry] = []
    seen: set[str] = set()
    for entry in docs:
        location = entry.get("location") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(location, str) or not isinstance(entry.get("title"), str):
            raise ValueError("an entry without an address or a title")
        address, _, section = location.partition("#")
        if section and page and str(page[0]["location"]).partition("#")[0] == address:
            page.append(entry)
        elif address in seen:
            raise ValueError("the entries of a page stand apart")
        else:
            seen.add(address)
            if page:
                yield page
            page = [entry]
    if page:
        yield page


def _starts(lists: Sequence[Sequence[int]]) -> Iterator[int]:
    """Yield with which list each file begins."""
    held = _NUMBERS_IN_A_FILE
    for number, where in enumerate(lists):
        held += len(where)
        if held > _NUMBERS_IN_A_FILE:
            yield number
            held = len(where)


def _name(files: Mapping[str, str]) -> str:
    """Return a name for these files that no others have: a browser never takes old pieces for new ones."""
    told = hashlib.sha256()
    for path, text in sorted(files.items()):
        told.update(f"{path}\0{hashlib.sha256(text.encode()).hexdigest()}\n".encode())
    return told.hexdigest()[:16]
