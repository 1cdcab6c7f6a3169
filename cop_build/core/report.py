"""Findings and verdicts as text, as JSON and as annotations of a forge."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from cop_build.core.codes import rule_of
from cop_build.core.findings import Finding, Severity
from cop_build.core.model import Language, State, Text
from cop_build.core.verdict import Judgement, Verdict


class Style(StrEnum):
    """The forms in which findings and verdicts are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


STATES: dict[State, Text] = {
    State.INVALID: Text(th="ไม่ถูกต้อง", en="invalid"),
    State.RECALLED: Text(th="ถูกเรียกคืน", en="recalled"),
    State.WITHDRAWN: Text(th="ถอนแล้ว", en="withdrawn"),
    State.CHANGES_REQUESTED: Text(th="ขอให้แก้ไข", en="changes requested"),
    State.PENDING_CHANGES: Text(th="ฉบับใหม่รอรับรอง", en="newer text waits"),
    State.DRAFT: Text(th="รอรับรอง", en="waits for approval"),
    State.OVERDUE: Text(th="ถึงกำหนดทบทวน", en="review is due"),
    State.APPROVED: Text(th="รับรองแล้ว", en="approved"),
}
_WORDS = {
    "error": Text(th="ต้องแก้", en="error"),
    "warning": Text(th="ควรทราบ", en="warning"),
    "fine": Text(th="ไม่พบสิ่งที่ต้องแก้", en="nothing to mend"),
    "public": Text(th="เผยแพร่", en="public"),
    "not public": Text(th="ไม่เผยแพร่", en="not public"),
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~@:&]")


def shown(text: str) -> str:
    """Return text on one line, without anything that could control a terminal. No line begins with foreign text."""
    return _CONTROL.sub(" ", text)


def plain_markdown(text: str) -> str:
    """Return text of strangers as Markdown that shows it, and does nothing else."""
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", shown(text))


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with errors first: a forge shows only the first ten."""
    return sorted(findings, key=lambda finding: (not finding.is_error, finding))


def findings_text(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """Yield two lines a finding: where and what; what to do. The last line counts."""
    for finding in findings:
        line = f":{finding.line}" if finding.line else ""
        weight = _WORDS[finding.severity.value].said_in(language)
        yield f"{shown(finding.path)}{line}: {finding.code} {weight}: {shown(finding.detail.said_in(language))}"
        yield f"    → {rule_of(finding.code).remedy.said_in(language)}"
    counted = Counter(finding.severity for finding in findings)
    if counted:
        parts = (f"{_WORDS[severity.value].said_in(language)} {counted[severity]}" for severity in Severity)
        yield " · ".join(parts)
    else:
        yield _WORDS["fine"].said_in(language)


def findings_github(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """Yield one workflow command a finding. Source: GitHub's "Workflow commands for GitHub Actions"."""
    for finding in by_weight(findings):
        place = f"file={_property(finding.path)},line={max(finding.line, 1)},title={finding.code}"
        remedy = rule_of(finding.code).remedy.said_in(language)
        yield f"::{finding.severity.value} {place}::{_message(f'{finding.detail.said_in(language)} → {remedy}')}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def findings_json(findings: Sequence[Finding], language: Language) -> str:
    """Return ``{"version": 1, "findings": […], "summary": {"errors": n, "warnings": n}}``."""
    errors = sum(finding.is_error for finding in findings)
    summary = {"errors": errors, "warnings": len(findings) - errors}
    return _json({"version": 1, "findings": [_finding(each, language) for each in findings], "summary": summary})


def status_json(judgement: Judgement, language: Language) -> str:
    """Return the verdicts in the form that other people's scripts rely on. Source: manual/architecture.md."""
    return _json(
        {
            "version": 1,
            "as_of": judgement.as_of.isoformat(),
            "commit": judgement.commit,
            "assets": [_verdict(verdict, language) for verdict in judgement.verdicts],
            "findings": [_finding(finding, language) for finding in judgement.findings],
        }
    )


def _verdict(verdict: Verdict, language: Language) -> dict[str, object]:
    public = verdict.approved
    due_on = public.review_by if public else verdict.due_on
    return {
        "id": verdict.asset,
        "kind": verdict.kind.value,
        "title": verdict.title,
        "state": verdict.state.value,
        "public": public is not None,
        "topics": list(verdict.topics),
        "digest": str(verdict.digest) if verdict.digest else None,
        "public_digest": str(public.version.digest) if public else None,
        "reviewers": [confirmation.reviewer.id for confirmation in public.confirmations] if public else [],
        "last_reviewed_on": public.last_reviewed_on.isoformat() if public else None,
        "review_by": due_on.isoformat() if due_on else None,
        "findings": [_finding(finding, language) for finding in verdict.findings],
    }


def _finding(finding: Finding, language: Language) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "message": finding.detail.said_in(language),
    }


def status_text(judgement: Judgement, language: Language) -> Iterator[str]:
    """Yield a line an asset: is it public, what is its state, what is it called."""
    width = max((len(verdict.asset) for verdict in judgement.verdicts), default=0)
    for verdict in judgement.verdicts:
        mark = "●" if verdict.approved else "○"
        state = STATES[verdict.state].said_in(language)
        yield f"{mark} {verdict.asset.ljust(width)}  {state} · {shown(verdict.title)}"
    yield count_line(judgement, language)


def count_line(judgement: Judgement, language: Language) -> str:
    """Return how many assets are public and how many wait."""
    public, waiting = len(judgement.public), waiting_count(judgement)
    said = Text(th=f"เผยแพร่ {public} เรื่อง · รออยู่ {waiting} เรื่อง", en=f"{public} public · {waiting} waiting")
    return said.said_in(language)


def waiting_count(judgement: Judgement) -> int:
    """Count the assets whose newest version is not public and could be."""
    gone = (State.WITHDRAWN, State.RECALLED)
    return sum(
        1
        for verdict in judgement.verdicts
        if verdict.state not in gone and (verdict.approved is None or verdict.approved.version.digest != verdict.digest)
    )


def all_findings(judgement: Judgement) -> tuple[Finding, ...]:
    """Return every finding of a judgement, sorted by place."""
    own = [finding for verdict in judgement.verdicts for finding in verdict.findings]
    return tuple(sorted({*judgement.findings, *own}))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
