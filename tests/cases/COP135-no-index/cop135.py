from __future__ import annotations

from tests.cases_kit import TEXT, Codes, X, codes, written
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.put(f"drafts/{X}/table.csv", b"a,b\n")
    box.commit()
    return codes(box)


def silent(box: Box) -> Codes:
    box.put(f"drafts/{X}/table.csv", b"a,b\n")
    return written(box, TEXT)
