from __future__ import annotations

from tests.cases_kit import SETTINGS, Codes, with_settings
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return with_settings(box, SETTINGS.replace("font: false", "font: false, custom_dir: x"))


def silent(box: Box) -> Codes:
    return with_settings(box, SETTINGS)
