"""Files with Thai names keep them: in the address, on the reader's disk, and on the wire. No zip is made of them.

The calendar names pages, whose addresses are ASCII, and attaches nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from cop_build.app.publishing import build
from tests.access.community import SETTINGS
from tests.access.reading import served
from tests.chromium import NEEDS_CHROMIUM
from tests.community_box import AS_OF, Box
from tests.journeys.walk import Walk, walking

pytestmark = NEEDS_CHROMIUM

NAMES = (
    "รายการเอกสาร.csv",
    "ตาราง น้ำ ที่ ๒.csv",  # spaces, SARA AM, Thai digits
    "คู่มือ 100% (ฉบับที่ ๓) #1.csv",  # what an address takes for something else
    "ก&ข+ค=ง;จ,ฉ'ช.csv",
    "เอกสาร%20แนบ.csv",  # looks like an address already
    "ใบส่งต่อ" + "ก" * 57 + ".csv",  # 199 bytes; a name has 200 at most
)
PRESSED = re.compile(r"files/(?:[A-Za-z0-9._~()!*'-]|%[0-9A-F]{2})+")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    box = Box.at(tmp_path_factory.mktemp("names") / "box")
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    files = {name: f"สิทธิ,{number}\n".encode() for number, name in enumerate(NAMES)}
    listed = [{"file": name, "title": f"ไฟล์ที่ {number}"} for number, name in enumerate(NAMES)]
    text = "[ตาราง](<ตาราง น้ำ ที่ ๒.csv>)\n"
    box.publish("knowledge/x", title="ไฟล์แนบ", body=text, files=files, attachments=listed)
    built = build(box.root, as_of=AS_OF)
    assert built.is_done and len(built.judged.judgement.public) == 1
    return box.root / "site"


@pytest.fixture
def taker(chromium: Browser, site: Path, size: tuple[int, int]) -> Iterator[Walk]:
    with served(site, "cop/") as address, walking(chromium, address, size) as walk:
        walk.open("knowledge/x/")
        yield walk


@pytest.mark.parametrize(("number", "name"), [*enumerate(NAMES)], ids=map(str, range(len(NAMES))))
def test_a_file_is_taken_under_its_name_with_its_bytes(taker: Walk, number: int, name: str) -> None:
    link = taker.page.locator(".cop-attachments a", has_text=f"ไฟล์ที่ {number}")
    href = str(link.get_attribute("href"))
    assert PRESSED.fullmatch(href) and unquote(href) == f"files/{name}"

    taken, data = taker.download(link)

    assert (taken, data) == (name, f"สิทธิ,{number}\n".encode())


def test_a_link_in_the_text_leads_to_the_file_too(taker: Walk) -> None:
    taken, data = taker.download(taker.page.locator("article p a", has_text="ตาราง"))

    assert (taken, data) == (NAMES[1], "สิทธิ,1\n".encode())


def test_the_address_is_one_that_any_client_may_send(site: Path) -> None:
    page = (site / "knowledge/x/index.html").read_text(encoding="utf-8")
    hrefs = re.findall(r'<a href="(files/[^"]+)">ไฟล์ที่', page)
    assert len(hrefs) == len(NAMES)
    with served(site) as address:
        wire = HTTPConnection(urlsplit(address).netloc)
        for number, href in enumerate(hrefs):
            wire.request("GET", f"/knowledge/x/{href.replace('&#39;', quote(chr(39)))}")  # ASCII, or it raises
            answer = wire.getresponse()
            assert (answer.status, answer.read()) == (200, f"สิทธิ,{number}\n".encode())
        wire.close()


def test_the_proof_names_the_files_as_they_are_called(site: Path) -> None:
    proof = json.loads((site / "knowledge/x/approval.json").read_bytes())

    assert [one["path"] for one in proof["manifest"]["files"]] == sorted(NAMES)
    assert sorted(place.name for place in (site / "knowledge/x/files").iterdir()) == sorted(NAMES)


def test_a_pdf_of_this_community_opens_under_its_thai_name(reader: Walk, community: Path) -> None:
    reader.open("knowledge/csmbs-parent-not-found/")
    href = str(reader.page.locator(".cop-attachments a").get_attribute("href"))

    answer = reader.page.request.get(f"{reader.page.url}{href}")

    assert unquote(href) == "files/รายการเอกสาร.pdf" and answer.headers["content-type"] == "application/pdf"
    assert answer.body() == (community / "drafts/knowledge/csmbs-parent-not-found/รายการเอกสาร.pdf").read_bytes()


def test_the_calendar_holds_ascii_addresses_of_pages_and_no_file(community: Path) -> None:
    calendar = (community / "site" / "calendar.ics").read_bytes().replace(b"\r\n ", b"").decode()

    addresses = re.findall(r"^URL(?:;[^:]*)?:(.+?)\r?$", calendar, re.MULTILINE)
    assert addresses and all(
        one.isascii() and one.startswith("https://cop.example.org/cop/session/") for one in addresses
    )
    assert "\nATTACH" not in calendar
