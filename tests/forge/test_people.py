"""Experts are asked, notes are kept, settings are examined: what the forge is told, and what it tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import DAY, cop
from tests.community_box import Box
from tests.forge.box import ForgeBox
from tests.forge.server import Mood, Served, serving
from tests.pulls_kit import NAME

ROOT = f"/repos/{NAME}"


@pytest.fixture
def forge(box: Box) -> ForgeBox:
    """Return an open pull request on a topic that two experts know."""
    box.person("p-fin")["forge"] = {"github": 1003}
    box.write_registry()
    box.commit("Accounts", by="p-adm")
    forge = ForgeBox(box)
    forge.write().commit().push().box.switch("main")
    return forge


def run(forge: ForgeBox, served: Served, *arguments: str) -> str:
    done = cop(
        forge.box.root, *arguments, "--repository", NAME, env={"GITHUB_API_URL": served.address, "GITHUB_TOKEN": "t"}
    )
    assert done.status == 0, done
    return done.out


def test_those_who_may_approve_are_asked_once(forge: ForgeBox) -> None:
    with serving(forge) as served:
        run(forge, served, "forge", "ask")

    assert [told for _, _, told in served.told] == [{"reviewers": ["ann"]}, {"reviewers": ["bob"]}]
    assert {path for _, path, _ in served.told} == {f"{ROOT}/pulls/42/requested_reviewers"}


def test_who_reviewed_or_wrote_is_not_asked(forge: ForgeBox) -> None:
    forge.review("ann", "COMMENTED")
    forge.write("Call 1669 now.\n").commit("bob").push().box.switch("main")
    with serving(forge) as served:
        run(forge, served, "forge", "ask", "--pull", "42")

    assert served.told == []


def test_whom_the_forge_does_not_take_is_said_and_stops_nobody(forge: ForgeBox) -> None:
    with serving(forge, Mood(refuses=frozenset({"ann"}))) as served:
        out = run(forge, served, "forge", "ask", "--lang", "en")

    assert "p-ann: cannot be asked" in out and "p-bob: asked" in out


def test_a_registry_in_a_pull_request_asks_nobody(forge: ForgeBox) -> None:
    forge.box.switch("topic")
    forge.box.person("p-nok").update(roles=["expert"], topics=["ucep"], forge={"github": 4242})
    forge.box.write_registry()
    forge.commit().push().box.switch("main")
    with serving(forge) as served:
        run(forge, served, "forge", "ask")

    assert served.told == []


def test_each_expert_has_one_note_that_closes_when_nothing_waits(forge: ForgeBox) -> None:
    forge.more[f"{ROOT}/issues"] = []
    forge.merge()
    with serving(forge) as served:
        run(forge, served, "forge", "remind")
    opened = [told for method, _, told in served.told if method == "POST"]
    assert [note["assignees"] for note in opened] == [["ann"], ["bob"]]

    bot = {"id": 41898282, "login": "github-actions[bot]", "type": "Bot"}
    forge.more[f"{ROOT}/issues"] = [
        {"number": number, "title": note["title"], "body": note["body"], "user": bot}
        for number, note in enumerate(opened, 7)
    ] + [{"number": 99, "title": "x", "body": "<!-- cop-queue: p-ann -->", "user": {**bot, "type": "User"}}]
    with serving(forge) as again:
        run(forge, again, "forge", "remind")
    assert again.told == []

    forge.box.approve("knowledge/x")
    with serving(forge) as done:
        run(forge, done, "forge", "remind")
    assert [(path, told) for _, path, told in done.told] == [
        (f"{ROOT}/issues/7", {"state": "closed"}),
        (f"{ROOT}/issues/8", {"state": "closed"}),
    ]


GUARDED = [
    {
        "type": "pull_request",
        "parameters": {
            "dismiss_stale_reviews_on_push": True,
            "require_code_owner_review": True,
            "require_last_push_approval": True,
            "required_approving_review_count": 1,
        },
    },
    {"type": "required_status_checks", "parameters": {"required_status_checks": [{"context": "check"}]}},
    {"type": "non_fast_forward"},
    {"type": "deletion"},
]


def settings(forge: ForgeBox, rules: list[object], **more: object) -> None:
    repository = {"id": 77, "full_name": NAME, "default_branch": "main", "allow_rebase_merge": False}
    forge.more.update(
        {
            ROOT: {**repository, **more},
            f"{ROOT}/rules/branches/main": rules,
            f"{ROOT}/actions/permissions/workflow": {
                "default_workflow_permissions": "read",
                "can_approve_pull_request_reviews": False,
            },
            f"{ROOT}/environments/recorder": {"deployment_branch_policy": {"protected_branches": True}},
            f"{ROOT}/actions/workflows/publish.yml/runs": {"workflow_runs": [{"updated_at": f"{DAY}T00:00:00Z"}]},
        }
    )


def examined(forge: ForgeBox) -> tuple[int, set[str]]:
    with serving(forge) as served:
        done = cop(
            forge.box.root,
            *("doctor", "--repository", NAME, "--as-of", DAY),
            env={"GITHUB_API_URL": served.address, "GITHUB_TOKEN": "t"},
        )
    return done.status, {word for word in done.out.split() if word.startswith(("COP94", "COP951", "COP955", "COP956"))}


def test_a_guarded_forge_is_well(forge: ForgeBox) -> None:
    settings(forge, list(GUARDED))

    assert examined(forge) == (0, set())


def test_an_open_forge_is_told_where_it_stands_open(forge: ForgeBox) -> None:
    settings(forge, [], allow_rebase_merge=True)

    status, codes = examined(forge)

    assert status == 1 and codes == {"COP941", "COP942", "COP943", "COP944", "COP945", "COP946", "COP947"}


def test_what_cannot_be_read_is_said_and_not_taken_for_well(forge: ForgeBox, tmp_path: Path) -> None:
    settings(forge, list(GUARDED), allow_rebase_merge=None)
    for path in ("actions/permissions/workflow", "environments/recorder", "actions/workflows/publish.yml/runs"):
        del forge.more[f"{ROOT}/{path}"]

    assert examined(forge) == (0, {"COP955"})
