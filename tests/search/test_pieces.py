"""Pieces hold what the whole index holds, and the audit lets no others through."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cop_build.app.judging import WORDS, judge
from cop_build.app.publishing import OUR_THEME
from cop_build.core.cutting import SEPARATOR
from cop_build.core.pieced import FIELDS, Pieces, as_json, pieces_of, words_in
from cop_build.core.searched import Entry, searchable
from cop_build.core.thai_words import CUT, WordList
from cop_build.edges.audit import audit
from cop_build.edges.render import installed_theme
from cop_build.edges.searching import INDEX, prepare_search
from cop_build.edges.wordlist import read_words
from cop_build.pages.plan import plan
from cop_build.pages.staged import Staged
from tests.search.site import DAY, ROOT, pieces_in, searched_pages

ENTRIES: list[Entry] = [
    {"location": "a/", "title": "กองทุน", "text": "<p>ลืมบัตร ลืมบัตร</p>", "tags": ["บัตร"]},
    {"location": "a/#x", "title": "Claim Code", "text": "ลืม" * 9},
    {"location": "b/", "title": "มาตรา 39", "text": "<p>ลืมบัตร</p>"},
]
LISTED = WordList(WORDS.read_text(encoding="utf-8").splitlines())


def pieces(entries: Sequence[Entry] = ENTRIES) -> Pieces:
    return pieces_of(searchable(entries, LISTED, {"b/": ("ออกจากงาน",)}))


def places(made: Pieces) -> dict[str, dict[int, list[int]]]:
    """Read the pieces as their form is described: of each word, the entries and its counts in all fields."""
    vocabulary = json.loads(made.files["words.json"])
    words = vocabulary["words"].split(" ")
    lists = [
        one for number in range(len(vocabulary["starts"])) for one in json.loads(made.files[f"words/{number}.json"])
    ]
    found: dict[str, dict[int, list[int]]] = {}
    for word, numbers in zip(words, lists, strict=True):
        left, entry, told = list(numbers), -1, found.setdefault(word, {})
        while left:
            code = left.pop(0)
            entry += code // 8
            told[entry] = [left.pop(0) for _ in FIELDS] if code % 8 == 7 else [0, code % 8 + 1, 0, 0]
    return found


def test_each_word_is_told_where_it_stands_and_how_often() -> None:
    found = places(pieces())

    assert found["ลืม"] == {0: [0, 2, 0, 0], 1: [0, 9, 0, 0], 2: [0, 1, 0, 0]}
    assert found["บัตร"] == {0: [0, 2, 1, 0], 2: [0, 1, 0, 0]}
    assert found["claim"] == {1: [1, 0, 0, 0]}
    assert found["งาน"] == {2: [0, 0, 0, 1]}
    assert "p" not in found and CUT not in "".join(found)


def test_pieces_say_how_many_pages_and_entries_there_are() -> None:
    made = pieces()
    vocabulary = json.loads(made.files["words.json"])

    assert vocabulary["sections"] == [2, 1] and vocabulary["starts"] == [0]
    assert dict(zip(vocabulary["words"].split(" "), vocabulary["pages"], strict=True))["ลืม"] == 2
    assert json.loads(made.files["titles/0.json"])[1] == ["b/", f"มาตรา{CUT} 39".replace(CUT, "")]
    assert [json.loads(made.files[f"pages/{page}.json"])[0]["location"] for page in (0, 1)] == ["a/", "b/"]
    assert made.index["docs"] == []


def test_many_places_are_spread_over_several_files() -> None:
    entries: list[Entry] = [{"location": f"p{n}/", "title": f"ที่ {n}", "text": "ลืมบัตร"} for n in range(7000)]

    made = pieces(entries)

    assert len(json.loads(made.files["words.json"])["starts"]) > 1
    assert len(places(made)["ลืม"]) == 7000
    assert len([path for path in made.files if path.startswith("titles/")]) == 110


def test_the_same_index_makes_the_same_pieces_and_another_has_another_folder() -> None:
    assert pieces() == pieces()
    assert pieces().folder != pieces(ENTRIES[:2]).folder


@pytest.mark.parametrize(
    "entries",
    [
        [{"title": "x", "text": ""}],
        [{"location": "a/", "text": ""}],
        [{"location": "a/", "title": "", "text": ""}, {"location": "b/", "title": "", "text": ""}] * 2,
        [1],
    ],
)
def test_an_index_of_another_form_is_not_taken_apart(entries: list[object]) -> None:
    with pytest.raises(ValueError, match="entr"):
        pieces_of({"config": {"words": {}}, "docs": entries})
    with pytest.raises(ValueError, match="form"):
        pieces_of({"config": {}, "docs": []})


def test_every_sign_that_parts_words_for_material_parts_them_here() -> None:
    import re

    parts = re.compile(SEPARATOR)
    for point in (*range(0x3001), 0xFEFF):
        text = f"ก{chr(point)}ข"
        if chr(point) not in "<>\x1c\x1d\x1e\x1f\x85\ufeff" and not 0xD800 <= point < 0xE000:
            assert (len(words_in(text)) == 2) == bool(parts.search(text)), hex(point)


def test_a_large_index_is_in_pieces_and_a_smaller_one_is_not(pieced: Path, tmp_path: Path) -> None:
    letters = sum(len(str(entry[name])) for entry in ENTRIES for name in ("title", "text"))
    told = []
    for limit in (letters, letters - 1):
        site = tmp_path / str(limit)
        shutil.copytree(pieced / "assets", site / "assets")
        (site / "search").mkdir()
        (site / INDEX).write_text(json.dumps({"config": {}, "docs": ENTRIES}), encoding="utf-8")
        prepare_search(site, words=read_words(WORDS), keywords={}, whole_up_to=limit)
        told.append("pieces" in json.loads((site / INDEX).read_bytes())["config"]["words"])

    assert told == [False, True]
    assert {file.name for file in pieces_in(tmp_path / str(letters - 1)).iterdir()} == {
        "words.json", "words", "titles", "pages",
    }  # fmt: skip


@pytest.fixture(scope="module")
def staged() -> tuple[Staged, ...]:
    return tuple(plan(judge(ROOT, as_of=DAY, is_fresh=True).judgement))


Traced = Callable[..., dict[str, set[str]]]


@pytest.fixture
def traced(pieced: Path, staged: Sequence[Staged], tmp_path: Path) -> tuple[Path, Traced]:
    """Return a copy of the site, and what the audit says of it: codes by path."""
    site = tmp_path / "site"
    shutil.copytree(pieced, site)
    registry = judge(ROOT, as_of=DAY, is_fresh=True).judgement.community

    def said(*canaries: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        strings = [text.encode() for text in canaries]
        theme = (OUR_THEME, installed_theme())
        for one in audit(site, staged=staged, theme=theme, site_url=registry.site_url, canaries=strings):
            found.setdefault(one.path.removeprefix("site/"), set()).add(one.code)
        return found

    return site, said


def test_pieces_as_they_were_made_pass_the_audit(traced: tuple[Path, Traced]) -> None:
    _, said = traced

    assert said() == {}


def test_a_piece_more_or_less_or_another_refuses_the_site(traced: tuple[Path, Traced]) -> None:
    site, said = traced
    folder = pieces_in(site)
    start = f"search/{folder.name}"
    (folder / "words/more.json").write_text("[]", encoding="utf-8")
    (site / "search/more.json").write_text("[]", encoding="utf-8")
    (folder / "titles/0.json").unlink()
    numbers = (folder / "words/0.json").read_text(encoding="utf-8")
    (folder / "words/0.json").write_text(f"{numbers} ", encoding="utf-8")

    assert said() == {
        f"{start}/words/more.json": {"COP520"},
        "search/more.json": {"COP520"},
        f"{start}/titles/0.json": {"COP521"},
        f"{start}/words/0.json": {"COP522"},
    }


def test_a_changed_text_refuses_the_site(traced: tuple[Path, Traced]) -> None:
    site, said = traced
    piece = pieces_in(site) / "pages/0.json"
    piece.write_text(piece.read_text(encoding="utf-8").replace('"text":"', '"text":"อื่น', 1), encoding="utf-8")

    found = said()

    assert found[INDEX] == {"COP522"}
    assert found[f"search/{pieces_in(site).name}/pages/0.json"] == {"COP520"}, "its folder has not its name"


def test_pieces_of_a_page_that_is_not_planned_refuse_the_site(traced: tuple[Path, Traced]) -> None:
    site, said = traced
    old = pieces_in(site)
    told = json.loads((site / INDEX).read_bytes())
    words = told["config"]["words"]
    compounds = json.loads((old / "words.json").read_bytes())["compounds"]
    docs = [
        doc
        for page in range(len(searched_pages(site)))
        for doc in json.loads((old / f"pages/{page}.json").read_bytes())
    ]
    docs.append({"location": "knowledge/secret/", "title": "ความลับที่ยังไม่ยืนยัน", "text": ""})
    ours = {key: value for key, value in words.items() if key != "pieces"} | {"compounds": compounds}
    made = pieces_of({"config": {**told["config"], "words": ours}, "docs": docs})
    shutil.rmtree(old)
    (site / INDEX).write_text(as_json(made.index), encoding="utf-8")
    for path, text in made.files.items():
        place = site / "search" / made.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    assert said() == {INDEX: {"COP530"}}, "the pieces are whole, but name what nobody may see"
    leaks = {path for path, codes in said("ความลับที่ยังไม่ยืนยัน").items() if "COP531" in codes}
    last = len(searched_pages(site)) - 1
    names = ("words.json", f"pages/{last}.json", f"titles/{last // 64}.json")
    assert leaks == {f"search/{made.folder}/{name}" for name in names}


def test_text_that_must_not_be_public_is_found_between_the_marks(traced: tuple[Path, Traced]) -> None:
    site, said = traced
    title = next(
        doc["title"] for doc in json.loads((pieces_in(site) / "pages/0.json").read_bytes()) if CUT in doc["title"]
    )

    found = said(title.replace(CUT, ""))

    assert found[f"search/{pieces_in(site).name}/pages/0.json"] == {"COP531"}


@pytest.mark.parametrize("text", ["{}", '{"folder": 1}', '{"folder": "../search"}', '{"folder": "none"}', "[]"])
def test_pieces_that_cannot_be_read_refuse_the_site(traced: tuple[Path, Traced], text: str) -> None:
    site, said = traced
    index = json.loads((site / INDEX).read_bytes())
    index["config"]["words"]["pieces"] = json.loads(text)
    (site / INDEX).write_text(json.dumps(index), encoding="utf-8")

    found = said()

    assert "COP524" in found[INDEX]
    assert sum(codes == {"COP520"} for codes in found.values()) > 40
