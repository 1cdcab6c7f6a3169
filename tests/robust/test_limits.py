"""What is too much is named and keeps nobody else waiting: every command ends, within bounded time and memory."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any  # the answers are JSON

import pytest

from cop_build.core.markup import Renderer
from tests.cli.commands import DAY
from tests.community_box import ENVIRONMENT, Box
from tests.robust.places import SETTINGS, quiet

CPU_SECONDS = 120  # of each process; it is killed beyond them
MOST_MEBIBYTES = 1024
FILES, GIBIBYTE = 100_000, 1 << 30
DEEP = 5000

GOOD = ("knowledge/first", "knowledge/forty-deep", "question/answered")
TOO_MUCH: Mapping[str, tuple[str, str]] = {  # asset → body, code
    "knowledge/half-mebibyte": ("สวัสดี " * (500 * 1024 // 19), "COP154"),
    "knowledge/many-lines": ("ก\n" * 60_000, "COP154"),
    "knowledge/brackets": ("[" * DEEP + "x" + "]" * DEEP, "COP154"),
    "knowledge/brackets-in-turn": ("[a" * DEEP, "COP154"),
    "knowledge/notes-in-notes": ("[^" * DEEP, "COP154"),
    "knowledge/formulas": (("\\(" * 40 + "\n") * 300, "COP154"),
    "knowledge/closed-before-opened": ("\\)" * DEEP + "\\(" * DEEP, "COP154"),
    "knowledge/quotes": (">" * DEEP + " x", "COP138"),
    "knowledge/quotes-in-lists": ("> - " * DEEP + "x", "COP138"),
    "knowledge/lists": ("- " * DEEP + "x", "COP138"),
    "knowledge/lists-just-renderable": ("- " * 470 + "x", "COP138"),
    "knowledge/numbered": ("1. " * DEEP + "x", "COP138"),
    "knowledge/indented": ("\n".join("    " * level + "- x" for level in range(170)), "COP138"),
    "knowledge/boxes": (
        "\n".join("    " * level + "!!! note\n" for level in range(160)) + "    " * 160 + "x",
        "COP138",
    ),
    "knowledge/emphasis": ("*a **b " * DEEP + "x" + " b** a*" * DEEP, "COP154"),
    "knowledge/emphasis-short": ("*a " * DEEP + "x" + " a*" * DEEP, "COP138"),
}


@dataclass(frozen=True)
class Measured:
    """What a command came to, and the most memory that it or a process of its own had at once."""

    status: int
    out: str
    err: str
    mebibytes: int


def measured(root: Path, *arguments: str) -> Measured:
    """Run ``cop`` under a limit on the processor's time."""
    with (root.parent / "out").open("w+b") as out, (root.parent / "err").open("w+b") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "cop_build.cli", *arguments],
            cwd=root,
            env=quiet(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS)),
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = _text(err)
        assert "Traceback" not in said, said
        return Measured(process.returncode, _text(out), said, used.ru_maxrss // 1024)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8")


def fast_import(box: Box, stream: Iterator[bytes]) -> None:
    """Let git take in objects and commits as quickly as it can."""
    quick = ("-c", "core.compression=1", "-c", "pack.compression=1", "-c", "core.fsync=none")
    command = ["git", "-C", str(box.root), *quick, "fast-import", "--quiet", "--depth=0"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdin is not None
        process.stdin.writelines(stream)
        process.stdin.close()
    assert process.returncode == 0


def add_many_files(box: Box, asset: str, many: int) -> None:
    """Commit an asset of many small tables, no two alike."""
    tables = [b"%d,x\n" % number for number in range(many)]
    fast_import(box, (b"blob\ndata %d\n%b\n" % (len(table), table) for table in tables))
    index = box.git("rev-parse", f"HEAD:drafts/{asset}/index.md")
    lines = [f"100644 blob {index}\tindex.md"]
    for number, table in enumerate(tables):
        oid = hashlib.sha1(b"blob %d\0%b" % (len(table), table)).hexdigest()
        lines.append(f"100644 blob {oid}\tt{number:06}.csv")
    tree = box.git("mktree", text="\n".join(lines) + "\n")
    fast_import(box, iter([_commit(box), f"M 040000 {tree} drafts/{asset}\n".encode()]))


def add_zeros(box: Box, path: str, size: int) -> None:
    """Commit a file of nothing but zeros."""
    chunk = bytes(1 << 20)
    start = b"%bM 100644 inline %b\ndata %d\n" % (_commit(box), path.encode(), size)
    fast_import(box, (part for number in range(size >> 20) for part in ([start, chunk] if number == 0 else [chunk])))


def _commit(box: Box) -> bytes:
    moment = int(box.now.timestamp()) + 60
    return (
        b"commit refs/heads/main\ncommitter n <mai@example.org> %d +0000\ndata 1\nx\nfrom refs/heads/main^0\n" % moment
    )


@pytest.fixture(scope="module")
def overfed(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """Return a community with a few good assets and, beside them, everything that is too much, approved."""
    box = Box.at(tmp_path_factory.mktemp("overfed") / "box")
    box.put(
        "mkdocs.yml",
        SETTINGS + "markdown_extensions: [admonition, footnotes, {pymdownx.arithmatex: {generic: true}}]\n",
    )
    box.put(".gitignore", "/build/\n/site/\n")
    box.write("knowledge/first", body="โทร 1669\n")
    box.write("knowledge/forty-deep", body="> " * 20 + "- " * 10 + "ลึกเท่าที่คนเขียน\n")
    box.write("question/answered", body="ใช่\n")
    for asset, (body, _) in TOO_MUCH.items():
        box.write(asset, body=body + "\n")
    box.write("knowledge/many-files")
    box.write("knowledge/large-file")
    box.write("knowledge/large-header", summary="ก" * (16 * 1024))
    box.write("knowledge/text-too-large-to-read", body="x" * (600 * 1024))
    box.commit("Write", by="p-mai")
    for asset in (*GOOD, *TOO_MUCH, "knowledge/many-files", "knowledge/large-file"):
        box.file(box.sign(asset, by="p-ann"), asset)
    box.commit("Review", by="p-his")
    add_many_files(box, "knowledge/many-files", FILES)
    add_zeros(box, "drafts/knowledge/large-file/zeros.csv", GIBIBYTE)
    box.git("reset", "-q", "HEAD")
    return box


@pytest.fixture(scope="module")
def status(overfed: Box) -> Measured:
    return measured(overfed.root, "status", "--format", "json", "--as-of", DAY)


def verdicts(status: Measured) -> Mapping[str, dict[str, Any]]:
    return {asset["id"]: asset for asset in json.loads(status.out)["assets"]}


def test_status_ends_within_its_bounds(status: Measured) -> None:
    assert status.status == 0, status.err
    assert status.mebibytes < MOST_MEBIBYTES


@pytest.mark.parametrize("asset", GOOD)
def test_what_is_good_is_public_beside_all_that_is_too_much(status: Measured, asset: str) -> None:
    verdict = verdicts(status)[asset]

    assert (verdict["state"], verdict["public"], verdict["findings"]) == ("approved", True, [])


@pytest.mark.parametrize(
    ("asset", "code"),
    [
        *((asset, code) for asset, (_, code) in TOO_MUCH.items()),
        ("knowledge/many-files", "COP131"),
        ("knowledge/large-file", "COP131"),
        ("knowledge/large-header", "COP106"),
        ("knowledge/text-too-large-to-read", "COP135"),
    ],
)
def test_what_is_too_much_is_named_by_its_own_code(status: Measured, asset: str, code: str) -> None:
    verdict = verdicts(status)[asset]

    assert verdict["state"] == "invalid"
    assert code in {finding["code"] for finding in verdict["findings"] if finding["severity"] == "error"}


def test_the_site_is_built_of_the_others_within_the_same_bounds(overfed: Box) -> None:
    done = measured(overfed.root, "build", "--as-of", DAY)

    assert done.status == 0, done.err
    assert done.mebibytes < MOST_MEBIBYTES
    assert all((overfed.root / "site" / asset / "index.html").is_file() for asset in GOOD)
    assert not any((overfed.root / "site" / asset / "approval.json").exists() for asset in TOO_MUCH)


def test_check_names_them_all_within_the_same_bounds(overfed: Box) -> None:
    done = measured(overfed.root, "check", "--rev", "HEAD", "--format", "json", "--as-of", DAY)

    assert done.status == 1, done.err
    named = {
        finding["path"].split("/")[2] for finding in json.loads(done.out)["findings"] if "drafts/" in finding["path"]
    }
    assert {asset.partition("/")[2] for asset in TOO_MUCH} <= named
    assert done.mebibytes < MOST_MEBIBYTES


@pytest.mark.parametrize("asset", TOO_MUCH)
def test_a_text_that_breaks_the_renderer_off_changes_nothing_about_the_next(asset: str) -> None:
    plain = "[a](https://example.org) *b*\n\n- c\n\n    d\n\n> e\n\nf[^1]\n\n[^1]: g\n"
    extensions = {"markdown_extensions": ["admonition", "footnotes"]}
    renderer = Renderer(extensions)

    with suppress(Exception):
        renderer.html(TOO_MUCH[asset][0][: 40 * 1024])

    assert renderer.html(plain) == Renderer(extensions).html(plain)
