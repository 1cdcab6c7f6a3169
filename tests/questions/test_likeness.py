"""Titles that ask the same in other words, and titles that only share words; the pairs were written first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import frontmatter
import pytest
import yaml

from cop_build.app.judging import WORDS
from cop_build.core.likeness import Titles
from cop_build.core.model import AssetId
from cop_build.core.thai_words import WordList
from cop_build.edges.wordlist import read_words

ROOT = Path(__file__).parents[2]
PAIRS: Mapping[str, Sequence[Mapping[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "pairs.yml").read_text(encoding="utf-8")
)
ASKED = AssetId("question/asked")


@pytest.fixture(scope="module")
def words() -> WordList:
    return read_words(WORDS)


@pytest.fixture(scope="module")
def titles() -> Mapping[AssetId, str]:
    """Return the titles of this repository's questions and knowledge."""
    places = [*ROOT.glob("drafts/question/*/index.md"), *ROOT.glob("drafts/knowledge/*/index.md")]
    return {
        AssetId(place.parent.relative_to(ROOT / "drafts").as_posix()): str(frontmatter.load(str(place))["title"])
        for place in sorted(places)
    }


def like(asked: str, titles: Mapping[AssetId, str], words: WordList) -> set[str]:
    return {one.asset for one in Titles({**titles, ASKED: asked}, words).like(ASKED)}


@pytest.mark.parametrize("pair", PAIRS["same"], ids=lambda pair: pair["asked"][:30])
def test_the_same_question_is_pointed_out(
    pair: Mapping[str, str], titles: Mapping[AssetId, str], words: WordList
) -> None:
    assert pair["of"] in like(pair["asked"], titles, words)


@pytest.mark.parametrize("pair", PAIRS["other"], ids=lambda pair: pair["asked"][:30])
def test_another_question_is_not(pair: Mapping[str, str], titles: Mapping[AssetId, str], words: WordList) -> None:
    assert pair["of"] not in like(pair["asked"], titles, words)


def test_no_title_of_the_community_is_taken_for_another(titles: Mapping[AssetId, str], words: WordList) -> None:
    compared = Titles(titles, words)

    assert {asset: [one.asset for one in compared.like(asset)] for asset in titles if compared.like(asset)} == {}


def test_the_index_finds_what_comparing_all_pairs_finds(titles: Mapping[AssetId, str], words: WordList) -> None:
    asked = {AssetId(f"question/a-{n}"): pair["asked"] for n, pair in enumerate([*PAIRS["same"], *PAIRS["other"]])}
    everything = {**titles, **asked}
    found = Titles(everything, words)

    for one in everything:
        for other in everything:
            near = {like.asset for like in found.like(one)}
            assert (other in near) is (one in {like.asset for like in found.like(other)}) or one == other


def test_the_same_words_are_as_close_as_can_be(words: WordList) -> None:
    (found,) = Titles({AssetId("question/a"): "ใบส่งตัวหมดอายุ", AssetId("question/b"): "ใบส่งตัวหมดอายุ?"}, words).like(
        AssetId("question/a")
    )

    assert (found.asset, found.closeness) == ("question/b", 1.0)
