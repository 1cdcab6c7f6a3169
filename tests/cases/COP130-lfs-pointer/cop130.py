from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return with_file(box, "table.csv", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")


def silent(box: Box) -> Codes:
    return with_file(box, "table.csv", b"a,b\n")
