from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box
from tests.overrides_kit import let_stand


def raises(box: Box) -> Codes:
    return _asked(box, by="p-ann")  # an expert is no admin


def silent(box: Box) -> Codes:
    return _asked(box, by="p-adm")


def _asked(box: Box, *, by: str) -> Codes:
    box.write(X, body="โทร 1669\n")
    box.commit("Write", by="p-mai")
    let_stand(box, X, by=by, sorts=["phone"])
    return codes(box)
