from __future__ import annotations

from tests.cases_kit import SETTINGS, Codes, with_settings
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return with_settings(box, "- site_name: x\n")


def silent(box: Box) -> Codes:
    return with_settings(box, SETTINGS)
