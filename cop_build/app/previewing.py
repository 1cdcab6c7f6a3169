"""The preview: every readable draft of the work tree, marked as such. Never the public site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from cop_build.app.judging import Judged, judge_work_tree
from cop_build.app.looking import content_of
from cop_build.app.publishing import Built, make_site, page_count, planned
from cop_build.core.findings import Finding, Unable
from cop_build.core.gate import preview_of
from cop_build.core.model import File, Language
from cop_build.core.report import findings_text
from cop_build.edges.files import build_lock, recover, swap
from cop_build.edges.git import Attachments
from cop_build.edges.serve import serve as serve_folder

PREVIEW = "preview"
_WATCHED = ("drafts", "reviews", "community.yml", "mkdocs.yml")


def build(where: Path, *, as_of: date | None = None) -> Built:
    """Build the preview of the work tree into ``preview/``. Raises: Unable."""
    seen = judge_work_tree(where, as_of=as_of)
    judged = replace(seen, judgement=preview_of(seen.judgement))
    root = seen.repository.root
    workshop = root / "build" / PREVIEW
    with build_lock(root) as lock, seen.repository.attachments() as attachments:
        recover(root / PREVIEW)
        read = partial(_bytes_of, judged, attachments)
        staged = planned(judged, read)
        made = make_site(
            judged,
            staged.files,
            read=read,
            docs=workshop / "docs",
            workshop=workshop,
            keep_open=lock,
        )
        swap(made, root / PREVIEW)
    return Built(judged, page_count(staged.files), staged.findings)


def _bytes_of(judged: Judged, attachments: Attachments, file: File) -> Iterator[bytes]:
    yield content_of(judged.dossier, file.oid, root=judged.repository.root, attachments=attachments)


def serve(where: Path, *, port: int, say: Callable[[str], None]) -> None:
    """Build the preview, serve it on this machine alone, build it again on every change. Raises: Unable."""
    built = build(where)
    root = built.judged.repository.root

    def rebuild() -> None:
        try:
            again = build(where)
            say(f"{PREVIEW}/: {again.pages} pages")
            say_all(again.findings)
        except Unable as unable:
            say(f"{unable.code}: {unable.detail.th} / {unable.detail.en}")
            say_all(unable.findings)

    def say_all(findings: Sequence[Finding]) -> None:
        for line in findings_text(findings, Language.EN) if findings else ():
            say(line)

    say_all(built.findings)
    watched = [root / name for name in _WATCHED]
    try:
        serve_folder(root / PREVIEW, port=port, rebuild=rebuild, watch=watched, listening=say)
    except KeyboardInterrupt:
        say("")
