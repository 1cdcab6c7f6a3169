from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return with_file(box, "table.csv", b"a,b\n1,=cmd|x\n")


def silent(box: Box) -> Codes:
    return with_file(box, "table.csv", b"a,b\n1,-2\n")
