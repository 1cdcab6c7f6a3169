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

from playwright.sync_api import Browser

from cop_build.app.judging import WORDS
from cop_build.core.searched import Entry
from cop_build.core.thai_words import CUT
from cop_build.edges.searching import prepare_search
from tests.access.reading import served
from tests.chromium import started
from tests.search.asking import Reader, reading
from tests.search.site import INDEX, drawn_words, find, queries, recall, render_site, searched_pages

_TIMED = ("ใบส่งตัวหมดอายุ", "ครบ ๗๒ ชั่วโมง", "UCEP", "ข้าราชกาน")
_MIB = 2**20


@dataclass(frozen=True)
class Cost:
    """What the search of a site of some size costs.

    Attributes:
        preparing_seconds: CPU time of cutting the index.
        ready_seconds: From opening a page until its search can be used, on this machine.
        first_milliseconds: The first answer after that.
        milliseconds: A usual answer: the median of some.
    """

    assets: int
    raw_bytes: int
    gzip_bytes: int
    preparing_seconds: float
    ready_seconds: float
    first_milliseconds: float
    milliseconds: float


def entries_of(index: Path, assets: int) -> list[Entry]:
    """Return the entries of so many made-up assets: this community's sections, with its phrases dealt anew."""
    docs = json.loads(index.read_text(encoding="utf-8").replace(CUT, ""))["docs"]
    pages: dict[str, list[Entry]] = {}
    for doc in docs:
        doc.pop("keywords", None)
        pages.setdefault(str(doc["location"]).partition("#")[0], []).append(doc)
    phrases = [phrase for doc in docs for phrase in re.findall(r"[^<>\s]{4,}", re.sub(r"<[^>]*>", " ", doc["text"]))]
    dealt = random.Random(assets)
    known = list(pages.items())
    made: list[Entry] = []
    for number in range(assets):
        page, sections = known[number % len(known)]
        for section in sections:
            text = re.sub(r"[^<>\s]{4,}(?![^<]*>)", lambda _: dealt.choice(phrases), str(section["text"]))
            title = " ".join(dealt.choices(phrases, k=2))
            location = str(section["location"]).replace(page, f"knowledge/a{number}/", 1)
            made.append({"location": location, "title": title, "text": text})
    return made


def measure(browser: Browser, site: Path, assets: int, folder: Path) -> Cost:
    """Give a copy of the site an index of so many assets, and search it."""
    place = folder / str(assets)
    shutil.copytree(site, place)
    index = place / INDEX
    index.write_text(json.dumps({"config": {}, "docs": entries_of(site / INDEX, assets)}), encoding="utf-8")
    from_ = time.process_time()
    prepare_search(place, words=WORDS, keywords={})
    took = time.process_time() - from_
    raw = index.read_bytes()
    with served(place) as address:
        from_ = time.perf_counter()
        with reading(browser, address) as reader:
            ready = time.perf_counter() - from_
            first, *others = (reader.ask(query).milliseconds for query in (*_TIMED, *_TIMED))
    return Cost(assets, len(raw), len(gzip.compress(raw, 6)), took, ready, first, statistics.median(others))


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


def line(cost: Cost) -> str:
    return (
        f"{cost.assets:>7,} {cost.raw_bytes / _MIB:>10.2f} {cost.gzip_bytes / _MIB:>10.2f} "
        f"{cost.preparing_seconds:>10.1f} {cost.ready_seconds:>9.2f} {cost.first_milliseconds:>9.0f} "
        f"{cost.milliseconds:>9.0f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="assets, separated by commas; 0 measures none")
    sizes = [int(size) for size in parser.parse_args(arguments).sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder, started() as browser:
        site = render_site(Path(folder))
        raw = (site / INDEX).read_bytes()
        print(f"this repository: index {len(raw):,} bytes, {len(gzip.compress(raw, 6)):,} in gzip")
        with served(site) as address, reading(browser, address) as reader:
            for said in quality(reader, address, site):
                print(said)
        print(" assets    raw MiB   gzip MiB  cut CPU s   ready s  first ms  usual ms")
        for size in filter(None, sizes):
            print(line(measure(browser, site, size, Path(folder))), flush=True)


if __name__ == "__main__":
    main()
