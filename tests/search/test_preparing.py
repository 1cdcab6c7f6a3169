"""The index of a rendered site is prepared, or the build stops and says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cop_build.app.judging import WORDS
from cop_build.core.findings import Unable
from cop_build.core.thai_words import CUT
from cop_build.edges.audit.leaks import leaked
from cop_build.edges.searching import INDEX, OUR_WORKER, OUR_WORKERS, prepare_search
from cop_build.edges.wordlist import read_words
from tests.search.site import searched_pages

GOOD = 'self.lunr=x;addEventListener("message",y);postMessage(z)'


@pytest.fixture
def made(tmp_path: Path) -> Path:
    workers = tmp_path / "assets/javascripts/workers"
    workers.mkdir(parents=True)
    (workers / "search.0123abcd.min.js").write_text(GOOD)
    for name in OUR_WORKERS:
        (workers / name).write_text("")
    index = tmp_path / INDEX
    index.parent.mkdir()
    index.write_text(json.dumps({"config": {}, "docs": [{"location": "a/", "title": "ลืมบัตร", "text": ""}]}))
    return tmp_path


def prepare(site: Path) -> None:
    prepare_search(site, words=read_words(WORDS), keywords={})


def refused(site: Path) -> str:
    before = (site / INDEX).read_bytes()
    with pytest.raises(Unable) as caught:
        prepare(site)
    assert (site / INDEX).read_bytes() == before
    return f"{caught.value.code} {caught.value.detail.en}"


def test_the_index_is_cut(made: Path) -> None:
    prepare(made)

    written = (made / INDEX).read_bytes()
    assert json.loads(written)["docs"][0]["title"] == f"ลืม{CUT}บัตร"
    assert f"ลืม{CUT}บัตร".encode() in written, "each letter as itself, and not as six"


def test_a_second_worker_stops_the_build(made: Path) -> None:
    (made / "assets/javascripts/workers/search.ffff0000.min.js").write_text(GOOD)

    assert "search.0123abcd.min.js, search.ffff0000.min.js" in refused(made)


@pytest.mark.parametrize("name", ["search.0123abcd.min.js", *OUR_WORKERS])
def test_a_missing_worker_stops_the_build(made: Path, name: str) -> None:
    (made / "assets/javascripts/workers" / name).unlink()

    assert refused(made).startswith("COP509 one search worker")


def test_a_worker_of_another_form_stops_the_build(made: Path) -> None:
    (made / "assets/javascripts/workers/search.0123abcd.min.js").write_text("onmessage = 1")

    assert "not of the form" in refused(made)


@pytest.mark.parametrize("text", ["", "[]", '{"docs": 1}', '{"docs": [1]}', "{"])
def test_an_index_of_another_form_stops_the_build(made: Path, text: str) -> None:
    (made / INDEX).write_text(text)

    assert refused(made).startswith("COP509 the search index could not be prepared")


def test_a_site_without_an_index_stays_as_it_is(made: Path) -> None:
    (made / INDEX).unlink()

    prepare(made)

    assert not (made / INDEX).exists()


def test_what_must_not_be_public_is_found_between_the_marks(made: Path) -> None:
    prepare(made)

    assert leaked(INDEX, (made / INDEX).read_bytes(), ["ลืมบัตร".encode()]) == {0}


def test_marks_stand_in_the_index_alone(site: Path) -> None:
    assert any(CUT.encode() in index.read_bytes() for index in (site / INDEX).parent.rglob("*.json"))
    assert [page for page in site.rglob("*.html") if CUT.encode() in page.read_bytes()] == []


def test_lists_of_pages_are_not_searched(site: Path) -> None:
    pages = searched_pages(site)

    assert "knowledge/ucep-72-hours/" in pages
    assert not [page for page in pages if page.startswith(("topics/", "a-z/", "sessions/")) or page.count("/") < 2]


def test_every_page_starts_our_worker_with_theirs(site: Path) -> None:
    (theirs,) = (site / "assets/javascripts/workers").glob("search.*.min.js")

    for page in site.rglob("*.html"):
        assert f"workers/{OUR_WORKER}#{theirs.name}" in page.read_text(encoding="utf-8"), page


def test_a_small_site_has_its_index_whole(whole: Path) -> None:
    assert [file.name for file in (whole / INDEX).parent.iterdir()] == [Path(INDEX).name]
    assert "pieces" not in json.loads((whole / INDEX).read_bytes())["config"]["words"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_word_list_that_cannot_be_read_is_no_empty_one(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "words.txt").write_bytes(content)

    with pytest.raises(Unable) as refused:
        read_words(tmp_path / "words.txt")

    assert refused.value.code == "COP509"
