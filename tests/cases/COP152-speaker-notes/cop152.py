from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box
from tests.edges.insides.packages import paragraph, pptx, relationships, shape, slide

NOTES = {
    "ppt/slides/_rels/slide1.xml.rels": relationships(("notesSlide", "../notesSlides/notesSlide1.xml")),
    "ppt/notesSlides/notesSlide1.xml": slide(shape(paragraph("บันทึก")), root="notes"),
}


def raises(box: Box) -> Codes:
    return with_file(box, "slides.pptx", pptx(slide(), more=NOTES))


def silent(box: Box) -> Codes:
    return with_file(box, "slides.pptx", pptx(slide()))
