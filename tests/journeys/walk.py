"""One reader's way through a site: every page that is come to is looked at, and whatever goes wrong is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any  # options of a browser's window
from urllib.parse import urljoin

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

from tests.journeys.site import NIGHT

_BROKEN_POLICY = "document.addEventListener('securitypolicyviolation', one => said(one.violatedDirective + one.sample))"


class Walk:
    """A reader on one page after another.

    Attributes:
        troubles: What went wrong on the way: errors on a console, requests that failed or asked somebody else.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.troubles: list[str] = []
        self._missing = {urljoin(address, "/favicon.ico")}  # which a browser asks for beside what is no page
        self._elsewhere: str | None = None

    @property
    def is_phone(self) -> bool:
        return self.page.viewport_size is not None and self.page.viewport_size["width"] < 600

    @property
    def here(self) -> str:
        """The address of the page, in the site."""
        return self.page.url.removeprefix(self.address)

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text().removesuffix("¶").strip()

    def open(self, path: str = "", *, status: int = HTTPStatus.OK) -> None:
        """Come to a page by its address; one that is missing is known to be."""
        if status == HTTPStatus.NOT_FOUND:
            self._missing.add(self.address + path)
        answer = self.page.goto(self.address + path, wait_until="load")
        assert answer is not None and answer.status == status, (path, answer and answer.status)
        self.arrived()

    def follow(self, link: Locator, to: str | None = None) -> None:
        """Click on a link that can be seen, and come to another page."""
        link.scroll_into_view_if_needed()
        assert link.is_visible()
        before = self.page.url
        link.click()
        self.page.wait_for_url(lambda url: url != before, wait_until="load")
        self.arrived()
        assert to is None or self.here.partition("#")[0].partition("?")[0] == to, (self.here, to)

    def back(self) -> None:
        self.page.go_back(wait_until="load")
        self.arrived()

    def arrived(self) -> None:
        """Look at the page as a whole: one heading, and nothing beside the window."""
        assert self.page.locator("h1:visible").count() == 1, self.page.url
        wide, window = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= window, f"{self.page.url} scrolls sideways: {wide} in {window}"

    def search(self, words: str) -> Locator:
        """Open the search as readers of this width do, type, and wait; the links to what was found, best first."""
        query = self.page.locator("input[data-md-component='search-query']")
        if self.page.locator(".cop-find__field").count():
            self.page.locator(".cop-find__field").click()
        elif self.is_phone:
            self.page.locator("label.md-header__button[for='__search']").click()
        else:
            query.click()
        query.press_sequentially(words)
        found = self.page.locator(".md-search-result__item > a.md-search-result__link")
        found.first.wait_for(state="visible")
        return found

    def download(self, link: Locator) -> tuple[str, bytes]:
        """Take a file; the name that the browser gives it, and its bytes."""
        with self.page.expect_download() as taken:
            link.click()
        return taken.value.suggested_filename, Path(taken.value.path()).read_bytes()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Give the reader to one of many tests: until its page rests, nothing may go wrong; the next begins anew."""
        self.troubles.clear()
        yield
        self.page.wait_for_load_state("networkidle")
        assert not self.troubles, "\n".join(self.troubles)

    @contextmanager
    def leaving_for(self, address: str) -> Iterator[None]:
        """Let the reader go to an address of somebody else's; nothing else may be asked there."""
        self._elsewhere = address
        yield
        self._elsewhere = None

    def asks(self, request: Request) -> None:
        """Keep a request to anybody but the site itself."""
        is_known = request.url == self._elsewhere or request.url in self._missing
        if not request.url.startswith(self.address) and not is_known:
            self.troubles.append(f"asked: {request.url}")

    def fails(self, request: Request) -> None:
        """Keep a request that failed, but not one that was left behind with its page, or became a file on disk."""
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{request.failure}: {request.url}")

    def hears(self, message: ConsoleMessage) -> None:
        """Keep an error or a warning on a console."""
        is_known = message.location["url"] in self._missing and "404" in message.text
        if message.type in ("error", "warning") and not is_known:
            self.troubles.append(f"{message.type}: {message.text} {message.location['url']}")


@contextmanager
def walking(
    browser: Browser, address: str, size: tuple[int, int], *, now: str | None = NIGHT, **options: Any
) -> Iterator[Walk]:
    """Open a window of a size; at the end nothing may have gone wrong in it.

    Args:
        now: What the reader's clock says, from which on it goes as any clock; ``None`` leaves it alone.
    """
    window = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=window, locale="th-TH", timezone_id="Asia/Bangkok", **options)  # type: ignore[arg-type]  # a mapping is enough
    page = context.new_page()
    walk = Walk(page, address)
    said = walk.troubles.append
    context.on("console", walk.hears)
    context.on("weberror", lambda one: said(str(one.error)))
    context.on("requestfailed", walk.fails)
    context.on("request", walk.asks)
    if options.get("java_script_enabled", True):
        page.expose_function("said", lambda told: said(told))
        page.add_init_script(_BROKEN_POLICY)
        if now is not None:
            page.clock.install(time=now)
    try:
        with walk.resting():
            yield walk
    finally:
        context.close()
