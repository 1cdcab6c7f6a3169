"""May these changes be one change? Content, and what judges content, come apart; records only ever come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cop_build.core.attachments import printable
from cop_build.core.findings import Code, Finding
from cop_build.core.history import DRAFTS, REVIEWS, Commit, Entry
from cop_build.core.model import Text


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one path between two commits; ``None`` where it was not there."""

    path: str
    before: Entry | None
    after: Entry | None


def steps_on_the_way(commits: Iterable[Commit]) -> Iterator[Step]:
    """Yield what commits changed beside content, also where a later one took it back.

    After a rebase each of them was a state of the main branch: its registry judged what came with the next.
    """
    for path in sorted({change.path for commit in commits for change in commit.changes}):
        if not path.startswith((DRAFTS, REVIEWS)):
            yield Step(path, None, None)


def scope_findings(steps: Sequence[Step]) -> Iterator[Finding]:
    """Yield why a proposed change may not be taken as one."""
    content = [step for step in steps if step.path.startswith((DRAFTS, REVIEWS))]
    others = [step for step in steps if not step.path.startswith((DRAFTS, REVIEWS))]
    for step in others if content else ():
        detail = Text(
            th="คำขอเดียวกันแก้ทั้งเนื้อหาและสิ่งที่ใช้ตัดสินเนื้อหา ให้แยกเป็นสองคำขอ",
            en="one change touches content and this, which has a say in judging it: make two changes",
        )
        yield Finding(printable(step.path), 0, Code("COP931"), detail)
    for step in content:
        if step.path.startswith(REVIEWS) and step.before is not None and step.before != step.after:
            what = Text(th="ลบ", en="removed") if step.after is None else Text(th="แก้ไข", en="changed")
            detail = Text(th=f"บันทึกที่มีอยู่แล้วถูก{what.th}", en=f"a record that stands already is {what.en}")
            yield Finding(printable(step.path), 0, Code("COP932"), detail)
