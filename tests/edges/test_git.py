"""Reads odd histories of real repositories as they are, whatever the machine and the repository's settings say."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cop_build.core.findings import Unable
from cop_build.core.history import Change, Commit, Facts
from cop_build.core.line import trace
from cop_build.core.model import AssetId
from cop_build.edges.git import Repository
from tests.community_box import Box

X = "drafts/knowledge/x"


def facts_of(box: Box) -> Facts:
    return Repository.at(box.root).facts()


def commit_of(facts: Facts, oid: str) -> Commit:
    return next(commit for commit in facts.commits if commit.oid == oid)


def changed(commit: Commit) -> dict[str, int | None]:
    return {change.path: change.entry.mode if change.entry else None for change in commit.changes}


def test_a_linear_history_is_read_as_it_was_made(box: Box) -> None:
    box.put(f"{X}/index.md", "one")
    first = box.commit("Write\n\nWith a body: and more\n", by="p-mai", committer="p-nok", co_authors=["p-ann"])
    box.remove(f"{X}/index.md")
    second = box.commit("Remove", by="p-ann")

    facts = facts_of(box)

    assert facts.head == second == facts.commits[0].oid
    written, removed = commit_of(facts, first), commit_of(facts, second)
    assert (written.author, written.committer) == ("mai@example.org", "nok@example.org")
    assert "Co-authored-by: Somebody <ann@example.org>" in written.message
    assert changed(written) == {f"{X}/index.md": 0o100644}
    assert changed(removed) == {f"{X}/index.md": None}
    assert removed.parents == (first,)
    assert set(facts.tree) == {"community.yml"}


@pytest.mark.parametrize(
    "message",
    [
        "",
        "\n",
        ":100644 100644 a b M",
        "\n:000000 100644 x y A\n",
        "-- \n---\n",
        "0" * 40,
        "ข้อความ\n\nไทย",
        "\t \n",
        "a\r\nb",
    ],
    ids=ascii,
)
def test_odd_messages_do_not_shift_what_follows(box: Box, message: str) -> None:
    box.put(f"{X}/index.md", "one")
    first = box.commit(message)
    second = box.commit(message)
    box.put(f"{X}/index.md", "two")
    third = box.commit(message)

    facts = facts_of(box)

    assert [commit.oid for commit in facts.commits[:3]] == [third, second, first]
    assert [len(commit.changes) for commit in facts.commits[:3]] == [1, 0, 1]
    assert commit_of(facts, first).message.rstrip() == message.rstrip()


@pytest.mark.parametrize(
    "name", ["เรื่อง.csv", "a b.csv", 'quote".csv', "tab\t.csv", "new\nline.csv", "\\back.csv", ":colon.csv", "-x.csv"]
)
def test_odd_names_are_read_as_they_are(box: Box, name: str) -> None:
    box.put(f"{X}/{name}", "1")
    oid = box.commit()

    facts = facts_of(box)

    assert changed(commit_of(facts, oid)) == {f"{X}/{name}": 0o100644}
    assert f"{X}/{name}" in facts.tree


def test_a_name_that_is_no_text_is_kept_byte_for_byte(box: Box) -> None:
    box.put(X + "/" + os.fsdecode(b"\xff\xfe\n.csv"), "1")
    box.commit()

    facts = facts_of(box)

    (name,) = [path for path in facts.tree if path.startswith(X)]
    assert os.fsencode(name) == os.fsencode(X) + b"/\xff\xfe\n.csv"
    assert trace(facts).contents[AssetId("knowledge/x")]


def test_a_commit_without_addresses_is_read(box: Box) -> None:
    box.put(f"{X}/index.md", "one")
    oid = box.commit(by="")

    assert commit_of(facts_of(box), oid).author == ""
    assert trace(facts_of(box)).edits[AssetId("knowledge/x")][0].addresses == {""}


def test_a_plain_merge_changes_nothing_itself_and_brings_what_the_branch_held(box: Box) -> None:
    box.branch("side")
    box.put(f"{X}/index.md", "one")
    oid = box.commit(by="p-ann")
    box.switch()
    box.put("README.md", "x")
    box.commit()
    merge = box.merge("side")

    facts = facts_of(box)
    traced = trace(facts)

    assert commit_of(facts, merge).changes == ()
    assert [change.path for change in facts.merged[commit_of(facts, merge).oid]] == [f"{X}/index.md"]
    assert [point.oid for point in traced.line][-1] == merge and oid not in [point.oid for point in traced.line]
    (edit,) = traced.edits[AssetId("knowledge/x")]
    assert edit.position == len(traced.line) - 1 and edit.addresses == {"ann@example.org"}


def test_an_octopus_merge_is_read_as_one(box: Box) -> None:
    for name in ("a", "b", "c"):
        box.branch(name, "main")
        box.put(f"drafts/knowledge/{name}/index.md", name)
        box.commit(by="p-ann")
    box.switch()
    box.commit("Meanwhile")
    merge = box.merge("a", "b", "c")

    facts = facts_of(box)

    commit = commit_of(facts, merge)
    assert len(commit.parents) == 4 and commit.changes == ()
    assert len(facts.merged[commit.oid]) == 3
    assert len(trace(facts).contents) == 3


def test_what_a_merge_itself_changes_is_its_own(box: Box) -> None:
    box.put(f"{X}/index.md", "one\n")
    box.commit()
    box.branch("side")
    box.put(f"{X}/index.md", "two\n")
    box.commit()
    box.switch()
    box.put("README.md", "x")
    box.commit()
    box.merge_unfinished("side")
    box.put(f"{X}/index.md", "evil\n")
    box.put(f"{X}/extra.csv", "evil\n")
    merge = box.commit("Merge", by="p-ann")

    assert changed(commit_of(facts_of(box), merge)) == {f"{X}/index.md": 0o100644, f"{X}/extra.csv": 0o100644}


def test_a_merge_that_removes_what_both_sides_held_is_its_authors_change(box: Box) -> None:
    box.put(f"{X}/index.md", "one\n")
    box.commit()
    box.branch("side")
    box.commit()
    box.switch()
    box.commit()
    box.merge_unfinished("side")
    box.remove(f"{X}/index.md")
    merge = box.commit("Merge", by="p-ann")

    assert changed(commit_of(facts_of(box), merge)) == {f"{X}/index.md": None}


def test_a_file_that_becomes_a_folder_and_a_link_are_read(box: Box) -> None:
    box.put("drafts/knowledge/x", "a file")
    box.commit()
    (box.root / "drafts/knowledge/x").unlink()
    box.put(f"{X}/index.md", "one")
    (box.root / f"{X}/link").symlink_to("index.md")
    oid = box.commit()

    assert changed(commit_of(facts_of(box), oid)) == {
        "drafts/knowledge/x": None,
        f"{X}/index.md": 0o100644,
        f"{X}/link": 0o120000,
    }


def test_two_histories_that_were_joined_have_two_beginnings(box: Box) -> None:
    box.git("checkout", "-q", "--orphan", "apart")
    box.git("rm", "-rqf", ".")
    box.put(f"{X}/index.md", "one")
    box.commit()
    box.switch()
    box.git("merge", "-q", "--no-edit", "--allow-unrelated-histories", "apart")

    facts = facts_of(box)

    assert sum(not commit.parents for commit in facts.commits) == 2
    assert len(trace(facts).line) == 2


def test_a_detached_head_and_a_subfolder_are_read(box: Box) -> None:
    box.put(f"{X}/index.md", "one")
    box.commit()
    box.git("checkout", "-q", "--detach")

    assert Repository.at(box.root / X).facts().head == box.head


def test_a_repository_of_sha256_is_read(tmp_path: Path) -> None:
    box = Box(tmp_path / "long")
    box.root.mkdir()
    box.git("init", "-q", "-b", "main", "--template=", "--object-format=sha256")
    box.write_registry()
    box.commit()
    box.publish("knowledge/x")

    assert len(box.head) == 64 and box.is_public("knowledge/x")


SETTINGS = [
    ("log.showSignature", "true"), ("log.showRoot", "false"), ("log.mailmap", "true"), ("log.follow", "true"),
    ("log.decorate", "full"), ("log.date", "relative"), ("log.abbrevCommit", "true"), ("log.diffMerges", "separate"),
    ("format.pretty", "fuller"), ("format.notes", "true"), ("diff.renames", "copies"), ("diff.relative", "true"),
    ("diff.noprefix", "true"), ("diff.ignoreSubmodules", "all"), ("diff.external", "false"), ("diff.orderFile",
    "order"),
    ("diff.submodule", "log"), ("diff.wordRegex", "."), ("diff.algorithm", "patience"), ("diff.stat", "1"),
    ("core.quotePath", "true"), ("core.abbrev", "4"), ("core.pager", "false"), ("core.precomposeUnicode", "true"),
    ("core.attributesFile", "attributes"), ("core.ignoreCase", "true"), ("core.symlinks", "false"),
    ("core.fileMode", "false"), ("color.ui", "always"), ("i18n.logOutputEncoding", "UTF-16"), ("submodule.recurse",
    "true"),
    ("status.relativePaths", "true"), ("pager.log", "true"), ("core.fsmonitor", "touch fsmonitor-ran; false"),
    ("gpg.program", "false"), ("diff.mnemonicPrefix", "true"), ("core.commitGraph", "false"),
]  # fmt: skip


@pytest.fixture
def varied(box: Box) -> Box:
    """Return a repository with a merge, a rename, Thai names and an odd message."""
    box.put(f"{X}/เรื่อง.csv", "a\n" * 50)
    box.put(".mailmap", "Mai <mai@example.org> <ann@example.org>\n")
    box.commit("one", by="p-ann")
    box.branch("side")
    box.git("mv", f"{X}/เรื่อง.csv", f"{X}/ใหม่.csv")
    box.commit("two", by="p-ann")
    box.switch()
    box.put("README.md", "x")
    box.commit(":three")
    box.merge("side")
    (box.root / "order").write_text("*.csv\n")
    return box


@pytest.mark.parametrize(("name", "value"), SETTINGS, ids=[name for name, _ in SETTINGS])
def test_no_setting_of_the_repository_changes_what_is_read(varied: Box, name: str, value: str) -> None:
    before = facts_of(varied)

    varied.git("config", name, value)
    after = facts_of(varied)

    def unordered(changes: tuple[Change, ...]) -> set[Change]:
        return set(changes)

    assert after.head == before.head and after.tree == before.tree and after.blobs == before.blobs
    assert [(c.oid, c.parents, c.author, c.message, unordered(c.changes)) for c in after.commits] == [
        (c.oid, c.parents, c.author, c.message, unordered(c.changes)) for c in before.commits
    ]
    assert {oid: unordered(changes) for oid, changes in after.merged.items()} == {
        oid: unordered(changes) for oid, changes in before.merged.items()
    }
    assert not list(varied.root.glob("fsmonitor-ran"))


def test_notes_and_hooks_of_the_repository_are_not_run_or_read(varied: Box) -> None:
    before = facts_of(varied)
    varied.git("notes", "add", "-m", "a note", "HEAD")
    hook = varied.put(".git/hooks/post-index-change", "#!/bin/sh\ntouch hook-ran\n")
    hook.chmod(0o755)

    assert facts_of(varied).commits == before.commits
    assert Repository.at(varied.root).uncommitted() == 0
    assert not (varied.root / "hook-ran").exists()


# -- refusals --------------------------------------------------------------------------------------------------------


def no_repository(folder: Path) -> Path:
    return folder


def no_commit(folder: Path) -> Path:
    return Box.empty(folder / "empty").root


def bare(folder: Path) -> Path:
    box = Box.at(folder / "box")
    box.git("clone", "-q", "--bare", ".", str(folder / "bare"))
    return folder / "bare"


@pytest.mark.parametrize(("build", "code"), [(no_repository, "COP901"), (no_commit, "COP902"), (bare, "COP901")])
def test_what_is_no_repository_with_a_commit_gives_no_answer(
    build: Callable[[Path], Path], code: str, tmp_path: Path
) -> None:
    place = build(tmp_path)

    with pytest.raises(Unable) as refusal:
        Repository.at(place).facts()

    assert refusal.value.code == code


@pytest.mark.parametrize("revision", ["nothing", "-h", "--all", "HEAD~99", "HEAD:community.yml", "", "\n"])
def test_a_revision_that_is_no_commit_gives_no_answer(box: Box, revision: str) -> None:
    with pytest.raises(Unable) as refusal:
        Repository.at(box.root).facts(revision)

    assert refusal.value.code == "COP905"


# -- how often git is called -----------------------------------------------------------------------------------------


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count the processes that are started, by what they are asked to do."""
    started: list[str] = []
    original = subprocess.Popen.__init__

    def counting(self: Any, args: Any, *rest: Any, **more: Any) -> None:
        words = [str(word) for word in args]
        started.append(next((word for word in words[1:] if word in _COMMANDS), words[0]))
        original(self, args, *rest, **more)

    monkeypatch.setattr(subprocess.Popen, "__init__", counting)
    yield started


_COMMANDS = {"log", "ls-tree", "cat-file", "rev-parse", "status", "config", "show", "diff-tree", "version"}


def test_reading_starts_the_same_few_processes_however_much_there_is(varied: Box, calls: list[str]) -> None:
    facts_of(varied)
    few = sorted(calls)
    for number in range(30):
        varied.put(f"drafts/knowledge/n{number}/index.md", f"{number}\n")
        varied.put(f"drafts/knowledge/n{number}/a.csv", f"{number}\n")
        if number % 3 == 0:
            varied.commit()
    varied.commit()
    calls.clear()

    facts = facts_of(varied)

    assert len(facts.blobs) > 30
    assert sorted(calls) == few
    assert calls.count("cat-file") == 1 and calls.count("ls-tree") == 1 and calls.count("log") <= 2
