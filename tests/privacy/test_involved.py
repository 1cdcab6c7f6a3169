"""What would take long to render is not rendered, and no address looks like another host's. manual/trust.md §5."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cop_build.core.prose import markdown_findings


def codes(body: str) -> list[str]:
    return [finding.code for finding in markdown_findings(body, path="p", first_line=1, files=())]


def rows(width: int, height: int) -> str:
    return "|" + "a|" * width + "\n|" + "-|" * width + "\n" + "|a\n" * height


TOO_INVOLVED = {
    "one footnote": lambda times: "[^a] " * 10 * times + "\n\n[^a]: x\n",
    "footnotes": lambda times: "".join(f"[^{n}] " for n in range(10 * times)) + "\n\n[^1]: x\n",
    "wide table": lambda times: rows(times, 500),
    "tables": lambda times: "\n".join(rows(20, 10) for _ in range(2 * times)),
    "headings": lambda times: "## a\n" * 10 * times,
    "underlined headings": lambda times: "a\n===\n" * 10 * times,
}


@pytest.mark.parametrize("made", TOO_INVOLVED.values(), ids=TOO_INVOLVED.keys())
def test_what_the_renderer_goes_through_again_and_again_is_bounded(made: Callable[[int], str]) -> None:
    assert codes(made(110)) == ["COP154"]
    assert "COP154" not in codes(made(30))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org@elsewhere.example/",
        "https://www.example.org%40elsewhere.example",
        "https://a:b@elsewhere.example",
        "https:elsewhere.example",
        "https:/elsewhere.example",
        "https:///elsewhere.example",
    ],
)
def test_an_address_that_seems_to_lead_elsewhere_is_refused(address: str) -> None:
    assert codes(f"[x]({address})") == ["COP120"]
    assert "COP120" in codes(f"[x]: {address}")


@pytest.mark.parametrize("address", ["https://example.org", "http://example.org/@name", "https://example.org?a=b@c"])
def test_ordinary_addresses_stay(address: str) -> None:
    assert codes(f"[x]({address}) <{address}>") == []


@pytest.mark.parametrize("name", ["h-title", "h-references", "h-attachments", "h-outcomes", "h-sources"])
def test_no_heading_takes_an_anchor_of_the_pages_own_parts(name: str) -> None:
    assert codes(f"## x {{#{name}}}") == ["COP123"]
    assert codes("## y {#h-1a2b3c4d}") == []
