"""Which new questions ask the same as a question or a knowledge asset that is there? Only warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.history import INDEX
from cop_build.core.likeness import Titles
from cop_build.core.model import AssetId, Kind, QuestionHeader, Text
from cop_build.core.report import shown
from cop_build.core.thai_words import WordList
from cop_build.core.verdict import Judgement, Verdict

_COMPARED = (Kind.KNOWLEDGE, Kind.QUESTION)
_MOST = 3  # that are named of one question


def has_new_question(judgement: Judgement) -> bool:
    """Say whether there is a question that nobody has confirmed: without one, no title need be compared."""
    return any(_is_new(verdict) for verdict in judgement.verdicts)


def likenesses(judgement: Judgement, words: WordList) -> Mapping[AssetId, Sequence[AssetId]]:
    """Return for each new question the assets whose titles are close to its own, the closest first.

    Of two new questions only the one that was asked later is told of the other.
    """
    compared = {v.asset: v for v in judgement.verdicts if v.kind in _COMPARED and v.newest}
    titles = Titles({asset: verdict.title for asset, verdict in compared.items()}, words)
    return {
        asset: [like.asset for like in titles.like(asset) if not _is_later(compared[like.asset], than=compared[asset])][
            :_MOST
        ]
        for asset, verdict in compared.items()
        if _is_new(verdict)
    }


def with_repeats(judgement: Judgement, words: WordList) -> Judgement:
    """Return the judgement with a warning on every new question that asks nearly the same as what is there."""
    found = likenesses(judgement, words)
    known = {verdict.asset: verdict for verdict in judgement.verdicts}
    said = {asset: [_finding(asset, known[other]) for other in others] for asset, others in found.items()}
    verdicts = tuple(
        replace(verdict, findings=tuple(sorted({*verdict.findings, *said[verdict.asset]})))
        if said.get(verdict.asset)
        else verdict
        for verdict in judgement.verdicts
    )
    return replace(judgement, verdicts=verdicts)


def _is_new(verdict: Verdict) -> bool:
    return verdict.kind is Kind.QUESTION and verdict.newest is not None and verdict.approved is None


def _is_later(verdict: Verdict, *, than: Verdict) -> bool:
    return _is_new(verdict) and _asked(verdict) > _asked(than)


def _asked(verdict: Verdict) -> tuple[date, AssetId]:
    header = verdict.newest.header if verdict.newest else None
    return (header.asked_on if isinstance(header, QuestionHeader) else date.min), verdict.asset


def _finding(asset: AssetId, other: Verdict) -> Finding:
    title = shown(other.title)
    detail = Text(th=f"ถามคล้ายกับ {other.asset} “{title}”", en=f"asks nearly the same as {other.asset} “{title}”")
    return Finding(f"drafts/{asset}/{INDEX}", 0, Code("COP607"), detail, Severity.WARNING)
