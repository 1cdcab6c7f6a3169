"""A full disk, folders that may not be written, things in the place of folders: a clear answer, and the old site whole.

What a full disk does is shown twice: by a limit on the size of files, which can be set anywhere, and on a real small
disk wherever one can be mounted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.cli.commands import DAY, Done, cop
from tests.robust.places import LEFT_BY_A_BUILD, ROOT, Two, leftovers, quiet
from tests.robust.starved import as_nobody_special, build, refusal, with_small_files

Change = Callable[[Path], object]


@pytest.fixture
def root(two: Two, tmp_path: Path) -> Path:
    """Return a repository whose site is the one of another commit, and whose ``docs/`` is to be written anew."""
    return two.copy_to(tmp_path / "box", site="b", head="a")


# -- a full disk -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("most_bytes", "code"),
    [(0, "COP504"), (100, "COP504"), (1000, "COP504"), (20_000, "COP506"), (110_000, "COP506")],
)
def test_a_full_disk_is_said_and_leaves_the_old_site(two: Two, root: Path, most_bytes: int, code: str) -> None:
    done = build(root, under=with_small_files(most_bytes))

    assert refusal(done) == code and "File too large" in done.err
    assert two.state_of(root) == "b"
    assert build(root).status == 0 and two.state_of(root) == "a"
    assert not list(leftovers(root))


def test_a_disk_that_fills_up_while_the_site_is_finished_is_said(tmp_path: Path) -> None:
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_bytes(b'<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>')
    finishing = (
        "import sys; from pathlib import Path; from cop_build.core.findings import Unable;"
        "from cop_build.edges.finish import finish\n"
        "try: finish(Path(sys.argv[1]))\n"
        "except Unable as unable: print(unable.code, unable.detail.en)"
    )

    done = subprocess.run(
        [sys.executable, "-c", finishing, str(page.parent)],
        cwd=ROOT,
        env=quiet(),
        capture_output=True,
        encoding="utf-8",
        preexec_fn=with_small_files(page.stat().st_size),
        check=True,
    )

    assert done.stdout.startswith("COP509 ") and "File too large" in done.stdout


@cache
def own_mounts() -> Sequence[str] | None:
    """Return the command under which this user may mount something; ``None`` where nothing lets them."""
    for command in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        if shutil.which("unshare"):
            tried = ["sh", "-c", "mount -t tmpfs tmpfs /mnt"]
            if subprocess.run([*command, *tried], capture_output=True, check=False).returncode == 0:
                return command
    return None


if own_mounts() is not None:

    def test_a_small_disk_leaves_the_old_site_until_there_is_room_for_the_new_one(two: Two, root: Path) -> None:
        free = [0, 4, 16, 64, 256, 1024, 1800, 2200, 2400, 2500, 2600, 2650, 2700, 2750, 2800, 2900, 3000, 4096]
        command = own_mounts()
        assert command is not None

        done = subprocess.run(
            [
                *command,
                *(sys.executable, "-m", "tests.robust.small_disk", str(root.parent / "disk"), str(root)),
                *(str(two.python), *map(str, free)),
            ],
            cwd=ROOT,
            env=quiet(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

        assert done.returncode == 0, done.stderr
        found = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(found) == len(free)
        for one in found:
            first, again = one["first"], one["again"]
            if first["status"] == 0:
                assert first["site"] == two.sums["a"], first["free"]
            else:
                code = refusal(Done(first["status"], "", first["said"]))
                assert code in ("COP504", "COP506", "COP509") and first["site"] == two.sums["b"], first
            assert again["status"] == 0 and again["site"] == two.sums["a"], again
            assert again["left"] == LEFT_BY_A_BUILD
        assert found[0]["first"]["status"] == 3 and found[-1]["first"]["status"] == 0


def test_nowhere_to_put_temporary_files_is_no_trouble(two: Two, root: Path) -> None:
    done = build(root, TMPDIR="/nonexistent")

    assert done.status == 0 and two.state_of(root) == "a"


def test_an_answer_that_finds_no_room_is_no_traceback(two: Two, tmp_path: Path) -> None:
    root = two.copy_to(tmp_path / "box", site="a", head="b")
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        done = build(root, python=two.python, out=full)
    finally:
        os.close(full)

    assert refusal(done) == "COP504" and two.state_of(root) == "b"


# -- what may not be written -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "gone", "named"),
    [
        ("docs", None, "docs/"),
        ("build", None, "build/"),
        ("build", "build/lock", "build/"),
        ("site", None, "site/"),
        (".", None, "site/"),
        (".", "build", "build/"),
        (".", "docs", "docs/"),
        ("build/site-waste", None, "site-waste/"),
    ],
)
def test_a_folder_that_may_not_be_written_is_named_and_the_old_site_stays(
    two: Two, root: Path, closed: str, gone: str | None, named: str
) -> None:
    if gone is not None:
        (shutil.rmtree if (root / gone).is_dir() else Path.unlink)(root / gone)
    (root / closed).mkdir(exist_ok=True)
    (root / closed / "kept").touch()
    kept = root / closed / "kept"
    before = two.state_of(root)
    (root / closed).chmod(0o555)
    try:
        done = build(root, python=two.python, under=as_nobody_special)
    finally:
        (root / closed).chmod(0o755)

    assert refusal(done) == "COP504" and f" {named} " in done.err and "Permission denied" in done.err
    assert two.state_of(root) == before and kept.exists()
    kept.unlink()
    assert build(root, python=two.python).status == 0 and two.state_of(root) == "a"
    assert not list(leftovers(root))


def test_a_git_folder_that_may_not_be_written_is_no_trouble(two: Two, root: Path) -> None:
    folders = [root / ".git", *(place for place in (root / ".git").rglob("*") if place.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = build(root, python=two.python, under=as_nobody_special)
    finally:
        for folder in folders:
            folder.chmod(0o755)

    assert done.status == 0 and two.state_of(root) == "a"


def test_looking_leaves_no_trace_in_git(two: Two, root: Path) -> None:
    index = root / ".git" / "index"
    (root / "community.yml").touch()  # git would now like to write down that nothing has changed
    before = index.read_bytes(), index.stat().st_ino

    done = build(root, python=two.python)

    assert done.status == 0 and (index.read_bytes(), index.stat().st_ino) == before


# -- something else in the place of a folder -------------------------------------------------------------------------


def a_file(place: Path) -> None:
    place.write_text("not a folder")


def a_dangling_link(place: Path) -> None:
    place.symlink_to("nowhere")


def a_link_to_itself(place: Path) -> None:
    place.symlink_to(place.name)


def a_link_elsewhere(place: Path) -> None:
    (place.parent.parent / "elsewhere").mkdir()
    place.symlink_to(place.parent.parent / "elsewhere")


def a_folder(place: Path) -> None:
    place.mkdir()


@pytest.mark.parametrize("put", [a_file, a_dangling_link, a_link_to_itself, a_link_elsewhere])
@pytest.mark.parametrize("name", ["docs", "build", "site"])
def test_what_stands_in_a_folders_place_is_named_and_left_alone(two: Two, root: Path, name: str, put: Change) -> None:
    shutil.rmtree(root / name)
    put(root / name)
    facts = (root / name).lstat()

    done = build(root, python=two.python)

    assert refusal(done) == "COP502" and f" {name}/ " in done.err
    left = (root / name).lstat()
    assert (left.st_ino, left.st_mode, left.st_mtime_ns) == (facts.st_ino, facts.st_mode, facts.st_mtime_ns)
    assert name == "site" or two.state_of(root) == "b"
    elsewhere = root.parent / "elsewhere"
    assert not elsewhere.exists() or not list(elsewhere.iterdir())


@pytest.mark.parametrize(
    ("name", "put"),
    [("lock", a_folder), ("lock", a_dangling_link), ("mkdocs.yml", a_folder), ("settings.yml", a_folder)],
)
def test_what_stands_in_a_files_place_is_said(two: Two, root: Path, name: str, put: Change) -> None:
    (root / "build" / name).unlink()
    put(root / "build" / name)

    done = build(root, python=two.python)

    assert refusal(done) == "COP504" and " build/ " in done.err
    assert two.state_of(root) == "b"


@pytest.mark.parametrize(
    ("name", "put"),
    [
        ("build/site", a_file),
        ("build/site", a_dangling_link),
        ("build/site-waste", a_file),
        ("build/site-waste", a_dangling_link),
        ("docs/.new", a_file),
        ("docs/.new", a_dangling_link),
        ("build/mkdocs.yml", a_dangling_link),
    ],
)
def test_what_stands_where_a_build_works_is_cleared_away(two: Two, root: Path, name: str, put: Change) -> None:
    (root / name).unlink(missing_ok=True)
    put(root / name)

    done = build(root, python=two.python)

    assert done.status == 0 and two.state_of(root) == "a"
    assert not list(leftovers(root))


def test_a_preview_whose_folder_is_taken_says_so(root: Path) -> None:
    a_file(root / "build" / "preview")

    done = cop(root, "build", "--preview", "--as-of", DAY)

    assert refusal(done) == "COP504"
