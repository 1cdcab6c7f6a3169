"""What is staged of an approved asset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element

import pytest

from cop_build.core.digest import digest_of
from cop_build.core.model import (
    AssetId,
    AttachmentTitle,
    File,
    Kind,
    Language,
    Oid,
    Phase,
    Reference,
)
from cop_build.core.verdict import Approved, Judgement, Notice, Why
from cop_build.pages.plan import plan

from . import communities as given
from .rendering import parsed, rendered


def staged(judgement: Judgement) -> Mapping[str, bytes | File]:
    return {file.path: file.content for file in plan(judgement)}


def text_of(judgement: Judgement, path: str) -> str:
    content = staged(judgement)[path]
    assert isinstance(content, bytes)
    return content.decode()


def page_of(judgement: Judgement, path: str) -> Element:
    return parsed(rendered(text_of(judgement, path).split("---\n", 2)[2]))


def words_of(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def box(document: Element, name: str) -> Element | None:
    return next((one for one in document.iter() if name in str(one.get("class", "")).split()), None)


def test_the_trust_box_says_who_confirmed_and_until_when() -> None:
    page = page_of(given.judgement(given.approved("a", given.knowledge())), "knowledge/a/index.md")

    said = words_of(box(page, "cop-trust"))

    assert "ยืนยันความถูกต้องโดย คุณ expert เมื่อ 1 พฤศจิกายน 2569 · ทบทวนครั้งถัดไป 1 พฤษภาคม 2570" in said
    days = [one.get("datetime") for one in box(page, "cop-trust").iter("time")]  # type: ignore[union-attr]  # found above
    assert days == ["2026-11-01", "2027-05-01"]


def test_the_pages_speak_the_communitys_language() -> None:
    judged = given.judgement(given.approved("a", given.knowledge()), of=given.community(language=Language.EN))

    said = words_of(box(page_of(judged, "knowledge/a/index.md"), "cop-trust"))

    assert "Confirmed correct by Person expert on 1 November 2026 · Next review 1 May 2027" in said


def test_an_overdue_version_carries_a_banner_and_others_do_not() -> None:
    judged = given.judgement(
        given.approved("late", given.knowledge(), is_overdue=True), given.approved("fresh", given.knowledge())
    )

    assert "23 พฤศจิกายน 2569" in words_of(box(page_of(judged, "knowledge/late/index.md"), "cop-overdue"))
    assert box(page_of(judged, "knowledge/fresh/index.md"), "cop-overdue") is None


def test_attachments_stand_in_the_front_matters_order_then_by_name() -> None:
    files = [given.file("ข ๒.pdf", size=3_400_000), given.file("a.pptx"), given.file("c.png", size=12)]
    header = given.knowledge(attachments=(AttachmentTitle("c.png", "แผนภาพ"),))
    judged = given.judgement(given.approved("a", header, files=files))

    listed = box(page_of(judged, "knowledge/a/index.md"), "cop-attachments")

    assert words_of(listed) == "แผนภาพ PNG · 12 B a.pptx PPTX · 1.2 KB ข ๒.pdf PDF · 3.2 MB"
    assert [one.get("href") for one in listed.iter("a")][2] == "files/%E0%B8%82%20%E0%B9%92.pdf"  # type: ignore[union-attr]  # found above
    assert staged(judged)["knowledge/a/files/ข ๒.pdf"] == files[0]


def test_the_proof_holds_the_manifest_whose_sum_is_the_digest_and_the_records() -> None:
    one = given.approved("a", given.knowledge())
    proof = json.loads(text_of(given.judgement(one), "knowledge/a/approval.json"))

    manifest = json.dumps(proof["manifest"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert proof["type"] == "cop-approval/1"
    assert str(digest_of(manifest)) == proof["digest"] == str(one.version.digest)
    assert proof["records"] == [
        {"payload": '{"type":"cop-review/1"}', "evidence": {"signature": "U1NIU0lH", "type": "signature"}}
    ]


def test_a_source_session_is_a_link_only_if_it_is_public() -> None:
    meeting = given.approved("s", given.session("ประชุม", datetime(2026, 10, 1, tzinfo=UTC), Phase.HELD))
    asset = given.approved("a", given.knowledge(session=AssetId("session/s")))

    assert "../../session/s/" in text_of(given.judgement(asset, meeting), "knowledge/a/index.md")
    assert "session/s" not in text_of(given.judgement(asset), "knowledge/a/index.md")


def test_references_are_links_with_the_day_on_which_they_were_checked() -> None:
    reference = Reference("ประกาศ [1]", "https://example.org/a_b?c=1&d=2", date(2026, 1, 15))
    page = page_of(
        given.judgement(given.approved("a", given.knowledge(references=(reference,)))), "knowledge/a/index.md"
    )

    listed = box(page, "cop-references")

    assert words_of(listed) == "ประกาศ [1] (ตรวจสอบเมื่อ 15 มกราคม 2569)"
    assert [one.get("href") for one in listed.iter("a")] == [reference.url]  # type: ignore[union-attr]  # found above


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_an_odd_address_that_came_through_becomes_no_link(url: str) -> None:
    page = page_of(
        given.judgement(given.approved("a", given.knowledge(references=(Reference("x", url),)))), "knowledge/a/index.md"
    )

    assert not list(box(page, "cop-references").iter("a"))  # type: ignore[union-attr]  # a test would fail here


def test_a_session_is_told_in_local_time_and_with_names() -> None:
    judged = given.judgement(given.approved("s", given.session("ประชุม", datetime(2026, 12, 16, 9, 30, tzinfo=UTC))))
    page = page_of(judged, "session/s/index.md")

    assert words_of(box(page, "cop-when")) == "วันพุธ 16 ธันวาคม 2569 เวลา 16.30–18.00 น. กำหนดการ"
    assert next(page.iter("time")).get("datetime") == "2026-12-16T16:30+07:00"
    assert "ผู้ดำเนินการ คุณ facilitator" in words_of(box(page, "cop-facts"))
    assert "อาหารกลางวัน" in words_of(box(page, "cop-topics"))


def test_a_question_names_who_asked_and_answered_as_far_as_they_are_known() -> None:
    page = page_of(given.judgement(given.approved("q", given.question("ถาม"))), "question/q/index.md")

    assert words_of(box(page, "cop-facts")) == "ผู้ถาม คุณ guest ถามเมื่อ 1 ตุลาคม 2569 ผู้ตอบ คุณ author"


def test_participants_and_e_mail_addresses_are_nowhere() -> None:
    judged = given.judgement(
        given.approved("n", given.note("บันทึก", "session/s")),
        given.approved("a", given.knowledge()),
        given.approved("p", given.page()),
    )
    everything = b"".join(content for content in staged(judged).values() if isinstance(content, bytes)).decode()

    assert "ผู้เข้าร่วม" in everything
    assert "12 คน" in everything
    assert "guest" not in everything
    assert "secret.example.org" not in everything


def test_a_notice_says_why_and_nothing_of_the_asset() -> None:
    notice = Notice(AssetId("knowledge/old"), Kind.KNOWLEDGE, Why.RECALLED, "อัตรา <เก่า>", date(2026, 11, 2))
    linking = given.approved("a", given.knowledge(), "ดู [เดิม](../old/index.md)\n")
    judged = given.judgement(linking, notices=[notice])

    text = text_of(judged, "knowledge/old/index.md")

    assert "search: {exclude: true}" in text
    assert "อัตรา <เก่า>" in words_of(page_of(judged, "knowledge/old/index.md"))
    assert "2 พฤศจิกายน 2569" in words_of(page_of(judged, "knowledge/old/index.md"))
    assert "unused" not in text
    assert "[เดิม](../../knowledge/old/index.md)" in text_of(judged, "knowledge/a/index.md")


def test_the_plan_is_sorted_and_stays_the_same() -> None:
    assets = [given.approved(f"a-{number}", given.knowledge(f"ก {number}")) for number in range(9)]
    judged = given.judgement(*assets)

    files = plan(judged)

    assert [file.path for file in files] == sorted({file.path for file in files})
    assert files == plan(judged)


def test_a_page_does_not_change_because_another_commit_was_judged() -> None:
    judged = given.judgement(given.approved("a", given.knowledge()))
    later = replace(judged, commit=Oid("d1" * 20), as_of=date(2026, 11, 24))

    assert text_of(judged, "knowledge/a/index.md") == text_of(later, "knowledge/a/index.md")


def everything_approved() -> tuple[Approved, ...]:
    return (
        given.approved("a", given.knowledge()),
        given.approved("s", given.session("ประชุม", datetime(2026, 12, 16, 9, 30, tzinfo=UTC))),
        given.approved("n", given.note("บันทึก", "session/s")),
        given.approved("q", given.question("ถาม")),
        given.approved("p", given.page()),
    )


def test_every_page_has_a_title_in_its_front_matter() -> None:
    for path, content in staged(given.judgement(*everything_approved())).items():
        if path.endswith(".md"):
            assert isinstance(content, bytes)
            assert content.decode().startswith('---\ntitle: "'), path
