from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box
from tests.edges.insides.packages import W, docx, run

COMMENTS = f"<w:comments {W}><w:comment><w:p>{run('ความเห็น')}</w:p></w:comment></w:comments>"


def raises(box: Box) -> Codes:
    return with_file(box, "form.docx", docx("<w:p/>", more={"word/comments.xml": COMMENTS}))


def silent(box: Box) -> Codes:
    return with_file(box, "form.docx", docx("<w:p/>"))
