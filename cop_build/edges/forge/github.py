"""GitHub's pull requests, as facts. Source: GitHub's REST API, version 2022-11-28."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from cop_build.core.findings import Unable
from cop_build.core.health import Settings
from cop_build.core.model import Oid
from cop_build.core.parse.answers import not_understood
from cop_build.core.parse.forge_settings import default_branch_of, read_settings
from cop_build.core.parse.github import read_pull, source_of
from cop_build.core.parse.github_work import merged_as, read_login, read_notes, read_numbers, read_proposal
from cop_build.core.pulls import Note, Proposal, Pull
from cop_build.edges.forge.client import NOT_TOLD, REFUSED, Client

_TRIES = 3


@dataclass(frozen=True, slots=True)
class GitHub:
    """One repository on GitHub, or on a server that speaks like it.

    Attributes:
        repository: ``owner/name``.
        server: Where git finds it: scheme and host.
    """

    client: Client
    repository: str
    server: str = "https://github.com"

    def pull(self, number: int) -> Pull:
        """Return a pull request with everything said about it, as it stands at one moment. Raises: Unable."""
        for _ in range(_TRIES):
            path = f"/repos/{self.repository}/pulls/{number}"
            answer = self.client.one(path)
            pull = read_pull(
                answer.value,
                reviews=self.client.pages(f"{path}/reviews"),
                timeline=self.client.pages(f"/repos/{self.repository}/issues/{number}/timeline"),
                commits=self.client.pages(f"{path}/commits"),
                activities=self._activities(answer.value),
            )
            if not self.client.has_changed(path, answer.etag):
                return pull
        raise not_understood("the pull request kept changing while it was read")

    def merged_by(self, commits: Iterable[Oid]) -> tuple[int, ...]:
        """Return the numbers of the pull requests that these commits merged. Raises: Unable."""
        found: list[int] = []
        for commit in commits:
            found += merged_as(self.client.pages(f"/repos/{self.repository}/commits/{commit}/pulls"), commit)
        return tuple(dict.fromkeys(found))

    def settings(self, workflow: str) -> Settings:
        """Return how the repository is guarded. Raises: Unable. Args: workflow: The file of the one that publishes."""
        path = f"/repos/{self.repository}"
        repository = self.client.one(path).value
        branch = quote(default_branch_of(repository), safe="")
        runs = f"{path}/actions/workflows/{workflow}/runs?branch={branch}&status=success&per_page=1"
        return read_settings(
            repository,
            rules=self.client.pages(f"{path}/rules/branches/{branch}"),
            token=self._if_told(f"{path}/actions/permissions/workflow"),
            environment=self._if_told(f"{path}/environments/recorder"),
            runs=self._if_told(runs),
        )

    def _if_told(self, path: str) -> object | None:
        try:
            return self.client.one(path).value
        except Unable as unable:
            if unable.code == NOT_TOLD:
                return None
            raise

    def proposals(self, numbers: Sequence[int] = ()) -> tuple[Proposal, ...]:
        """Return open pull requests: those asked for, or all. Raises: Unable."""
        path = f"/repos/{self.repository}/pulls"
        found = [self.client.one(f"{path}/{n}").value for n in numbers] or self.client.pages(path, state="open")
        known = read_numbers(found)
        return tuple(
            read_proposal(pull, reviews=self.client.pages(f"{path}/{number}/reviews"))
            for number, pull in zip(known, found, strict=True)
        )

    def login_of(self, account: int) -> str:
        """Return the name by which an account is called today. Raises: Unable."""
        return read_login(self.client.one(f"/user/{account}").value)

    def ask(self, number: int, login: str) -> bool:
        """Ask somebody for a review; say whether that could be done. Raises: Unable."""
        path = f"/repos/{self.repository}/pulls/{number}/requested_reviewers"
        return self.client.tell("POST", path, reviewers=[login]).status != REFUSED

    def notes(self, label: str) -> tuple[Note, ...]:
        """Return the open notes of what waits. Raises: Unable."""
        return read_notes(self.client.pages(f"/repos/{self.repository}/issues", labels=label, state="open"))

    def open_note(self, note: Note, *, label: str, login: str) -> None:
        """Open somebody's note; it is theirs if the forge takes them. Raises: Unable."""
        path = f"/repos/{self.repository}/issues"
        said = {"title": note.title, "body": note.body, "labels": [label]}
        if self.client.tell("POST", path, **said, assignees=[login]).status == REFUSED:
            self.client.tell("POST", path, **said)

    def change_note(self, number: int, **said: str) -> None:
        """Change a note's title, body or state. Raises: Unable."""
        self.client.tell("PATCH", f"/repos/{self.repository}/issues/{number}", **said)

    def _activities(self, pull: object) -> list[object] | None:
        source = source_of(pull)
        if source is None:
            return None
        name, branch = source
        try:
            return self.client.pages(f"/repos/{name}/activity", ref=f"refs/heads/{branch}")
        except Unable as unable:
            if unable.code == NOT_TOLD:
                return None  # a fork that was made private: nobody knows who pushed, so no approval counts
            raise
