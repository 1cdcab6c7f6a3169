"""Read a commit, its blobs and its history once each; the only user of GitPython. Source: manual/trust.md §1, §3."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import git
from git.exc import GitCommandNotFound, GitError, InvalidGitRepositoryError, NoSuchPathError

from cop_build.core.findings import Code, Unable
from cop_build.core.history import DRAFTS, INDEX, REGISTRY, REVIEWS, Blob, Change, Commit, Entry, Facts
from cop_build.core.model import File, Oid, Text

MAX_TEXT_BYTES = 512 * 1024
START_BYTES = 1024
_CHUNK = 1 << 20
_NOTHING = "0" * 6

# What a user's or repository's settings could change about the output is set here, on every call.
_SETTINGS = (
    *("-c", "log.showRoot=true", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"),
    *("-c", "core.bigFileThreshold=1m", "-c", "log.showSignature=false", "-c", "core.hooksPath=/dev/null"),
)
_RAW = (
    *("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative"),
    *("--ignore-submodules=none", "--no-show-signature", "--no-notes", "--no-decorate", "--no-color"),
)
_FIELDS = ("%H", "%P", "%ct", "%ae", "%ce", "%B")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with a work tree, opened for reading."""

    root: Path

    @classmethod
    def at(cls, where: Path) -> Repository:
        """Open the repository in which a folder stands. Raises: Unable."""
        _forget_the_environment()
        try:
            opened = git.Repo(where, search_parent_directories=True)
        except (InvalidGitRepositoryError, NoSuchPathError):
            th, en = f"{where} ไม่ได้อยู่ใน git repository", f"{where} is not in a git repository; cop init makes one"
            raise Unable(Code("COP901"), Text(th=th, en=en)) from None
        except (GitCommandNotFound, OSError, GitError, ValueError) as error:
            raise _git_failed(str(error)) from None
        with opened:
            if opened.working_tree_dir is None:
                th, en = "repository นี้ไม่มีไฟล์ทำงาน (bare)", "this repository is bare; a clone with a work tree is needed"
                raise Unable(Code("COP901"), Text(th=th, en=en))
            return cls(Path(opened.working_tree_dir))

    def facts(self, revision: str = "HEAD") -> Facts:
        """Read one commit with its whole history. Raises: Unable."""
        head = self._resolve(revision)
        self._refuse_a_cut_history()
        tree = dict(self._tree(head))
        commits = tuple(self._log(("-c", head)))
        merges = any(len(commit.parents) > 1 for commit in commits)
        on_line = ("--first-parent", "--merges", "--diff-merges=first-parent", head)
        merged = {commit.oid: commit.changes for commit in self._log(on_line)} if merges else {}
        return Facts(head, tree, commits, merged, self._blobs(tree, commits, merged))

    def bytes_of(self, file: File) -> Iterator[bytes]:
        """Yield an attachment's bytes out of the object database. Raises: Unable."""
        with subprocess.Popen(
            self._command("cat-file", "blob", file.oid), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None and process.stderr is not None
            while chunk := process.stdout.read(_CHUNK):
                yield chunk
            error = process.stderr.read()
        if process.returncode:
            raise _git_failed(error.decode("utf-8", "replace"))

    def uncommitted(self) -> int:
        """Count the paths under drafts/, reviews/ and the registry whose work tree differs from HEAD."""
        paths = (DRAFTS, REVIEWS, REGISTRY)
        output = self._run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
        return sum(1 for item in output.split(b"\0") if item)

    # -- reading -----------------------------------------------------------------------------------------------------

    def _command(self, *arguments: str) -> Sequence[str]:
        return ("git", "-C", str(self.root), *_SETTINGS, *arguments)

    def _run(self, *arguments: str) -> bytes:
        try:
            done = subprocess.run(self._command(*arguments), capture_output=True, check=False)
        except OSError as error:
            raise _git_failed(str(error)) from None
        if done.returncode:
            raise _git_failed(done.stderr.decode("utf-8", "replace"))
        return done.stdout

    def _resolve(self, revision: str) -> Oid:
        done = subprocess.run(
            self._command("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"),
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            return Oid(done.stdout.decode().split()[-1])
        if revision == "HEAD":
            th, en = "repository นี้ยังไม่มี commit", "this repository has no commit yet; commit something first"
            raise Unable(Code("COP902"), Text(th=th, en=en))
        th, en = f"ไม่พบ commit {revision}", f"there is no commit {revision}"
        raise Unable(Code("COP905"), Text(th=th, en=en))

    def _refuse_a_cut_history(self) -> None:
        if self._run("rev-parse", "--is-shallow-repository").strip() != b"false":
            th = "ประวัติไม่ครบ (shallow clone) ใช้ git fetch --unshallow"
            en = "the history is cut off (shallow clone); run: git fetch --unshallow"
            raise Unable(Code("COP903"), Text(th=th, en=en))
        grafts = Path(os.fsdecode(self._run("rev-parse", "--git-path", "info/grafts").strip()))
        if (self.root / grafts).exists():
            th, en = "ประวัติถูกต่อใหม่ด้วย .git/info/grafts ให้ลบไฟล์นี้", "the history is grafted; remove .git/info/grafts"
            raise Unable(Code("COP904"), Text(th=th, en=en))

    def _tree(self, commit: Oid) -> Iterator[tuple[str, Entry]]:
        for item in self._run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            if item:
                facts, _, path = item.partition(b"\t")
                mode, _, oid = facts.split(b" ")
                yield _name(path), Entry(int(mode, 8), Oid(oid.decode()))

    def _log(self, arguments: Sequence[str]) -> Iterator[Commit]:
        form = "--format=tformat:" + "%x00".join(_FIELDS) + "%x00"
        output = self._run("log", *_RAW, "--encoding=UTF-8", form, *arguments, "--")
        return _commits(output.split(b"\0"))

    def _blobs(
        self, tree: Mapping[str, Entry], commits: Iterable[Commit], merged: Mapping[Oid, Sequence[Change]]
    ) -> Mapping[Oid, Blob]:
        everywhere = [(path, entry) for path, entry in tree.items()]
        for changes in (*(commit.changes for commit in commits), *merged.values()):
            everywhere += [(change.path, change.entry) for change in changes if change.entry is not None]
        wanted: dict[Oid, bool] = {}  # is any of its places one for text?
        for path, entry in everywhere:
            if (path == REGISTRY or path.startswith((DRAFTS, REVIEWS))) and not entry.is_submodule:
                wanted[entry.oid] = wanted.get(entry.oid, False) or _is_text(path)
        return dict(self._read_all(wanted))

    def _read_all(self, wanted: Mapping[Oid, bool]) -> Iterator[tuple[Oid, Blob]]:
        if not wanted:
            return
        command = self._command("cat-file", "--batch", "--buffer")
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=_CHUNK
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            asking = threading.Thread(target=_ask, args=(process.stdin, tuple(wanted)))
            asking.start()
            try:
                for oid, is_text in wanted.items():
                    yield oid, _read_blob(process.stdout, oid, is_text=is_text)
            finally:
                process.stdout.close()
                asking.join()


def _ask(pipe: IO[bytes], oids: Sequence[Oid]) -> None:
    try:
        pipe.write("".join(f"{oid}\n" for oid in oids).encode())
        pipe.close()
    except OSError:  # git has died; the reader finds out
        pass


def _read_blob(pipe: IO[bytes], oid: Oid, *, is_text: bool) -> Blob:
    header = pipe.readline().split()
    if len(header) != 3 or header[0].decode() != oid or header[1] != b"blob":
        th, en = f"อ่านข้อมูล {oid} จาก git ไม่ได้", f"git cannot give the bytes of {oid}; is this clone whole? (git fsck)"
        raise Unable(Code("COP907"), Text(th=th, en=en))
    size = left = int(header[2])
    keep = is_text and size <= MAX_TEXT_BYTES
    hashed = hashlib.sha256()
    start, kept = b"", []
    while left:
        chunk = pipe.read(min(left, _CHUNK))
        if not chunk:
            raise _git_failed("cat-file ended early")
        hashed.update(chunk)
        start = start or chunk[:START_BYTES]
        if keep:
            kept.append(chunk)
        left -= len(chunk)
    pipe.read(1)
    return Blob(size, hashed.hexdigest(), start, b"".join(kept) if keep else None)


def _commits(fields: Sequence[bytes]) -> Iterator[Commit]:
    """Take the output of ``git log --raw -z`` apart: six fields a commit, then its changes."""
    at, end = 0, len(fields)
    while at + len(_FIELDS) <= end:
        oid, parents, committed_at, author, committer, message = fields[at : at + len(_FIELDS)]
        at += len(_FIELDS)
        changes: list[Change] = []
        while at < end and fields[at] == b"":
            at += 1
        while at + 1 < end and fields[at].lstrip(b"\n").startswith(b":"):
            changes.append(_change(fields[at].lstrip(b"\n"), fields[at + 1]))
            at += 2
        yield Commit(
            oid=Oid(oid.decode()),
            parents=tuple(Oid(parent) for parent in parents.decode().split()),
            committed_at=int(committed_at),
            author=author.decode("utf-8", "replace"),
            committer=committer.decode("utf-8", "replace"),
            message=message.decode("utf-8", "replace"),
            changes=tuple(changes),
        )


def _change(facts: bytes, path: bytes) -> Change:
    """Read ``:100644 100644 <old> <new> M``; a merge has one more colon, mode and name a parent."""
    parents = len(facts) - len(facts.lstrip(b":"))
    words = facts.lstrip(b":").decode().split(" ")
    mode, oid = words[parents], words[2 * parents + 1]
    return Change(_name(path), None if mode == _NOTHING else Entry(int(mode, 8), Oid(oid)))


def _name(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _is_text(path: str) -> bool:
    return path == REGISTRY or path.startswith(REVIEWS) or path.endswith(f"/{INDEX}")


def _forget_the_environment() -> None:
    """Keep what the shell says of other repositories from speaking of this one; and never look at replaced objects."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        if name not in ("GIT_SSL_CAINFO", "GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
            del os.environ[name]
    os.environ["GIT_NO_REPLACE_OBJECTS"] = "1"
    os.environ["GIT_TERMINAL_PROMPT"] = "0"
    os.environ["GIT_OPTIONAL_LOCKS"] = "0"
    os.environ["LC_ALL"] = "C.UTF-8"


def _git_failed(said: str) -> Unable:
    line = next((line for line in reversed(said.strip().splitlines()) if line.strip()), "git failed")
    line = "".join(character for character in line if character.isprintable())[:300]
    return Unable(Code("COP907"), Text(th=f"git ทำงานไม่สำเร็จ: {line}", en=f"git failed: {line}"))
