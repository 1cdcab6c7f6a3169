"""What do notes leave open: follow-ups past their day, questions that became no asset, knowledge not written yet?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.minutes import FollowUp, Minutes, minutes_of
from cop_build.core.model import AssetId, Language, SessionHeader, Text
from cop_build.core.report import shown
from cop_build.core.spelling import folded
from cop_build.core.verdict import Judgement

_MOST = 12  # lines of one sort; the rest is counted


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """What is still to be done, each with the note that says so, the newest note first.

    Attributes:
        follow_ups: That are past their day.
        questions: Texts of questions that name no asset that is there.
        knowledge: Assets that stories propose and that are not there.
    """

    follow_ups: tuple[tuple[AssetId, FollowUp], ...]
    questions: tuple[tuple[AssetId, str], ...]
    knowledge: tuple[tuple[AssetId, AssetId], ...]


def loose_ends(judgement: Judgement) -> LooseEnds:
    """Return what the newest versions of notes leave open as of the judgement's day."""
    written = list(reversed(_minutes_by_day(judgement)))
    there = {verdict.asset for verdict in judgement.verdicts if verdict.newest is not None}
    return LooseEnds(
        follow_ups=tuple((note, one) for note, one in _open_follow_ups(written) if _is_late(one, judgement.as_of)),
        questions=tuple(
            (minutes.asset, asked.text)
            for minutes in written
            for asked in minutes.questions
            if not asked.is_settled and not there.intersection(asked.became)
        ),
        knowledge=tuple(
            dict.fromkeys(
                (minutes.asset, asset)
                for minutes in written
                for story in minutes.stories
                for asset in story.proposes
                if asset not in there
            )
        ),
    )


def _minutes_by_day(judgement: Judgement) -> Sequence[Minutes]:
    """Return what all notes hold, by the day of their session; those of a session that is not there come first."""
    versions = [verdict.newest for verdict in judgement.verdicts if verdict.newest is not None]
    zone = judgement.community.timezone
    days = {v.asset: v.header.starts_in(zone).date() for v in versions if isinstance(v.header, SessionHeader)}
    found = [minutes for version in versions if (minutes := minutes_of(version))]
    return sorted(found, key=lambda one: (days.get(one.session, date.min), one.asset))


def _open_follow_ups(newest_first: Sequence[Minutes]) -> Iterator[tuple[AssetId, FollowUp]]:
    """Yield what is to do and not done. Of the same words in several notes the newest note's count."""
    seen: set[str] = set()
    for minutes in newest_first:
        for one in minutes.follow_ups:
            name = "".join(folded(one.text).split())
            if name not in seen:
                seen.add(name)
                if not one.is_done:
                    yield minutes.asset, one


def _is_late(one: FollowUp, today: date) -> bool:
    """Say whether a follow-up is past its day."""
    return one.due_on is not None and one.due_on < today


def loose_end_lines(judgement: Judgement, language: Language) -> Iterator[str]:
    """Yield what notes leave open, for people; nothing if they leave nothing open."""
    found = loose_ends(judgement)
    late = [f"{one.due_on}  {shown(one.text)}" + _by(one) + f"  ({note})" for note, one in found.follow_ups]
    asked = [f"{shown(text)}  ({note})" for note, text in found.questions]
    written = [f"{asset}  ({note})" for note, asset in found.knowledge]
    yield from _listed(Text(th="งานติดตามที่เลยกำหนด", en="Follow-ups past their day"), late, language)
    yield from _listed(
        Text(th="คำถามในวงประชุมที่ยังไม่เป็นเรื่อง", en="Questions of sessions that became no asset"), asked, language
    )
    yield from _listed(
        Text(th="องค์ความรู้ที่เสนอไว้ ยังไม่มีใครเขียน", en="Knowledge that was proposed and is not written"), written, language
    )


def loose_ends_value(judgement: Judgement) -> dict[str, object]:
    """Return the same for programs."""
    found = loose_ends(judgement)
    return {
        "follow_ups": [
            {"note": note, "text": one.text, "owner": one.owner, "due_on": str(one.due_on)}
            for note, one in found.follow_ups
        ],
        "questions": [{"note": note, "text": text} for note, text in found.questions],
        "knowledge": [{"note": note, "asset": asset} for note, asset in found.knowledge],
    }


def _by(one: FollowUp) -> str:
    return f" — {shown(one.owner)}" if one.owner else ""


def _listed(title: Text, lines: Sequence[str], language: Language) -> Iterator[str]:
    if lines:
        yield title.said_in(language)
        yield from (f"  {line}" for line in lines[:_MOST])
    if (left := len(lines) - _MOST) > 0:
        yield "  " + Text(th=f"และอีก {left}", en=f"and {left} more").said_in(language)
