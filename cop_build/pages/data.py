"""What is public, for other people's programs: ``data/assets.json``."""

from __future__ import annotations

from collections.abc import Mapping

from cop_build.core.digest import canonical_json
from cop_build.core.verdict import Approved, Judgement
from cop_build.pages.addresses import asset_address
from cop_build.pages.staged import Staged


def public_assets(judgement: Judgement) -> Staged:
    """Return the list of all public assets, sorted by id."""
    listed = sorted(judgement.public, key=lambda approved: approved.version.asset)
    data = {
        "version": 1,
        "community": judgement.community.id,
        "commit": judgement.commit,
        "as_of": judgement.as_of.isoformat(),
        "assets": [_entry(approved) for approved in listed],
        **({"preview": True} if judgement.is_preview else {}),
    }
    return Staged("data/assets.json", canonical_json(data).encode())


def _entry(approved: Approved) -> Mapping[str, object]:
    version = approved.version
    return {
        "id": version.asset,
        "kind": version.kind,
        "title": version.header.title,
        "topics": list(version.topics),
        "digest": str(version.digest),
        "last_reviewed_on": approved.last_reviewed_on.isoformat(),
        "review_by": approved.review_by.isoformat(),
        "overdue": approved.is_overdue,
        "reviewers": [confirmation.reviewer.id for confirmation in approved.confirmations],
        "url": asset_address(version.asset),
    }
