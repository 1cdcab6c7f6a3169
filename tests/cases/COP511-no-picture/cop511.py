from __future__ import annotations

from cop_build.app.drawing import drawn_of
from cop_build.app.judging import judge
from tests.cases_kit import Codes, X, of
from tests.community_box import AS_OF, Box
from tests.edges.insides.pdfs import pdf
from tests.edges.insides.test_drawing import page_of


def raises(box: Box) -> Codes:
    return _drawn(box, page_of("0 0 5 14400"))  # a page like a thread


def silent(box: Box) -> Codes:
    return _drawn(box, pdf())


def _drawn(box: Box, document: bytes) -> Codes:
    box.publish(X, files={"plan.pdf": document})
    judged = judge(box.root, as_of=AS_OF)
    assert judged.judgement.public
    with judged.attachments() as read:
        return of(drawn_of(judged.judgement, read).findings)
