"""Questions: which are open, and which ask what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cop_build.app.judging import WORDS, judge_work_tree
from cop_build.core.model import Community
from cop_build.core.questions import Open, open_questions
from cop_build.core.repeats import has_new_question, likenesses
from cop_build.edges.wordlist import read_words


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions without a public answer, as of a day."""

    community: Community
    as_of: date
    questions: Sequence[Open]


def open_questions_of(where: Path, *, as_of: date | None = None) -> Asked:
    """Return the open questions of the work tree, the oldest first. Raises: Unable."""
    judgement = judge_work_tree(where, as_of=as_of).judgement
    like = likenesses(judgement, read_words(WORDS)) if has_new_question(judgement) else {}
    return Asked(judgement.community, judgement.as_of, open_questions(judgement, like))
