"""What GitHub says of its settings becomes facts. Source: GitHub's REST API, version 2022-11-28."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from cop_build.core.health import Settings
from cop_build.core.parse.answers import Answer, Moment, as_list, read


class _Repository(Answer):
    default_branch: str = Field(min_length=1, max_length=255)
    allow_rebase_merge: bool | None = None


class _Check(Answer):
    context: str


class _Parameters(Answer):
    dismiss_stale_reviews_on_push: bool = False
    require_code_owner_review: bool = False
    require_last_push_approval: bool = False
    required_status_checks: list[_Check] = Field(default_factory=list)


class _Rule(Answer):
    type: str
    parameters: _Parameters = Field(default_factory=_Parameters)


class _Token(Answer):
    default_workflow_permissions: str
    can_approve_pull_request_reviews: bool


class _Environment(Answer):
    deployment_branch_policy: dict[str, bool] | None


class _Run(Answer):
    updated_at: Moment


class _Runs(Answer):
    workflow_runs: list[_Run]


def default_branch_of(repository: object) -> str:
    """Return the name of the branch that is judged. Raises: Unable."""
    return read(_Repository, repository).default_branch


def read_settings(
    repository: object,
    *,
    rules: Sequence[object],
    token: object | None,
    environment: object | None,
    runs: object | None,
) -> Settings:
    """Return how the forge guards a repository; ``None`` stands for what it does not tell. Raises: Unable."""
    known = read(_Repository, repository)
    active = [read(_Rule, rule) for rule in as_list(list(rules))]
    kinds = {rule.type for rule in active}
    asked = [rule.parameters for rule in active if rule.type == "pull_request"]
    rights = read(_Token, token) if token is not None else None
    guard = read(_Environment, environment) if environment is not None else None
    published = read(_Runs, runs).workflow_runs if runs is not None else []
    unread = [
        *(["merge methods"] if known.allow_rebase_merge is None else []),
        *(["workflow permissions"] if rights is None else []),
        *(["environment recorder"] if guard is None else []),
        *(["runs"] if runs is None else []),
    ]
    return Settings(
        needs_pull_request=bool(asked),
        forgets_stale_approvals=any(rule.dismiss_stale_reviews_on_push for rule in asked),
        needs_last_push_approval=any(rule.require_last_push_approval for rule in asked),
        needs_code_owners=any(rule.require_code_owner_review for rule in asked),
        checks=frozenset(check.context for rule in active for check in rule.parameters.required_status_checks),
        refuses_force_push="non_fast_forward" in kinds,
        refuses_deletion="deletion" in kinds,
        allows_rebase=known.allow_rebase_merge,
        token_may_write=None if rights is None else rights.default_workflow_permissions != "read",
        actions_may_approve=None if rights is None else rights.can_approve_pull_request_reviews,
        recorder_is_guarded=None if guard is None else guard.deployment_branch_policy is not None,
        published_on=published[0].updated_at.date() if published else None,
        unread=tuple(unread),
    )
