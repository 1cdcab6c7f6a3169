"""``python -m bench.site``: how well this repository's pages are found, and what a search costs at other sizes."""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request

from bench.slow_line import slow_line
from cop_build.app.judging import WORDS
from cop_build.core.searched import Entry
from cop_build.core.thai_words import CUT
from cop_build.edges.searching import WHOLE_UP_TO, prepare_search
from cop_build.edges.wordlist import read_words
from tests.access.reading import served
from tests.chromium import started
from tests.search.asking import Reader, reading
from tests.search.site import INDEX, drawn_words, find, queries, recall, render_site, searched_pages

_TIMED = ("ใบส่งตัวหมดอายุ", "ครบ ๗๒ ชั่วโมง", "UCEP", "ข้าราชกาน")
_MIB = 2**20
_OWN_SHARE = 0.95


@dataclass(frozen=True)
class Cost:
    """What the search of a site of some size costs.

    Attributes:
        raw_bytes: Of the index on the server, all pieces among it.
        sent_bytes: What a browser that comes for the first time fetches of it until the first answer, in gzip.
        pieces: How many files that is.
        preparing_seconds: CPU time of cutting the index, and of taking it apart.
        ready_seconds: From opening a page until its search can be used, on this machine.
        first_milliseconds: The first answer after that.
        milliseconds: A usual answer: the median of some.
        slow_ready_seconds: Over a slow line, with a page four times slower (its worker is as quick as this machine).
        slow_first_seconds: The first answer after that.
    """

    assets: int
    raw_bytes: int
    sent_bytes: int
    pieces: int
    preparing_seconds: float
    ready_seconds: float
    first_milliseconds: float
    milliseconds: float
    slow_ready_seconds: float
    slow_first_seconds: float


def entries_of(index: Path, assets: int) -> list[Entry]:
    """Return the entries of so many made-up assets: this community's sections, with its phrases dealt anew.

    Of twenty phrases one is a word of the whole list: a large community's vocabulary is larger than this one's.
    """
    docs = json.loads(index.read_text(encoding="utf-8").replace(CUT, ""))["docs"]
    pages: dict[str, list[Entry]] = {}
    for doc in docs:
        doc.pop("keywords", None)
        pages.setdefault(str(doc["location"]).partition("#")[0], []).append(doc)
    phrases = [phrase for doc in docs for phrase in re.findall(r"[^<>\s]{4,}", re.sub(r"<[^>]*>", " ", doc["text"]))]
    dealt = random.Random(assets)
    listed = [word for word in WORDS.read_text(encoding="utf-8").splitlines() if not word.startswith("#")]

    def deal(_: object) -> str:
        return dealt.choice(phrases) if dealt.random() < _OWN_SHARE else dealt.choice(listed)

    known = list(pages.items())
    made: list[Entry] = []
    for number in range(assets):
        page, sections = known[number % len(known)]
        for section in sections:
            text = re.sub(r"[^<>\s]{4,}(?![^<]*>)", deal, str(section["text"]))
            title = " ".join(dealt.choices(phrases, k=2))
            location = str(section["location"]).replace(page, f"knowledge/a{number}/", 1)
            made.append({"location": location, "title": title, "text": text})
    return made


def measure(browser: Browser, site: Path, assets: int, folder: Path, *, whole_up_to: int = WHOLE_UP_TO) -> Cost:
    """Give a copy of the site an index of so many assets, and search it."""
    place = folder / f"{assets}-{whole_up_to}"
    shutil.copytree(site, place)
    index = place / INDEX
    index.write_text(json.dumps({"config": {}, "docs": entries_of(site / INDEX, assets)}), encoding="utf-8")
    from_ = time.process_time()
    prepare_search(place, words=read_words(WORDS), keywords={}, whole_up_to=whole_up_to)
    took = time.process_time() - from_
    raw = sum(file.stat().st_size for file in index.parent.rglob("*.json"))
    with served(place) as address:
        quick = _searched(browser, address)
        with slow_line(address) as slowly:
            slow = _searched(browser, slowly, slower=4)
    shutil.rmtree(place)
    first, *others = quick.milliseconds
    return Cost(
        assets, raw, quick.sent_bytes, quick.pieces, took, quick.ready_seconds, first, statistics.median(others),
        slow.ready_seconds, slow.milliseconds[0] / 1000,
    )  # fmt: skip


@dataclass(frozen=True)
class _Searched:
    """One visit: when the search was ready, what its first answer took to fetch, how long each answer took."""

    ready_seconds: float
    sent_bytes: int
    pieces: int
    milliseconds: tuple[float, ...]


def _searched(browser: Browser, address: str, *, slower: int = 1) -> _Searched:
    from_ = time.perf_counter()
    fetched: list[Request] = []
    with reading(browser, address, slower=slower, seen=fetched) as reader:
        ready = time.perf_counter() - from_
        first = reader.ask(_TIMED[0]).milliseconds
        index = [one for one in fetched if "/search/" in urlsplit(one.url).path]
        sent = sum(one.sizes()["responseBodySize"] for one in index)
        others = [reader.ask(query).milliseconds for query in (*_TIMED[1:], *_TIMED)]
    return _Searched(ready, sent, len(index), (first, *others))


def quality(reader: Reader, address: str, site: Path) -> Iterator[str]:
    """Yield what is found of what is asked, line by line."""
    found = find(reader, queries())
    yield f"{len(found)} queries: recall@5 {recall(found):.3f}, first place {recall(found, at=1):.3f}"
    for one in found:
        if one.place is None or one.place >= 5:
            yield f"  not among the first five: {one.query.typed}"
    words = find(reader, drawn_words(reader, address, searched_pages(site)))
    lost = sum(one.place is None for one in words)
    yield f"{len(words)} words from the middle of sentences: {len(words) - lost} find their page"


_HEAD = " assets   raw MiB  sent KiB files cut CPU s  ready s  first ms usual ms | slow 4G: ready s  first s"


def line(cost: Cost) -> str:
    return (
        f"{cost.assets:>7,} {cost.raw_bytes / _MIB:>9.2f} {cost.sent_bytes / 1024:>9.0f} {cost.pieces:>5} "
        f"{cost.preparing_seconds:>9.1f} {cost.ready_seconds:>8.2f} {cost.first_milliseconds:>9.0f} "
        f"{cost.milliseconds:>8.0f} | {cost.slow_ready_seconds:>16.2f} {cost.slow_first_seconds:>8.2f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="assets, separated by commas; 0 measures none")
    parser.add_argument(
        "--whole-up-to", type=int, default=WHOLE_UP_TO, help="letters of an index that is not in pieces"
    )
    asked = parser.parse_args(arguments)
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder, started() as browser:
        site = render_site(Path(folder))
        raw = (site / INDEX).read_bytes()
        print(f"this repository: index {len(raw):,} bytes, {len(gzip.compress(raw, 6)):,} in gzip")
        with served(site) as address, reading(browser, address) as reader:
            for said in quality(reader, address, site):
                print(said)
        print(_HEAD)
        for size in filter(None, sizes):
            print(line(measure(browser, site, size, Path(folder), whole_up_to=asked.whole_up_to)), flush=True)


if __name__ == "__main__":
    main()
