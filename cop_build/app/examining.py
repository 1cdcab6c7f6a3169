"""What weakens the gate, of the forge and of this clone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cop_build.app.asking import forge_of
from cop_build.app.furnishing import stale_files, stale_findings
from cop_build.app.judging import Judged, judge
from cop_build.core.findings import Finding
from cop_build.core.health import community_remarks, settings_remarks, workflow_remarks
from cop_build.pages.forge import forge_files

_WORKFLOWS = Path(".github/workflows")
_PUBLISHING = "publish.yml"


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found; errors are doors that stand open."""

    judged: Judged
    findings: tuple[Finding, ...]


def examine(where: Path, *, local: bool = False, repository: str | None = None, as_of: date | None = None) -> Examined:
    """Look at people, keys, workflows and, unless it is to be ``local``, at the forge's settings. Raises: Unable."""
    judged = judge(where, as_of=as_of)
    community, today = judged.judgement.community, judged.judgement.as_of
    root = judged.repository.root
    found = [*community_remarks(community, today), *workflow_remarks(_workflows(root))]
    if (root / _WORKFLOWS).is_dir():
        found += stale_findings(stale_files(root, forge_files(community, today)))
    if not local:
        found += settings_remarks(forge_of(community, repository).settings(_PUBLISHING), today=today)
    return Examined(judged, tuple(sorted(set(found))))


def _workflows(root: Path) -> dict[str, str]:
    places = sorted((root / _WORKFLOWS).glob("*.y*ml"))
    return {place.relative_to(root).as_posix(): place.read_text(encoding="utf-8", errors="replace") for place in places}
