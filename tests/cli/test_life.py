"""A community from its first day: founded, joined, written for, approved, published, proved. All by the command."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.cli.commands import DAY, cop
from tests.community_box import ENVIRONMENT, Box
from tests.ssh_keys import SecretKey

X = "knowledge/ucep-first"
# Where the tests run in a shell's background, that shell has switched Ctrl-C off for all its children.
INTERRUPTIBLE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from cop_build.cli import main; main()"
)
KINDS = ("session", "knowledge", "note", "question", "page")


def commit(where: Path, who: str) -> None:
    """Commit everything as one person, without any settings of git."""
    identity = ("-c", f"user.name={who}", "-c", f"user.email={who}@example.org")
    subprocess.run(["git", "-C", str(where), "add", "-A"], env=ENVIRONMENT, check=True)
    subprocess.run(["git", "-C", str(where), *identity, "commit", "-qm", "Change"], env=ENVIRONMENT, check=True)


def finish(where: Path, asset: str) -> None:
    """Write something wherever the template asks for it, as an author would."""
    place = where / "drafts" / asset / "index.md"
    place.write_text(re.sub("✎ .*", "โทร 1669", place.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
def community(tmp_path: Path) -> Path:
    """Found a community with an author, an expert and an admin, by the commands that a newcomer types."""
    done = cop(tmp_path, "init", "ชุมชน")
    assert done.status == 0, done
    where = tmp_path / "ชุมชน"
    roles = {"mai": "member", "ann": "expert", "adm": "admin", "fac": "facilitator", "his": "historian"}
    for person, role in roles.items():
        key = SecretKey(person).save(tmp_path)
        more = ("--topic", "general") if role == "expert" else ()
        done = cop(
            *(where, "person", "add", f"p-{person}", "--name", f"คุณ{person}", "--role", role),
            *("--email", f"{person}@example.org", "--key", f"{key}.pub", *more),
        )
        assert done.status == 0, done
    commit(where, "adm")
    return where


def test_a_new_community_builds_and_passes_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert cop(tmp_path, "init", "new", env={"HOME": str(home)}).status == 0

    checked = cop(tmp_path / "new", "check")
    built = cop(tmp_path / "new", "build")

    assert (checked.status, built.status) == (0, 0) and built.out.startswith("site/: ")
    assert cop(tmp_path / "new", "audit", "site").status == 0
    assert cop(tmp_path / "new", "forge", "files", "--check").status == 0
    assert not any(home.iterdir())


def test_every_kind_of_new_draft_can_be_read_as_it_is(community: Path) -> None:
    for kind in KINDS:
        done = cop(community, "new", kind, "first", "--title", 'เรื่อง "แรก": ทดสอบ', "--author", "p-mai")
        assert (done.status, done.out) == (0, f"drafts/{kind}/first/index.md\n"), done
    commit(community, "mai")

    value = json.loads(cop(community, "status", "--format", "json").out)

    states = {asset["id"]: (asset["state"], asset["title"]) for asset in value["assets"]}
    assert {kind: states[f"{kind}/first"] for kind in KINDS} == dict.fromkeys(KINDS, ("draft", 'เรื่อง "แรก": ทดสอบ'))
    assert cop(community, "new", "knowledge", "first", "--title", "อีกครั้ง").status == 3


def test_from_draft_to_proved_page_and_back(community: Path) -> None:
    assert cop(community, "new", "knowledge", "ucep-first", "--title", "UCEP", "--author", "p-mai").status == 0
    commit(community, "mai")
    key = community.parent / "key-ann"
    assert "COP608" in cop(community, "check", X).out and X not in cop(community, "review", "queue").out
    early = cop(community, "review", "approve", X, "--as", "p-ann", "--key", key)
    assert early.status == 3 and "COP608" in early.err and not (community / "reviews" / X).exists()
    finish(community, X)
    commit(community, "mai")
    waiting = cop(community, "review", "queue", "--as", "p-ann", "--lang", "en")
    assert X in waiting.out and "read and approve" in waiting.out

    wrong = cop(community, "review", "approve", X, "--as", "p-ann", "--key", community.parent / "key-adm")
    other = cop(community, "review", "approve", X, "--as", "p-ann", "--key", key, "--digest", "cop1:" + "0" * 64)
    assert (wrong.status, other.status) == (3, 3) and not (community / "reviews" / X).exists()

    approved = cop(community, "review", "approve", X, "--as", "p-ann", "--key", key, "--comment", "อ่านแล้ว")
    assert approved.status == 0 and "อ่านแล้ว" in (community / approved.out.strip()).read_text(encoding="utf-8")
    commit(community, "ann")
    built = cop(community, "build")
    assert built.status == 0, built
    page = community / "site" / X / "index.html"
    assert "คุณann" in page.read_text(encoding="utf-8")
    assert "อ่านแล้ว" not in page.read_text(encoding="utf-8")
    assert cop(community, "audit", "site").status == cop(community, "verify", "site").status == 0
    trusted = community.parent / "trusted.yml"
    shutil.copy(community / "community.yml", trusted)
    shutil.copytree(community / "site", community.parent / "alone" / "site")
    alone = cop(community.parent / "alone", "verify", "site", "--registry", trusted, "--lang", "en")
    assert alone.status == 0 and "no bytes compared" in alone.out
    assert cop(community.parent / "alone", "verify", "site").status == 3

    text = (community / "drafts" / X / "index.md").read_text(encoding="utf-8")
    (community / "drafts" / X / "index.md").write_text(text + "เพิ่มหนึ่งบรรทัด\n", encoding="utf-8")
    commit(community, "mai")
    assert "+เพิ่มหนึ่งบรรทัด" in cop(community, "review", "diff", X).out.splitlines()
    asked = cop(community, "review", "request-changes", X, "--as", "p-ann", "--key", key, "--comment", "ขอที่มา")
    assert asked.status == 0
    commit(community, "ann")
    assert "เพิ่มหนึ่งบรรทัด" not in (community / "site" / X / "index.html").read_text(encoding="utf-8")
    assert "p-ann" in cop(community, "explain", X).out

    reason = "ข้อมูลเปลี่ยนแล้ว"
    recalled = cop(
        community, *("review", "recall", X, "--as", "p-adm", "--key", community.parent / "key-adm"), "--reason", reason
    )
    assert recalled.status == 0, recalled
    commit(community, "adm")
    assert cop(community, "build").status == 0
    notice = page.read_text(encoding="utf-8")
    assert reason in notice and "UCEP" not in notice and not (page.parent / "approval.json").exists()


def test_a_draft_is_committed_before_it_is_decided_on(community: Path) -> None:
    assert cop(community, "new", "knowledge", "ucep-first", "--title", "UCEP", "--author", "p-mai").status == 0

    done = cop(community, "review", "approve", X, "--as", "p-ann", "--key", community.parent / "key-ann")

    assert done.status == 3 and "not committed yet" in done.err


@pytest.fixture
def living(box: Box) -> Box:
    """Return a community with a public site."""
    box.put("mkdocs.yml", "site_name: x\ntheme: {name: material, language: th, font: false}\nplugins: [search]\n")
    box.publish("knowledge/x", body="ข้อความที่รับรองแล้ว\n", files={"a.csv": b"a,b\n"})
    done = cop(box.root, "build", "--as-of", DAY)
    assert done.status == 0, done
    return box


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in folder.rglob("*") if place.is_file()}


def test_two_builds_of_one_commit_and_day_are_the_same_bytes(living: Box) -> None:
    first = bytes_of(living.root / "site")
    living.git("clone", "-q", str(living.root), str(living.root.parent / "elsewhere"))
    settings = {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}

    again = cop(living.root.parent / "elsewhere", "build", "--as-of", DAY, env=settings)

    assert again.status == 0 and bytes_of(living.root.parent / "elsewhere" / "site") == first


def test_one_changed_byte_stays_offline_and_the_approved_version_online(living: Box) -> None:
    living.write("knowledge/x", body="ข้อความที่รับรองแล้ว.\n", files={"a.csv": b"a,b\n"})
    living.commit("One byte", by="p-mai")

    assert cop(living.root, "build", "--as-of", DAY).status == 0

    page = (living.root / "site/knowledge/x/index.html").read_text(encoding="utf-8")
    assert "ข้อความที่รับรองแล้ว" in page and "ข้อความที่รับรองแล้ว." not in page
    assert "pending_changes" in cop(living.root, "explain", "knowledge/x").out


def test_one_changed_byte_of_an_attachment_too(living: Box) -> None:
    living.put("drafts/knowledge/x/a.csv", b"a,c\n")
    living.commit("One byte", by="p-mai")

    assert cop(living.root, "build", "--as-of", DAY).status == 0

    assert (living.root / "site/knowledge/x/files/a.csv").read_bytes() == b"a,b\n"


def test_a_build_that_fails_leaves_the_old_site_whole(living: Box) -> None:
    before = bytes_of(living.root / "site")
    living.put("mkdocs.yml", "site_name: x\nplugins: [macros]\ntheme: {name: material}\n")
    living.commit("Break the settings", by="p-adm")

    done = cop(living.root, "build", "--as-of", DAY)

    assert done.status == 3 and bytes_of(living.root / "site") == before


def test_a_killed_build_leaves_the_old_or_the_new_site(living: Box) -> None:
    old = bytes_of(living.root / "site")
    living.publish("knowledge/y", body="เรื่องใหม่\n")
    command = [sys.executable, "-m", "cop_build.cli", "build", "--as-of", DAY]
    for milliseconds in range(150, 1950, 200):
        process = subprocess.Popen(
            command, cwd=living.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(milliseconds / 1000)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = bytes_of(living.root / "site")
        assert now == old or ("knowledge/y/index.html" in now and "index.html" in now)

    assert cop(living.root, "build", "--as-of", DAY).status == 0
    assert cop(living.root, "audit", "site", "--as-of", DAY).status == 0
    assert cop(living.root, "verify", "site").status == 0


def test_a_bent_site_is_neither_audited_nor_verified(living: Box) -> None:
    page = living.root / "site/knowledge/x/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("ข้อความ", "ข้อหวาม"), encoding="utf-8")

    assert cop(living.root, "verify", "site").status == 1
    (living.root / "site/extra.html").write_text("<p>x</p>", encoding="utf-8")
    assert cop(living.root, "audit", "site", "--as-of", DAY).status == 1


def test_the_preview_is_marked_and_never_proved(living: Box) -> None:
    living.write("knowledge/waits", body="ยังไม่ได้ยืนยัน\n")

    done = cop(living.root, "build", "--preview", "--as-of", DAY)

    assert done.status == 0 and done.out.startswith("preview/: ")
    page = (living.root / "preview/knowledge/waits/index.html").read_text(encoding="utf-8")
    assert "noindex" in page and "ยังไม่ได้ยืนยัน" in page
    assert "waits" not in str(sorted(bytes_of(living.root / "site")))
    assert cop(living.root, "verify", "preview").status != 0


def test_serve_shows_the_preview_to_this_machine(living: Box) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "serve", "--port", "0"],
        cwd=living.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if "http://127.0.0.1:" in line:
                address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
                break
        else:
            pytest.fail("no address was said")
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 0
