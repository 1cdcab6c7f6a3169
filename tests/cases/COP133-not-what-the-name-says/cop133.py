from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box
from tests.edges.insides.pdfs import pdf


def raises(box: Box) -> Codes:
    return with_file(box, "slides.pdf", b"MZ not a pdf")


def silent(box: Box) -> Codes:
    return with_file(box, "slides.pdf", pdf())
