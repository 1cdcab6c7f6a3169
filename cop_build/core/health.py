"""What weakens the gate though nothing is wrong with any asset: settings of the forge, people, keys, workflows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.history import REGISTRY
from cop_build.core.model import Community, EvidenceKind, Person, Role, Text

CHECK = "check"  # the name of the job that branch rules must require
_SOON = timedelta(days=45)
_USES = re.compile(r"^\s*(?:-\s+)?uses:\s*['\"]?([^\s'\"#]+)")
_PINNED = re.compile(r"\./.*|[^@]+@[0-9a-f]{40}|docker://[^@]+@sha256:[0-9a-f]{64}")
_MOST_DAYS_WITHOUT_BUILD = 3
_FORGE = "forge"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the forge guards the branch that is judged. ``None``: it does not tell this token.

    Attributes:
        checks: Names of the checks that a change must pass.
        published_on: UTC day of the last run that published; ``None`` with ``"runs"`` readable: never.
        unread: What could not be read, by name.
    """

    needs_pull_request: bool
    forgets_stale_approvals: bool
    needs_last_push_approval: bool
    needs_code_owners: bool
    checks: frozenset[str]
    refuses_force_push: bool
    refuses_deletion: bool
    allows_rebase: bool | None
    token_may_write: bool | None
    actions_may_approve: bool | None
    recorder_is_guarded: bool | None
    published_on: date | None
    unread: tuple[str, ...]


def settings_remarks(settings: Settings, *, today: date) -> Iterator[Finding]:
    """Yield what to set otherwise on the forge, and where to click."""
    rules = "Settings → Rules → Rulesets → main"
    yield from _unless(
        settings.needs_pull_request, "COP941", f"{rules} → Require a pull request before merging", Severity.ERROR
    )
    yield from _unless(
        settings.forgets_stale_approvals,
        "COP942",
        f"{rules} → Dismiss stale pull request approvals when new commits are pushed",
    )
    yield from _unless(
        settings.needs_last_push_approval, "COP943", f"{rules} → Require approval of the most recent reviewable push"
    )
    yield from _unless(
        settings.needs_code_owners, "COP944", f"{rules} → Require review from Code Owners", Severity.ERROR
    )
    yield from _unless(
        CHECK in settings.checks, "COP945", f"{rules} → Require status checks to pass → {CHECK}", Severity.ERROR
    )
    yield from _unless(
        settings.allows_rebase is not True, "COP946", "Settings → General → Pull Requests → Allow rebase merging"
    )
    yield from _unless(
        settings.refuses_force_push and settings.refuses_deletion,
        "COP947",
        f"{rules} → Block force pushes, Restrict deletions",
        Severity.ERROR,
    )
    actions = "Settings → Actions → General → Workflow permissions"
    yield from _unless(
        settings.actions_may_approve is not True,
        "COP948",
        f"{actions} → Allow GitHub Actions to create and approve pull requests",
        Severity.ERROR,
    )
    yield from _unless(
        settings.token_may_write is not True, "COP949", f"{actions} → Read repository contents and packages permissions"
    )
    yield from _unless(
        settings.recorder_is_guarded is not False,
        "COP956",
        "Settings → Environments → recorder → Deployment branches: main",
        Severity.ERROR,
    )
    if "runs" not in settings.unread:
        yield from _build_remarks(settings.published_on, today)
    for name in settings.unread:
        detail = Text(th=f"อ่านไม่ได้: {name} จึงไม่ได้ตรวจ", en=f"not readable with this token, so not checked: {name}")
        yield Finding(_FORGE, 0, Code("COP955"), detail, Severity.WARNING)


def _build_remarks(published_on: date | None, today: date) -> Iterator[Finding]:
    if published_on is None:
        detail = Text(th="ยังไม่เคยเผยแพร่เว็บไซต์", en="the site has never been published")
    elif (today - published_on).days > _MOST_DAYS_WITHOUT_BUILD:
        days = (today - published_on).days
        detail = Text(th=f"ไม่ได้เผยแพร่มา {days} วัน", en=f"nothing was published for {days} days")
    else:
        return
    yield Finding(_FORGE, 0, Code("COP951"), detail, Severity.WARNING)


def _unless(fine: bool, code: str, where: str, severity: Severity = Severity.WARNING) -> Iterator[Finding]:
    if not fine:
        yield Finding(_FORGE, 0, Code(code), Text(th=where, en=where), severity)


def community_remarks(community: Community, today: date) -> Iterator[Finding]:
    """Yield where one person's absence, or one missing key, would stop the community."""
    people = community.in_office(today)
    for person in people:
        if person.until - today <= _SOON:
            detail = Text(
                th=f"{person.id} ทำหน้าที่ถึง {person.until}", en=f"{person.id} is in office until {person.until}"
            )
            yield _remark("COP952", detail)
        if Role.EXPERT in person.roles and not _can_sign(person) and person.github is None:
            detail = Text(th=f"{person.id} ไม่มีทั้งกุญแจและบัญชี", en=f"{person.id} has neither a key nor an account")
            yield _remark("COP959", detail)
    for topic in community.topics:
        experts = [person.id for person in people if Role.EXPERT in person.roles and topic in person.topics]
        if len(experts) < 2:
            names = ", ".join(experts)
            few = Text(th=f"หัวข้อ {topic} มีผู้เชี่ยวชาญเพียง {names}", en=f"experts on {topic}: {names}")
            none = Text(th=f"หัวข้อ {topic} ยังไม่มีผู้เชี่ยวชาญ", en=f"no expert on {topic} yet")
            yield _remark("COP953", few if names else none)
    active = [key for key in community.recorders if not key.retired and not key.compromised]
    if EvidenceKind.PULL_REQUEST in community.policy.evidence and not active:
        detail = Text(
            th="ไม่มีกุญแจ recorder จึงไม่นับรีวิวบนเว็บ", en="no recorder's key: reviews on the forge count for nothing"
        )
        yield _remark("COP954", detail)
    if not community.policy.refuse_unregistered_authors:
        detail = Text(
            th="unregistered_authors: warn ทำให้ผู้ที่ไม่อยู่ในทะเบียนแก้ไขเนื้อหาได้",
            en="unregistered_authors: warn lets people edit who are not in the registry",
        )
        yield _remark("COP958", detail)


def _can_sign(person: Person) -> bool:
    return any(not key.retired and not key.compromised for key in person.keys)


def _remark(code: str, detail: Text) -> Finding:
    return Finding(REGISTRY, 0, Code(code), detail, Severity.WARNING)


def workflow_remarks(workflows: Mapping[str, str]) -> Iterator[Finding]:
    """Yield every action that is not pinned to a commit: a tag can be moved to other code at any time."""
    for path, text in sorted(workflows.items()):
        for number, line in enumerate(text.splitlines(), 1):
            match = _USES.match(line)
            if match and not _PINNED.fullmatch(match.group(1)):
                used = match.group(1)[:120]
                detail = Text(th=f"{used} ไม่ได้ระบุ commit", en=f"{used} is not pinned to a commit")
                yield Finding(path, number, Code("COP950"), detail)
