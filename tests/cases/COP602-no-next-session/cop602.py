from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _with_last(box, "2026-11-20T16:30:00+07:00")


def silent(box: Box) -> Codes:
    return _with_last(box, "2026-12-25T16:30:00+07:00")


def _with_last(box: Box, starts_at: str) -> Codes:
    """Have one session; the next is due a month later, and to be announced 30 days before. Today is 2026-11-23."""
    box.publish("session/last", by="p-adm", starts_at=starts_at, phase="planned", admin="p-adm")
    return codes(box)
