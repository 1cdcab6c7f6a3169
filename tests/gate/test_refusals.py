"""When no answer can be given, and when the repository lies. Source: manual/trust.md §1, §3.0."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop_build.core.findings import Unable
from cop_build.core.model import State
from tests.community_box import ENVIRONMENT, Box, codes_of
from tests.gate.attacks import NEW, OLD, STEADY, X, rule_the_registry, written
from tests.ssh_keys import SecretKey


def person(registry: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = registry["people"][number]
    return found


UNCLEAR: dict[str, Callable[[dict[str, Any]], object]] = {
    "two people share a key": lambda r: person(r, 1)["keys"].append({"key": SecretKey("p-ann").line}),
    "a recorder shares a person's key": lambda r: r.update(recorders=[{"key": SecretKey("p-ann").line}]),
    "two people share an e-mail": lambda r: person(r, 1)["emails"].append("ann@example.org"),
    "two people share an e-mail in other letters": lambda r: person(r, 1)["emails"].append(" ANN@Example.Org"),
    "two people share a forge account": lambda r: person(r, 1)["forge"].update(github=1001),
    "two people share an id": lambda r: person(r, 1).update(id="p-ann"),
    "an unknown key": lambda r: r.update(approved=True),
    "an unknown role": lambda r: person(r, 1).update(roles=["king"]),
    "an expert on a topic that is not there": lambda r: person(r, 1)["topics"].append("nowhere"),
    "a topic's parent is not there": lambda r: r["topics"][0].update(parent="nowhere"),
    "topics that are each other's parents": lambda r: r["topics"][0].update(parent="ucep"),
    "an RSA key": lambda r: person(r, 1)["keys"].append({"key": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ=="}),
    "a key that is cut short": lambda r: person(r, 1)["keys"].append({"key": SecretKey("cut").line[:-8]}),
    "an e-mail that is a pattern": lambda r: person(r, 1)["emails"].append("*@example.org"),
    "a quorum of nobody": lambda r: r["policy"].update(quorum=0),
    "no evidence at all": lambda r: r["policy"].update(evidence=[]),
    "a year of the Buddhist era": lambda r: person(r, 1).update(until="2570-01-01"),
    "no such time zone": lambda r: r.update(timezone="Asia/Nowhere"),
    "a name that runs backwards": lambda r: person(r, 1)["name"].update(en="Bob\u202e"),
    "another schema": lambda r: r.update(schema="cop-community/2"),
}


@pytest.mark.parametrize("change", UNCLEAR.values(), ids=UNCLEAR)
def test_a_registry_in_doubt_is_no_registry(change: Callable[[dict[str, Any]], object], tmp_path: Path) -> None:
    box = Box.at(tmp_path / "box", change=change)

    with pytest.raises(Unable) as refusal:
        box.judge()

    assert refusal.value.code == "COP202" and refusal.value.findings


def test_a_name_that_runs_backwards_by_an_escape_is_found(box: Box) -> None:
    box.put("community.yml", (box.root / "community.yml").read_text().replace('"Bob"', r'"Bob\u202e"'))
    box.commit("Hide")

    with pytest.raises(Unable):
        box.judge()


@pytest.mark.parametrize("text", [b"", b"\xff", b"[]", b"people: [", b"a: 1\na: 2\n", b"a: &x 1\n", b"- " * 400])
def test_a_registry_that_cannot_be_read_gives_no_answer(box: Box, text: bytes) -> None:
    box.put("community.yml", text)
    box.commit("Break")

    with pytest.raises(Unable) as refusal:
        box.judge()

    assert refusal.value.code == "COP202"


def test_a_commit_without_a_registry_gives_no_answer(box: Box) -> None:
    box.remove("community.yml")
    box.commit("Remove")

    with pytest.raises(Unable) as refusal:
        box.judge()

    assert refusal.value.code == "COP201"


def test_a_registry_that_is_a_link_gives_no_answer(box: Box) -> None:
    (box.root / "community.yml").rename(box.root / "real.yml")
    (box.root / "community.yml").symlink_to("real.yml")
    box.commit("Link")

    with pytest.raises(Unable) as refusal:
        box.judge()

    assert refusal.value.code == "COP201"


def test_a_shallow_clone_gives_no_answer(box: Box, tmp_path: Path) -> None:
    box.publish(X)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", box.root.as_uri(), str(clone)], env=ENVIRONMENT, check=True)

    with pytest.raises(Unable) as refusal:
        Box(clone).judge()

    assert refusal.value.code == "COP903"


def test_a_grafted_history_gives_no_answer(box: Box) -> None:
    box.publish(X)
    place = box.root / ".git/info/grafts"
    place.parent.mkdir(exist_ok=True)
    place.write_text(box.head + "\n")

    with pytest.raises(Unable) as refusal:
        box.judge()

    assert refusal.value.code == "COP904"


def test_a_missing_blob_gives_no_answer(box: Box) -> None:
    box.publish(X)
    oid = box.git("rev-parse", f"HEAD:drafts/{X}/index.md")
    (box.root / ".git/objects" / oid[:2] / oid[2:]).unlink()

    with pytest.raises(Unable) as refusal:
        box.judge()

    assert refusal.value.code == "COP907"


def test_a_replaced_commit_is_seen_as_it_is(box: Box) -> None:
    box.write(X)
    real = box.commit("Write", by="p-ann")
    box.approve(X)
    tree = box.git("rev-parse", f"{real}^{{tree}}")
    parent = box.git("rev-parse", f"{real}^")
    innocent = box.git("commit-tree", tree, "-p", parent, "-m", "Write", env=box._who("p-mai", "p-mai"))
    box.git("replace", real, innocent)

    verdict = box.verdict(X)

    assert verdict.approved is None and "COP302" in codes_of(verdict)


def test_a_replaced_blob_is_seen_as_it_is(box: Box) -> None:
    box.publish(X)
    real = box.git("rev-parse", f"HEAD:drafts/{X}/index.md")
    text = (box.root / f"drafts/{X}/index.md").read_text().replace(OLD, NEW)
    fake = box.git("hash-object", "-w", "--stdin", text=text)
    box.git("replace", real, fake)

    assert box.public_body(X) == OLD


def test_a_work_tree_that_lies_is_not_looked_at(box: Box) -> None:
    box.publish(X)
    box.put(f"drafts/{X}/index.md", "---\ntitle: Other\n---\n\nLies.\n")
    box.put("community.yml", "nothing")
    box.put(".git/info/attributes", "*.md filter=lie ident text eol=crlf\n")
    box.git("config", "filter.lie.smudge", "echo lies")
    box.git("config", "filter.lie.clean", "echo lies")

    assert box.public_body(X) == OLD


def test_attributes_in_the_repository_change_nothing(box: Box) -> None:
    box.put(
        ".gitattributes", "*.md filter=lie diff=lie eol=crlf working-tree-encoding=UTF-16\n*.csv filter=lfs -diff\n"
    )
    box.write(X, files={"list.csv": b"a,b\r\n"})
    box.git(
        "-c", "core.attributesFile=/dev/null", "update-index", "--add", "--cacheinfo", _stored(box, ".gitattributes")
    )
    for name in ("index.md", "list.csv"):
        box.git("update-index", "--add", "--cacheinfo", _stored(box, f"drafts/{X}/{name}"))
    box.git("commit", "-q", "-m", "Write", env=box._who("p-mai", "p-mai"))
    path = box.file(box.sign(X, by="p-ann"), X)
    box.git("update-index", "--add", "--cacheinfo", _stored(box, path))
    box.git("commit", "-q", "-m", "Review", env=box._who("p-his", "p-his"))

    approved = box.verdict(X).approved

    assert approved is not None
    assert [file.size for file in approved.version.files] == [5]


def _stored(box: Box, path: str) -> str:
    oid = box.git("hash-object", "-w", "--no-filters", str(box.root / path))
    return f"100644,{oid},{path}"


def test_the_shells_git_variables_do_not_speak_of_another_repository(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.publish(X)
    other = Box.at(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "log.showSignature")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")

    assert box.is_public(X)
    assert "GIT_DIR" not in os.environ


def test_an_unreadable_registry_in_the_middle_lets_records_of_before_and_after_count(box: Box) -> None:
    box.publish(STEADY, body="Steady.\n")
    box.put("community.yml", "people: [")
    box.commit("Break", by="p-adm")
    rule_the_registry(box, "Mend")
    box.publish(X)

    assert box.is_public(STEADY) and box.is_public(X)


@pytest.mark.parametrize("encoding", ["UTF-16BE", "UTF-16LE", "UTF-7", "TIS-620", "nonsense"])
def test_a_commit_in_another_encoding_hides_nobody_and_stops_nothing(box: Box, encoding: str) -> None:
    box.publish(STEADY, body="Steady.\n")
    for padding in ("", "."):
        box.write(X, body=f"Call 1669{padding}\n")
        box.git("add", "-A")
        box.git(
            *("-c", f"i18n.commitEncoding={encoding}", "commit", "-q", "-m", "Write" + padding),
            env=box._who("p-ann", "p-ann"),
        )
    box.approve(X)

    verdict = box.verdict(X)

    assert verdict.approved is None and "COP302" in codes_of(verdict)
    assert box.is_public(STEADY)


# -- denial: what one person does stops nobody else ------------------------------------------------------------------


def odd_name(box: Box) -> None:
    written(box)
    place = os.fsencode(box.root / f"drafts/{X}") + b"/\xff\xfe.pdf"
    Path(os.fsdecode(place)).write_bytes(b"%PDF-1.7")


def symlink(box: Box) -> None:
    written(box)
    (box.root / f"drafts/{X}/passwd.csv").symlink_to("/etc/passwd")


def index_is_a_symlink(box: Box) -> None:
    box.put(f"drafts/{X}/a.csv", "a")
    (box.root / f"drafts/{X}/index.md").symlink_to("../steady/index.md")


def executable(box: Box) -> None:
    written(box)
    box.put(f"drafts/{X}/run.csv", "a").chmod(0o755)


def submodule(box: Box) -> None:
    written(box)
    box.git("update-index", "--add", "--cacheinfo", f"160000,{box.head},drafts/{X}/sub")
    box.git("commit", "-q", "-m", "Submodule")
    box.put(".keep", "x")
    (box.root / f"drafts/{X}/sub").mkdir()


def sub_folder(box: Box) -> None:
    written(box)
    box.put(f"drafts/{X}/sub/index.md", "---\ntitle: x\n---\n")


def attributes(box: Box) -> None:
    written(box)
    box.put(f"drafts/{X}/.gitattributes", "* text\n")


def pointer(box: Box) -> None:
    written(box)
    text = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
    box.put(f"drafts/{X}/slides.pdf", text)


def two_names_that_fold_to_one(box: Box) -> None:
    written(box)
    box.put(f"drafts/{X}/List.csv", "a")
    box.put(f"drafts/{X}/list.csv", "a")


@pytest.mark.parametrize(
    ("code", "build"),
    [
        ("COP125", odd_name),
        ("COP128", symlink),
        ("COP128", index_is_a_symlink),
        ("COP128", executable),
        ("COP128", submodule),
        ("COP127", sub_folder),
        ("COP129", attributes),
        ("COP130", pointer),
        ("COP126", two_names_that_fold_to_one),
    ],
)
def test_what_a_tree_may_not_hold_stops_its_own_asset_only(box: Box, code: str, build: Callable[[Box], object]) -> None:
    box.publish(STEADY, body="Steady.\n")
    build(box)
    if build is not submodule:
        box.commit("Odd")

    verdict = box.verdict(X)

    assert verdict.state is State.INVALID and code in codes_of(verdict)
    assert all(finding.path.startswith(f"drafts/{X}") for finding in verdict.findings if finding.code == code)
    assert box.is_public(STEADY)


@pytest.mark.parametrize(
    "path",
    ["drafts/loose.md", "drafts/knowledge/loose.md", "drafts/unknown/x/index.md", "drafts/knowledge/Big/index.md",
     "drafts/.gitattributes", "reviews/.gitmodules", "reviews/knowledge/steady/.gitattributes",
     "reviews/knowledge/steady/notes.txt", "reviews/knowledge/steady/sub/a.md", "drafts/knowledge/เรื่อง/index.md",
     "drafts/knowledge/" + "a" * 81 + "/index.md"],
)  # fmt: skip
def test_what_belongs_to_no_asset_is_found_and_stops_nobody(box: Box, path: str) -> None:
    box.publish(STEADY, body="Steady.\n")
    box.put(path, "---\ntitle: x\n---\n")
    box.commit("Stray")

    judged = box.judge()

    assert judged.findings
    assert [approved.version.asset for approved in judged.public] == [STEADY]


def test_a_kind_that_is_a_file_stops_nobody(box: Box) -> None:
    box.publish(STEADY, body="Steady.\n")
    box.put("drafts/note", "a file")
    box.put("reviews/note", "a file")
    box.commit("Odd")

    assert box.is_public(STEADY)


def test_records_of_an_asset_that_never_was_stop_nobody(box: Box) -> None:
    box.publish(STEADY, body="Steady.\n")
    box.write(X)
    box.file(box.sign(X, by="p-ann"), X)
    (box.root / f"drafts/{X}/index.md").unlink()
    box.file("no record", "knowledge/nothing")
    box.commit("Review nothing")

    judged = box.judge()

    assert [verdict.asset for verdict in judged.verdicts] == [STEADY]
    assert {"COP306", "COP102"} <= {finding.code for finding in judged.findings}


def test_a_registry_put_back_for_a_moment_does_not_free_a_recalled_text(box: Box) -> None:
    before = (box.root / "community.yml").read_bytes()
    box.publish(X)
    box.decide(X, by="p-ann", decision="recall")
    box.person("p-ann")["keys"][0]["compromised"] = True
    rule_the_registry(box)
    box.put("community.yml", before)
    box.commit("Put back", by="p-adm")

    assert not box.is_public(X)
