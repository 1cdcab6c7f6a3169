from __future__ import annotations

from tests.cases_kit import Codes, X, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.write(X, files={"table.csv": b"a\n"})
    (box.root / "drafts" / X / "table.csv").chmod(0o755)
    box.commit()
    return codes(box)


def silent(box: Box) -> Codes:
    box.write(X, files={"table.csv": b"a\n"})
    box.commit()
    return codes(box)
