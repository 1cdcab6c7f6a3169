from __future__ import annotations

from cop_build.edges.finish import finish
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.put("build/site/index.html", "<p>x</p>")
    return refusal(lambda: finish(box.root / "build/site"))


def silent(box: Box) -> Codes:
    box.put("build/site/index.html", '<meta charset="utf-8"><p>x</p>')
    return refusal(lambda: finish(box.root / "build/site"))
