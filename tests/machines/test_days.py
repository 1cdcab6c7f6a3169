"""In a real browser: what a day brings although nobody has built, by the community's days and the reader's clock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import NEEDS_CHROMIUM
from tests.machines.sites import PAGES, built, community

pytestmark = NEEDS_CHROMIUM
# Midnights of Bangkok, in UTC. Reviews of 2026-11-01 are due a year later; the next session is on 2026-11-30.
FRESH, EVE = "2026-11-23T05:00:00Z", "2027-10-31T16:59:59Z"
DUE, ENDED = "2027-10-31T17:00:00Z", "2027-12-23T17:00:00Z"
BEFORE_THE_DAY_ENDS, AFTER_THE_DAY = "2026-11-30T16:59:59Z", "2026-11-30T17:00:00Z"
ZONES = ("Asia/Bangkok", "Pacific/Kiritimati", "Pacific/Pago_Pago")
Visit = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without talking."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(community(tmp_path_factory.mktemp("days") / "box", site_url=None))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(community(tmp_path_factory.mktemp("days-en") / "box", site_url=None, language="en"))


@pytest.fixture
def visit(chromium: Browser, site: Path) -> Iterator[Visit]:
    """Return what opens a page of a site at a moment of a reader's clock; nothing may go wrong there."""
    opened: list[Callable[[], None]] = []
    troubles: list[str] = []

    def visited(
        path: str,
        now: str,
        *,
        zone: str = "Asia/Bangkok",
        locale: str = "th-TH",
        folder: Path = site,
        scripts: bool = True,
        broken: str = "",
    ) -> Page:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        context = chromium.new_context(locale=locale, timezone_id=zone, java_script_enabled=scripts)
        opened.extend((context.close, server.shutdown, server.server_close))
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        if scripts:
            page.expose_function("broken", lambda said: troubles.append(said))
            page.add_init_script(
                "document.addEventListener('securitypolicyviolation', e => broken(e.violatedDirective + e.sample));"
            )
            page.clock.set_fixed_time(now)
            if broken:
                page.add_init_script(broken)
        answer = page.goto(f"http://127.0.0.1:{server.server_address[1]}/{path}", wait_until="load")
        assert answer is not None and answer.status == 200
        return page

    yield visited
    for close in opened:
        close()
    assert troubles == []


def come_back(page: Page, now: str) -> Page:
    """Come to a page again at another moment of the reader's clock."""
    page.clock.set_fixed_time(now)
    answer = page.reload(wait_until="load")
    assert answer is not None and answer.status in (200, 304)
    return page


def banners(page: Page) -> list[str]:
    """Return the warnings that a reader sees."""
    return [" ".join(one.inner_text().split()) for one in page.locator(".cop-overdue").all() if one.is_visible()]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("path", ["knowledge/x/", "note/n/", "question/q/", "page/about/"])
def test_the_banner_comes_with_the_communitys_day(visit: Visit, path: str, zone: str) -> None:
    page = visit(path, FRESH, zone=zone)
    assert banners(page) == []
    assert banners(come_back(page, EVE)) == []
    (said,) = banners(come_back(page, DUE))
    assert said == ("เนื้อหานี้ถึงกำหนดทบทวนแล้ว โปรดตรวจสอบกับแหล่งอ้างอิงก่อนนำไปใช้ กำหนดทบทวน: 1 พฤศจิกายน 2570")


def test_it_looks_as_the_banner_that_a_build_writes(visit: Visit) -> None:
    look = "one => { const s = getComputedStyle(one); return [s.backgroundColor, s.borderLeft, s.padding, s.display]; }"
    ours = visit("knowledge/x/", DUE).locator(".cop-overdue:visible").first
    theirs = visit("knowledge/late/", FRESH).locator(".cop-overdue:visible").first

    assert ours.evaluate(look) == theirs.evaluate(look)
    assert ours.get_attribute("role") == theirs.get_attribute("role")


def test_an_overdue_page_warns_once(visit: Visit) -> None:
    for now in (FRESH, DUE):
        assert len(banners(visit("knowledge/late/", now))) == 1


def test_what_is_no_longer_in_effect_says_so(visit: Visit) -> None:
    said = banners(visit("knowledge/x/", ENDED))

    assert len(said) == 2 and said[1].startswith("เนื้อหานี้พ้นช่วงเวลาที่มีผลใช้บังคับแล้ว")
    assert said[1].endswith("24 ธันวาคม 2570")


def test_an_english_community_is_told_in_english(visit: Visit, english: Path) -> None:
    (said,) = banners(visit("question/q/", DUE, folder=english))

    assert said.startswith("This content is due for review.") and said.endswith("1 November 2027")


@pytest.mark.parametrize("locale", ["th-TH-u-ca-buddhist-nu-thai", "ar-SA", "fa-IR", "ja-JP-u-ca-japanese", "en-US"])
def test_the_readers_calendar_and_digits_do_not_matter(visit: Visit, locale: str) -> None:
    page = visit("knowledge/x/", EVE, locale=locale)
    assert banners(page) == []
    assert len(banners(come_back(page, DUE))) == 1


@pytest.mark.parametrize("zone", ZONES)
def test_the_first_page_stops_calling_a_session_the_next_one(visit: Visit, zone: str) -> None:
    page = visit("", BEFORE_THE_DAY_ENDS, zone=zone)
    assert page.locator(".cop-next").is_visible()
    assert not come_back(page, AFTER_THE_DAY).locator(".cop-next").is_visible()


@pytest.mark.parametrize("path", ["knowledge/x/", "topics/", "sessions/"])
def test_the_bar_on_other_pages_leads_to_the_next_session_and_hides_itself(visit: Visit, path: str) -> None:
    page = visit(path, BEFORE_THE_DAY_ENDS)
    bar = page.locator(".cop-bar")
    assert bar.is_visible() and str(bar.locator("a").get_attribute("href")).endswith("session/next/")
    assert not come_back(page, AFTER_THE_DAY).locator(".cop-bar").is_visible()


def test_the_list_of_sessions_keeps_it_under_another_name(visit: Visit) -> None:
    before = visit("sessions/", BEFORE_THE_DAY_ENDS).locator(".cop-next")
    after = visit("sessions/", AFTER_THE_DAY).locator(".cop-next")

    assert before.locator("h2:visible").all_inner_texts() == ["การประชุมครั้งถัดไป"]
    assert after.locator("h2:visible").all_inner_texts() == ["การประชุมที่ผ่านมา"]
    assert after.locator("a[href='../session/next/']").is_visible()


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "2569-11-23T05:00:00Z"])
def test_a_clock_that_is_wrong_changes_nothing(visit: Visit, now: str) -> None:
    """Also one that counts Buddhist years as if they were Common ones."""
    assert banners(visit("knowledge/x/", now)) == []
    assert visit("", now).locator(".cop-next").is_visible()


def test_a_page_that_stays_open_is_told_the_new_day(visit: Visit) -> None:
    page = visit("knowledge/x/", EVE)
    assert banners(page) == []

    page.clock.set_fixed_time(DUE)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert len(banners(page)) == 1

    page.clock.set_fixed_time(EVE)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert banners(page) == []


def test_a_browser_that_does_not_know_the_zone_goes_by_its_own_day(visit: Visit) -> None:
    unknown = """{ const Whole = Intl.DateTimeFormat;
      Intl.DateTimeFormat = function (locale, form) {
        if (form && form.timeZone === "Asia/Bangkok") { throw new RangeError("unknown"); }
        return new Whole(locale, form);
      }; }"""

    assert banners(visit("knowledge/x/", EVE, zone="Pacific/Pago_Pago", broken=unknown)) == []
    assert len(banners(visit("knowledge/x/", EVE, zone="Pacific/Kiritimati", broken=unknown))) == 1


def test_without_scripts_the_page_is_as_it_was_built(visit: Visit) -> None:
    assert banners(visit("knowledge/x/", DUE, scripts=False)) == []
    assert visit("", DUE, scripts=False).locator(".cop-next").is_visible()
    assert len(banners(visit("knowledge/late/", DUE, scripts=False))) == 1


@pytest.mark.parametrize("path", [*PAGES, "sessions/", "topics/", "knowledge/gone/", "404.html"])
def test_no_page_breaks_its_policy_or_shows_its_data(visit: Visit, path: str) -> None:
    page = visit(path, DUE)

    assert "schema.org" not in page.locator("body").inner_text()
    data = page.locator('script[type="application/ld+json"]')
    assert data.count() == (1 if path in PAGES else 0)


def test_a_printed_page_shows_no_banner_before_its_day(visit: Visit) -> None:
    page = visit("knowledge/x/", EVE)
    page.emulate_media(media="print")

    assert banners(page) == []
