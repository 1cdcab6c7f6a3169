"""What a session is announced with, as the programs of those who receive it read it."""

from __future__ import annotations

import email
import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
import vobject
import zxingcpp
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.announcing.community import BODY, SESSION, SITE, TITLE, Announced, announce, community
from tests.chromium import NEEDS_CHROMIUM
from tests.cli.commands import DAY, cop
from tests.community_box import Box

PAGE = "https://cop.example.org/%E0%B8%8A%E0%B8%B8%E0%B8%A1%E0%B8%8A%E0%B8%99/session/2026-12-sso/"
START = datetime(2026, 12, 16, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Announced:
    folder = tmp_path_factory.mktemp("announced")
    return announce(community(folder / "box"), folder / "ประกาศ")


def letter_of(made: Announced) -> EmailMessage:
    message = email.message_from_bytes(made.bytes_of(".eml"), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part_of(message: EmailMessage, kind: str) -> str:
    (part,) = [one for one in message.walk() if one.get_content_type() == kind]
    content = part.get_content()
    return content if isinstance(content, str) else content.decode()


def test_four_files_are_written_and_named(made: Announced) -> None:
    assert (made.done.status, made.done.err) == (0, "")
    assert sorted(place.name for place in made.folder.iterdir()) == [
        "2026-12-sso-line.txt",
        "2026-12-sso-poster.html",
        "2026-12-sso.eml",
        "2026-12-sso.ics",
    ]
    assert len(made.done.out.splitlines()) == 4


def test_the_letter_opens_as_a_draft_and_names_neither_sender_nor_recipients(made: Announced) -> None:
    message = letter_of(made)

    assert message["Subject"] == f"ขอเชิญร่วมประชุม: {TITLE}"
    assert message["X-Unsent"] == "1"
    assert not {"from", "to", "cc", "bcc", "reply-to", "sender", "date", "message-id"} & {
        name.lower() for name, _ in message.items()
    }
    assert "@example.org" not in message.as_string() and "p-fac" not in part_of(message, "text/plain")


def test_every_mail_program_may_carry_the_letter(made: Announced) -> None:
    data = made.bytes_of(".eml")

    assert data.isascii() and b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 78


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_the_letter_says_when_where_who_and_what_to_prepare(made: Announced, kind: str) -> None:
    shown = part_of(letter_of(made), kind)
    text = " ".join(re.sub(r"<style.*</style>|<[^>]*>", " ", shown).split())

    for said in (
        "วันพุธที่ 16 ธันวาคม พ.ศ. 2569 เวลา 16.30–18.00 น.",
        "ห้องประชุมชั้น 2",
        "คุณ ann, คุณ nok",
        "คุณ fac",
        "ยูเซป, ของฝาก",
        "คำถามที่ ตอบยาก หนึ่งข้อ",
        "อ่าน คู่มือ มาก่อน",
        PAGE,
    ):
        assert said in text, said
    assert "ไม่เกี่ยว" not in text and "**" not in text


def test_the_letters_html_is_text_and_links(made: Announced) -> None:
    root = html5lib.parse(part_of(letter_of(made), "text/html"), namespaceHTMLElements=False)
    tags = {element.tag for element in root.iter()}
    links = {str(link.get("href")) for link in root.iter("a")}

    assert tags <= {
        *("html", "head", "meta", "title", "body", "p", "h1", "table", "tbody", "tr", "td"),
        *("a", "b", "br", "ul", "li"),
    }
    assert links == {PAGE, "https://meet.example.org/room?a=1&b=2"}


def test_the_calendar_inside_the_letter_is_the_file(made: Announced) -> None:
    (attached,) = letter_of(made).iter_attachments()

    assert attached.get_content_type() == "text/calendar"
    assert attached.get_param("method") == "PUBLISH" and attached.get_filename() == "2026-12-sso.ics"
    assert attached.get_payload(decode=True) == made.bytes_of(".ics")


def test_two_libraries_read_the_calendar_alike(made: Announced) -> None:
    data = made.bytes_of(".ics")
    (one,) = Calendar.from_ical(data).walk("VEVENT")
    other = vobject.readOne(data.decode(), validate=True).vevent

    assert one.decoded("dtstart") == other.dtstart.value == START
    assert one.decoded("duration") == other.duration.value == timedelta(minutes=90)
    assert str(one["summary"]) == other.summary.value == TITLE
    assert str(one["uid"]) == other.uid.value == f"{SESSION}@test-community"
    assert b"ATTENDEE" not in data and b"ORGANIZER" not in data and b"mailto" not in data


def test_what_is_pasted_into_a_chat_is_plain_text_with_the_address(made: Announced) -> None:
    text = made.bytes_of("-line.txt").decode()

    assert text.startswith(f"ขอเชิญร่วมประชุม\n{TITLE}\n")
    assert f"รายละเอียด: {PAGE}\n" in text
    assert not re.search(r"[<>*#\[\]]|\*\*|example\.org/x", text)


def test_the_same_session_is_announced_with_the_same_bytes(made: Announced, tmp_path: Path) -> None:
    again = announce(community(tmp_path / "box"), tmp_path / "out")

    for place in made.folder.iterdir():
        assert (again.folder / place.name).read_bytes() == place.read_bytes(), place.name


def test_english_readers_are_told_in_english(tmp_path: Path) -> None:
    made = announce(community(tmp_path / "box"), tmp_path / "out", "--language", "en")

    text = made.bytes_of("-line.txt").decode()
    assert text.startswith("You are invited\n") and "When: Wednesday 16 December 2026 16:30–18:00" in text


# -- the poster -------------------------------------------------------------------------------------------------------


class TestPoster:
    pytestmark = NEEDS_CHROMIUM

    def test_it_loads_nothing_and_is_one_page_of_paper(self, chromium: Browser, made: Announced) -> None:
        context = chromium.new_context(offline=True)
        page = context.new_page()
        asked: list[str] = []
        troubles: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: troubles.append(said.text))
        (place,) = made.folder.glob("*poster.html")
        page.goto(place.as_uri())
        page.evaluate("document.fonts.ready")

        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))

        assert [url for url in asked if not url.startswith(("file:", "data:"))] == [] and troubles == []
        assert len(printed.pages) == 1
        assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
        context.close()

    def test_its_code_leads_to_the_sessions_page(self, chromium: Browser, made: Announced) -> None:
        page = chromium.new_page(viewport={"width": 900, "height": 1300})
        (place,) = made.folder.glob("*poster.html")
        page.goto(place.as_uri())

        read = zxingcpp.read_barcode(Image.open(BytesIO(page.screenshot())))

        assert read is not None and read.text == PAGE
        page.close()

    @pytest.mark.parametrize("title", ["ก", "ทดสอบ " * 60, "ผู้ป่วยฉุกเฉิน" * 25, "W" * 300])
    def test_the_longest_words_stay_on_the_page(self, chromium: Browser, tmp_path: Path, title: str) -> None:
        body = "## เตรียม\n\n" + "".join(f"- {'ข้อความยาว ' * 60}\n" for _ in range(9))
        place = ("ห้อง " * 70).strip()
        box = community(tmp_path / "box", body=body, title=title.strip(), place=place)
        made = announce(box, tmp_path / "out")
        page = chromium.new_page()
        (poster,) = made.folder.glob("*poster.html")
        page.goto(poster.as_uri())
        page.evaluate("document.fonts.ready")

        sheet = page.locator(".sheet").bounding_box()
        end = page.locator(".end").bounding_box()

        assert sheet and end and end["y"] + end["height"] <= sheet["y"] + sheet["height"] + 1
        assert len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
        page.close()


# -- changes and cancellations ----------------------------------------------------------------------------------------


def event_of(data: bytes) -> dict[str, object]:
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return {name: str(event[name]) for name in ("uid", "sequence", "status")}


def test_a_change_updates_and_a_cancellation_takes_out_the_same_event(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    first = event_of(announce(box, tmp_path / "1").bytes_of(".ics"))
    moved_to = {"body": BODY, "title": TITLE, "starts_at": "2026-12-17T16:30:00+07:00"}
    box.publish(SESSION, by="p-fac", author="p-adm", phase="planned", **moved_to)
    moved = event_of(announce(box, tmp_path / "2").bytes_of(".ics"))
    box.publish(SESSION, by="p-fac", author="p-adm", phase="cancelled", place="ห้อง 1", **moved_to)
    called_off = announce(box, tmp_path / "3")

    assert [one["uid"] for one in (first, moved)] == [f"{SESSION}@test-community"] * 2
    assert [int(str(one["sequence"])) for one in (first, moved)] == [0, 1]
    assert event_of(called_off.bytes_of(".ics")) == {"uid": first["uid"], "sequence": "2", "status": "CANCELLED"}
    text = called_off.bytes_of("-line.txt").decode()
    assert text.startswith("แจ้งยกเลิกการประชุม\n") and "เตรียม" not in text
    assert letter_of(called_off)["Subject"].startswith("แจ้งยกเลิกการประชุม")


def test_the_sites_calendar_holds_the_very_event(tmp_path: Path) -> None:
    box = community(tmp_path / "box")
    made = announce(box, tmp_path / "out")
    assert cop(box.root, "stage", "--as-of", DAY).status == 0

    def described(data: bytes) -> bytes:
        (event,) = Calendar.from_ical(data).walk("VEVENT")
        return bytes(event.to_ical())

    assert described((box.root / "docs" / "calendar.ics").read_bytes()) == described(made.bytes_of(".ics"))


def test_a_site_without_an_address_gives_no_links_and_says_so(tmp_path: Path) -> None:
    box = community(tmp_path / "box", change=lambda registry: registry.pop("site_url"))
    made = announce(box, tmp_path / "out", "--lang", "en")

    assert made.done.status == 0 and "no QR code" in made.done.err
    assert b"<svg" not in made.bytes_of("poster.html") and SITE.encode() not in made.bytes_of("-line.txt")


def test_people_who_sent_no_message_are_not_in_it(made: Announced, tmp_path: Path) -> None:
    """Nothing of people but display names: no address, id, key, account or part of anybody who plays none here."""
    box = Box(tmp_path)
    for person in box.registry["people"]:
        for data in (place.read_bytes() for place in made.folder.iterdir()):
            for secret in (person["emails"][0], person["keys"][0]["key"].split()[1], person["id"]):
                assert secret.encode() not in data, secret
    texts = made.bytes_of("-line.txt").decode() + part_of(letter_of(made), "text/html")
    assert "คุณ his" not in texts and "คุณ bob" not in texts
