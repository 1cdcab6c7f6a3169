"""From a judgement to the public site: stage, render, finish, audit, swap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cop_build
from cop_build.app.drawing import drawn_of
from cop_build.app.judging import WORDS, Judged, judge, read_settings, settings_findings
from cop_build.core.findings import Code, Finding, Unable
from cop_build.core.model import Community, File, KnowledgeHeader, Text
from cop_build.core.public_texts import registry_findings
from cop_build.core.verdict import Judgement
from cop_build.edges.audit import audit
from cop_build.edges.files import build_lock, recover, swap, write_docs
from cop_build.edges.finish import finish
from cop_build.edges.git import Repository
from cop_build.edges.render import installed_theme, render
from cop_build.edges.searching import prepare_search
from cop_build.edges.wordlist import read_words
from cop_build.pages.addresses import asset_address
from cop_build.pages.plan import plan
from cop_build.pages.settings import settings
from cop_build.pages.staged import Staged

OUR_THEME = Path(cop_build.__file__).parent / "theme"
SITE, DOCS = "site", "docs"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to.

    Attributes:
        findings: Of the audit; with an error among them nothing was swapped in. Besides, warnings of the plan.
    """

    judged: Judged
    pages: int
    findings: tuple[Finding, ...]

    @property
    def is_done(self) -> bool:
        return not any(finding.is_error for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Planned:
    """Every file of ``docs/``, and warnings of what could not be made for it."""

    files: tuple[Staged, ...]
    findings: tuple[Finding, ...]


def stage(where: Path, *, as_of: date | None = None) -> Built:
    """Write ``docs/``. Raises: Unable."""
    root = Repository.at(where).root
    with build_lock(root):
        judged = judge(where, as_of=as_of, is_fresh=True)
        with judged.attachments() as read:
            staged = planned(judged, read)
            write_docs(root / DOCS, staged.files, read)
    return Built(judged, page_count(staged.files), staged.findings)


def build(where: Path, *, as_of: date | None = None) -> Built:
    """Build the public site of HEAD and put it in the place of the old one. Raises: Unable.

    HEAD is read when it is this build's turn: one that had to wait does not put an older commit, in which a recall
    perhaps is not yet known, over a newer one.
    """
    root = Repository.at(where).root
    with build_lock(root) as lock:
        judged = judge(where, as_of=as_of, is_fresh=True)
        assert not judged.judgement.is_preview, "a preview is never published"
        recover(root / SITE)
        with judged.attachments() as read:
            staged = planned(judged, read)
            made = make_site(judged, staged.files, read=read, docs=root / DOCS, workshop=root, keep_open=lock)
        findings = tuple(sorted([*audit_site(made, judged, staged.files), *staged.findings]))
        built = Built(judged, page_count(staged.files), findings)
        if built.is_done:
            swap(made, root / SITE)
    return built


def planned(judged: Judged, read: Callable[[File], Iterator[bytes]]) -> Planned:
    """Return every file of ``docs/``, with pictures of attachments. Raises: Unable.

    Args:
        read: Gives an attachment's bytes, in pieces.
    """
    drawings = drawn_of(judged.judgement, read)
    return Planned(plan(judged.judgement, drawings.pictures), drawings.findings)


def make_site(
    judged: Judged,
    staged: Sequence[Staged],
    *,
    read: Callable[[File], Iterator[bytes]],
    docs: Path,
    workshop: Path,
    keep_open: int | None = None,
) -> Path:
    """Stage into ``docs`` and render into the workshop's ``build/site``; return that folder. Raises: Unable."""
    wrong = settings_findings(judged.dossier.facts)
    document = read_settings(judged.dossier.facts)
    if any(finding.is_error for finding in wrong) or isinstance(document, tuple):
        th, en = "การตั้งค่าใน mkdocs.yml ใช้ไม่ได้", "the settings in mkdocs.yml cannot be used"
        raise Unable(Code("COP920"), Text(th=th, en=en), wrong)
    needs_clean_registry(judged.judgement.community)
    assert isinstance(document.value, dict)
    write_docs(docs, staged, read)
    made = render(
        workshop,
        docs=docs,
        theme=OUR_THEME,
        settings=document.value,
        config=settings(judged.judgement),
        epoch=int(judged.judgement.committed_at.timestamp()),
        keep_open=keep_open,
    )
    finish(made)
    prepare_search(made, words=read_words(WORDS), keywords=keywords_of(judged.judgement))
    return made


def needs_clean_registry(community: Community) -> None:
    """Refuse a registry whose published texts hold personal data. Raises: Unable."""
    said = tuple(finding for finding in registry_findings(community) if finding.is_error)
    if said:
        th, en = "ทะเบียนมีข้อมูลส่วนบุคคลในข้อความที่เผยแพร่", "texts of the registry that are published hold personal data"
        raise Unable(said[0].code, Text(th=th, en=en), said)


def keywords_of(judgement: Judgement) -> Mapping[str, tuple[str, ...]]:
    """Return the keywords of what is public, by its address in the site."""
    return {
        asset_address(approved.version.asset): approved.version.header.keywords
        for approved in judgement.public
        if isinstance(approved.version.header, KnowledgeHeader)
    }


def audit_site(site: Path, judged: Judged, staged: Sequence[Staged]) -> tuple[Finding, ...]:
    """Trace every file of a rendered site. Raises: Unable."""
    return audit(
        site,
        staged=staged,
        theme=(OUR_THEME, installed_theme()),
        site_url=judged.judgement.community.site_url,
        canaries=tuple(_canaries(judged.judgement, staged)),
    )


def audit_folder(where: Path, site: Path, *, as_of: date | None = None) -> Built:
    """Trace a site that was built before against what HEAD may publish. Raises: Unable."""
    if not site.is_dir():
        raise Unable(Code("COP540"), Text(th=f"ไม่มีโฟลเดอร์ {site}", en=f"there is no folder {site}"))
    judged = judge(where, as_of=as_of, is_fresh=True)
    with judged.attachments() as read:
        staged = planned(judged, read)
    findings = tuple(sorted([*audit_site(site, judged, staged.files), *staged.findings]))
    return Built(judged, page_count(staged.files), findings)


def page_count(staged: Sequence[Staged]) -> int:
    """Count the pages that readers will see."""
    return sum(1 for file in staged if file.path.endswith(".md"))


_SHORT = 12  # characters; shorter titles stand in other texts by chance


def _canaries(judgement: Judgement, staged: Sequence[Staged]) -> Iterator[bytes]:
    """Yield titles and summaries of newest versions that are not public and stand in no public text either."""
    texts = [file.content for file in staged if isinstance(file.content, bytes)]
    for verdict in judgement.verdicts:
        version = verdict.newest
        if version is None or (verdict.approved and verdict.approved.version.digest == version.digest):
            continue
        for text in (version.header.title, getattr(version.header, "summary", None)):
            if text and len(text) >= _SHORT:
                said = text.encode()
                if not any(said in content for content in texts):
                    yield said
