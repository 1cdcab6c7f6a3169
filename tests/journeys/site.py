"""This repository's own community as its readers get it: its public site and its preview, built in a clone."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cop_build.app import previewing, publishing
from tests.community_box import AS_OF

ROOT = Path(__file__).parents[2]
FORGE = "example-org/health-benefits"
BASE = "cop/"  # the path at which the site stands, as pages of a forge do
NIGHT = "2026-11-23T20:30:00Z"  # half past three in the morning of the 24th, in Bangkok

# Pages of every kind, and in every state that a reader meets.
PAGES = {
    "home": "",
    "topics": "topics/",
    "topic": "topics/ucep/",
    "facet": "by/audience/patients/",
    "letters": "a-z/",
    "list": "knowledge/",
    "asset": "knowledge/ucep-72-hours/",
    "table": "knowledge/csmbs-parent-not-found/",
    "video": "knowledge/authen-system-down/",
    "overdue": "knowledge/disability-t74/",
    "withheld": "knowledge/special-room/",
    "recalled": "knowledge/sso-dental/",
    "withdrawn": "knowledge/authen-paper-form-2568/",
    "sessions": "sessions/",
    "session": "session/2026-12-sso-change-window/",
    "held session": "session/2026-10-ucep-first-ten-minutes/",
    "cancelled session": "session/2026-09-referral-letter-expired/",
    "note": "note/2026-10-ucep-first-ten-minutes/",
    "question": "question/ucep-no-bed-after-72-hours/",
    "page": "page/about/",
}


def built_community(folder: Path) -> Path:
    """Clone this repository, give it a forge and an address, and build its public site and its preview."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    registry = folder / "community.yml"
    told = registry.read_text(encoding="utf-8")
    where = f"forge: {{github: {FORGE}}}\nsite_url: https://cop.example.org/{BASE}\n"
    registry.write_text(told.replace("\npeople:\n", f"\n{where}\npeople:\n", 1), encoding="utf-8")
    admin = ("-c", "user.name=Administrator", "-c", "user.email=admin@example.org")
    subprocess.run(
        ["git", *admin, "commit", "--quiet", "-a", "-m", "Say where it is published"], cwd=folder, check=True
    )
    built = publishing.build(folder, as_of=AS_OF)
    assert built.is_done, built.findings[:5]
    previewing.build(folder, as_of=AS_OF)
    return folder
