"""Exit statuses, formats and bad input of every command. Source: manual/architecture.md, "Commands"."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import DAY, cop
from tests.community_box import Box

X = "knowledge/x"
LATIN_ERROR = re.compile(r"^cop: COP\d{3}: ", re.MULTILINE)
READERS = (["check"], ["status"], ["explain", X], ["review", "queue"], ["review", "diff", X], ["stage"], ["build"])


@pytest.fixture
def living(box: Box) -> Box:
    """Return a community with one public asset, one that waits and one that cannot be published."""
    box.publish(X)
    box.write("knowledge/waits")
    box.write("knowledge/bad", body="โทร <b>1669</b>\n")
    box.commit("Write", by="p-mai")
    return box


def not_a_repository(box: Box) -> Path:
    folder = box.root.parent / "plain"
    folder.mkdir()
    return folder


def an_empty_repository(box: Box) -> Path:
    return Box.empty(box.root.parent / "empty").root


def a_shallow_clone(box: Box) -> Path:
    folder = box.root.parent / "shallow"
    box.git("clone", "-q", "--depth=1", f"file://{box.root}", str(folder))
    return folder


def a_broken_registry(box: Box) -> Path:
    box.put("community.yml", "people: [\n")
    box.commit("Break", by="p-adm")
    return box.root


def no_registry(box: Box) -> Path:
    box.remove("community.yml")
    box.commit("Lose", by="p-adm")
    return box.root


def a_bare_repository(box: Box) -> Path:
    folder = box.root.parent / "bare.git"
    box.git("clone", "-q", "--bare", str(box.root), str(folder))
    return folder


@pytest.mark.parametrize(
    "broken",
    [not_a_repository, an_empty_repository, a_shallow_clone, a_broken_registry, no_registry, a_bare_repository],
    ids=lambda broken: broken.__name__,
)
@pytest.mark.parametrize("arguments", READERS, ids=" ".join)
def test_where_no_answer_can_be_given_a_clear_line_says_why(
    living: Box, broken: Callable[[Box], Path], arguments: list[str]
) -> None:
    done = cop(broken(living), *arguments)

    assert (done.status, done.out) == (3, "")
    assert LATIN_ERROR.match(done.err) and 2 <= len(done.err.splitlines()) <= 8
    assert not (living.root / "site").exists()


def test_errors_found_end_check_with_one_and_nothing_else(living: Box) -> None:
    assert cop(living.root, "check").status == 1
    assert cop(living.root, "check", X).status == 0
    for arguments in (["status"], ["stage", "--as-of", DAY], ["explain", X], ["review", "queue"]):
        assert cop(living.root, *arguments).status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check", "--rev"],
        ["status", "--format", "xml"],
        ["status", "--as-of", "23/11/2569"],
        ["new", "recipe", "x", "--title", "x"],
        ["review", "approve", X],
        ["review", "approve", X, "--as", "p-ann", "--key", "k", "--reason", "x"],
        ["review", "recall", X, "--as", "p-ann", "--key", "k"],
        ["serve", "--port", "99999"],
        ["audit"],
        ["-C", "no-such-folder/at/all", "--colour", "status"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(living: Box, arguments: list[str]) -> None:
    done = cop(living.root, *arguments)

    assert done.status == 2 and "Error: " in done.err and done.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "knowledge/none"],
        ["explain", "knowledge/none"],
        ["explain", "COP999"],
        ["review", "diff", "ไม่มี"],
        ["review", "queue", "--as", "p-nobody"],
        ["review", "approve", X, "--as", "p-nobody", "--key", "k"],
        ["check", "--rev", "v9"],
        ["check", "--rev", "--help"],
        ["new", "knowledge", "หัวข้อ", "--title", "หัวข้อ"],
        ["audit", "no-such-site"],
        ["verify", "no-such-site"],
        ["init", "."],
        ["-C", "no-such-folder", "status"],
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_said_in_both_languages(living: Box, arguments: list[str]) -> None:
    done = cop(living.root, *arguments)

    assert done.status == 3 and re.search("[\u0e00-\u0e7f]", done.err) and done.out == "", done


def test_uncommitted_changes_are_noted_and_not_included(living: Box) -> None:
    living.write(X, body="Call nobody.\n")

    done = cop(living.root, "status", "--as-of", DAY, "--lang", "en")

    assert done.status == 0 and "1 uncommitted change(s) are not included" in done.err
    assert f"● {X}" in done.out


@pytest.mark.parametrize("folder", ["drafts/knowledge", ".git", "."])
def test_a_command_runs_in_any_folder_of_the_repository(living: Box, folder: str) -> None:
    elsewhere = cop(living.root / folder, "status", "--as-of", DAY)

    assert (elsewhere.status, elsewhere.out) == (0, cop(living.root.parent, "-C", "box", "status", "--as-of", DAY).out)


def test_a_detached_head_and_a_linked_work_tree_are_normal(living: Box) -> None:
    expected = cop(living.root, "status", "--as-of", DAY).out
    living.git("checkout", "-q", "--detach")
    living.git("worktree", "add", "-q", str(living.root.parent / "linked"), "main")

    for place in (living.root, living.root.parent / "linked"):
        done = cop(place, "status", "--as-of", DAY)
        assert (done.status, done.out) == (0, expected)


def test_status_as_json_is_as_the_contract_says(living: Box) -> None:
    value = json.loads(cop(living.root, "status", "--format", "json", "--as-of", DAY).out)

    assert set(value) == {"version", "as_of", "commit", "assets", "findings"}
    assert (value["version"], value["as_of"], value["commit"]) == (1, DAY, living.head)
    by_id = {asset["id"]: asset for asset in value["assets"]}
    assert set(by_id[X]) == {
        *("id", "kind", "title", "state", "public", "topics", "digest", "public_digest"),
        *("reviewers", "last_reviewed_on", "review_by", "findings"),
    }
    assert by_id[X] == by_id[X] | {
        "state": "approved",
        "public": True,
        "reviewers": ["p-ann"],
        "last_reviewed_on": "2026-11-01",
        "review_by": "2027-11-01",
        "public_digest": by_id[X]["digest"],
    }
    assert by_id["knowledge/bad"]["state"] == "invalid" and by_id["knowledge/bad"]["digest"]
    finding = by_id["knowledge/bad"]["findings"][0]
    assert set(finding) == {"code", "severity", "path", "line", "message"} and finding["line"] == 8


def test_check_as_json_counts_what_it_found(living: Box) -> None:
    value = json.loads(cop(living.root, "check", "--format", "json", "--as-of", DAY).out)

    assert set(value) == {"version", "findings", "summary"}
    weights = [finding["severity"] for finding in value["findings"]]
    assert value["summary"] == {"errors": weights.count("error"), "warnings": weights.count("warning")}


def test_a_workflow_is_annotated_without_being_asked(living: Box) -> None:
    living.write("knowledge/bad", title="x::error file=evil::%0Aชื่อ", body="โทร <b>1669</b>\n::stop-commands::x\n")
    living.commit("Attack", by="p-mai")

    done = cop(living.root, "check", "--as-of", DAY, env={"GITHUB_ACTIONS": "true"})

    lines = done.out.splitlines()
    assert lines and all(re.match(r"::(error|warning) file=[^:,]+,line=\d+,title=COP\d{3}::", line) for line in lines)


def test_what_stands_in_the_way_of_a_build_is_said(living: Box) -> None:
    living.put("build", "a file where the workshop must be")

    done = cop(living.root, "build", "--as-of", DAY)

    assert done.status == 3 and LATIN_ERROR.match(done.err) and not (living.root / "site").exists()


def test_help_is_quick_and_names_every_command(tmp_path: Path) -> None:
    done = cop(tmp_path, "--help")

    assert done.status == 0
    for name in ("init", "person", "new", "check", "status", "explain", "review", "stage", "build", "serve", "audit"):
        assert re.search(rf"^  {name} ", done.out, re.MULTILINE)
