from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _held(box, note=False)


def silent(box: Box) -> Codes:
    return _held(box, note=True)


def _held(box: Box, *, note: bool) -> Codes:
    """Have a session that was held weeks ago, and another one ahead."""
    box.publish("session/first", by="p-adm")
    box.publish("session/next", by="p-adm", starts_at="2026-12-25T16:30:00+07:00", phase="planned", admin="p-adm")
    if note:
        box.publish("note/first")
    return codes(box)
