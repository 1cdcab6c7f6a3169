from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X, files={"Table.csv": b"a\n", "table.csv": b"b\n"})
    box.commit()
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X, files={"table-1.csv": b"a\n", "table-2.csv": b"b\n"})
    box.commit()
    return codes(box)
