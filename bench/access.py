"""``python -m bench.access``: what pages of every kind cost their readers, measured in Chromium.

Bytes are those that Chromium's network counted, headers included, of pages packed with gzip; pictures and other files
of the content are not counted. The profile is a phone on
slow 4G (150 ms, 1.6 Mbit/s down, 0.75 up) with a processor four times slower than this machine's, as Lighthouse has it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # the protocol's events are JSON

from playwright.sync_api import Browser, BrowserContext, Page

from tests.access.axe import violations
from tests.access.community import BASE, PAGES, built_site
from tests.access.reading import served
from tests.chromium import DESKTOP, PHONE, started

FIRST_BYTES, NEXT_BYTES = 250 * 1024, 40 * 1024
PAINT_SECONDS, SHIFT = 1.8, 0.05
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4

_WATCH = """
window.shift = 0;
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
}).observe({type: "layout-shift", buffered: true});
"""
_PAINT = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime / 1000)[0]"


@dataclass(frozen=True, slots=True)
class Visit:
    """One page on a phone: bytes over the wire, seconds to the first words, and how far things moved under them."""

    name: str
    first_bytes: int
    next_bytes: int
    paint_seconds: float
    shift: float

    @property
    def is_within_limits(self) -> bool:
        return (
            self.first_bytes <= FIRST_BYTES
            and self.next_bytes <= NEXT_BYTES
            and self.paint_seconds <= PAINT_SECONDS
            and self.shift <= SHIFT
        )


def visits(browser: Browser, address: str, names: Sequence[str] = tuple(PAGES)) -> Iterator[Visit]:
    """Measure pages: each as the first that a reader opens, and as the next after another one."""
    for name in names:
        context = _phone(browser)
        page = context.new_page()
        page.add_init_script(_WATCH)
        first_bytes = bytes_of(page, address + PAGES[name], is_slow=True)
        paint_seconds, shift = page.evaluate(_PAINT), page.evaluate("window.shift")
        context.close()
        yield Visit(name, first_bytes, _next_bytes(browser, address, name), paint_seconds, shift)


def bytes_of(page: Page, address: str, *, is_slow: bool = False) -> int:
    """Open a page and return the bytes that came over the wire for it; what the browser had kept costs none."""
    session = page.context.new_cdp_session(page)
    came: dict[str, int] = {}
    attached: set[str] = set()

    def asked(event: Any) -> None:
        if "/files/" in event["request"]["url"]:
            attached.add(event["requestId"])

    def finished(event: Any) -> None:
        came[event["requestId"]] = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    if is_slow:
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    session.detach()
    return sum(size for request, size in came.items() if request not in attached)


def _next_bytes(browser: Browser, address: str, name: str) -> int:
    """Return what a page costs whoever comes from the home page, or from the topics to it."""
    context = _phone(browser)
    page = context.new_page()
    page.goto(address + PAGES["topics" if name == "home" else "home"], wait_until="networkidle")
    cost = bytes_of(page, address + PAGES[name])
    context.close()
    return cost


def _phone(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, device_scale_factor=2, locale="th-TH")


def violation_count(browser: Browser, address: str) -> int:
    """Count axe-core's findings on all pages, phone and desktop, light and dark."""
    found = 0
    for width, height in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                bypass_csp=True,
                reduced_motion="reduce",
            )
            for path in PAGES.values():
                page = context.new_page()
                page.goto(address + path)
                found += len(violations(page))
                page.close()
            context.close()
    return found


def main() -> int:
    """Print the figures; 1 if one is beyond its limit."""
    with tempfile.TemporaryDirectory() as folder:
        site = built_site(Path(folder) / "community")
        with served(site, BASE) as address, started() as browser:
            found = violation_count(browser, address)
            print(f"axe-core, WCAG 2.2 AA: {found} violations on {len(PAGES)} pages, two widths, two schemes")
            print(f"{'page':16}{'first, KiB':>12}{'next, KiB':>12}{'paint, s':>12}{'shift':>12}")
            kept = found == 0
            for visit in visits(browser, address):
                print(
                    f"{visit.name:16}{visit.first_bytes / 1024:12.1f}{visit.next_bytes / 1024:12.1f}"
                    f"{visit.paint_seconds:12.2f}{visit.shift:12.3f}{'' if visit.is_within_limits else '  EXCEEDED'}"
                )
                kept = kept and visit.is_within_limits
    print(f"limits: {FIRST_BYTES // 1024} KiB, {NEXT_BYTES // 1024} KiB, {PAINT_SECONDS} s, {SHIFT}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
