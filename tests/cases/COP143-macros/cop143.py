from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box
from tests.edges.insides.packages import docx


def raises(box: Box) -> Codes:
    return with_file(box, "form.docx", docx("<w:p/>", more={"word/vbaProject.bin": b"x"}))


def silent(box: Box) -> Codes:
    return with_file(box, "form.docx", docx("<w:p/>"))
