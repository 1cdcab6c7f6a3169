"""Signs the sample community's records anew, with keys that are thrown away at once.

Run as ``python -m sample.sign`` (``make sample``) in a clean clone, after content was edited and committed. It gives
every reviewer a fresh key in the registry, commits that, and then signs and commits what ``plan.yml`` still lacks. The
private halves live in a temporary folder for as long as the program runs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from cop_build.app.judging import Judged, judge
from cop_build.core.model import Decision, State
from cop_build.core.parse.record_texts import payload_of, record_text
from cop_build.core.verdict import Verdict
from cop_build.edges.files import rewrite, write_new
from cop_build.edges.signatures import public_key, sign

ROOT = Path(__file__).parent.parent
RECALLED_AFTER = timedelta(days=60)
AS_WANTED = {"approved": State.APPROVED, "overdue": State.OVERDUE}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one asset shall look like: its state, who decides and when."""

    state: str
    reviewers: tuple[str, ...]
    issued: datetime | None
    comment: str
    reason: str | None


def read_plan(text: str) -> Mapping[str, Plan]:
    """Return the plan by asset."""
    return {
        asset: Plan(
            state=entry["state"],
            reviewers=tuple(entry.get("reviewers", ())),
            issued=entry.get("issued"),
            comment=entry.get("comment", ""),
            reason=entry.get("reason"),
        )
        for asset, entry in yaml.safe_load(text).items()
    }


def with_keys(registry: str, keys: Mapping[str, str]) -> str:
    """Return the registry's text in which every person has just the given key."""
    blocks = re.split(r"(?m)^(?=  - id: )", registry)
    return "".join(_with_key(block, keys) for block in blocks)


def _with_key(block: str, keys: Mapping[str, str]) -> str:
    match = re.match(r"  - id: (\S+)\n", block)
    if match is None or match.group(1) not in keys:
        return block
    rest = re.sub(r"(?m)^    keys: .*\n", "", block[match.end() :])
    return f"{match.group()}    keys: [{{key: {keys[match.group(1)]}}}]\n{rest}"


def decisions(plan: Plan, verdict: Verdict, *, first: bool) -> Iterator[tuple[Decision, datetime]]:
    """Yield what is still to be decided. What the approvals complete is decided on in a second step."""
    assert plan.issued is not None
    waits = verdict.missing is not None and not verdict.open_requests
    if (
        first
        and waits
        and (plan.state != "changes_requested")
        and not (verdict.approved and plan.state == "pending_changes")
    ):
        yield Decision.APPROVE, plan.issued
    if not first and plan.state == "changes_requested" and waits:
        yield Decision.REQUEST_CHANGES, plan.issued
    if not first and plan.state == "recalled" and verdict.state is not State.RECALLED:
        yield Decision.RECALL, plan.issued + RECALLED_AFTER


def sign_what_waits(plans: Mapping[str, Plan], keys: Mapping[str, Path], *, first: bool) -> Iterable[str]:
    """Write the records of one step; return their paths."""
    judged = judge(ROOT)
    for verdict in judged.judgement.verdicts:
        plan = plans.get(verdict.asset)
        if plan is None or plan.issued is None:
            continue
        for decision, issued_at in decisions(plan, verdict, first=first):
            reviewers = plan.reviewers if decision is Decision.APPROVE else plan.reviewers[:1]
            for reviewer in reviewers:
                yield _write(judged, verdict, decision, issued_at, reviewer, plan, keys[reviewer])


def _write(
    judged: Judged, verdict: Verdict, decision: Decision, issued_at: datetime, reviewer: str, plan: Plan, key: Path
) -> str:
    project = judged.judgement.community.id
    reason = plan.reason if decision is Decision.RECALL else None
    payload = payload_of(
        asset=verdict.asset,
        decision=decision,
        digest=verdict.digest,
        issued_at=issued_at,
        project=project,
        reviewer=reviewer,
        reason=reason,
    )
    signature = sign(payload.encode(), namespace=f"cop-review@{project}", key=key)
    comment = plan.comment if reviewer == plan.reviewers[0] and decision is not Decision.RECALL else ""
    short = verdict.digest.hex[:8] if verdict.digest else "none"
    path = f"reviews/{verdict.asset}/{issued_at:%Y%m%d}-{reviewer}-{decision.value.replace('_', '-')}-{short}.md"
    write_new(ROOT / path, record_text(payload, signature=signature, comment=comment).encode())
    return path


def commit(message: str, *paths: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), "add", "--", *paths], check=True)
    subprocess.run(["git", "-C", str(ROOT), "commit", "--quiet", "--message", message], check=True)


def main() -> None:
    plans = read_plan((ROOT / "sample" / "plan.yml").read_text(encoding="utf-8"))
    if judge(ROOT).repository.uncommitted():
        sys.exit("commit the content first: records are about what is committed")
    with tempfile.TemporaryDirectory() as folder:
        keys = {person: Path(folder) / person for plan in plans.values() for person in plan.reviewers}
        for person, place in keys.items():
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", str(place)]
            subprocess.run(command, check=True)
        registry = ROOT / "community.yml"
        public = {person: public_key(place) for person, place in keys.items()}
        rewrite(registry, with_keys(registry.read_text(encoding="utf-8"), public).encode())
        commit(
            "Give the sample's reviewers fresh keys\n\nTheir private halves are thrown away after signing.",
            "community.yml",
        )
        for first, message in (
            (True, "Sign the sample's approvals"),
            (False, "Sign the sample's requests and recalls"),
        ):
            paths = list(sign_what_waits(plans, keys, first=first))
            if paths:
                commit(message, *paths)
            print(f"{message}: {len(paths)}")


if __name__ == "__main__":
    main()
