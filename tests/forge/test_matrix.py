"""Every order of events on a pull request, from the forge's answers to the public site. Source: manual/trust.md §2."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from cop_build.app import recording
from cop_build.app.judging import judge
from cop_build.core.findings import Unable
from tests.community_box import AS_OF, ENVIRONMENT, Box
from tests.forge.box import ForgeBox, X
from tests.forge.matrix import COUNTED, MATRIX, OTHER, Row
from tests.forge.server import serving
from tests.pulls_kit import NAME
from tests.ssh_keys import SecretKey


@pytest.fixture
def forge(tmp_path: Path) -> ForgeBox:
    """Return a community with a recorder, whose people have accounts."""

    def change(registry: dict[str, list[object]]) -> None:
        registry["recorders"] = [{"key": SecretKey("recorder").line}]

    box = Box.at(tmp_path / "origin", change=change)
    box.person("p-fin")["forge"] = {"github": 1003}
    box.write_registry()
    box.commit("Accounts", by="p-adm")
    return ForgeBox(box)


def imported(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch, *, key: bool = True) -> recording.Imported:
    """Import the pull request's reviews in the forge's own repository."""
    secret = SecretKey("recorder").save(forge.box.root.parent) if key else None
    with serving(forge) as served:
        monkeypatch.setenv("GITHUB_API_URL", served.address)
        return recording.import_reviews(forge.box.root, repository=NAME, numbers=[42], key=secret, fetch=False)


def outcome(forge: ForgeBox, done: recording.Imported, asset: str = X) -> Sequence[str]:
    """Return what became of each review, oldest first."""
    (pull,) = done.pulls
    said: dict[int, str] = {}
    for review in forge.reviews:
        if any(path == f"reviews/{asset}/pull-42-review-{review.id}.md" for path in pull.paths):
            said[review.id] = COUNTED
        for finding in pull.findings:
            about = f"review {review.id}" in finding.detail.en or str(review.id) in finding.path
            if about and (asset in finding.detail.en or asset in finding.path or "(" not in finding.detail.en):
                said[review.id] = finding.code
    return tuple(said.get(review.id, "?") for review in forge.reviews)


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.name)
def test_every_review_is_counted_or_it_is_said_why_not(
    row: Row, forge: ForgeBox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row.steps(forge)

    done = imported(forge, monkeypatch)

    assert outcome(forge, done) == row.reviews
    forge.box.commit("Record", by="p-his")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(forge.box.root), str(clone)], env=ENVIRONMENT, check=True)
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    public = {approved.version.asset for approved in judge(clone, as_of=AS_OF).judgement.public}
    assert (X in public) is row.is_public
    assert OTHER not in public


def test_where_policy_lets_strangers_edit_they_may_push(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.box.registry["policy"]["unregistered_authors"] = "warn"
    forge.box.write_registry()
    forge.box.commit("Policy", by="p-adm")
    forge.write().commit().push("stranger").review("ann").merge()

    assert outcome(forge, imported(forge, monkeypatch)) == (COUNTED,)


def test_what_is_on_record_is_not_recorded_again(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann").merge()
    imported(forge, monkeypatch)
    forge.box.commit("Record", by="p-his")

    (again,) = imported(forge, monkeypatch).pulls

    assert again.paths == () and again.findings == ()


def test_without_a_key_nothing_is_written(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann").merge()

    (pull,) = imported(forge, monkeypatch, key=False).pulls

    assert pull.paths == (f"reviews/{X}/pull-42-review-9001.md",)
    assert not (forge.box.root / "reviews").exists()


def test_a_pull_request_that_is_open_counts_for_nothing(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann").box.switch("main")

    (pull,) = imported(forge, monkeypatch).pulls

    assert pull.paths == () and {finding.code for finding in pull.findings} == {"COP411"}


@pytest.mark.parametrize("path", ["community.yml", "mkdocs.yml", ".github/workflows/check.yml", "cop_build/gate.py"])
def test_a_pull_request_that_mixes_counts_for_nothing(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    forge.write()
    place = forge.box.root / path
    forge.box.put(path, (place.read_text(encoding="utf-8") if place.exists() else "") + "# changed\n")
    forge.commit().push().review("ann").merge()

    (pull,) = imported(forge, monkeypatch).pulls

    assert pull.paths == () and {"COP423", "COP931"} <= {finding.code for finding in pull.findings}


def test_a_pull_request_that_removes_a_record_counts_for_nothing(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.box.write("knowledge/steady")
    forge.box.commit("Write", by="p-mai")
    record = forge.box.approve("knowledge/steady")
    forge.write().box.remove(record)
    forge.commit().push().review("ann").merge()

    (pull,) = imported(forge, monkeypatch).pulls

    assert pull.paths == () and {"COP423", "COP932"} <= {finding.code for finding in pull.findings}


def test_a_review_decides_on_what_the_pull_request_changes_and_its_reviewer_may(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.box.write("knowledge/untouched")
    forge.box.commit("Before", by="p-mai")
    forge.write().write(asset="knowledge/money", topics=["finance"]).commit().push().review("ann").review("fin").merge()

    (pull,) = imported(forge, monkeypatch).pulls

    assert set(pull.paths) == {
        f"reviews/{X}/pull-42-review-9001.md",
        "reviews/knowledge/money/pull-42-review-9002.md",
    }


def test_a_quorum_of_two_needs_two_people(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.box.registry["policy"]["quorum"] = 2
    forge.box.write_registry()
    forge.box.commit("Quorum", by="p-adm")
    forge.write().commit().push().review("ann").review("ann").merge()
    imported(forge, monkeypatch)
    forge.box.commit("Record", by="p-his")
    assert not forge.box.is_public(X)

    forge.review("bob")
    imported(forge, monkeypatch)
    forge.box.commit("Record", by="p-his")

    assert forge.box.is_public(X)


def test_an_expert_appointed_after_the_merge_does_not_count(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().merge()
    forge.box.person("p-nok").update(roles=["expert"], topics=["ucep"])
    forge.box.write_registry()
    forge.box.commit("Appoint", by="p-adm")
    forge.review("nok")

    done = imported(forge, monkeypatch)

    assert outcome(forge, done) == ("COP303",)


def test_an_event_says_where_to_look_and_proves_nothing(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    forge.write().commit().push().merge()
    payloads = Path(__file__).parent / "payloads"
    for name in ("pull_request.closed", "pull_request_review.submitted"):
        event = json.loads((payloads / f"{name}.json").read_bytes())
        event["repository"]["full_name"] = NAME
        event["pull_request"]["number"] = 42
        with serving(forge) as served:
            monkeypatch.setenv("GITHUB_API_URL", served.address)
            done = recording.import_reviews(
                forge.box.root, repository=NAME, event=json.dumps(event).encode(), key=None, fetch=False
            )
        assert [pull.number for pull in done.pulls] == [42] and done.pulls[0].paths == ()


def test_a_push_names_the_pull_requests_that_it_merged(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    before = forge.box.head
    forge.write().commit().push().review("ann").merge()
    event = json.loads((Path(__file__).parent / "payloads" / "push.json").read_bytes())
    event.update(before=before, after=forge.box.head, repository={**event["repository"], "full_name": NAME})

    with serving(forge) as served:
        monkeypatch.setenv("GITHUB_API_URL", served.address)
        done = recording.import_reviews(
            forge.box.root, repository=NAME, event=json.dumps(event).encode(), key=None, fetch=False
        )

    assert [len(pull.paths) for pull in done.pulls] == [1]


def test_another_repositorys_event_is_refused(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    event = (Path(__file__).parent / "payloads" / "pull_request.closed.json").read_bytes()

    with serving(forge) as served, pytest.raises(Unable) as refused:
        monkeypatch.setenv("GITHUB_API_URL", served.address)
        recording.import_reviews(forge.box.root, repository=NAME, event=event, key=None)

    assert refused.value.code == "COP426"
