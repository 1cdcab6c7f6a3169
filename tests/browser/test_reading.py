"""A reader's way through the site in a real browser: nothing breaks, nothing is asked of anybody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.chromium import NEEDS_CHROMIUM
from tests.cli.commands import DAY, cop
from tests.community_box import Box
from tests.privacy.test_markup import USABLE

pytestmark = NEEDS_CHROMIUM
SETTINGS = Path(__file__).parents[2] / "cop_build" / "templates" / "init" / "mkdocs.yml"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PAGES = (
    "",
    "topics/",
    "topics/ucep/",
    "sessions/",
    "session/first/",
    "knowledge/x/",
    "knowledge/all/",
    "knowledge/gone/",
    "question/q/",
    "note/first/",
    "page/about/",
    "404.html",
)


EVERYTHING = "\n\n".join((*(text for name, text in USABLE.items() if name != "links"), "[ใน](#water)"))


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without talking."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build a community with every kind of page, and serve it."""
    box = Box.at(tmp_path_factory.mktemp("browser") / "box")
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    long = "ขั้นตอนการตรวจสอบสิทธิผู้ป่วยที่มีหลายสิทธิพร้อมกันและต้องส่งต่อไปยังหน่วยบริการอื่นโดยเร็ว"
    table = "| สิทธิ | หมายเลข | หมายเหตุ |\n|---|---|---|\n| ฉุกเฉิน | 1669 | ตลอด 24 ชั่วโมง |\n"
    plan = (Path(__file__).parents[2] / "drafts/knowledge/check-rights-at-counter/check-rights-flow.png").read_bytes()
    box.publish("knowledge/all", title="ทุกอย่างที่ใช้ได้", body=EVERYTHING, files={"plan.png": plan})
    body = f"## {long}\n\nโทร **1669** ทุกครั้ง\n\n{table}\n!!! warning\n    ตรวจสอบก่อนเสมอ\n\n- [ ] โทร\n"
    box.publish("knowledge/x", title=long, body=body, files={"ตาราง.csv": "สิทธิ,1669\n".encode()})
    box.publish("knowledge/gone", title="เรื่องที่ถอน")
    box.remove("drafts/knowledge/gone")
    box.commit("Withdraw", by="p-mai")
    box.publish("session/first", title="ประชุมครั้งแรก", by="p-adm")
    box.publish("note/first", title="บันทึกครั้งแรก")
    box.publish("question/q", title="ถามอะไรดี")
    box.publish("page/about", title="เกี่ยวกับ", by="p-adm", author="p-mai")
    done = cop(box.root, "build", "--as-of", DAY)
    assert done.status == 0, done
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(box.root / "site"))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=request.param, locale="th-TH", timezone_id="Asia/Bangkok")
    yield context
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_an_error_or_a_word_to_strangers(reader: BrowserContext, address: str, path: str) -> None:
    page = reader.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(address) else None)

    answer = page.goto(address + path, wait_until="networkidle")

    assert answer is not None and answer.status == 200
    assert page.locator("h1").count() == 1
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1], "the page scrolls sideways"
    assert troubles == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_breaks_its_policy_searched_in_the_dark_or_printed(
    reader: BrowserContext, address: str, path: str
) -> None:
    page = reader.new_page()
    broken: list[str] = []
    page.expose_function("policyBroken", lambda said: broken.append(said))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => policyBroken(e.violatedDirective + e.blockedURI))"
    )
    page.on("request", lambda request: broken.append(request.url) if not request.url.startswith(address) else None)
    page.goto(address + path, wait_until="networkidle")

    page.locator("label[for='__palette_1']").first.click()
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    page.pdf()
    page.emulate_media(media="screen")
    if page.viewport_size == PHONE:
        page.locator("label[for='__search']").first.click()
    page.locator("input[data-md-component='search-query']").fill("1669")
    page.keyboard.press("Shift")
    page.locator(".md-search-result__item").first.wait_for()
    for what in ("details > summary", ".tabbed-labels label", "button.md-clipboard", ".footnote-ref"):
        for found in page.locator(f"article {what}").all():
            found.dispatch_event("click")

    assert broken == []


def test_a_formula_is_drawn_without_a_script(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address + "knowledge/all/")

    fraction = page.locator("math mfrac").first
    assert fraction.is_visible() and fraction.bounding_box()["height"] > 20  # type: ignore[index]


def test_a_patient_finds_who_confirmed_and_takes_the_file(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address)
    page.locator("main a", has_text="ขั้นตอนการตรวจสอบสิทธิ").first.click()

    assert page.locator("text=ยืนยันความถูกต้องโดย").first.is_visible()
    assert page.locator("text=คุณ ann").first.is_visible()
    with page.expect_download() as download:
        page.locator("a[href$='.csv']").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == "สิทธิ,1669\n"


def test_a_withdrawn_page_says_so_and_no_more(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address + "knowledge/gone/")

    assert "เรื่องที่ถอน" not in page.content()
    assert page.locator("main a[href]").count() > 0


def test_a_nurse_searches_in_the_dark(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.locator("label[for='__palette_1']").first.click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    if page.viewport_size == PHONE:
        page.locator("label[for='__search']").first.click()
    page.locator("input[data-md-component='search-query']").fill("1669")
    page.keyboard.press("Shift")

    page.locator(".md-search-result__item").first.wait_for()

    assert troubles == []


def test_a_script_that_slipped_in_does_not_run(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.route("**/knowledge/x/", lambda route: _with_script(route))
    page.goto(address + "knowledge/x/", wait_until="networkidle")

    assert page.evaluate("window.slipped") is None
    assert page.locator("#slipped-in").count() == 1, "the markup was there"


def _with_script(route: Route) -> None:
    answer = route.fetch()
    attack = "<p id='slipped-in' onclick='window.slipped = 1'>x</p><script>window.slipped = 1</script>"
    route.fulfill(response=answer, body=answer.text().replace("</article>", f"{attack}</article>", 1))
