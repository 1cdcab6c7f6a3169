"""The only writer: what it puts into docs/, and how it puts a new site in the old one's place."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cop_build.core.findings import Unable
from cop_build.core.model import File, Oid
from cop_build.edges.files import build_lock, recover, swap, write_docs
from cop_build.pages.staged import Staged

PDF = b"%PDF-1.7 " + bytes(range(256)) * 5000


def attachment(content: bytes = PDF, name: str = "a.pdf") -> File:
    return File(name, hashlib.sha256(content).hexdigest(), len(content), Oid("0" * 40))


def giving(content: bytes) -> object:
    def read(_file: File) -> Iterator[bytes]:
        for start in range(0, len(content), 65536):
            yield content[start : start + 65536]

    return read


def write(docs: Path, *staged: Staged, content: bytes = PDF) -> None:
    write_docs(docs, staged, giving(content))  # type: ignore[arg-type]  # a plain function, typed loosely above


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- docs/ -----------------------------------------------------------------------------------------------------------


def test_docs_hold_exactly_the_plan(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "old" / "deep").mkdir(parents=True)
    (docs / "old" / "deep" / "index.md").write_text("old")
    (docs / ".gitignore").write_text("*\n")
    (docs / ".hidden").write_text("x")
    write(docs, Staged("index.md", "สวัสดี".encode()), Staged("a/files/คู่มือ.pdf", attachment()))
    assert tree(docs) == {".gitignore": b"*\n", "index.md": "สวัสดี".encode(), "a/files/คู่มือ.pdf": PDF}
    assert not (docs / "old").exists()


def test_writing_twice_touches_nothing(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    plan = (Staged("index.md", b"a"), Staged("a/files/a.pdf", attachment()))
    write(docs, *plan)
    before = {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()}
    write(docs, *plan)
    assert {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()} == before


def test_a_changed_byte_of_the_same_length_is_written_again(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    plan = (Staged("index.md", b"abc"), Staged("a/files/a.pdf", attachment()))
    write(docs, *plan)
    (docs / "index.md").write_bytes(b"abX")
    (docs / "a/files/a.pdf").write_bytes(PDF[:-1] + b"!")
    write(docs, *plan)
    assert tree(docs) == {"index.md": b"abc", "a/files/a.pdf": PDF}


@pytest.mark.parametrize("given", [PDF[:-1], PDF + b"!", PDF[:-1] + b"!", b""])
def test_wrong_attachment_bytes_leave_docs_as_they_were(tmp_path: Path, given: bytes) -> None:
    docs = tmp_path / "docs"
    write(docs, Staged("index.md", b"old"))
    with pytest.raises(Unable) as caught:
        write(docs, Staged("index.md", b"new"), Staged("a/files/a.pdf", attachment()), content=given)
    assert caught.value.code == "COP503"
    assert tree(docs) == {"index.md": b"old"}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/x",
        "../x",
        "a/../../x",
        "a//b",
        "a/./b",
        "a/",
        ".gitignore",
        "a/.git/x",
        "a\\b",
        "a\x00b",
        "a\nb",
        "..",
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(Unable) as caught:
        write(tmp_path / "docs", Staged(path, b"x"))
    assert caught.value.code == "COP501"


@pytest.mark.parametrize("paths", [("a", "a"), ("a", "a/b"), ("a/b", "A"), ("Index.md", "index.md")])
def test_two_files_cannot_share_a_place(tmp_path: Path, paths: tuple[str, str]) -> None:
    with pytest.raises(Unable) as caught:
        write(tmp_path / "docs", *(Staged(path, b"x") for path in paths))
    assert caught.value.code == "COP501"


def test_links_are_never_written_through(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    docs.mkdir()
    outside.mkdir()
    (outside / "index.md").write_text("secret")
    (docs / "a").symlink_to(outside)
    (docs / "index.md").symlink_to(outside / "index.md")
    (docs / "hard.md").hardlink_to(outside / "index.md")
    (docs / "unplanned").symlink_to(outside)
    write(
        docs,
        Staged("a/index.md", b"secret"),
        Staged("index.md", b"secret"),
        Staged("hard.md", b"secret"),
        Staged("a/new.md", b"x"),
    )
    assert tree(outside) == {"index.md": b"secret"}
    assert tree(docs) == {"a/index.md": b"secret", "a/new.md": b"x", "index.md": b"secret", "hard.md": b"secret"}
    assert not any(path.is_symlink() for path in docs.rglob("*"))
    assert (outside / "index.md").stat().st_nlink == 1


def test_docs_that_are_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "docs").symlink_to(tmp_path / "outside")
    with pytest.raises(Unable) as caught:
        write(tmp_path / "docs", Staged("index.md", b"x"))
    assert caught.value.code == "COP502"
    assert tree(tmp_path / "outside") == {}


def test_a_file_gives_way_to_a_folder_and_the_reverse(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write(docs, Staged("a", b"file"), Staged("b/c", b"folder"))
    os.mkfifo(docs / "pipe")
    write(docs, Staged("a/c", b"folder"), Staged("b", b"file"), Staged("pipe", b"p"))
    assert tree(docs) == {"a/c": b"folder", "b": b"file", "pipe": b"p"}


def test_leftovers_of_a_killed_run_are_cleaned_up(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / ".new" / "x").mkdir(parents=True)
    write(docs, Staged("index.md", b"x"))
    assert [path.name for path in docs.iterdir()] == ["index.md"]


def test_a_full_disk_is_said_in_one_line_and_leaves_docs_whole(tmp_path: Path) -> None:
    write(tmp_path / "docs", Staged("index.md", b"old"))
    child = """
import resource, sys, pathlib
from cop_build.core.findings import Unable
from cop_build.edges.files import write_docs
from cop_build.pages.staged import Staged
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_docs(pathlib.Path(sys.argv[1]), [Staged("index.md", b"new"), Staged("big.md", b"x" * 5000)], None)
except Unable as error:
    print(error.code, error)
"""
    run = subprocess.run(
        [sys.executable, "-c", child, str(tmp_path / "docs")], capture_output=True, text=True, check=True, env=ours()
    )
    assert run.stdout.startswith("COP504 docs/ cannot be written")
    assert tree(tmp_path / "docs") == {"index.md": b"old"}


def test_a_system_that_knows_no_thai_names_is_said_in_one_line(tmp_path: Path) -> None:
    child = """
import sys, pathlib
from cop_build.core.findings import Unable
from cop_build.edges.files import write_docs
from cop_build.pages.staged import Staged
try:
    write_docs(pathlib.Path(sys.argv[1]), [Staged("\\u0e01.md", b"x")], None)
except Unable as error:
    print(error.code)
"""
    run = subprocess.run(
        [sys.executable, "-c", child, str(tmp_path / "docs")],
        capture_output=True,
        text=True,
        check=True,
        env={**ours(), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert run.stdout == "COP504\n"


# -- site/ -----------------------------------------------------------------------------------------------------------


def folder(path: Path, word: str, files: int = 3) -> Path:
    path.mkdir(parents=True)
    for number in range(files):
        (path / f"{number}.html").write_text(word)
    return path


def words(live: Path) -> list[str]:
    return sorted(path.read_text() for path in live.iterdir())


def test_the_first_site_is_moved_into_place(tmp_path: Path) -> None:
    swap(folder(tmp_path / "build/site", "new"), tmp_path / "site")
    assert words(tmp_path / "site") == ["new"] * 3
    assert list((tmp_path / "build").iterdir()) == []


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_new_site_takes_the_old_ones_place_and_nothing_is_left(
    tmp_path: Path, can_exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_exchange:
        monkeypatch.setattr("cop_build.edges.files.site._exchange", lambda new, live: False)
    folder(tmp_path / "site", "old", 5)
    swap(folder(tmp_path / "build/site", "new"), tmp_path / "site")
    assert words(tmp_path / "site") == ["new"] * 3
    assert list((tmp_path / "build").iterdir()) == []


def test_a_site_that_is_a_link_or_a_file_is_refused(tmp_path: Path) -> None:
    folder(tmp_path / "elsewhere", "theirs")
    folder(tmp_path / "build/site", "new")
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unable) as caught:
        swap(tmp_path / "build/site", tmp_path / "site")
    assert caught.value.code == "COP502"
    assert words(tmp_path / "elsewhere") == ["theirs"] * 3
    (tmp_path / "site").unlink()
    (tmp_path / "site").write_text("a file")
    with pytest.raises(Unable):
        swap(tmp_path / "build/site", tmp_path / "site")
    with pytest.raises(Unable):
        swap(tmp_path / "build/nothing", tmp_path / "site2")


def test_a_site_on_another_disk_is_refused_and_stays_whole(tmp_path: Path) -> None:
    other = Path("/dev/shm") / f"cop-build-{os.getpid()}"
    if not other.parent.is_dir() or other.parent.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second disk here")
    folder(tmp_path / "site", "old")
    try:
        with pytest.raises(Unable) as caught:
            swap(folder(other, "new"), tmp_path / "site")
    finally:
        subprocess.run(["rm", "-rf", str(other)], check=True)
    assert caught.value.code == "COP508"
    assert words(tmp_path / "site") == ["old"] * 3


def test_a_site_put_aside_by_a_killed_run_comes_back(tmp_path: Path) -> None:
    folder(tmp_path / "build/site-old", "old")
    folder(tmp_path / "build/site-waste", "half")
    recover(tmp_path / "site")
    assert words(tmp_path / "site") == ["old"] * 3
    assert list((tmp_path / "build").iterdir()) == []
    recover(tmp_path / "site")
    assert words(tmp_path / "site") == ["old"] * 3


SWAPPING = """
import sys, pathlib
from cop_build.edges.files import swap, site
if sys.argv[2] == "False":
    site._exchange = lambda new, live: False
root = pathlib.Path(sys.argv[1])
for number in range(10**9):
    new = root / "build" / f"new-{sys.argv[3]}-{number}"
    new.mkdir(parents=True)
    for name in range(20):
        (new / str(name)).write_text(f"{sys.argv[3]}-{number}")
    swap(new, root / "site")
    if number == 1:
        print("ready", flush=True)
"""


def ours() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def swapping(root: Path, can_exchange: bool, run: int) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", SWAPPING, str(root), str(can_exchange), str(run)],
        stdout=subprocess.PIPE,
        text=True,
        env=ours(),
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def kill(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    child.communicate()


@pytest.mark.parametrize("can_exchange", [True, False])
def test_kill_9_at_any_moment_leaves_one_whole_site(tmp_path: Path, can_exchange: bool) -> None:
    chance = random.Random(1)
    live = tmp_path / "site"
    for run in range(12):
        child = swapping(tmp_path, can_exchange, run)
        time.sleep(chance.uniform(0, 0.03))
        kill(child)
        if not can_exchange:
            recover(live)
        found = words(live)
        assert len(found) == 20
        assert len(set(found)) == 1


def test_readers_never_meet_a_moment_without_a_site(tmp_path: Path) -> None:
    child = swapping(tmp_path, True, 0)
    until = time.monotonic() + 0.5
    seen = set()
    while time.monotonic() < until:
        seen.add((tmp_path / "site" / "7").read_text())
    kill(child)
    assert len(seen) > 1


# -- one build at a time ---------------------------------------------------------------------------------------------


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with build_lock(tmp_path, wait_seconds=20):
            order.append("second")

    with build_lock(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_build_that_does_not_end_is_named(tmp_path: Path) -> None:
    with build_lock(tmp_path), pytest.raises(Unable) as caught, build_lock(tmp_path, wait_seconds=0.1):
        raise AssertionError("two builds at once")
    assert caught.value.code == "COP505"
    with build_lock(tmp_path, wait_seconds=0):
        pass


def test_a_renderer_left_behind_keeps_the_lock(tmp_path: Path) -> None:
    with build_lock(tmp_path) as lock:
        left_behind = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=(lock,))
    try:
        with pytest.raises(Unable), build_lock(tmp_path, wait_seconds=0.1):
            pass
    finally:
        left_behind.communicate(b"\n")
    with build_lock(tmp_path, wait_seconds=5):
        pass


def test_a_build_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unable), build_lock(tmp_path):
        pass
