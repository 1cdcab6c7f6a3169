"""From a folder to a judgement: what every command begins with."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import cop_build
from cop_build.app.looking import look, look_at_what_passed
from cop_build.core.branch import changed_assets
from cop_build.core.dossier import Dossier, compile_dossier, is_asset
from cop_build.core.findings import Code, Finding, Severity, Unable
from cop_build.core.gate import decide
from cop_build.core.history import DRAFTS, INDEX, SETTINGS, Facts
from cop_build.core.inspection import Looked
from cop_build.core.line import trace
from cop_build.core.model import AssetId, File, Text
from cop_build.core.parse.strict import Document, read_yaml
from cop_build.core.parse.texts import read_text
from cop_build.core.renderer import check_settings
from cop_build.core.repeats import has_new_question, with_repeats
from cop_build.core.report import all_findings
from cop_build.core.rhythm import with_rhythm
from cop_build.core.scope import scope_findings
from cop_build.core.verdict import Judgement, Verdict
from cop_build.edges.git import Repository
from cop_build.edges.wordlist import read_words

WORDS = Path(cop_build.__file__).parent / "data" / "thai-words.txt"


@dataclass(frozen=True, slots=True)
class Judged:
    """A repository with what was read of it and decided about it."""

    repository: Repository
    dossier: Dossier
    judgement: Judgement

    @contextmanager
    def attachments(self) -> Iterator[Callable[[File], Iterator[bytes]]]:
        """Give a reader of attachments: it yields a file's bytes out of the object database. Raises: Unable."""
        with self.repository.attachments() as attachments:
            yield lambda file: attachments.bytes_of(file.oid)

    def verdict_of(self, asset: str) -> Verdict:
        """Return the verdict on an asset by its id. Raises: Unable, if there is no such asset."""
        for verdict in self.judgement.verdicts:
            if verdict.asset == asset_id(asset):
                return verdict
        named = asset_id(asset)
        if is_asset(named) and (self.repository.root / DRAFTS / named / INDEX).is_file():
            th, en = f"{asset} ยังไม่ได้ commit ให้ commit แล้วสั่งใหม่", f"{asset} is not committed: commit it and try again"
            raise Unable(Code("COP908"), Text(th=th, en=en))
        th, en = f"ไม่มี {asset} ดูรายชื่อด้วย cop status", f"there is no asset {asset}; cop status lists them"
        raise Unable(Code("COP908"), Text(th=th, en=en))


def today_in(timezone: str) -> date:
    """Return the day that it is now in a time zone."""
    return datetime.now(UTC).astimezone(ZoneInfo(timezone)).date()


def judge(where: Path, *, as_of: date | None = None, revision: str = "HEAD", is_fresh: bool = False) -> Judged:
    """Judge one commit. Raises: Unable. Args: is_fresh: for publishing and proving; see `look`."""
    repository = Repository.at(where)
    with without_collection():
        return _judged(repository, repository.facts(revision), as_of, is_fresh=is_fresh)


def judge_work_tree(where: Path, *, as_of: date | None = None) -> Judged:
    """Judge HEAD with what is not committed yet on top of it. Never for publishing. Raises: Unable."""
    repository = Repository.at(where)
    with without_collection():
        return _judged(repository, repository.facts_with_work_tree(), as_of, is_fresh=False)


@contextmanager
def without_collection() -> Iterator[None]:
    """Reading makes millions of values and drops none: to look for garbage among them takes a third of the time."""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _judged(repository: Repository, facts: Facts, as_of: date | None, *, is_fresh: bool) -> Judged:
    dossier = compile_dossier(facts, trace(facts))
    today = as_of or today_in(dossier.community.timezone)
    judgement = decide(dossier, look_at(repository, dossier, is_fresh=is_fresh), today=today)
    return Judged(repository, dossier, with_rhythm(judgement))


def look_at(repository: Repository, dossier: Dossier, *, is_fresh: bool) -> Looked:
    """Look at a dossier's contents as the commit's own settings will render them. Raises: Unable."""
    document = read_settings(dossier.facts)
    settings = None if isinstance(document, tuple) else document.value
    return look(repository, dossier, settings, is_fresh=is_fresh)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        verdicts: On the assets that were asked for, or that the change touches.
        left_out: How many findings there are on others.
    """

    judged: Judged
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    left_out: int = 0


def check(
    where: Path,
    *,
    assets: Sequence[str] = (),
    revision: str | None = None,
    against: str | None = None,
    as_of: date | None = None,
) -> Checked:
    """Judge the work tree, or a commit, for its findings. Raises: Unable.

    Args:
        assets: Only on these.
        against: A commit: only on what has changed since, and whether that may be one change.
    """
    judged = judge(where, as_of=as_of, revision=revision) if revision else judge_work_tree(where, as_of=as_of)
    if has_new_question(judged.judgement):
        judged = replace(judged, judgement=with_repeats(judged.judgement, read_words(WORDS)))
    named = tuple(judged.verdict_of(asset) for asset in assets)
    if against is None:
        findings = _on(named) if assets else {*all_findings(judged.judgement), *settings_findings(judged.dossier.facts)}
        return Checked(judged, named, tuple(sorted(findings)))
    steps = judged.repository.steps(against, revision or "HEAD")
    touched = changed_assets(step.path for step in steps)
    verdicts = named or tuple(verdict for verdict in judged.judgement.verdicts if verdict.asset in touched)
    general = {*judged.judgement.findings, *settings_findings(judged.dossier.facts)}
    everything = {*all_findings(judged.judgement), *general}
    commits = judged.repository.commits_since(against, revision or "HEAD")
    passed = look_at_what_passed(judged.repository, judged.dossier, commits)
    findings = {*scope_findings(steps), *passed, *_on(verdicts), *(() if named else general)}
    return Checked(judged, verdicts, tuple(sorted(findings)), left_out=len(everything - findings))


def _on(verdicts: Sequence[Verdict]) -> set[Finding]:
    return {finding for verdict in verdicts for finding in verdict.findings}


def settings_findings(facts: Facts) -> tuple[Finding, ...]:
    """Return what is wrong with the renderer's settings."""
    document = read_settings(facts)
    return document if isinstance(document, tuple) else check_settings(document.value, line_of=document.line_of)


def read_settings(facts: Facts) -> Document | tuple[Finding, ...]:
    """Read the community's ``mkdocs.yml`` as strictly as everything else."""
    entry = facts.tree.get(SETTINGS)
    blob = facts.blobs.get(entry.oid) if entry else None
    if blob is None or blob.data is None:
        detail = Text(th=f"ไม่มีไฟล์ {SETTINGS} ที่อ่านได้", en=f"there is no readable {SETTINGS}")
        return (Finding(SETTINGS, 0, Code("COP920"), detail),)
    text = read_text(blob.data, path=SETTINGS)
    document = text if isinstance(text, Finding) else read_yaml(text, path=SETTINGS)
    return (document,) if isinstance(document, Finding) else document


def uncommitted_note(judged: Judged) -> tuple[Finding, ...]:
    """Return a note of what is not committed, and so not included."""
    count = judged.repository.uncommitted()
    if not count:
        return ()
    th, en = f"มี {count} ไฟล์ที่ยังไม่ commit จึงไม่รวมอยู่ด้วย", f"{count} uncommitted change(s) are not included"
    return (Finding("drafts/", 0, Code("COP906"), Text(th=th, en=en), Severity.WARNING),)


def asset_id(text: str) -> AssetId:
    """Return an asset's id as a person may type it: also as the path of its folder, or of a file in it."""
    inner = text.rpartition("drafts/")[2].strip("/")
    return AssetId("/".join(inner.split("/")[:2]) if "drafts/" in text else inner.removesuffix("/index.md"))
