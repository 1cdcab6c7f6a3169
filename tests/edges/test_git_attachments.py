"""Attachments' bytes come out of git through one process, whole or not at all."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cop_build.app import publishing
from cop_build.core.findings import Unable
from cop_build.core.model import Oid
from cop_build.edges.git import Attachments, Repository
from tests.community_box import AS_OF, Box

X = "knowledge/x"
BIG = bytes(range(256)) * 3 * 4096  # 3 MiB: several pieces
FILES = {"big.csv": BIG, "empty.csv": b"", "small.csv": "ก,ข\n".encode()}


@pytest.fixture
def oids(box: Box) -> dict[str, Oid]:
    box.write(X, files=FILES)
    box.commit("Write", by="p-mai")
    return {name: Oid(box.git("rev-parse", f"HEAD:drafts/{X}/{name}")) for name in FILES}


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Write a line for each git that is started."""
    real, folder, log = shutil.which("git"), tmp_path / "bin", tmp_path / "asked"
    folder.mkdir()
    (folder / "git").write_text(f'#!/bin/sh\necho "$@" >> "{log}"\nexec "{real}" "$@"\n')
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    yield log


def test_files_are_given_whole_one_after_the_other_and_again(box: Box, oids: dict[str, Oid]) -> None:
    with Repository.at(box.root).attachments() as attachments:
        for name in (*FILES, *reversed(FILES)):
            assert b"".join(attachments.bytes_of(oids[name])) == FILES[name]


def test_who_leaves_off_in_the_middle_does_not_spoil_the_next(box: Box, oids: dict[str, Oid]) -> None:
    with Repository.at(box.root).attachments() as attachments:
        left = attachments.bytes_of(oids["big.csv"])
        assert len(next(left)) < len(BIG)

        assert b"".join(attachments.bytes_of(oids["small.csv"])) == FILES["small.csv"]
        assert b"".join(attachments.bytes_of(oids["big.csv"])) == BIG
        with pytest.raises(AssertionError, match="another file was asked for"):
            next(left)


def test_nothing_is_given_before_or_after(box: Box, oids: dict[str, Oid]) -> None:
    attachments = Repository.at(box.root).attachments()
    with pytest.raises(AssertionError, match="nobody would end"):
        next(attachments.bytes_of(oids["small.csv"]))

    with attachments:
        left = attachments.bytes_of(oids["big.csv"])
        next(left)

    with pytest.raises(AssertionError, match="the reader was left"):
        next(left)
    with pytest.raises(AssertionError, match="nobody would end"):
        next(attachments.bytes_of(oids["small.csv"]))


def test_a_git_that_is_killed_is_told_and_started_again_for_the_next(box: Box, oids: dict[str, Oid]) -> None:
    with Repository.at(box.root).attachments() as attachments:
        left = attachments.bytes_of(oids["big.csv"])
        next(left)
        assert attachments._process is not None
        attachments._process.kill()
        attachments._process.wait()
        with pytest.raises(Unable) as refusal:
            for _ in left:
                pass

        assert refusal.value.code == "COP907"
        assert b"".join(attachments.bytes_of(oids["big.csv"])) == BIG


def test_what_git_does_not_have_is_no_file_of_no_bytes_and_the_next_is_given(box: Box, oids: dict[str, Oid]) -> None:
    tree = Oid(box.git("rev-parse", "HEAD^{tree}"))
    with Repository.at(box.root).attachments() as attachments:
        for wrong in (Oid("1" * 40), tree):
            with pytest.raises(Unable) as refusal:
                b"".join(attachments.bytes_of(wrong))
            assert refusal.value.code == "COP907"

        assert b"".join(attachments.bytes_of(oids["small.csv"])) == FILES["small.csv"]


def test_a_broken_file_is_not_given_as_a_whole_one(box: Box, oids: dict[str, Oid]) -> None:
    oid = oids["big.csv"]
    place = box.root / ".git" / "objects" / oid[:2] / oid[2:]
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:-2000])

    with Repository.at(box.root).attachments() as attachments, pytest.raises(Unable) as refusal:
        assert b"".join(attachments.bytes_of(oid)) != BIG

    assert refusal.value.code == "COP907"


@pytest.mark.parametrize("announced", [3, 5_000_000])
def test_a_file_that_holds_less_than_it_announces_is_not_waited_for(
    box: Box, oids: dict[str, Oid], announced: int
) -> None:
    """git takes it for whole, and waits for the next name."""
    oid = oids["small.csv"]
    place = box.root / ".git" / "objects" / oid[:2] / oid[2:]
    place.chmod(0o644)
    place.write_bytes(zlib.compress(b"blob %d\0x" % announced))
    command = ("git", "-C", str(box.root), "cat-file", "--batch")

    with Attachments(command, patience_seconds=0.5) as attachments:
        with pytest.raises(Unable) as refusal:
            b"".join(attachments.bytes_of(oid))
        assert refusal.value.code == "COP907"
        assert b"".join(attachments.bytes_of(oids["big.csv"])) == BIG


@pytest.mark.parametrize("answer", ["", "nonsense", r"\0377 blob 8", "OID blob -1", "OID tree 3", "OID missing"])
def test_an_answer_that_is_none_of_gits_is_a_clear_line(tmp_path: Path, answer: str) -> None:
    oid = Oid("0" * 40)
    liar = tmp_path / "liar"
    said = f"printf '%b\\n' '{answer.replace('OID', oid)}'" if answer else "exit 0"
    liar.write_text(f"#!/bin/sh\nread name\n{said}\n")
    liar.chmod(0o755)

    with Attachments([str(liar)]) as attachments, pytest.raises(Unable) as refusal:
        b"".join(attachments.bytes_of(oid))

    assert refusal.value.code == "COP907"


def test_a_file_that_comes_in_drops_is_given_whole(tmp_path: Path) -> None:
    """The line that names it, its bytes, and the line's end after them, each in pieces of any size."""
    slow = tmp_path / "slow"
    drops = "".join(
        f"sleep 0.02; printf '%b' '{drop}'; " for drop in ("0" * 20, "0" * 20, " blob", " 4\\n", "ก", "x", "\\n")
    )
    slow.write_text(f"#!/bin/sh\nwhile read name; do {drops} done\n")
    slow.chmod(0o755)

    with Attachments([str(slow)]) as attachments:
        for _ in range(3):
            assert b"".join(attachments.bytes_of(Oid("0" * 40))) == "กx".encode()


def test_a_file_that_is_longer_than_it_announces_is_refused(tmp_path: Path) -> None:
    liar = tmp_path / "liar"
    liar.write_text(f"#!/bin/sh\nread name\nprintf '{'0' * 40} blob 2\\nabc\\n'\n")
    liar.chmod(0o755)

    with Attachments([str(liar)]) as attachments, pytest.raises(Unable) as refusal:
        b"".join(attachments.bytes_of(Oid("0" * 40)))

    assert refusal.value.code == "COP907"


def test_many_attachments_start_no_more_processes_than_one(box: Box, asked: Path) -> None:
    counts = []
    for files in ({"1.csv": b"a,1\n"}, {f"{number}.csv": b"a,%d\n" % number for number in range(12)}):
        box.publish(X, files=files)
        shutil.rmtree(box.root / "docs", ignore_errors=True)
        asked.write_text("")
        assert publishing.stage(box.root, as_of=AS_OF).judged.judgement.public
        assert len(list((box.root / "docs" / X / "files").iterdir())) == len(files)
        counts.append(len(asked.read_text().splitlines()))

    assert counts[0] and counts[0] == counts[1]
