from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box
from tests.edges.insides.photos import png_with


def raises(box: Box) -> Codes:
    return with_file(box, "plan.png", png_with(size=(100_000, 100_000)))


def silent(box: Box) -> Codes:
    return with_file(box, "plan.png", png_with())
