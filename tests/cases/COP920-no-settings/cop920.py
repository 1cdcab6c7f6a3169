from __future__ import annotations

from tests.cases_kit import SETTINGS, Codes, codes, with_settings
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return codes(box)


def silent(box: Box) -> Codes:
    return with_settings(box, SETTINGS)
