from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _planned(box)


def silent(box: Box) -> Codes:
    return _planned(box, admin="p-adm")


def _planned(box: Box, **parts: str) -> Codes:
    """Plan a session in good time."""
    box.publish("session/next", by="p-adm", starts_at="2026-12-25T16:30:00+07:00", phase="planned", **parts)
    return codes(box)
