"""The A–Z holds every title and keyword in the order of a Thai dictionary, and stays usable however many there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from cop_build.core.model import Language, Topic, TopicId
from cop_build.core.model import Text as Said
from cop_build.core.verdict import Approved
from cop_build.pages.catalogue import catalogue_of
from cop_build.pages.letters import MOST_IN_A_PART, MOST_UNFOLDED
from cop_build.pages.order import DIGITS, OTHERS, dictionary_key, heading_of
from cop_build.pages.plan import plan
from cop_build.pages.settings import nav
from tests.pages import communities as given
from tests.pages.rendering import parsed, rendered
from tests.pages.test_assets import everything_approved, page_of, words_of

CONSONANTS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ"


def approved(slug: str, title: str, *keywords: str) -> Approved:
    return given.approved(slug, replace(given.knowledge(title), keywords=keywords))


def headings(page: Element) -> list[str]:
    return ["".join(one.itertext()) for one in page.iter("h2")]


def links(page: Element) -> list[str]:
    return [href for one in page.iter("a") if (href := one.get("href"))]


def test_titles_and_keywords_stand_under_their_letters_in_dictionary_order() -> None:
    judged = given.judgement(
        approved("k", "ไก่", "แกง", "UCEP", "1669"),
        approved("a", "“กา” สีดำ", "เกม", "แกง"),
        approved("b", "ขา"),
        given.approved("q", given.question("เอาอย่างไร")),
    )
    page = page_of(judged, "a-z/index.md")

    said = words_of(page)
    order = ["“กา” สีดำ", "เกม (คำสำคัญ)", "แกง (คำสำคัญ)", "ขา"]
    assert headings(page) == ["ก", "ข", "อ", "U", DIGITS]
    assert [said.index(word) for word in order] == sorted(said.index(word) for word in order)
    assert said.count("แกง (คำสำคัญ)") == 1
    assert links(page).count("../knowledge/k/") == 4 and links(page).count("../knowledge/a/") == 3


def test_a_keyword_that_is_the_title_is_not_said_twice() -> None:
    said = words_of(page_of(given.judgement(approved("k", "UCEP", "ucep")), "a-z/index.md"))

    assert "คำสำคัญ)" not in said


@pytest.mark.parametrize(("count", "is_folded"), [(MOST_UNFOLDED, False), (MOST_UNFOLDED + 1, True)])
def test_a_keyword_of_many_assets_is_one_line_that_unfolds(count: int, is_folded: bool) -> None:
    page = page_of(given.judgement(*(approved(f"k-{n}", f"ข {n}", "แกง") for n in range(count))), "a-z/index.md")
    folds = list(page.iter("details"))

    assert bool(folds) is is_folded
    assert sorted(links(page)).count("../knowledge/k-0/") == 2
    assert [" ".join("".join(one.itertext()).split()) for one in page.iter("summary")] == (
        [f"แกง (คำสำคัญ) {count}"] if is_folded else []
    )


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("เกม", "ก"), ("ไก่", "ก"), ("“โรงพยาบาล”", "ร"), ("ฤดู", "ฤ"), ("ucep", "U"), ("École", "E"), ("1669", DIGITS),
        ("๑๖๖๙", DIGITS), ("(30 บาท)", DIGITS), ("→", OTHERS), ("ะ", OTHERS), ("漢", OTHERS), ("", OTHERS),
        ("เ", OTHERS),
    ],
)  # fmt: skip
def test_a_word_stands_under_its_first_consonant_letter_or_digit(text: str, heading: str) -> None:
    assert heading_of(text) == heading


@for_all(some.lists(some.text(alphabet=CONSONANTS + "เแโใไะัาิี่้ำ", min_size=1, max_size=6), max_size=20))
def test_words_of_one_heading_stand_together(words: list[str]) -> None:
    found = [heading_of(word) for word in sorted(words, key=dictionary_key) if heading_of(word) != OTHERS]

    assert found == sorted(found)


def test_an_english_a_to_z_begins_with_latin_letters() -> None:
    listed = (approved("k", "ไก่"), approved("e", "Emergencies"), approved("n", "1669"))
    page = page_of(given.judgement(*listed, of=given.community(language=Language.EN)), "a-z/index.md")

    assert headings(page) == ["E", "ก", DIGITS]


def test_the_a_to_z_is_in_the_navigation_on_the_first_page_and_beside_the_topics() -> None:
    judged = given.judgement(*everything_approved())

    assert {"ดัชนี ก–ฮ": "a-z/index.md"} in nav(catalogue_of(judged))
    assert "a-z/" in links(page_of(judged, "index.md"))
    assert "../a-z/" in links(page_of(judged, "topics/index.md"))


def test_an_empty_community_has_an_a_to_z_that_says_so() -> None:
    assert "ยังไม่มีรายการ" in words_of(page_of(given.judgement(), "a-z/index.md"))


# -- many ------------------------------------------------------------------------------------------------------------

TOPICS = {TopicId(f"t-{n}"): Topic(TopicId(f"t-{n}"), Said(th=f"หัวข้อ {n}", en=f"Topic {n}")) for n in range(12)}


@dataclass(frozen=True)
class Many:
    """A thousand assets, two thirds of them under one letter, staged once."""

    assets: frozenset[str]
    pages: Mapping[str, str]

    def page(self, path: str) -> Element:
        return parsed(rendered(self.pages[path].split("---\n", 2)[2]))

    @property
    def letters(self) -> list[str]:
        return [path for path in self.pages if re.fullmatch(r"a-z/.+/index\.md", path)]


@pytest.fixture(scope="module")
def many() -> Many:
    listed: list[Approved] = []
    for n in range(1000):
        first = "ก" if n % 3 else CONSONANTS[n // 3 % len(CONSONANTS)]
        header = replace(given.knowledge(f"{first}าร {n:04}"), keywords=(f"คำ {n % 50}",))
        listed.append(given.approved(f"a-{n}", replace(header, topics=(TopicId(f"t-{n % 12}"),))))
    staged = plan(given.judgement(*listed, of=given.community(topics=TOPICS)))
    pages = {file.path: file.content.decode() for file in staged if isinstance(file.content, bytes)}
    return Many(frozenset(f"{approved.version.asset}/" for approved in listed), pages)


def entries_of(page: Element) -> list[Element]:
    return list(next(one for one in page.iter("ul") if one.get("class") == "cop-entries"))


def test_a_thousand_assets_have_a_page_for_each_letter_and_none_is_long(many: Many) -> None:
    index = links(many.page("a-z/index.md"))

    assert {"../a-z/e01/", "../a-z/e2e/"} <= set(index) and len(index) < 60
    assert {"a-z/e01/index.md", "a-z/e01/2/index.md", "a-z/e01/3/index.md"} <= set(many.letters)
    assert all(0 < len(entries_of(many.page(path))) <= MOST_IN_A_PART for path in many.letters)


def test_a_thousand_assets_are_all_in_the_a_to_z_once_by_title(many: Many) -> None:
    titles = [
        link.get("href") for path in many.letters for one in entries_of(many.page(path)) for link in one.findall("a")
    ]

    assert len(titles) == len(set(titles)) == 1000


def test_every_one_of_a_thousand_assets_is_two_clicks_from_the_first_page(many: Many) -> None:
    first = set(links(many.page("index.md")))

    second = {
        address.removeprefix("../" * path.count("/"))
        for path in (f"{address}index.md" for address in first)
        if path in many.pages
        for address in links(many.page(path))
    }

    assert many.assets <= first | second


def test_the_index_of_topics_stays_short_with_a_thousand_assets(many: Many) -> None:
    page = many.page("topics/index.md")

    assert len([one for one in page.iter("li") if one.get("class") == "cop-card"]) == 12
    assert len(links(page)) < 50
    assert words_of(page).count("ยืนยันล่าสุด") == 12


def test_a_topic_names_its_newest_and_who_answers_for_it() -> None:
    said = words_of(page_of(given.judgement(*everything_approved()), "topics/index.md"))

    assert "ผู้เชี่ยวชาญประจำหัวข้อ: คุณ expert" in said
