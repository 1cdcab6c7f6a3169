"""``cop clean``: what it does to files, what it says, and what it never says. Source: manual/trust.md §5."""

from __future__ import annotations

import ctypes
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cop_build.edges.cleaning import clean
from tests.cli.commands import cop
from tests.community_box import Box
from tests.edges.cleaning.office import docx, pptx
from tests.edges.cleaning.packages import SECRETS
from tests.edges.cleaning.pictures import exif, jpeg, png

X = "knowledge/x"
THAI = re.compile("[\u0e00-\u0e7f]")
FILES = {
    "สไลด์ สิบนาทีแรก.pptx": pptx(),
    "เอกสาร.docx": docx(),
    "photo.JPG": jpeg(exif=exif()),
    "flow.png": png(),
    "table.csv": b"a,b\n1,2\n",
}
CHANGED = ("photo.JPG", "สไลด์ สิบนาทีแรก.pptx", "เอกสาร.docx")


@pytest.fixture
def written(box: Box) -> Box:
    """Return a community with a draft that has attachments of all sorts, some of which tell too much."""
    box.write(X, files=FILES)
    box.commit("Write", by="p-mai")
    return box


def files_of(box: Box) -> dict[str, bytes]:
    return {place.name: place.read_bytes() for place in (box.root / "drafts" / X).iterdir()}


def test_every_attachment_is_cleaned_and_nothing_else_is_touched(written: Box) -> None:
    done = cop(written.root, "clean", X)

    assert done.status == 0, done.said
    after = files_of(written)
    assert {name for name, data in FILES.items() if after[name] != data} == set(CHANGED)
    assert all(after[name] == clean(FILES[name], name.rpartition(".")[2].lower()).data for name in CHANGED)
    assert after.keys() == FILES.keys() | {"index.md"}
    listed = written.git("-c", "core.quotePath=false", "status", "--porcelain", "-z").split("\0")
    assert {line[3:] for line in listed if line} == {f"drafts/{X}/{name}" for name in CHANGED}


def test_what_was_taken_out_is_said_by_file_and_place_and_never_by_value(written: Box) -> None:
    for language in ("th", "en"):
        done = cop(written.root, "clean", X, "--dry-run", "--lang", language)

        assert done.status == 0 and all(f"drafts/{X}/{name}" in done.out for name in FILES)
        assert "slide 1" in done.out and "docProps/core.xml" in done.out
        assert not [secret for secret in (*SECRETS, "Maker", "Model 7") if secret in done.said]
        spoken = done.out.replace("สไลด์ สิบนาทีแรก", "").replace("เอกสาร", "").replace("รูป", "")
        assert bool(THAI.search(spoken)) is (language == "th")


def test_what_is_left_is_said_with_what_to_do(written: Box) -> None:
    done = cop(written.root, "clean", X, "--lang", "en")

    (line,) = [line for line in done.out.splitlines() if "for you to decide" in line]
    assert "hidden content (slide 2)" in line and "delete it, or show it" in line


def test_an_approval_that_will_be_needed_anew_is_said(written: Box) -> None:
    done = cop(written.root, "clean", X, "--lang", "en")

    assert "new digest" in done.err and "new approval" in done.err
    assert "new approval" not in cop(written.root, "clean", X, "--lang", "en").said


def test_a_change_ends_an_approval(box: Box) -> None:
    box.publish(X, files={"photo.jpg": FILES["photo.JPG"]})
    before = box.digest(X)

    assert cop(box.root, "clean", X).status == 0

    assert box.digest(X) != before


def test_a_dry_run_says_the_same_and_changes_nothing(written: Box) -> None:
    before = files_of(written)
    trial = cop(written.root, "clean", X, "--dry-run", "--lang", "en")

    assert trial.status == 0 and files_of(written) == before and trial.err == ""

    done = cop(written.root, "clean", X, "--lang", "en")
    assert done.out == trial.out.replace("would take out", "taken out") and trial.out != done.out


def test_cleaning_again_finds_nothing_and_writes_nothing(written: Box) -> None:
    cop(written.root, "clean", X)
    places = sorted((written.root / "drafts" / X).iterdir())
    before = [(place.read_bytes(), place.stat().st_ino, place.stat().st_mtime_ns) for place in places]

    done = cop(written.root, "clean", X, "--lang", "en")

    assert done.status == 0 and "Nothing to take out" in done.out and "taken out:" not in done.out
    assert [(place.read_bytes(), place.stat().st_ino, place.stat().st_mtime_ns) for place in places] == before


def test_an_asset_without_attachments_is_no_error(box: Box) -> None:
    box.write("knowledge/bare")

    done = cop(box.root, "clean", "knowledge/bare", "--lang", "en")

    assert (done.status, done.out.strip(), done.err) == (0, "knowledge/bare has no attachments", "")


def test_a_draft_that_nobody_committed_yet_is_cleaned(box: Box) -> None:
    box.write(X, files={"photo.jpg": FILES["photo.JPG"]})

    assert cop(box.root, "clean", X).status == 0 and b"Maker" not in files_of(box)["photo.jpg"]


@pytest.mark.parametrize("asset", [f"drafts/{X}", f"drafts/{X}/", f"drafts/{X}/index.md", f"{X}/"])
def test_an_asset_may_be_given_by_its_path(written: Box, asset: str) -> None:
    done = cop(written.root, "clean", asset, "--dry-run")

    assert done.status == 0 and f"drafts/{X}/photo.JPG" in done.out


@pytest.mark.parametrize("asset", ["knowledge/none", "x", "../box/knowledge/x", "knowledge", "ไม่มี", ".", "/"])
def test_an_unknown_asset_is_said_in_both_languages(written: Box, asset: str) -> None:
    done = cop(written.root, "clean", asset)

    assert (done.status, done.out) == (3, "") and done.err.startswith("cop: COP908: ") and THAI.search(done.err)


def test_a_link_in_the_place_of_an_asset_or_a_file_is_not_followed(written: Box) -> None:
    outside = written.root.parent / "outside"
    outside.mkdir()
    (outside / "photo.jpg").write_bytes(FILES["photo.JPG"])
    (written.root / "drafts/knowledge/linked").symlink_to(outside)
    (written.root / "drafts" / X / "linked.jpg").symlink_to(outside / "photo.jpg")

    whole, single = cop(written.root, "clean", "knowledge/linked"), cop(written.root, "clean", X)

    assert whole.status == 3 and single.status == 1 and "COP128" in single.err and "linked.jpg" in single.err
    assert (outside / "photo.jpg").read_bytes() == FILES["photo.JPG"]
    assert (written.root / "drafts" / X / "linked.jpg").is_symlink()


def test_wrong_usage_ends_with_two(written: Box) -> None:
    for arguments in (["clean"], ["clean", X, "--lang", "fr"], ["clean", X, "--now"], ["clean", X, X]):
        assert cop(written.root, *arguments).status == 2


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("broken.pptx", pptx()[:900], "COP140"),
        ("broken.jpg", jpeg()[:100], "COP140"),
        ("other.png", jpeg(), "COP133"),
        ("page.svg", b"<svg/>", "COP132"),
        ("large.csv", b"x" * (2 * 2**20), "COP131"),
    ],
)
def test_a_file_that_cannot_be_cleaned_is_named_and_stops_no_other(
    written: Box, name: str, data: bytes, code: str
) -> None:
    written.registry["limits"] = {"file_mib": 1}
    written.write_registry()
    written.put(f"drafts/{X}/{name}", data)

    done = cop(written.root, "clean", X)

    assert done.status == 1 and code in done.err and f"drafts/{X}/{name}" in done.err
    after = files_of(written)
    assert after[name] == data and all(after[other] != FILES[other] for other in CHANGED)


def test_the_mode_of_a_file_stays(written: Box) -> None:
    place = written.root / "drafts" / X / "photo.JPG"
    place.chmod(0o640)

    cop(written.root, "clean", X)

    assert place.read_bytes() != FILES["photo.JPG"] and stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_name_that_controls_terminals_is_printed_harmlessly(written: Box) -> None:
    name = "a\x1b[31m\n::error::b.csv"
    written.put(f"drafts/{X}/{name}", b"a,b\n")

    done = cop(written.root, "clean", X, env={"GITHUB_ACTIONS": "true"})

    assert done.status == 0 and "\x1b" not in done.said
    assert not [line for line in done.said.splitlines() if line.lstrip().startswith("::")]


def test_a_broken_registry_and_no_repository_are_said(written: Box, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    written.put("community.yml", "people: [\n")

    broken, nowhere = cop(written.root, "clean", X), cop(tmp_path / "plain", "clean", X)

    assert (broken.status, nowhere.status) == (3, 3)
    assert broken.err.startswith("cop: COP202: ") and nowhere.err.startswith("cop: COP901: ")
    assert files_of(written)["photo.JPG"] == FILES["photo.JPG"]


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1  # Linux: after this even root may only do what a folder's mode allows


def obey_modes() -> None:
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) == 0


def test_a_folder_that_may_not_be_written_is_said_clearly(written: Box) -> None:
    folder = written.root / "drafts" / X
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cop_build.cli", "-C", str(written.root), "clean", X],
            env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, encoding="utf-8", check=False,
            preexec_fn=obey_modes,
        )  # fmt: skip
    finally:
        folder.chmod(0o755)

    assert done.returncode == 3 and done.stderr.startswith("cop: COP504: "), done.stderr
    assert "x/ cannot be written (Permission denied)" in done.stderr and THAI.search(done.stderr)
    after = files_of(written)
    assert after.keys() == FILES.keys() | {"index.md"} and all(after[name] == FILES[name] for name in FILES)
