from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _planned(box, "2026-12-20T16:30:00+07:00")


def silent(box: Box) -> Codes:
    return _planned(box, "2026-12-29T16:30:00+07:00")


def _planned(box: Box, starts_at: str) -> Codes:
    """Plan a session that nobody has approved. It is announced 30 days ahead, and today is 2026-11-23."""
    box.write("session/next", starts_at=starts_at, phase="planned", admin="p-adm")
    box.commit("Plan", by="p-mai")
    return codes(box)
