"""What stands at the address of what was public once and is not now, and why? Source: manual/trust.md §3.9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.conditions import Standing
from cop_build.core.docket import Docket
from cop_build.core.hearing import Hearing, recalls
from cop_build.core.landings import Landing
from cop_build.core.model import Decision, Version
from cop_build.core.personal import masked
from cop_build.core.verdict import Notice, Why


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completed landing as it stands today, with the version that may be published."""

    index: int
    landing: Landing
    standing: Standing
    version: Version | None


def notice_of(
    docket: Docket,
    hearing: Hearing,
    current: Candidate | None,
    candidates: Sequence[Candidate],
    *,
    gone_since: int | None,
) -> Notice | None:
    """Return the notice of an asset that is not public; ``None`` if it never was.

    Args:
        current: The one that would be public if nothing stood against it.
        gone_since: The position at which its folder was removed, if it was.
    """
    begun = [c for c in candidates if c.standing.terms.effective_from <= docket.today]
    if not begun:
        return None
    last = current or begun[-1]
    recalled_by = [
        decision
        for decision in hearing.heard
        if decision.filed.record.decision is Decision.RECALL and recalls(decision.filed, last.landing, docket)
    ]
    if last.standing.is_recalled and recalled_by:
        newest = recalled_by[-1]
        return _said(docket, Why.RECALLED, since=newest.issued_on, reason=newest.filed.record.reason)
    if gone_since is not None:
        return _said(docket, Why.WITHDRAWN, since=docket.registries.landing_day(gone_since))
    if current is None:
        return _said(docket, Why.INVALID)
    if docket.today >= current.standing.terms.effective_until:
        return _said(docket, Why.ENDED, since=current.standing.terms.effective_until)
    if current.standing.requests or not current.standing.approvals:
        return _said(docket, Why.DISPUTED)
    return _said(docket, Why.OVERDUE, since=current.standing.review_by)


def _said(docket: Docket, why: Why, *, since: date | None = None, reason: str | None = None) -> Notice:
    told = masked(reason, docket.community.personal_data) if reason else None
    return Notice(docket.asset, docket.kind, why, told, since)
