"""This repository's own community, rendered as on a fixed day, and the questions that its pages must answer."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cop_build.app.judging import WORDS as WORD_LIST
from cop_build.app.judging import judge
from cop_build.app.publishing import make_site
from cop_build.core.parse.strict import Document, read_yaml
from cop_build.core.thai_words import CUT
from cop_build.edges.searching import prepare_search
from cop_build.edges.wordlist import read_words
from cop_build.pages.plan import plan
from tests.search.asking import Reader

ROOT = Path(__file__).parents[2]
QUERIES = Path(__file__).parent / "queries.yml"
DAY = date(2026, 11, 23)
SEED, WORDS = 2569, 500
INDEX = "search/search_index.json"
RECALL_AT = 5


@dataclass(frozen=True)
class Query:
    """What somebody types, and the pages that answer it: any of them will do."""

    typed: str
    answers: frozenset[str]


@dataclass(frozen=True)
class Found:
    """At which place of the results, counted from 0, a query's answer stood; ``None`` if nowhere."""

    query: Query
    place: int | None
    milliseconds: float


def render_site(workshop: Path) -> Path:
    """Render HEAD's public pages into a folder; this repository's own ``docs/`` and ``site/`` stay as they are."""
    judged = judge(ROOT, as_of=DAY, is_fresh=True)
    staged = plan(judged.judgement)
    with judged.attachments() as read:
        return make_site(judged, staged, read=read, docs=workshop / "docs", workshop=workshop)


def in_pieces(site: Path, place: Path) -> Path:
    """Copy a site whose index is whole, and prepare its index in pieces, however small it is."""
    shutil.copytree(site, place)
    docs = json.loads((site / INDEX).read_text(encoding="utf-8").replace(CUT, ""))["docs"]
    keywords = {doc["location"]: (doc.pop("keywords"),) for doc in docs if "keywords" in doc}
    (place / INDEX).write_text(json.dumps({"config": {}, "docs": docs}), encoding="utf-8")
    prepare_search(place, words=read_words(WORD_LIST), keywords=keywords, whole_up_to=0)
    return place


def pieces_in(site: Path) -> Path:
    """Return the folder of a site's pieces."""
    told = json.loads((site / INDEX).read_bytes())["config"]["words"]["pieces"]
    return (site / INDEX).parent / str(told["folder"])


def queries() -> tuple[Query, ...]:
    """Read the queries, in their order."""
    document = read_yaml(QUERIES.read_text(encoding="utf-8"), path=QUERIES.name)
    assert isinstance(document, Document) and isinstance(document.value, dict)
    listed = document.value["queries"]
    assert isinstance(listed, list)
    return tuple(_query(one) for one in listed)


def _query(said: object) -> Query:
    assert isinstance(said, dict) and isinstance(said["answers"], list)
    return Query(str(said["q"]), frozenset(str(page) for page in said["answers"]))


def searched_pages(site: Path) -> tuple[str, ...]:
    """Return the addresses of all pages that stand in the index."""
    index = json.loads((site / INDEX).read_bytes())
    docs = index["docs"] or [doc for page in pieces_in(site).glob("pages/*") for doc in json.loads(page.read_bytes())]
    return tuple(sorted({str(entry["location"]).partition("#")[0] for entry in docs}))


def find(reader: Reader, asked: Iterable[Query]) -> tuple[Found, ...]:
    """Ask each query; say at which place its answer stood."""
    found = []
    for query in asked:
        answer = reader.ask(query.typed)
        place = next((place for place, page in enumerate(answer.pages) if page in query.answers), None)
        found.append(Found(query, place, answer.milliseconds))
    return tuple(found)


def recall(found: Sequence[Found], at: int = RECALL_AT) -> float:
    """Return the share of queries whose answer stood among the first so many results, 0 to 1."""
    return sum(one.place is not None and one.place < at for one in found) / len(found)


def drawn_words(reader: Reader, address: str, pages: Sequence[str]) -> tuple[Query, ...]:
    """Draw words from the middle of the sentences of all pages; each is to find the page that it was drawn from."""
    all_words = [(page, word) for page in pages for word in reader.words_in_the_middle(address, page)]
    return tuple(Query(word, frozenset({page})) for page, word in random.Random(SEED).sample(all_words, WORDS))
