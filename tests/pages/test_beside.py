"""What stands around an asset's text: videos, pictures, what else to read, and how to hand it on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from cop_build.core.drawn import Drawn
from cop_build.core.model import AttachmentTitle, Community, Language, TopicId
from cop_build.core.verdict import Approved, Judgement, Previewed
from cop_build.pages.plan import plan

from . import communities as given
from .rendering import parsed, rendered
from .test_assets import box, page_of, text_of, words_of

URL = "https://cop.example.org/ชุมชน"


def at_home(language: Language = Language.TH) -> Community:
    """Return a community that says where its site stands."""
    return replace(given.community(language=language), site_url=URL)


def named(slug: str, *keywords: str, topics: Sequence[str] = (), body: str = "เนื้อหา\n") -> Approved:
    header = given.knowledge(slug, keywords=keywords, topics=tuple(TopicId(topic) for topic in topics))
    return given.approved(slug, header, body)


def links_below(page: Element, heading: str) -> list[str]:
    """Return where the links of the section with this heading lead."""
    section = next((one for one in page.iter("section") if words_of(one).startswith(heading)), None)
    return [] if section is None else [str(one.get("href")) for one in section.iter("a")]


def related(judged: Judgement, slug: str, kind: str = "knowledge") -> list[str]:
    page = page_of(judged, f"{kind}/{slug}/index.md")
    return [address.removeprefix("../../knowledge/").rstrip("/") for address in links_below(page, "ความรู้ที่เกี่ยวข้อง")]


# -- videos ----------------------------------------------------------------------------------------------------------


def video_of(*names: str, titles: Sequence[str] = (), written: str | None = None) -> tuple[Element | None, Element]:
    """Return the page's video, and its list of attachments."""
    header = given.knowledge(
        attachments=tuple(AttachmentTitle(name, f"ชื่อ {name}") for name in titles), language=written
    )
    page = page_of(
        given.judgement(given.approved("a", header, files=[given.file(n) for n in names])), "knowledge/a/index.md"
    )
    listed = box(page, "cop-attachments")
    assert listed is not None
    return next(listed.iter("video"), None), listed


@pytest.mark.parametrize("name", ["คลิป.mp4", "clip.webm", "CLIP.MP4"])
def test_a_video_plays_where_it_is_listed_and_starts_only_when_asked(name: str) -> None:
    video, listed = video_of(name, titles=[name])

    assert video is not None
    assert {**video.attrib} == {
        "class": "cop-video", "controls": "", "preload": "none", "playsinline": "",
        "src": next(listed.iter("a")).get("href"), "aria-label": f"ชื่อ {name}",
    }  # fmt: skip
    assert words_of(listed).startswith(f"ชื่อ {name} ")


@pytest.mark.parametrize(
    ("names", "written", "expected"),
    [
        (["a.vtt"], None, [("th", "a.vtt")]),
        (["a.vtt"], "en", [("en", "a.vtt")]),
        (["a.th.vtt", "a.en.vtt"], None, [("th", "a.th.vtt"), ("en", "a.en.vtt")]),
        (["a.th.vtt", "a.en.vtt"], "en", [("en", "a.en.vtt"), ("th", "a.th.vtt")]),
        (["a.vtt", "a.en.vtt"], None, [("th", "a.vtt"), ("en", "a.en.vtt")]),
        (["a.vtt", "a.th.vtt"], None, [("th", "a.th.vtt")]),
        (["b.vtt", "a.xx.vtt", "a.b.vtt"], None, []),
    ],
)
def test_captions_are_those_that_are_named_like_the_video(
    names: list[str], written: str | None, expected: list[tuple[str, str]]
) -> None:
    video, _ = video_of("a.mp4", *names, written=written)

    assert video is not None
    tracks = list(video.iter("track"))
    assert [(one.get("srclang"), str(one.get("src")).removeprefix("files/")) for one in tracks] == expected
    assert all(one.get("kind") == "captions" and one.get("label") in ("ไทย", "English") for one in tracks)
    assert [one.get("default") is not None for one in tracks] == [number == 0 for number in range(len(expected))]


def test_captions_without_a_title_are_downloaded_beside_their_video_and_all_others_in_the_list() -> None:
    _, listed = video_of("a.mp4", "a.vtt", "a.en.vtt", "b.vtt", titles=["a.mp4", "a.vtt"])

    assert words_of(listed) == ("ชื่อ a.mp4 MP4 · 1.2 KB · คำบรรยาย: English ชื่อ a.vtt VTT · 1.2 KB b.vtt VTT · 1.2 KB")
    assert sorted({str(one.get("href")) for one in listed.iter("a")}) == [
        "files/a.en.vtt", "files/a.mp4", "files/a.vtt", "files/b.vtt",
    ]  # fmt: skip


# -- pictures --------------------------------------------------------------------------------------------------------


def test_a_picture_stands_beside_what_it_shows_and_never_among_the_approved_files() -> None:
    document, slides, table = given.file("ก.pdf"), given.file("b.pptx"), given.file("c.csv")
    judged = given.judgement(given.approved("a", given.knowledge(), files=[document, slides, table]))
    drawn = {document.sha256: Drawn(b"page", 400, 566), slides.sha256: Drawn(b"slide", 256, 144)}

    staged = {file.path: file.content for file in plan(judged, drawn)}
    text = staged["knowledge/a/index.md"]
    assert isinstance(text, bytes)
    listed = box(parsed(rendered(text.decode().split("---\n", 2)[2])), "cop-attachments")
    assert listed is not None

    assert staged["knowledge/a/previews/ก.pdf.webp"] == b"page"
    assert staged["knowledge/a/previews/b.pptx.webp"] == b"slide"
    assert {path for path in staged if "/files/" in path} == {
        f"knowledge/a/files/{n}" for n in ("ก.pdf", "b.pptx", "c.csv")
    }
    assert [{**one.attrib} for one in listed.iter("img")] == [
        {
            "src": f"previews/{name}.webp",
            "alt": alt,
            "width": width,
            "height": height,
            "loading": "lazy",
            "decoding": "async",
        }
        for name, alt, width, height in (
            ("b.pptx", "ภาพตัวอย่างสไลด์", "256", "144"),
            ("%E0%B8%81.pdf", "ภาพหน้าแรก", "400", "566"),
        )
    ]
    assert [one.get("href") for one in listed.iter("a") if one.find("img") is not None] == [
        "files/b.pptx", "files/%E0%B8%81.pdf",
    ]  # fmt: skip


def test_without_pictures_none_is_staged() -> None:
    judged = given.judgement(given.approved("a", given.knowledge(), files=[given.file("a.pdf")]))

    assert not [file.path for file in plan(judged) if "previews" in file.path]
    assert "<img" not in text_of(judged, "knowledge/a/index.md")


# -- what else there is to read --------------------------------------------------------------------------------------


def test_what_shares_rarer_words_is_closer() -> None:
    judged = given.judgement(
        named("here", "ฉุกเฉิน", "1669", "บัตร"),
        named("rare", "1669"),
        named("common", "บัตร"),
        named("both", "1669", "บัตร"),
        *(named(f"other-{number}", "บัตร") for number in range(2)),
        named("nothing", "อื่น"),
    )

    assert related(judged, "here") == ["both", "rare", "common", "other-0", "other-1"]
    assert related(judged, "nothing") == []


def test_a_word_is_the_same_however_it_is_typed_and_no_topic_is_taken_for_a_keyword() -> None:
    judged = given.judgement(
        named("here", "พ.ร.บ.", "UCEP"),
        named("a", "พรบ"),
        named("b", "ucep"),
        named("c", topics=["UCEP"]),
        named("d", "x"),
    )

    assert sorted(related(judged, "here")) == ["a", "b"]


def test_at_most_five_are_shown_and_those_of_a_common_topic_only_if_nothing_is_closer() -> None:
    judged = given.judgement(
        named("here", "คำ", topics=["ucep"]),
        *(named(f"n-{n:03}", topics=["ucep"]) for n in range(100)),
        named("z", "คำ"),
    )

    listed = related(judged, "here")
    assert listed[0] == "z" and len(listed) == 5 and "here" not in listed


def test_a_question_leads_to_knowledge_and_nothing_to_what_is_not_public() -> None:
    judged = given.judgement(given.approved("q", given.question("ถาม")), named("a", topics=["ucep"]))

    assert related(judged, "q", "question") == ["a"]


def test_ten_thousand_assets_under_one_topic_are_not_compared_in_pairs() -> None:
    from cop_build.pages.related import related_of

    many = [named(f"n-{n}", f"k{n % 997}", f"k{n % 7}", topics=["ucep"]) for n in range(10_000)]
    began = time.process_time()

    found = related_of(many, [])

    assert time.process_time() - began < 10  # pairs would be a hundred million
    assert all(len(listed) == 5 for listed in found.knowledge.values())


def test_questions_about_an_asset_are_those_it_links_to_and_those_close_to_it_but_not_those_of_its_trace() -> None:
    judged = given.judgement(
        named("a", body="ตอบแล้วใน[คำถาม](../../question/answered/index.md)\n"),
        named("b", topics=["ucep"]),
        given.approved("asks", given.question("ถามถึง"), "ดู [ก](../../knowledge/a/index.md)\n"),
        given.approved("answered", given.question("ตอบแล้ว")),
        given.approved("other", given.question("อื่น"), "`[ก](../../knowledge/a/index.md)`\n"),
    )

    def about(slug: str) -> list[str]:
        return links_below(page_of(judged, f"knowledge/{slug}/index.md"), "คำถามเกี่ยวกับเรื่องนี้")

    assert about("a") == ["../../question/answered/"]
    assert sorted(about("b")) == ["../../question/answered/", "../../question/asks/", "../../question/other/"]


def test_a_question_that_is_not_public_is_not_named() -> None:
    judged = given.judgement(named("a", body="ใน[คำถาม](../../question/draft/index.md)\n"))

    assert "question/draft" not in text_of(judged, "knowledge/a/index.md")


def test_what_leads_elsewhere_is_not_found_by_searching_for_it_here() -> None:
    judged = given.judgement(named("a", topics=["ucep"]), named("b", topics=["ucep"]))
    page = page_of(judged, "knowledge/a/index.md")

    section = next(one for one in page.iter("section") if "ความรู้ที่เกี่ยวข้อง" in words_of(one))
    assert section.get("data-search-exclude") is not None


# -- to hand it on ---------------------------------------------------------------------------------------------------


def test_the_buttons_are_hidden_until_a_script_can_do_something() -> None:
    share = box(page_of(given.judgement(named("a")), "knowledge/a/index.md"), "cop-share")

    assert share is not None
    buttons = list(share.iter("button"))
    assert [one.get("data-cop-does") for one in buttons] == ["copy", "send", "print"]
    assert all(one.get("hidden") is not None and one.get("type") == "button" for one in buttons)
    assert not [name for one in share.iter() for name in one.attrib if name.startswith("on")]


def test_the_code_is_there_if_the_community_says_where_its_site_stands() -> None:
    away, home = given.judgement(named("a")), given.judgement(named("a"), of=at_home())

    assert box(page_of(away, "knowledge/a/index.md"), "cop-share__code") is None
    code = box(page_of(home, "knowledge/a/index.md"), "cop-share__code")
    assert code is not None and code.tag == "details" and code.get("open") is None
    assert f"{URL}/knowledge/a/" in words_of(code)


def test_a_preview_is_not_handed_on() -> None:
    one = named("a")
    previewed = Previewed(**{name: getattr(one, name) for name in Approved.__dataclass_fields__})
    judged = replace(given.judgement(previewed, of=at_home()), is_preview=True)

    assert box(page_of(judged, "knowledge/a/index.md"), "cop-share") is None
