from __future__ import annotations

from cop_build.app.publishing import OUR_THEME
from cop_build.edges.render import render
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def _rendered(box: Box, text: str) -> Codes:
    docs = box.root / "docs"
    box.put("docs/index.md", text)
    settings = {"theme": {"name": "material"}}
    return refusal(
        lambda: render(box.root, docs=docs, theme=OUR_THEME, settings=settings, config={"site_name": "x"}, epoch=0)
    )


def raises(box: Box) -> Codes:
    return _rendered(box, "[nothing](nowhere.md)\n")


def silent(box: Box) -> Codes:
    return _rendered(box, "[page](index.md)\n")
