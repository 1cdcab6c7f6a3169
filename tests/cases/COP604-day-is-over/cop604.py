from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _with_phase(box, "planned")


def silent(box: Box) -> Codes:
    return _with_phase(box, "held")


def _with_phase(box: Box, phase: str) -> Codes:
    """Have a session a week ago, and one ahead."""
    box.publish("session/past", by="p-adm", starts_at="2026-11-16T16:30:00+07:00", phase=phase, admin="p-adm")
    box.publish("session/next", by="p-adm", starts_at="2026-12-25T16:30:00+07:00", phase="planned", admin="p-adm")
    return codes(box)
