"""This community in ten years: a thousand knowledge assets under its own topics, rendered as the site is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from cop_build.app.judging import judge
from cop_build.app.publishing import make_site
from cop_build.core.model import AssetId, Kind, KnowledgeHeader
from cop_build.core.verdict import Verdict
from cop_build.pages.plan import plan
from tests.community_box import AS_OF
from tests.journeys.site import ROOT

ASSETS = 1000


def thousand_assets(workshop: Path) -> Path:
    """Render the site; its folder. Made up are the numbers behind titles and keywords; texts are cut to one line."""
    judged = judge(ROOT, as_of=AS_OF)
    verdicts = [*judged.judgement.verdicts, *_made_up(judged.judgement.verdicts)]
    many = replace(judged.judgement, verdicts=sorted(verdicts, key=lambda verdict: verdict.asset))
    staged = plan(many)
    with judged.attachments() as read:
        return make_site(replace(judged, judgement=many), staged, read=read, docs=workshop / "docs", workshop=workshop)


def _made_up(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    public = [one for one in verdicts if one.approved is not None and one.asset.startswith(f"{Kind.KNOWLEDGE}/")]
    yield from islice(_copies(public), ASSETS - len(public))


def _copies(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    number = 0
    while True:
        for verdict in verdicts:
            assert verdict.approved is not None
            number += 1
            version = verdict.approved.version
            assert isinstance(version.header, KnowledgeHeader)
            header = replace(
                version.header,
                title=f"{version.header.title} ({number})",
                keywords=tuple(f"{word} {number % 7}" for word in version.header.keywords),
                attachments=(),
                session=None,
            )
            asset = AssetId(f"{Kind.KNOWLEDGE}/made-up-{number:04}")
            body = version.body.lstrip("# ").partition("\n")[0] + "\n"
            copy = replace(version, asset=asset, header=header, body=body, files=())
            yield replace(verdict, asset=asset, approved=replace(verdict.approved, version=copy), findings=())
