"""A nurse at half past three in the morning: the ward is dark, the telephone rings, and the answer must be in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import Browser

from tests.chromium import NEEDS_CHROMIUM
from tests.journeys.site import PAGES
from tests.journeys.walk import Walk, walking

pytestmark = NEEDS_CHROMIUM

DARK = 0.2  # of full light: what a background may give at night
_LIGHT = """selector => {
  const [red, green, blue] = getComputedStyle(document.querySelector(selector)).backgroundColor.match(/[\\d.]+/g);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}"""


@pytest.fixture
def nurse(chromium: Browser, public_site: str, size: tuple[int, int]) -> Iterator[Walk]:
    """Return somebody whose device asks for dark pages and for no motion."""
    with walking(chromium, public_site, size, color_scheme="dark", reduced_motion="reduce") as walk:
        yield walk
        assert is_dark(walk), "it stays dark to the end of the way"


def is_dark(walk: Walk) -> bool:
    return bool(walk.page.evaluate(_LIGHT, "body") < DARK)


def text_of(walk: Walk, selector: str) -> str:
    """Return the words that a reader sees of the first element, on one line."""
    return " ".join(walk.page.locator(selector).first.inner_text().split())


def test_from_the_first_page_to_the_next_session_and_into_her_calendar(nurse: Walk) -> None:
    nurse.open()
    assert is_dark(nurse)
    nurse.follow(nurse.page.locator(".cop-next a.cop-row__title"), to=PAGES["session"])

    said = text_of(nurse, ".cop-when")
    assert "วันพุธ 16 ธันวาคม 2569 เวลา 16.30–18.00 น." in said and "กำหนดการ" in said
    assert "ห้องประชุมชั้น 2" in text_of(nurse, ".cop-facts")

    nurse.open(PAGES["sessions"])
    name, data = nurse.download(nurse.page.locator("a[href$='calendar.ics']"))
    begins = {event.decoded("DTSTART") for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    assert name == "calendar.ics" and datetime(2026, 12, 16, 16, 30, tzinfo=ZoneInfo("Asia/Bangkok")) in begins


def test_from_the_a_to_z_to_a_page(nurse: Walk) -> None:
    nurse.open()
    nurse.follow(nurse.page.locator(".cop-brief a[href='a-z/']"), to="a-z/")
    nurse.page.locator(".cop-letters a", has_text="ค").first.click()

    nurse.follow(
        nurse.page.locator(".cop-entries > li > a", has_text="คลอดบุตรสิทธิประกันสังคม"), to="knowledge/sso-maternity/"
    )

    assert nurse.page.locator(".cop-trust").is_visible()


def test_a_question_and_who_answered_it(nurse: Walk) -> None:
    nurse.open()
    answered = nurse.page.locator(".cop-section", has_text="ตอบล่าสุด").locator("li").first
    nurse.follow(answered.locator("a"))

    facts = nurse.page.locator(".cop-facts").first
    assert "ผู้ตอบ" in facts.inner_text() and "ผู้เชี่ยวชาญ" in facts.inner_text()
    assert nurse.page.get_by_role("heading", name="คำตอบ").is_visible()
    assert "ยืนยันความถูกต้องโดย" in text_of(nurse, ".cop-trust")


def test_a_cancelled_session_says_so_before_and_after_the_click(nurse: Walk) -> None:
    nurse.open(PAGES["sessions"])
    row = nurse.page.locator(".cop-row--cancelled")
    assert "ยกเลิก" in row.inner_text()

    nurse.follow(row.locator("a").first, to=PAGES["cancelled session"])

    assert "ยกเลิก" in text_of(nurse, ".cop-when")
    line = "one => getComputedStyle(one).textDecorationLine"
    assert nurse.page.locator(".cop-when time").first.evaluate(line) == "line-through"
    assert nurse.page.locator("a[href^='https://meet']").count() == 0


def test_what_is_overdue_says_so_in_the_list_and_on_its_page(nurse: Walk) -> None:
    nurse.open("topics/special-groups/")
    row = nurse.page.locator(".cop-row", has=nurse.page.locator(f"a[href$='/{PAGES['overdue']}']"))
    assert "ถึงกำหนดทบทวน" in row.inner_text()

    nurse.follow(row.locator("a"), to=PAGES["overdue"])

    banner, trust = nurse.page.locator(".cop-overdue").bounding_box(), nurse.page.locator(".cop-trust").bounding_box()
    assert banner and trust and banner["y"] < trust["y"], "the warning comes before who confirmed it"
    assert "ถึงกำหนดทบทวนแล้ว" in text_of(nurse, ".cop-overdue") and "20 ตุลาคม 2569" in text_of(nurse, ".cop-overdue")


def test_a_site_that_nobody_built_again_warns_by_itself(
    chromium: Browser, public_site: str, size: tuple[int, int]
) -> None:
    with walking(chromium, public_site, size, now="2027-04-27T18:00:00Z", color_scheme="dark") as late:
        late.open(PAGES["asset"])

        assert late.page.locator(".cop-overdue").is_visible()
        assert "27 เมษายน 2570" in text_of(late, ".cop-overdue")


@pytest.mark.parametrize(
    ("name", "why"),
    [("withdrawn", "ถอนเนื้อหา"), ("recalled", "วงเงินในหน้านี้อาจล้าสมัย"), ("withheld", "พักการเผยแพร่")],
)
def test_an_old_bookmark_says_what_became_of_the_page_and_leads_on(nurse: Walk, name: str, why: str) -> None:
    nurse.open(PAGES[name])

    assert why in text_of(nurse, ".cop-notice") and "ตั้งแต่วันที่" in text_of(nurse, ".cop-notice")
    assert nurse.page.locator(".cop-trust, .cop-attachments").count() == 0
    nurse.follow(nurse.page.locator("article a", has_text="หัวข้อ"), to="topics/")


def test_a_mistyped_address_leads_home(nurse: Walk) -> None:
    nurse.open("knowledge/ucep-72-hour/", status=404)

    nurse.follow(nurse.page.locator("article a"))

    assert nurse.here == ""


def test_who_turned_on_the_light_keeps_it_on_the_next_page(
    chromium: Browser, public_site: str, size: tuple[int, int]
) -> None:
    with walking(chromium, public_site, size, color_scheme="dark") as walk:
        walk.open()
        walk.page.locator("form[data-md-component='palette'] label:visible").click()
        assert not is_dark(walk)

        walk.follow(walk.page.locator(".cop-next a.cop-row__title"))

        assert not is_dark(walk)


def test_a_film_is_not_begun_by_itself_and_has_its_words(nurse: Walk) -> None:
    nurse.open(PAGES["video"])

    links = nurse.page.locator(".cop-attachments a")
    assert {str(link.get_attribute("href")).rpartition(".")[2] for link in links.all()} >= {"mp4", "vtt"}
    assert nurse.page.evaluate("[...document.querySelectorAll('video, audio')].every(one => one.paused)")
