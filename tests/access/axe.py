"""What axe-core finds on a page: the rules of WCAG 2.2, levels A and AA."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any  # axe answers in JSON

from playwright.sync_api import Page

COLOURS = ("color-contrast", "link-in-text-block")  # what a change of colours can break
STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")


@lru_cache
def script() -> str:
    """Return axe-core, which the package brings; it is given to pages of tests only."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None and spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, *, only: Sequence[str] = ()) -> list[str]:
    """Return a line for each violation: the rule, and the elements that break it. The context must bypass the CSP.

    Args:
        only: Names of rules; all of the standard if none is given.
    """
    if not page.evaluate("window.axe"):
        page.evaluate(script())
    run = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": STANDARD}
    found: Any = page.evaluate("run => axe.run(document, {runOnly: run, resultTypes: ['violations']})", run)
    assert len(found["passes"]) >= (1 if only else 10), "the rules were run"
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']} {node['html'][:160]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
