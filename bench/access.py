"""``python -m bench.access``: what pages of every kind cost their readers, measured in Chromium.

Bytes are those that Chromium's network counted, headers included, of pages packed with gzip; pictures and other files
of the content are not counted. Seconds and shifts are the median of some first visits on a phone on slow 4G (150 ms,
1.6 Mbit/s down, 0.75 up) with a processor four times slower than this machine's, as Lighthouse has it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # the protocol's events are JSON

from playwright.sync_api import Browser, BrowserContext, Page

from bench.slow_line import BITS_A_SECOND, ROUND_TRIP_SECONDS
from tests.access.axe import violations
from tests.access.community import BASE, PAGES, built_site
from tests.access.reading import served
from tests.chromium import DESKTOP, PHONE, started

FIRST_BYTES, NEXT_BYTES = 250 * 1024, 40 * 1024
PAINT_SECONDS, SHIFT = 1.8, 0.05
SLOW_4G = {
    "offline": False,
    "latency": ROUND_TRIP_SECONDS * 1000,
    "downloadThroughput": BITS_A_SECOND / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
TIMES = 5

_WATCH = """
window.shift = 0;
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
}).observe({type: "layout-shift", buffered: true});
"""
_PAINT = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime / 1000)[0]"


@dataclass(frozen=True, slots=True)
class Visit:
    """One kind of page.

    Attributes:
        violations: Of WCAG 2.2 AA, as axe-core finds them: two widths, by day and by night.
        first_bytes: Over the wire, for whoever comes for the first time.
        next_bytes: For whoever comes from another page.
        paint_seconds: To the first words.
        shift: How far things moved under the reader: cumulative layout shift.
    """

    name: str
    violations: int
    first_bytes: int
    next_bytes: int
    paint_seconds: float
    shift: float


@dataclass(frozen=True, slots=True)
class Limit:
    """What all kinds of pages have to keep; ``figure`` and ``most`` are in the unit."""

    title: str
    figure: Callable[[Visit], float]
    most: float
    digits: int
    unit: str = ""

    def is_kept(self, visit: Visit) -> bool:
        return self.figure(visit) <= self.most

    def said(self, visits: Sequence[Visit]) -> str:
        """Return the line that names the worst page beside the limit."""
        worst = max(visits, key=self.figure)
        figure, most = (f"{number:.{self.digits}f}{self.unit}" for number in (self.figure(worst), self.most))
        kept = "kept" if self.is_kept(worst) else "EXCEEDED"
        return f"{self.title}: at most {figure} ({worst.name}), limit {most}: {kept}"


LIMITS = (
    Limit("violations of WCAG 2.2 AA (axe-core)", lambda one: one.violations, 0, 0),
    Limit("first visit", lambda one: one.first_bytes / 1024, FIRST_BYTES / 1024, 1, " KiB"),
    Limit("next page", lambda one: one.next_bytes / 1024, NEXT_BYTES / 1024, 1, " KiB"),
    Limit("first contentful paint", lambda one: one.paint_seconds, PAINT_SECONDS, 2, " s"),
    Limit("cumulative layout shift", lambda one: one.shift, SHIFT, 3),
)


def visits(
    browser: Browser, address: str, names: Sequence[str] = tuple(PAGES), *, times: int = TIMES
) -> Iterator[Visit]:
    """Measure pages: each as the first that a reader opens, so many times, and as the next after another one."""
    found = violations_by_page(browser, address, names)
    for name in names:
        firsts = (_first_visit(browser, address + PAGES[name]) for _ in range(times))
        weights, paints, shifts = zip(*firsts, strict=True)
        yield Visit(
            name,
            found[name],
            max(weights),
            _next_bytes(browser, address, name),
            statistics.median(paints),
            statistics.median(shifts),
        )


def _first_visit(browser: Browser, address: str) -> tuple[int, float, float]:
    """Return what a page costs a phone that has kept nothing yet: bytes, seconds to the first words, shift."""
    context = _phone(browser)
    page = context.new_page()
    page.add_init_script(_WATCH)
    weight = bytes_of(page, address, is_slow=True)
    paint_seconds, shift = page.evaluate(_PAINT), page.evaluate("window.shift")
    context.close()
    return weight, paint_seconds, shift


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


def violations_by_page(browser: Browser, address: str, names: Sequence[str]) -> Mapping[str, int]:
    """Count axe-core's findings on each page: phone and desktop, by day and by night."""
    found: Counter[str] = Counter()
    for width, height in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                bypass_csp=True,
                reduced_motion="reduce",
            )
            for name in names:
                page = context.new_page()
                page.goto(address + PAGES[name])
                found[name] += len(violations(page))
                page.close()
            context.close()
    return found


def row(visit: Visit) -> str:
    """Return a page's line of the table."""
    exceeded = "" if all(limit.is_kept(visit) for limit in LIMITS) else "  EXCEEDED"
    return (
        f"{visit.name:16}{visit.violations:6}{visit.first_bytes / 1024:11.1f}{visit.next_bytes / 1024:11.1f}"
        f"{visit.paint_seconds:10.2f}{visit.shift:9.3f}{exceeded}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 if one is beyond its limit."""
    parser = argparse.ArgumentParser(prog="python -m bench.access", description=__doc__)
    parser.add_argument("--pages", default=",".join(PAGES), help="kinds of pages, separated by commas (default: all)")
    parser.add_argument("--times", type=int, default=TIMES, help=f"first visits to each (default: {TIMES})")
    asked = parser.parse_args(arguments)
    names = asked.pages.split(",")
    if asked.times < 1 or not {*names} <= PAGES.keys():
        parser.error(f"at least one visit to some of: {', '.join(PAGES)}")
    measured: list[Visit] = []
    with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder:
        site = built_site(Path(folder) / "community")
        with served(site, BASE) as address, started() as browser:
            print(f"{'page':16}{'axe':>6}{'first KiB':>11}{'next KiB':>11}{'paint s':>10}{'shift':>9}")
            for visit in visits(browser, address, names, times=asked.times):
                measured.append(visit)
                print(row(visit), flush=True)
    for limit in LIMITS:
        print(limit.said(measured))
    return 0 if all(limit.is_kept(visit) for limit in LIMITS for visit in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
