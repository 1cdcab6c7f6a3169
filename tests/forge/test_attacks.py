"""Pull requests that are made to deceive, and honest ones that look like them. Source: manual/trust.md §3."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any  # the registry is JSON that tests bend as they like

import pytest

from cop_build.app.recording import Recorded, import_reviews
from cop_build.core.findings import Unable
from tests.community_box import Box
from tests.forge.box import ForgeBox, X
from tests.forge.server import Mood, serving
from tests.pulls_kit import NAME
from tests.ssh_keys import SecretKey


@pytest.fixture
def forge(tmp_path: Path) -> ForgeBox:
    """Return a community with a recorder, whose people have accounts."""

    def change(registry: dict[str, Any]) -> None:
        registry["recorders"] = [{"key": SecretKey("recorder").line}]
        accounts = {"p-ann": 1001, "p-bob": 1002, "p-fin": 1003, "p-mai": 2001, "p-nok": 2002}
        for person in registry["people"]:
            if person["id"] in accounts:
                person["forge"] = {"github": accounts[person["id"]]}

    return ForgeBox(Box.at(tmp_path / "origin", change=change))


def recorded(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> Recorded:
    """Import the reviews, and commit what was written."""
    key = SecretKey("recorder").save(forge.box.root.parent)
    with serving(forge) as served:
        monkeypatch.setenv("GITHUB_API_URL", served.address)
        (done,) = import_reviews(forge.box.root, repository=NAME, numbers=[42], key=key, fetch=False).pulls
    forge.box.commit("Record", by="p-his")
    return done


def codes(done: Recorded) -> Sequence[str]:
    return sorted({finding.code for finding in done.findings})


def appoint(forge: ForgeBox, **office: object) -> None:
    forge.box.person("p-nok").update(office)
    forge.box.write_registry()


@pytest.mark.parametrize("how", ["rebase", "squash"])
def test_an_expert_for_the_length_of_a_branch_decides_nothing(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    forge.box.branch("topic")
    appoint(forge, roles=["expert"], topics=["ucep"])
    forge.commit().write("Wait and see.\n").commit()
    appoint(forge, roles=["member"], topics=[])
    forge.commit().push().review("nok").merge(how)

    done = recorded(forge, monkeypatch)

    assert done.paths == () and "COP423" in codes(done)
    assert not forge.box.is_public(X)


def test_a_branch_behind_a_changed_registry_mixes_nothing(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann").box.switch("main")
    appoint(forge, roles=["member", "historian"])
    forge.box.commit("Meanwhile", by="p-adm")
    forge.merge("rebase")

    done = recorded(forge, monkeypatch)

    assert codes(done) == [] and forge.box.is_public(X)


def test_who_approves_that_a_record_is_filed_has_not_approved_its_asset(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.box.registry["policy"]["quorum"] = 2
    forge.box.write_registry()
    forge.box.write(X)
    forge.box.commit("Write", by="p-mai")
    record = forge.box.sign(X, by="p-ann")
    forge.box.branch("topic")
    forge.box.file(record, X)
    forge.commit("mai").push().review("bob").merge()

    done = recorded(forge, monkeypatch)

    assert done.paths == ()
    assert not forge.box.is_public(X)


def test_what_becomes_of_the_branch_after_the_merge_changes_nothing(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.write().commit().push().review("ann").merge()
    forge.reuses_the_branch()

    done = recorded(forge, monkeypatch)

    assert len(done.paths) == 1 and codes(done) == []


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_an_expert_who_wrote_under_a_members_name_is_found_by_the_account(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    forge.write().commit("mai").push("mai").write("Call 1669 now.\n").commit("mai").push("ann")
    forge.review("ann").merge(how)

    done = recorded(forge, monkeypatch)

    assert codes(done) == ["COP422"] and not forge.box.is_public(X)


def test_an_expert_whose_pull_request_it_is_does_not_approve_it(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.opened_by = "ann"
    forge.write().commit("mai").push("mai").review("ann").merge()

    assert codes(recorded(forge, monkeypatch)) == ["COP422"] and not forge.box.is_public(X)


def test_what_was_merged_to_another_branch_is_not_merged(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann")
    forge.box.switch("main")
    forge.box.branch("elsewhere")
    forge.merged = forge.box.merge("topic", by="p-nok", committer="noreply@github.com")
    forge.box.switch("main")

    done = recorded(forge, monkeypatch)

    assert done.paths == () and codes(done) == ["COP411"] and not forge.box.is_public(X)


def test_a_changed_record_makes_a_pull_request_count_for_nothing(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.box.write("knowledge/steady")
    forge.box.commit("Write", by="p-mai")
    record = forge.box.approve("knowledge/steady")
    forge.write()
    forge.box.put(record, (forge.box.root / record).read_text(encoding="utf-8") + "One word more.\n")
    forge.commit().push().review("ann").merge()

    done = recorded(forge, monkeypatch)

    assert done.paths == () and codes(done) == ["COP423", "COP932"]


def test_a_file_in_a_records_place_keeps_no_record_out(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann").review("bob")
    forge.box.put(f"reviews/{X}/pull-42-review-9001.md", "Nothing.\n")
    forge.box.put(f"reviews/{X}/pull-42-review-9001-2.md", "Nothing either.\n")
    forge.commit().push().merge()

    done = recorded(forge, monkeypatch)

    assert done.paths == (f"reviews/{X}/pull-42-review-9001-3.md", f"reviews/{X}/pull-42-review-9002.md")
    assert forge.box.is_public(X)


def test_a_pull_request_that_is_named_twice_is_looked_at_once(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann").merge()
    key = SecretKey("recorder").save(forge.box.root.parent)
    with serving(forge) as served:
        monkeypatch.setenv("GITHUB_API_URL", served.address)
        done = import_reviews(forge.box.root, repository=NAME, numbers=[42, 42], key=key, fetch=False)

    assert [pull.number for pull in done.pulls] == [42]


@pytest.mark.parametrize(
    ("code", "recorders"),
    [
        ("COP405", [{"key": SecretKey("another").line}]),
        ("COP406", [{"key": SecretKey("recorder").line, "retired": True}]),
        ("COP407", [{"key": SecretKey("recorder").line, "compromised": True}]),
        ("COP409", []),
    ],
)
def test_a_key_of_no_recorder_writes_nothing(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch, code: str, recorders: list[object]
) -> None:
    forge.box.registry["recorders"] = recorders
    forge.box.write_registry()
    forge.box.commit("Recorders", by="p-adm")
    forge.write().commit().push().review("ann").merge()

    with pytest.raises(Unable) as refused:
        recorded(forge, monkeypatch)

    assert refused.value.code == code and "recorder" in refused.value.detail.en
    assert not (forge.box.root / "reviews").exists()


def test_a_review_of_another_repository_with_the_same_number_is_another(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.write().commit().push().review("ann").merge()
    assert forge.merged is not None
    elsewhere = forge.box.attest(X, by="p-ann", user=1001, merge=forge.merged, facts={"repository": 78})
    forge.box.file(elsewhere, X)
    forge.box.commit("Record", by="p-his")

    assert recorded(forge, monkeypatch).paths == (f"reviews/{X}/pull-42-review-9001.md",)


def test_a_push_after_the_merge_names_no_pull_request(forge: ForgeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.write().commit().push().review("ann").merge()
    forge.box.put("README.md", "Later")
    after = forge.box.commit("Later", by="p-adm")
    pushed = {"repository": {"id": 77, "full_name": NAME}, "before": forge.merged, "after": after}
    with serving(forge) as served:
        monkeypatch.setenv("GITHUB_API_URL", served.address)
        done = import_reviews(forge.box.root, repository=NAME, event=json.dumps(pushed).encode(), key=None, fetch=False)

    assert done.pulls == ()


def test_what_is_said_to_be_merged_where_the_history_begins_is_not(
    forge: ForgeBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge.write().commit().push().review("ann").merge()
    root = forge.box.git("rev-list", "--max-parents=0", "HEAD")
    told = forge.answer(f"/repos/{NAME}/pulls/42")
    assert isinstance(told, dict)
    bent = {"/pulls/42": json.dumps({**told, "merge_commit_sha": root}).encode()}
    with serving(forge, Mood(bend=bent)) as served:
        monkeypatch.setenv("GITHUB_API_URL", served.address)
        (done,) = import_reviews(forge.box.root, repository=NAME, numbers=[42], key=None, fetch=False).pulls

    assert done.paths == () and codes(done) == ["COP411"]
