"""The data for search engines: what each kind of page says of itself, and what no page may say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any  # JSON

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from cop_build.core.linked import as_linked_data, is_linked_data
from cop_build.core.model import Language, Phase
from cop_build.core.verdict import Approved, Judgement, Previewed
from cop_build.pages.linked import plain_text
from cop_build.pages.plan import plan
from tests.machines import hostile
from tests.pages import communities as given

URL = "https://cop.example.org/ชุมชน/"


def data_of(judgement: Judgement, path: str) -> Any:
    """Return the linked data of a staged page; ``None`` if it has none."""
    content = next(file.content for file in plan(judgement) if file.path == path)
    assert isinstance(content, bytes)
    lines = [line for line in content.decode().split("\n---\n")[0].split("\n") if line.startswith("linked: ")]
    assert len(lines) <= 1
    return json.loads(json.loads(lines[0].removeprefix("linked: "))) if lines else None


def of(approved: Approved, *, site_url: str | None = None, language: Language = Language.TH) -> Any:
    community = replace(given.community(language=language), site_url=site_url)
    return data_of(given.judgement(approved, of=community), f"{approved.version.asset}/index.md")


def test_knowledge_says_who_reviewed_it_and_when() -> None:
    asset = given.approved("a", given.knowledge("สิทธิ UCEP", effective_until=date(2027, 1, 1)))

    assert of(asset, site_url=URL) == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": "สิทธิ UCEP",
        "description": "สรุปสั้น",
        "inLanguage": "th",
        "url": f"{URL}knowledge/a/",
        "datePublished": "2026-11-01",
        "dateModified": "2026-11-01",
        "lastReviewed": "2026-11-01",
        "reviewedBy": [{"@type": "Person", "name": "คุณ expert"}],
        "author": [{"@type": "Person", "name": "คุณ author"}],
        "about": [{"@type": "Thing", "name": "ยูเซป"}],
        "isPartOf": {"@type": "WebSite", "name": "ชุมชนตัวอย่าง", "url": URL, "inLanguage": "th"},
    }


def test_without_an_address_of_the_site_no_address_is_guessed() -> None:
    for one in hostile.public():
        assert "://" not in json.dumps(of(one)).replace("https://schema.org", "").replace(
            "https://meet.example.org", ""
        )


def test_an_english_page_of_a_thai_community_is_english() -> None:
    assert of(given.approved("a", given.knowledge(language="en")))["inLanguage"] == "en"
    assert of(given.approved("a", given.knowledge()), language=Language.EN)["inLanguage"] == "en"


def test_a_note_names_no_participant() -> None:
    data = of(given.approved("n", given.note("บันทึก", "session/s")))

    assert data["lastReviewed"] == "2026-11-01"
    assert "guest" not in json.dumps(data)


def test_a_question_carries_its_answer() -> None:
    body = "## ตอบ {#x}\n\nโทร **1669** [ที่นี่](../../page/about/index.md)\n\n[r]: https://example.org\n"
    data = of(given.approved("q", given.question("ถามอะไร"), body))

    assert data["@type"] == "QAPage"
    assert data["mainEntity"] == {
        "@type": "Question",
        "name": "ถามอะไร",
        "dateCreated": "2026-10-01",
        "answerCount": 1,
        "author": [{"@type": "Person", "name": "คุณ guest"}],
        "acceptedAnswer": {
            "@type": "Answer",
            "text": "ตอบ โทร 1669 ที่นี่",
            "author": [{"@type": "Person", "name": "คุณ author"}],
        },
    }


def test_an_answer_leads_to_nothing_that_is_not_public() -> None:
    body = "[ก](../../knowledge/secret/index.md) [ข][s]\n\n[s]: ../secret/index.md\n"

    assert "secret" not in json.dumps(of(given.approved("q", given.question("ถาม"), body)))


def test_a_session_is_an_event_and_was_not_reviewed() -> None:
    header = given.session("ประชุม", datetime(2026, 12, 1, 6, tzinfo=UTC))
    data = of(given.approved("s", replace(header, online_url="https://meet.example.org/x")), site_url=URL)

    assert not {"lastReviewed", "reviewedBy", "author"} & data.keys()
    assert data["mainEntity"] == {
        "@type": "Event",
        "name": "ประชุม",
        "startDate": "2026-12-01T13:00+07:00",
        "endDate": "2026-12-01T14:30+07:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": [
            {"@type": "Place", "name": "ห้องประชุม 1"},
            {"@type": "VirtualLocation", "url": "https://meet.example.org/x"},
        ],
        "organizer": {"@type": "Organization", "name": "ชุมชนตัวอย่าง", "url": URL},
    }


def test_a_cancelled_session_says_so_and_leads_to_no_meeting() -> None:
    header = given.session("ประชุม", datetime(2026, 12, 1, 6, tzinfo=UTC), Phase.CANCELLED)
    event = of(given.approved("s", replace(header, online_url="https://meet.example.org/x")))["mainEntity"]

    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert "meet.example.org" not in json.dumps(event)


@pytest.mark.parametrize("minutes", [None, 1])
def test_a_session_at_the_end_of_the_calendar_has_no_end(minutes: int | None) -> None:
    last = replace(given.session("x", datetime(9999, 12, 31, 23, 59, tzinfo=UTC)), duration_minutes=minutes)

    assert "endDate" not in of(given.approved("s", last))["mainEntity"]


def test_a_page_is_a_page_and_the_first_page_is_the_site() -> None:
    assert of(given.approved("about", given.page()))["@type"] == "WebPage"
    assert "lastReviewed" not in of(given.approved("about", given.page()))
    home = data_of(given.judgement(of=replace(given.community(), site_url=URL)), "index.md")
    assert home == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "ชุมชนตัวอย่าง",
        "url": URL,
        "inLanguage": "th",
    }


def test_lists_notices_and_previews_say_nothing() -> None:
    judged = hostile.judgement()
    for path in ("topics/index.md", "sessions/index.md", "knowledge/index.md", "knowledge/gone/index.md"):
        assert data_of(judged, path) is None
    one = given.approved("a", given.knowledge())
    seen = Previewed(**{name: getattr(one, name) for name in one.__dataclass_fields__})
    preview = replace(given.judgement(seen), is_preview=True)
    assert data_of(preview, "knowledge/a/index.md") is None
    assert data_of(preview, "index.md") is None
    assert not {file.path for file in plan(preview)} & {"feed.xml", "calendar.ics"}


@pytest.mark.parametrize("site_url", [None, URL])
def test_hostile_words_stay_words_and_pass_the_audits_rule(site_url: str | None) -> None:
    judged = hostile.judgement(site_url=site_url)
    for one in judged.public:
        data = data_of(judged, f"{one.version.asset}/index.md")
        assert data["name"] == hostile.NASTY
        text = as_linked_data({key: value for key, value in data.items() if key != "@context"})
        assert not set(text) & set("<>&'\n\x0b\u2028")
        assert is_linked_data(text, leads=lambda address: address.startswith(URL))


@drawn(st.text(), st.text())
def test_any_text_comes_back_as_it_was(name: str, description: str) -> None:
    text = as_linked_data({"@type": "WebPage", "name": name, "description": description})

    assert json.loads(text)["name"] == name and json.loads(text)["description"] == description
    assert not set(text) & set("<>&") and text.encode()
    fits = all(0 < len(one) <= 5_000 for one in (name, description))
    assert is_linked_data(text, leads=lambda _: False) is fits


@drawn(st.text(alphabet="[]()!*_`#{}\\:|<>&a \n-~", max_size=200))
def test_any_body_becomes_one_line(body: str) -> None:
    assert "\n" not in plain_text(body)


@pytest.mark.parametrize(
    "body", ["[" * 50_000, "![" * 20_000 + "](" * 20_000, "{#" * 50_000, "[a](" * 20_000, "\n" * 50_000 + "#"]
)
def test_no_body_takes_long(body: str) -> None:
    assert len(plain_text(body)) <= 1_500


REFUSED = [
    "",
    "null",
    "[]",
    '{"@type":"WebPage"}',
    '{"@context":"https://evil.example","@type":"WebPage"}',
    '{"@context":"https://schema.org"}',
    '{"@context":"https://schema.org","@type":"Person","name":"x"}',
    '{"@context":"https://schema.org","@type":["WebPage"]}',
    '{"@context":"https://schema.org","@type":"WebPage","name":"</script>"}',
    '{"@context":"https://schema.org","@type":"WebPage","name":"a & b"}',
    '{"@context":"https://schema.org","@type":"WebPage","name":""}',
    '{"@context":"https://schema.org","@type":"WebPage","name":1}',
    '{"@context":"https://schema.org","@type":"WebPage","name":"a","name":"b"}',
    '{"@context":"https://schema.org","@type":"WebPage","email":"a@example.org"}',
    '{"@context":"https://schema.org","@type":"WebPage","potentialAction":{"@type":"Action"}}',
    '{"@context":"https://schema.org","@type":"WebPage","url":"https://evil.example/"}',
    '{"@context":"https://schema.org","@type":"WebPage","url":"javascript:alert(1)"}',
    '{"@context":"https://schema.org","@type":"WebPage","lastReviewed":"20261101"}',
    '{"@context":"https://schema.org","@type":"WebPage","lastReviewed":"2569-13-01"}',
    '{"@context":"https://schema.org","@type":"WebPage","lastReviewed":NaN}',
    '{"@context":"https://schema.org","@type":"WebPage","reviewedBy":[]}',
    '{"@context":"https://schema.org","@type":"WebPage","reviewedBy":{"@type":"Person","name":"x"}}',
    '{"@context":"https://schema.org","@type":"WebPage","reviewedBy":[{"@type":"Person","name":"x","email":"x"}]}',
    '{"@context":"https://schema.org","@type":"QAPage","mainEntity":{"@type":"Event"}}',
    '{"@context":"https://schema.org","@type":"WebPage","mainEntity":{"@type":"Event","startDate":"2026-12-01T09:00"}}',
    '{"@context":"https://schema.org","@type":"QAPage","mainEntity":{"@type":"Question","answerCount":true}}',
    '{"@context":"https://schema.org","@type":"WebPage","name":"x"} x',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_on_the_list_is_refused(text: str) -> None:
    assert not is_linked_data(text, leads=lambda address: address.startswith(URL))
