"""What a page costs over the wire stays within its limits, and two builds cost the same: they are the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.access import FIRST_BYTES, NEXT_BYTES, bytes_of
from bench.screenshots import pictures
from cop_build.core.printed import with_addresses
from tests.access.community import PAGES, built_site
from tests.chromium import NEEDS_CHROMIUM, PHONE

pytestmark = NEEDS_CHROMIUM


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_for_a_first_visit_and_lighter_for_the_next(
    browser: Browser, thai_site: str, name: str
) -> None:
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})

    first = bytes_of(page, thai_site + PAGES[name])
    following = bytes_of(page, thai_site + PAGES["topics" if name != "topics" else "home"])

    assert 20_000 < first <= FIRST_BYTES, "styles, scripts and fonts were counted"
    assert 1_000 < following <= NEXT_BYTES
    page.close()


def test_two_builds_of_one_commit_are_the_same_bytes(thai_folder: Path, tmp_path: Path) -> None:
    again = built_site(tmp_path / "again")

    def bytes_in(site: Path) -> dict[str, bytes]:
        return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}

    assert bytes_in(again) == bytes_in(thai_folder)


def test_pictures_are_taken_of_pages_and_of_a_search(browser: Browser, thai_site: str, tmp_path: Path) -> None:
    taken = pictures(browser, thai_site, tmp_path, {"home": ""}, searched="1669")

    assert sorted(one.name for one in taken) == sorted(
        f"{name}-{width}-{scheme}.png"
        for name in ("home", "search")
        for width in (390, 1280)
        for scheme in ("dark", "light")
    )
    assert all(one.read_bytes().startswith(b"\x89PNG") for one in taken)


PAGE = '<link rel="canonical" href="https://example.org/a/b/"><a href="../n/">1</a><article class="x">%s</article>'


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../c/", "https://example.org/a/c/"),
        ("files/%E0%B8%81.csv", "https://example.org/a/b/files/%E0%B8%81.csv"),
        ("?a=1&amp;b=2", "https://example.org/a/b/?a=1&amp;b=2"),
        ("../c/#x", "https://example.org/a/c/#x"),
    ],
)
def test_a_link_within_the_site_tells_its_full_address(href: str, address: str) -> None:
    told = with_addresses(PAGE % f'<p><a class="y" href="{href}" rel="z">2</a></p>')

    assert f'<a class="y" href="{href}" data-address="{address}" rel="z">2</a>' in told
    assert '<a href="../n/">1</a>' in told, "the frame is not printed"


@pytest.mark.parametrize("href", ["#x", "https://example.org/", "mailto:a@example.org", "tel:1669", "http://[x"])
def test_any_other_link_stays_as_it_is(href: str) -> None:
    page = PAGE % f'<a href="{href}">2</a>'

    assert with_addresses(page) == page


def test_a_page_that_does_not_know_its_address_guesses_nothing() -> None:
    page = '<article><a href="../c/">2</a></article>'

    assert with_addresses(page) == page
