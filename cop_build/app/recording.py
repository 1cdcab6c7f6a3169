"""Reviews on the forge become records: asked for, counted, signed by the recorder, and heard by the gate as a trial."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path

from cop_build.app.asking import forge_of
from cop_build.app.judging import Judged, judge, look_at
from cop_build.core.digest import canonical_json
from cop_build.core.dossier import compile_dossier
from cop_build.core.findings import Code, Finding, Severity, Unable
from cop_build.core.gate import decide
from cop_build.core.history import with_files
from cop_build.core.line import trace
from cop_build.core.model import Oid, PullRequestEvidence, Text
from cop_build.core.parse.github_work import read_event
from cop_build.core.parse.record_texts import payload_of, pull_request_facts, record_text
from cop_build.core.pulls import Pull
from cop_build.core.scope import scope_findings, steps_on_the_way
from cop_build.core.tally import Counted, Uncounted, tally
from cop_build.edges.files import write_new
from cop_build.edges.forge import GitHub
from cop_build.edges.git import branch_of, fetch_pull
from cop_build.edges.signatures import sign

CATCH_UP_DAYS = 14
_OF_THE_KEY = ("COP405", "COP406", "COP407", "COP409")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of one pull request.

    Attributes:
        paths: The records that were written, or would be; relative to the repository's root.
        findings: Which reviews were not counted, and why.
    """

    number: int
    paths: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of the pull requests that were asked for."""

    judged: Judged
    pulls: tuple[Recorded, ...]


def import_reviews(
    where: Path,
    *,
    repository: str | None = None,
    numbers: Sequence[int] = (),
    event: bytes | None = None,
    key: Path | None,
    fetch: bool = True,
) -> Imported:
    """Write a record for every review of merged pull requests that is a decision. Raises: Unable.

    Args:
        repository: ``owner/name`` on the forge; else the registry's.
        numbers: Which pull requests. Without them, and without an event, those merged in the last two weeks.
        event: A webhook's payload: it says where to look. What counts is asked of the forge.
        key: The recorder's; without it nothing is written, and what would be is only said.
        fetch: Get reviewed commits that are missing from ``origin``.
    """
    judged = judge(where)
    forge = forge_of(judged.judgement.community, repository)
    wanted = dict.fromkeys(_numbers(judged, forge, numbers, event))
    return Imported(judged, tuple(_import(judged, forge, number, key=key, fetch=fetch) for number in wanted))


def _numbers(judged: Judged, forge: GitHub, numbers: Sequence[int], event: bytes | None) -> Sequence[int]:
    if event is None:
        return numbers or forge.merged_by(_merges_since(judged, CATCH_UP_DAYS))
    occasion = read_event(event)
    if occasion.repository.casefold() != forge.repository.casefold():
        th = f"เหตุการณ์นี้เป็นของ {occasion.repository}"
        en = f"the event is {occasion.repository}'s, not {forge.repository}'s"
        raise Unable(Code("COP426"), Text(th=th, en=en))
    if occasion.number is not None:
        return (*numbers, occasion.number)
    assert occasion.pushed is not None
    return (*numbers, *forge.merged_by(_line_between(judged, *occasion.pushed)))


def _merges_since(judged: Judged, days: int) -> Sequence[Oid]:
    since = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    at = {commit.oid: commit.committed_at for commit in judged.dossier.facts.commits}
    return [point.oid for point in judged.dossier.trace.line if at[point.oid] >= since]


def _line_between(judged: Judged, before: Oid, after: Oid) -> Sequence[Oid]:
    line = [point.oid for point in judged.dossier.trace.line]
    if after not in line:
        return ()
    start = line.index(before) + 1 if before in line else 0
    return line[start : line.index(after) + 1]


def _import(judged: Judged, forge: GitHub, number: int, *, key: Path | None, fetch: bool) -> Recorded:
    pull = forge.pull(number)
    if pull.merge is None or judged.dossier.registries.position_of(pull.merge) in (None, 0):
        th, en = "คำขอนี้ยังไม่ได้รวมเข้าสาขาหลัก", "it is not merged into the judged branch"
        return Recorded(number, (), (_remark(pull, Code("COP411"), Text(th=th, en=en)),))
    _get(judged, forge, pull, fetch=fetch)
    mixed = _mixed(judged, head=pull.head, merge=pull.merge)
    if mixed:
        th, en = "คำขอนี้รวมสิ่งที่ต้องแยกคำขอกัน จึงไม่นับรีวิวใด", "it mixes what must not be one change: no review of it counts"
        return Recorded(number, (), (_remark(pull, Code("COP423"), Text(th=th, en=en)), *mixed))
    reviewed = [review.commit for review in pull.reviews if review.commit]
    branch = branch_of(judged.repository, head=pull.head, merge=pull.merge, reviewed=reviewed)
    results = tally(pull, branch, judged.dossier.registries)
    refused = _remarks(pull, [result for result in results if isinstance(result, Uncounted)])
    known = _known(judged, pull)
    new = [
        result for result in results if isinstance(result, Counted) and (result.review.id, result.asset) not in known
    ]
    if key is None:
        return Recorded(number, tuple(_path(judged, pull, result) for result in new), refused)
    records = {_path(judged, pull, result): _signed(judged, pull, result, key) for result in new}
    unheard = _unheard(judged, records)
    _refuse_a_key_of_no_recorder(unheard)
    for path, text in records.items():
        if not any(finding.path == path for finding in unheard):
            write_new(judged.repository.root / path, text)
    written = tuple(path for path in records if not any(finding.path == path for finding in unheard))
    return Recorded(number, written, (*refused, *unheard))


def _get(judged: Judged, forge: GitHub, pull: Pull, *, fetch: bool) -> None:
    wanted = [pull.head, *(review.commit for review in pull.reviews if review.commit)]
    if fetch and not all(judged.repository.has(commit) for commit in wanted):
        fetch_pull(judged.repository, pull.number, server=forge.server, token=forge.client.token)
    if not judged.repository.has(pull.head):
        th = f"ไม่มี commit ของคำขอ {pull.number} ใช้ git fetch origin refs/pull/{pull.number}/head"
        en = f"the commits of pull request {pull.number} are not here; git fetch origin refs/pull/{pull.number}/head"
        raise Unable(Code("COP417"), Text(th=th, en=en))


def _mixed(judged: Judged, *, head: Oid, merge: Oid) -> tuple[Finding, ...]:
    """Return why a pull request may not be taken as one change.

    What was merged with one parent may have been rebased: then each of its commits was on the main branch.
    """
    steps = judged.repository.steps(f"{merge}^1", head)
    parents = next(commit.parents for commit in judged.dossier.facts.commits if commit.oid == merge)
    if len(parents) == 1:
        known = {step.path for step in steps}
        passing = steps_on_the_way(judged.repository.log(("-c", head, f"^{merge}^1")))
        steps = (*steps, *(step for step in passing if step.path not in known))
    return tuple(scope_findings(steps))


def _known(judged: Judged, pull: Pull) -> frozenset[tuple[int, str]]:
    """Return which reviews of a pull request are on record already, each with its asset."""
    found = set()
    for asset, filed in judged.dossier.filed.items():
        for item in filed:
            evidence = item.record.evidence
            if isinstance(evidence, PullRequestEvidence) and evidence.facts["repository"] == pull.repository:
                found.add((int(evidence.facts["review"]), str(asset)))
    return frozenset(found)


def _path(judged: Judged, pull: Pull, counted: Counted) -> str:
    """Return a free place for a record: a name carries no trust, so anybody may have filed something under it."""
    stem = f"reviews/{counted.asset}/pull-{pull.number}-review-{counted.review.id}"
    names = chain((f"{stem}.md",), (f"{stem}-{again}.md" for again in count(2)))
    return next(name for name in names if name not in judged.dossier.facts.tree)


def _signed(judged: Judged, pull: Pull, counted: Counted, key: Path) -> bytes:
    community, review = judged.judgement.community, counted.review
    assert review.account.id is not None and review.commit is not None and pull.merge is not None
    payload = payload_of(
        asset=counted.asset,
        decision=counted.decision,
        digest=counted.digest,
        issued_at=review.submitted_at,
        project=community.id,
        reviewer=counted.reviewer,
        reason=None,
    )
    facts = pull_request_facts(
        forge=pull.forge,
        repository=pull.repository,
        number=pull.number,
        review=review.id,
        user=review.account.id,
        submitted_at=review.submitted_at,
        commit=review.commit,
        merge=pull.merge,
    )
    message = canonical_json({"payload": payload, "evidence": facts}).encode()
    signature = sign(message, namespace=f"cop-recorder@{community.id}", key=key)
    return record_text(payload, signature=signature, facts=facts).encode()


def _unheard(judged: Judged, records: dict[str, bytes]) -> tuple[Finding, ...]:
    """Return what the gate would hold against records if they were committed now."""
    if not records:
        return ()
    facts = with_files(judged.dossier.facts, records, at=int(datetime.now(UTC).timestamp()))
    dossier = compile_dossier(facts, trace(facts))
    judgement = decide(dossier, look_at(judged.repository, dossier, is_fresh=False), today=judged.judgement.as_of)
    found = [*judgement.findings, *(finding for verdict in judgement.verdicts for finding in verdict.findings)]
    return tuple(sorted({finding for finding in found if finding.path in records}))


def _refuse_a_key_of_no_recorder(unheard: Iterable[Finding]) -> None:
    """With such a key no record would ever count: that is for whoever keeps the key, and no review's fault."""
    for finding in unheard:
        if finding.code in _OF_THE_KEY:
            th, en = (
                "กุญแจที่ระบุไม่ใช่กุญแจ recorder ที่ใช้อยู่ในทะเบียน",
                "the key is no recorder's that is in use in the registry",
            )
            raise Unable(finding.code, Text(th=th, en=en))


def _remarks(pull: Pull, refused: Iterable[Uncounted]) -> tuple[Finding, ...]:
    """Return one remark a review and reason, naming the assets."""
    grouped: dict[tuple[int, str], list[Uncounted]] = {}
    for result in refused:
        grouped.setdefault((result.review.id, result.flaw[0]), []).append(result)
    return tuple(_remark(pull, *results[0].flaw, results=results) for results in grouped.values())


def _remark(pull: Pull, code: Code, said: Text, *, results: Sequence[Uncounted] = ()) -> Finding:
    who = f" {results[0].review.account.login}" if results and results[0].review.account.login else ""
    which = f" review {results[0].review.id}{who}" if results else ""
    about = ", ".join(str(result.asset) for result in results if result.asset)
    detail = Text(
        th=f"คำขอ {pull.number}{which}: {said.th}" + (f" ({about})" if about else ""),
        en=f"pull request {pull.number}{which}: {said.en}" + (f" ({about})" if about else ""),
    )
    path = f"drafts/{results[0].asset}/index.md" if results and results[0].asset else "reviews/"
    return Finding(path, 0, code, detail, Severity.WARNING)
