from __future__ import annotations

from tests.cases_kit import INDEX, Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X)
    box.commit()
    oid = box.git("rev-parse", f"HEAD:{INDEX}")
    (box.root / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X)
    box.commit()
    return codes(box)
