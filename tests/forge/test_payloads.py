"""What GitHub really sends is understood, and what nobody sends is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any  # JSON

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.findings import Unable
from cop_build.core.parse.answers import as_list
from cop_build.core.parse.github import read_pull
from cop_build.core.parse.github_work import read_event
from cop_build.core.pulls import Opinion, Review
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


_JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["0" * 40, "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "Z", "2026-02-30T00:00:00Z", "APPROVED"]
    ),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return everything that a forge tells of a pull request with a little of each."""
    forge = ForgeBox(Box.at(tmp_path_factory.mktemp("answers") / "box"), page_size=100)
    forge.write().commit().push().review("ann").dismiss().amend("Call 1669 now.\n").force_push().review("bob").merge()
    pull = f"/repos/{NAME}/pulls/42"
    return {
        "pull": forge.answer(pull),
        "reviews": forge.answer(f"{pull}/reviews"),
        "timeline": forge.answer(f"/repos/{NAME}/issues/42/timeline"),
        "commits": forge.answer(f"{pull}/commits"),
        "activities": forge.answer(f"/repos/{NAME}/activity?ref=refs/heads/topic"),
    }


@given(data=st.data())
def test_a_bent_answer_is_understood_or_refused_whole(answers: dict[str, Any], data: st.DataObject) -> None:
    bent = json.loads(json.dumps(answers))
    held: Any = bent  # Any: JSON
    name: Any = data.draw(st.sampled_from(sorted(bent)))
    while isinstance(held[name], dict | list) and held[name] and data.draw(st.integers(0, 4)):
        held = held[name]
        name = data.draw(st.sampled_from(sorted(held) if isinstance(held, dict) else list(range(len(held)))))
    held[name] = data.draw(_JUNK)

    try:
        pull = read_pull(
            bent["pull"],
            reviews=as_list(bent["reviews"]),
            timeline=as_list(bent["timeline"]),
            commits=as_list(bent["commits"]),
            activities=as_list(bent["activities"]),
        )
    except Unable as refused:
        assert refused.code == "COP426"
    else:
        approved = {said["id"] for said in bent["reviews"] if said["state"] == "APPROVED"}
        assert {review.id for review in pull.reviews if review.opinion is Opinion.APPROVE} <= approved
        assert bent["reviews"] != answers["reviews"] or len(pull.reviews) == len(answers["reviews"])


def understood(answers: dict[str, Any], **changed: object) -> tuple[Review, ...]:
    """Return how the newest review is understood if it were told with other values."""
    told = {key: value for key, value in {**answers["reviews"][-1], **changed}.items() if value is not ...}
    rest = {key: answers[key] for key in ("timeline", "commits", "activities")}
    return read_pull(answers["pull"], reviews=[told], **rest).reviews


@pytest.mark.parametrize("kind", ["Bot", "Organization", "Mannequin", "anything"])
def test_who_is_no_user_is_no_person(answers: dict[str, Any], kind: str) -> None:
    (as_told,) = understood(answers)
    (review,) = understood(answers, user={**answers["reviews"][-1]["user"], "type": kind})

    assert review.account.is_bot and not as_told.account.is_bot


def test_a_review_that_was_not_handed_in_is_none(answers: dict[str, Any]) -> None:
    assert understood(answers, state="PENDING", submitted_at=...) == ()
    with pytest.raises(Unable):
        understood(answers, state="APPROVED", submitted_at=...)
