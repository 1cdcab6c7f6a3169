"""What GitHub really sends is understood, and what nobody sends is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any  # JSON

import pytest

from cop_build.core.findings import Unable
from cop_build.core.parse.github import read_event, read_pull
from tests.cli.commands import cop
from tests.community_box import Box
from tests.forge.box import ForgeBox
from tests.forge.server import serving
from tests.pulls_kit import NAME
from tests.ssh_keys import SecretKey

PAYLOADS = Path(__file__).parent / "payloads"


def payload(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_bytes())
    return found


@pytest.mark.parametrize(
    "name", ["pull_request.closed", "pull_request_review.submitted", "pull_request_review.dismissed"]
)
def test_an_event_of_a_pull_request_names_it(name: str) -> None:
    occasion = read_event((PAYLOADS / f"{name}.json").read_bytes())

    assert (occasion.repository, occasion.number, occasion.pushed) == ("example-user/Hello-World", 2, None)


def test_an_event_of_a_push_names_its_commits() -> None:
    occasion = read_event((PAYLOADS / "push.json").read_bytes())

    assert (occasion.number, occasion.pushed) == (None, ("0" * 40, "6113728f27ae82c7b1a177c8d03f9e96e0adf246"))


@pytest.mark.parametrize("merged", [False, True])
def test_the_real_shape_of_a_pull_request_is_understood(*, merged: bool) -> None:
    said = payload("pull_request.closed")["pull_request"]
    commits = [{"sha": said["head"]["sha"], "author": said["user"], "committer": {}}] * said["commits"]

    pull = read_pull({**said, "merged": merged}, reviews=[], timeline=[], commits=commits, activities=None)

    assert (pull.repository, pull.number, pull.opened_by.id) == (186853002, 2, 21031067)
    assert pull.head == "ec26c3e57ca3a959ca5aad62de7213c562f8c821"
    assert pull.merge == (said["merge_commit_sha"] if merged else None)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b'{"pull_request": {"number": 1}}',
        b'{"repository": {"id": 1, "full_name": "a/b"}}',
        b'{"repository": {"id": 1, "full_name": "a/b/../c"}, "pull_request": {"number": 1}}',
        b'{"repository": {"id": 1, "full_name": "a/b"}, "pull_request": {"number": "1"}}',
        b'{"repository": {"id": 1, "full_name": "a/b"}, "before": "HEAD", "after": "--all"}',
        b"[" * 100_000,
    ],
)
def test_an_event_that_is_none_is_refused(text: bytes) -> None:
    with pytest.raises(Unable) as refused:
        read_event(text)

    assert refused.value.code == "COP426"


def test_the_command_takes_an_event_and_asks_the_forge(box: Box, tmp_path: Path) -> None:
    box.registry["recorders"] = [{"key": SecretKey("recorder").line}]
    box.person("p-mai")["forge"] = {"github": 2001}
    box.write_registry()
    box.commit("Recorder", by="p-adm")
    forge = ForgeBox(box)
    forge.write().commit().push().review("bob").review("ann").dismiss().merge()
    event = payload("pull_request_review.dismissed")
    event["repository"]["full_name"] = NAME
    event["pull_request"]["number"] = 42
    place = tmp_path / "event.json"
    place.write_text(json.dumps(event), encoding="utf-8")

    with serving(forge) as served:
        done = cop(
            box.root,
            *(
                "review",
                "import",
                "--event",
                place,
                "--repository",
                NAME,
                "--key",
                SecretKey("recorder").save(tmp_path),
            ),
            *("--no-fetch", "--lang", "en"),
            env={"GITHUB_API_URL": served.address, "GITHUB_TOKEN": "t"},
        )

    assert done.status == 0 and done.out.split() == ["reviews/knowledge/x/pull-42-review-9001.md"]
    assert "COP412" in done.err and "1 counted, of 1 pull request(s)" in done.err
    assert (box.root / "reviews/knowledge/x/pull-42-review-9001.md").exists()
