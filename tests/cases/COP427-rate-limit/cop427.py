from __future__ import annotations

from tests.cases_kit import Codes
from tests.community_box import Box
from tests.pulls_kit import asked


def raises(box: Box) -> Codes:
    return asked(status=403, headers={"X-RateLimit-Remaining": "0"})


def silent(box: Box) -> Codes:
    return asked()
