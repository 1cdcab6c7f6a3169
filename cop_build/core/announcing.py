"""May a session be announced today, and as which version?

What is sent to people can no more be taken back than what is printed, so nothing is announced that is not public. A
draft may be looked at, but not one with errors: they may be somebody's data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cop_build.core.gate import preview_of
from cop_build.core.model import Kind, Phase, ProposalHeader, SessionHeader, State, Text
from cop_build.core.verdict import Approved, Judgement, Verdict

_NO_SESSION = Text(th="ประกาศได้เฉพาะการประชุม (session)", en="only a session can be announced")
_NO_DAY = Text(
    th="ยังเป็นเพียงแนวคิด ไม่มีวันประชุม ให้กำหนดวันและผู้รับผิดชอบ แล้วเปลี่ยน phase เป็น planned",
    en="it is only an idea: give it a day and its people, and set phase: planned",
)
_HELD = Text(th="ประชุมไปแล้ว", en="it was held already")
_NOT_PUBLIC = Text(
    th="ยังไม่เผยแพร่ จึงประกาศไม่ได้ (ดูตัวอย่างด้วย --draft)",
    en="it is not public, so it cannot be announced (see it with --draft)",
)
_NOTHING_TO_SHOW = Text(
    th="ไม่มีฉบับที่แสดงเป็นร่างได้ ดูสิ่งที่ต้องแก้ด้วย cop check",
    en="it has no version that may be shown as a draft; cop check says what to mend",
)


@dataclass(frozen=True, slots=True)
class Announceable:
    """A version that may be told. ``has_newer`` if a newer one waits, which is not told."""

    session: Approved
    has_newer: bool


def announceable(verdict: Verdict, judgement: Judgement, *, is_draft: bool) -> Announceable | Text:
    """Return the version to be announced, or why there is none.

    Args:
        is_draft: The newest committed version is asked for, whether or not it is public, to be marked as a draft.
    """
    if verdict.kind is not Kind.SESSION:
        return _NO_SESSION
    is_idea = verdict.newest is not None and isinstance(verdict.newest.header, ProposalHeader)
    if is_idea and (is_draft or verdict.approved is None):
        return _NO_DAY
    session = _newest(verdict, judgement) if is_draft else verdict.approved
    if session is None:
        return _NOTHING_TO_SHOW if is_draft else _NOT_PUBLIC
    header = session.version.header
    assert isinstance(header, SessionHeader)
    if header.phase is Phase.HELD:
        return _HELD
    day = header.starts_in(judgement.community.timezone).date()
    if day < judgement.as_of:
        return Text(th=f"วันประชุม {day} ผ่านไปแล้ว", en=f"its day, {day}, is over")
    return Announceable(session, has_newer=verdict.digest is not None and session.version.digest != verdict.digest)


def _newest(verdict: Verdict, judgement: Judgement) -> Approved | None:
    """Return the newest version, if a preview may show it."""
    if verdict.state in (State.INVALID, State.RECALLED) or verdict.newest is None:
        return None
    (shown,) = preview_of(replace(judgement, verdicts=(verdict,))).verdicts
    return shown.approved
