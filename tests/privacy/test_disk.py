"""What stands in the work tree in place of an attachment stops nobody and is neither followed nor waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_build.app import judging
from cop_build.edges.git import bytes_on_disk
from tests.community_box import AS_OF, Box

X, OTHER = "knowledge/x", "knowledge/other"


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_link_without_end(place: Path) -> None:
    place.symlink_to("/dev/zero")


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to("/nonexistent/a.csv")


@pytest.mark.parametrize("put", [a_pipe, a_link_without_end, a_link_to_nothing])
def test_a_pipe_or_link_in_place_of_a_file_is_a_finding_and_the_rest_is_judged(
    put: Callable[[Path], None], box: Box
) -> None:
    box.publish(X, files={"a.csv": b"a,b\n"})
    box.publish(OTHER)
    place = box.root / f"drafts/{X}/a.csv"
    place.unlink()
    put(place)

    verdicts = {
        str(verdict.asset): verdict for verdict in judging.judge_work_tree(box.root, as_of=AS_OF).judgement.verdicts
    }

    assert [finding.code for finding in verdicts[X].findings if finding.is_error] == ["COP128"]
    assert verdicts[OTHER].approved


def test_bytes_that_changed_since_they_were_summed_are_not_looked_at(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    place.write_bytes(b"")
    total = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert bytes_on_disk(tmp_path, "a.csv", sha256=total) == b""
    place.write_bytes(b"x")
    assert bytes_on_disk(tmp_path, "a.csv", sha256=total) is None
    place.unlink()
    assert bytes_on_disk(tmp_path, "a.csv", sha256=total) is None
