"""``python -m bench.screenshots``: pictures of the built site at the width of a phone and of a desktop."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from tests.access.reading import served
from tests.chromium import DESKTOP, PHONE, started

WHERE = Path("build/screenshots")
PAGES = {
    "home": "",
    "topics": "topics/",
    "topic": "topics/ucep/",
    "a-z": "a-z/",
    "asset": "knowledge/ucep-72-hours/",
    "session": "session/2026-10-ucep-first-ten-minutes/",
    "sessions": "sessions/",
    "question": "question/ucep-no-bed-after-72-hours/",
    "facet": "by/audience/patients/",
    "overdue": "knowledge/disability-t74/",
    "notice": "knowledge/sso-dental/",
}
SEARCHED = "ฉุกเฉิน"


def pictures(
    browser: Browser, address: str, where: Path, pages: Mapping[str, str] = PAGES, *, searched: str = SEARCHED
) -> Sequence[Path]:
    """Take a picture of each page and of an open search, at both widths, by day and by night."""
    where.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    for width, height in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                locale="th-TH",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(address, wait_until="networkidle")  # a font that came late is used from the next page on
            for name, path in pages.items():
                page.goto(address + path, wait_until="networkidle")
                taken.append(where / f"{name}-{width}-{scheme}.png")
                page.screenshot(path=taken[-1], full_page=True)
            page.goto(address, wait_until="networkidle")
            opener = page.locator("label.md-header__button[for='__search']")
            if opener.is_visible():
                opener.click()
            page.locator("input[data-md-component='search-query']").press_sequentially(searched)
            page.locator(".md-search-result__item").first.wait_for()
            taken.append(where / f"search-{width}-{scheme}.png")
            page.screenshot(path=taken[-1])
            context.close()
    return taken


def main() -> int:
    """Take the pictures of ``site/``; 2 if it was not built."""
    site = Path("site")
    if not (site / "index.html").is_file():
        print("site/ is empty: run `make site` first", file=sys.stderr)
        return 2
    with served(site) as address, started() as browser:
        for picture in pictures(browser, address, WHERE):
            print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
