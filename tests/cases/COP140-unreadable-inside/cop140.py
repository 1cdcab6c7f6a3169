from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box
from tests.edges.insides.packages import pptx, slide


def raises(box: Box) -> Codes:
    return with_file(box, "slides.pptx", pptx(slide())[:-40])


def silent(box: Box) -> Codes:
    return with_file(box, "slides.pptx", pptx(slide()))
