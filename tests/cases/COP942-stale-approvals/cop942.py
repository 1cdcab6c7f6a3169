from __future__ import annotations

from tests.cases_kit import Codes
from tests.community_box import Box
from tests.pulls_kit import settings_codes


def raises(box: Box) -> Codes:
    return settings_codes(forgets_stale_approvals=False)


def silent(box: Box) -> Codes:
    return settings_codes()
