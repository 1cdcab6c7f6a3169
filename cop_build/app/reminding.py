"""Experts learn what waits: they are asked on open pull requests, and each has one note with the whole queue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cop_build.app.asking import forge_of
from cop_build.app.judging import Judged, judge
from cop_build.core.branch import changed_assets
from cop_build.core.findings import Unable
from cop_build.core.model import Person
from cop_build.core.pulls import Proposal
from cop_build.core.queue import tasks
from cop_build.core.reminders import LABEL, changes, notes
from cop_build.core.scope import scope_findings
from cop_build.edges.forge import GitHub
from cop_build.edges.git import fetch_pull


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody was asked for a review of an open pull request, or could not be."""

    number: int
    person: Person
    was_possible: bool


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many notes were opened, rewritten and closed."""

    judged: Judged
    opened: int
    rewritten: int
    closed: int


def ask(where: Path, *, repository: str | None = None, numbers: Sequence[int] = ()) -> tuple[Judged, tuple[Asked, ...]]:
    """Ask those who may approve what open pull requests change. Raises: Unable.

    Args:
        numbers: Which; without them all that are open.
    """
    judged = judge(where)
    forge = forge_of(judged.judgement.community, repository)
    asked: list[Asked] = []
    for proposal in forge.proposals(numbers):
        for person in _entitled(judged, forge, proposal):
            assert person.github is not None
            was_possible = forge.ask(proposal.number, forge.login_of(person.github))
            asked.append(Asked(proposal.number, person, was_possible))
    return judged, tuple(asked)


def _entitled(judged: Judged, forge: GitHub, proposal: Proposal) -> Iterator[Person]:
    """Yield who may approve what a proposal changes and was not asked yet; by the registry here, not the proposal's."""
    try:
        if not judged.repository.has(proposal.head):
            fetch_pull(judged.repository, proposal.number, server=forge.server, token=forge.client.token)
        proposed = judge(judged.repository.root, as_of=judged.judgement.as_of, revision=proposal.head)
        steps = judged.repository.steps(judged.judgement.commit, proposal.head)
    except Unable:
        return  # what cannot be read is its check's to say, and nobody's to review
    if any(scope_findings(steps)):
        return
    touched = changed_assets(step.path for step in steps)
    waiting = [verdict.missing for verdict in proposed.judgement.verdicts if verdict.asset in touched]
    named = {person.id for missing in waiting if missing for person in missing.may_approve}
    for _, person in sorted(judged.judgement.community.people.items()):
        if person.id in named and person.github is not None and person.github not in proposal.asked:
            yield person


def remind(where: Path, *, repository: str | None = None) -> Reminded:
    """Bring the notes on the forge in step with the queue. Raises: Unable."""
    judged = judge(where)
    community = judged.judgement.community
    forge = forge_of(community, repository)
    wanted = tuple(notes(tasks(judged.judgement), community, judged.judgement.as_of))
    todo = changes(wanted, forge.notes(LABEL))
    for note in todo.opened:
        account = community.people[note.person].github
        assert account is not None, "notes are for those with an account"
        forge.open_note(note, label=LABEL, login=forge.login_of(account))
    for note in todo.rewritten:
        assert note.number is not None, "what is rewritten stands"
        forge.change_note(note.number, title=note.title, body=note.body)
    for number in todo.closed:
        forge.change_note(number, state="closed")
    return Reminded(judged, len(todo.opened), len(todo.rewritten), len(todo.closed))
