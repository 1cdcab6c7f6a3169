from __future__ import annotations

from cop_build.app.judging import judge, uncommitted_note
from tests.cases_kit import Codes, X, of
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    return of(uncommitted_note(judge(box.root)))


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit()
    return of(uncommitted_note(judge(box.root)))
