from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.remove("community.yml")
    box.commit()
    return codes(box)


def silent(box: Box) -> Codes:
    return codes(box)
