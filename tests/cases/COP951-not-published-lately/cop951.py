from __future__ import annotations

from datetime import date

from tests.cases_kit import Codes
from tests.community_box import Box
from tests.pulls_kit import settings_codes


def raises(box: Box) -> Codes:
    return settings_codes(published_on=date(2026, 11, 1))


def silent(box: Box) -> Codes:
    return settings_codes()
