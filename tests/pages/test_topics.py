"""Ways into the topics, and what their pages hold: facets, cards, lists that stay short."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from cop_build.core.model import Community, Facet, FacetValue, Language, Text, Topic, TopicId
from cop_build.core.verdict import Approved
from cop_build.pages.folded import MOST_FOLDED, MOST_IN_FULL, MOST_IN_ONE_FOLD

from . import communities as given
from .test_assets import box, page_of, staged, text_of, words_of

FINANCE, BY = TopicId("finance"), TopicId("by")
TOPICS = {**given.TOPICS, FINANCE: Topic(FINANCE, Text(th="การเงิน", en="Finance"))}


def a_value(name: str, *topics: TopicId, th: str = "บัตรทอง") -> FacetValue:
    return FacetValue(name, Text(th=th, en=f"Value {name}"), topics)


def scheme(*values: FacetValue) -> Facet:
    return Facet("scheme", Text(th="ตามสิทธิ", en="By scheme"), values)


def community(*facets: Facet, language: Language = Language.TH, topics: Mapping[TopicId, Topic] = TOPICS) -> Community:
    return replace(given.community(language=language, topics=topics), facets=facets)


def on(slug: str, *topics: TopicId, title: str | None = None) -> Approved:
    return given.approved(slug, given.knowledge(title or f"เรื่อง {slug}", topics=topics))


def links(page: Element | None) -> list[str]:
    assert page is not None
    return [href for one in page.iter("a") if (href := one.get("href"))]


def all_of(page: Element, name: str) -> list[Element]:
    return [one for one in page.iter() if name in str(one.get("class", "")).split()]


# -- facets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "root"), [("index.md", ""), ("topics/index.md", "../")])
def test_a_facet_is_a_row_of_links_with_counts_on_the_first_page_and_beside_the_topics(path: str, root: str) -> None:
    facet = scheme(a_value("uc", given.EMERGENCY), a_value("pay", FINANCE, th="การเงิน"))
    judged = given.judgement(on("a", given.UCEP), on("b", FINANCE, given.UCEP), of=community(facet))

    row = box(page_of(judged, path), "cop-facet")

    assert words_of(row) == "ตามสิทธิ บัตรทอง 2 การเงิน 1"
    assert row is not None and row.get("aria-label") == "ตามสิทธิ"
    assert links(row) == [f"{root}by/scheme/uc/", f"{root}by/scheme/pay/"]


def test_a_community_without_facets_has_no_rows_of_them() -> None:
    judged = given.judgement(on("a", given.UCEP), of=community())

    assert all(box(page_of(judged, path), "cop-facet") is None for path in ("index.md", "topics/index.md"))
    assert not [path for path in staged(judged) if path.startswith("by/")]


def test_a_values_page_holds_its_topics_and_all_assets_of_them_and_of_those_below_each_once() -> None:
    facet = scheme(a_value("uc", given.EMERGENCY, FINANCE), a_value("none", BY, th="อื่น"))
    topics = {**TOPICS, BY: Topic(BY, Text(th="อื่น ๆ", en="Others"))}
    judged = given.judgement(
        on("deep", given.UCEP),
        on("both", given.UCEP, FINANCE),
        on("elsewhere", BY),
        given.approved("q", given.question("ถาม")),
        of=community(facet, topics=topics),
    )
    page = page_of(judged, "by/scheme/uc/index.md")

    found = links(page)
    assert words_of(next(page.iter("h1"))) == "บัตรทอง"
    assert [found.count(f"../../../{asset}/") for asset in ("knowledge/deep", "knowledge/both", "question/q")] == [
        1
    ] * 3
    assert {"../../../topics/emergency/", "../../../topics/ucep/", "../../../topics/finance/"} <= set(found)
    assert not any("elsewhere" in address for address in found)
    here = [one.get("href") for one in page.iter("a") if one.get("aria-current") == "page"]
    assert here == ["../../../by/scheme/uc/"]
    assert "search: {exclude: true}" in text_of(judged, "by/scheme/uc/index.md")


def test_a_topic_named_beside_the_one_above_it_is_one_card() -> None:
    judged = given.judgement(of=community(scheme(a_value("uc", given.EMERGENCY, given.UCEP))))

    assert len(all_of(page_of(judged, "by/scheme/uc/index.md"), "cop-card")) == 1


def test_a_value_of_which_nothing_is_public_says_so() -> None:
    assert "ยังไม่มีรายการ" in words_of(
        page_of(given.judgement(of=community(scheme(a_value("uc", FINANCE)))), "by/scheme/uc/index.md")
    )


def test_no_topic_and_no_asset_can_stand_where_a_facets_page_does() -> None:
    topics = {
        name: Topic(name, Text(th="ก", en="a")) for name in (TopicId("by"), TopicId("scheme"), TopicId("scheme-by"))
    }
    facets = [scheme(a_value("by", BY)), replace(scheme(a_value("scheme", BY), a_value("2", BY)), id="by")]
    judged = given.judgement(on("by", BY), on("scheme", BY), of=community(*facets, topics=topics))

    paths = list(staged(judged))

    assert {"by/scheme/by/index.md", "by/by/scheme/index.md", "by/by/2/index.md", "topics/by/index.md"} <= set(paths)


def test_a_body_may_lead_to_a_facets_page() -> None:
    body = "ดู[ตามสิทธิ](../../by/scheme/uc/) และ[ไม่มี](../../by/scheme/gone/)\n"
    judged = given.judgement(
        given.approved("a", given.knowledge(), body), of=community(scheme(a_value("uc", given.UCEP)))
    )

    found = links(page_of(judged, "knowledge/a/index.md"))

    assert any(address == "../../by/scheme/uc/index.md" for address in found)
    assert not any("gone" in address for address in found)


def test_the_titles_of_facets_are_words_and_never_markup() -> None:
    nasty = Text(th="</ul><script>alert(1)</script> **x** [y](javascript:z)", en="x")
    facet = Facet("scheme", nasty, (FacetValue("uc", nasty, (given.UCEP,)),))
    judged = given.judgement(on("a", given.UCEP), of=community(facet))

    for path in ("index.md", "topics/index.md", "by/scheme/uc/index.md"):
        page = page_of(judged, path)
        assert nasty.th in words_of(box(page, "cop-ways"))
        assert not list(page.iter("script")) and not any("javascript" in address for address in links(page))


# -- topics ----------------------------------------------------------------------------------------------------------


def test_the_index_says_of_subtopics_too_what_is_new_and_who_answers_for_them() -> None:
    page = page_of(given.judgement(on("a", given.UCEP, title="สิทธิ 72 ชั่วโมง")), "topics/index.md")

    said = words_of(box(page, "cop-card__sub"))

    assert said == ("ยูเซป 1 ยืนยันล่าสุด: สิทธิ 72 ชั่วโมง · 1 พฤศจิกายน 2569 ผู้เชี่ยวชาญประจำหัวข้อ: คุณ expert")


def test_a_topic_without_experts_and_indicators_has_no_empty_box() -> None:
    assert box(page_of(given.judgement(of=community()), "topics/finance/index.md"), "cop-facts") is None


def test_the_pages_of_topics_and_facets_speak_english_in_an_english_community() -> None:
    of = community(scheme(a_value("uc", given.UCEP)), language=Language.EN)
    judged = given.judgement(
        *(
            given.approved(f"a-{n}", replace(given.knowledge(f"Case {n}"), language="en"))
            for n in range(MOST_IN_FULL + 1)
        ),
        of=of,
    )

    said = {
        path: words_of(page_of(judged, path))
        for path in ("topics/index.md", "topics/ucep/index.md", "by/scheme/uc/index.md")
    }

    assert "By scheme Value uc 31" in said["topics/index.md"]
    assert "Newest confirmed: Case 0 · 1 November 2026" in said["topics/index.md"]
    assert "Experts on this topic Person expert" in said["topics/ucep/index.md"]
    assert "The newest are shown: 30 of 31 items" in said["topics/ucep/index.md"]
    assert "All, by title 31" in said["by/scheme/uc/index.md"]
    thai = re.compile("[\u0e00-\u0e7f]+")
    allowed = {"สรุปสั้น", "ตัวชี้วัด"}  # what authors and the registry say in Thai only
    assert {word for page in said.values() for word in thai.findall(page)} <= allowed


# -- long lists ------------------------------------------------------------------------------------------------------


def many(count: int) -> list[Approved]:
    letters = "กขคงจ"
    return [on(f"a-{n}", given.UCEP, title=f"{letters[n % len(letters)]}า {n:04}") for n in range(count)]


LISTS = ("topics/ucep/index.md", "knowledge/index.md")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_that_is_short_has_no_folds(path: str) -> None:
    page = page_of(given.judgement(*many(MOST_IN_FULL)), path)

    assert len(all_of(page, "cop-row")) == MOST_IN_FULL and not list(page.iter("details"))


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_list_has_its_newest_in_full_and_all_titles_in_one_fold(path: str) -> None:
    page = page_of(given.judgement(*many(MOST_IN_ONE_FOLD)), path)

    folds = list(page.iter("details"))
    assert len(all_of(page, "cop-row")) == MOST_IN_FULL
    assert [len(links(fold)) for fold in folds] == [MOST_IN_ONE_FOLD]
    assert f"แสดงรายการล่าสุด {MOST_IN_FULL} จากทั้งหมด {MOST_IN_ONE_FOLD} รายการ" in words_of(page)


@pytest.mark.parametrize("path", LISTS)
def test_a_thousand_assets_of_one_topic_are_all_on_its_page_folded_by_letter(path: str) -> None:
    listed = many(1000)
    page = page_of(given.judgement(*listed), path)

    folds = list(page.iter("details"))
    found = [address for fold in folds for address in links(fold)]
    assert [words_of(next(fold.iter("summary"))) for fold in folds] == [f"{letter} 200" for letter in "กขคงจ"]
    assert not any(fold.get("open") for fold in folds)
    assert len(all_of(page, "cop-row")) == MOST_IN_FULL
    root = "../" * path.count("/")
    assert sorted(found) == sorted(f"{root}{approved.version.asset}/" for approved in listed)


def test_the_titles_of_a_fold_stand_in_dictionary_order_and_in_their_language() -> None:
    listed = [*many(MOST_IN_FULL), on("z", given.UCEP, title="เกม"), on("y", given.UCEP, title="กา")]
    listed.append(given.approved("e", given.knowledge("Emergencies", language="en")))
    fold = next(page_of(given.judgement(*listed), "topics/ucep/index.md").iter("details"))

    titles = [words_of(one) for one in fold.iter("li")]

    assert titles.index("กา") < titles.index("กา 0000") < titles.index("เกม") < titles.index("ขา 0001")
    assert [one.get("lang") for one in fold.iter("a") if words_of(one) == "Emergencies"] == ["en"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_too_long_for_one_page_leads_to_the_a_to_z(path: str) -> None:
    page = page_of(given.judgement(*many(MOST_FOLDED + 1)), path)

    assert f"{'../' * path.count('/')}a-z/" in links(page)
    assert not list(page.iter("details")) and len(all_of(page, "cop-row")) == MOST_IN_FULL
