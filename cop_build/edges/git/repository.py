"""Read a commit, its blobs and its history once each; the only user of GitPython. Source: manual/trust.md §1, §3."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import git
from git.exc import GitCommandNotFound, GitError, InvalidGitRepositoryError, NoSuchPathError

from cop_build.core.findings import Code, Unable
from cop_build.core.history import DRAFTS, INDEX, REGISTRY, REVIEWS, SETTINGS, Blob, Change, Commit, Entry, Facts
from cop_build.core.model import Oid, Text
from cop_build.core.scope import Step
from cop_build.edges.git.attachments import Attachments
from cop_build.edges.git.blobs import read_blobs
from cop_build.edges.git.environment import forget_the_environment
from cop_build.edges.git.failures import git_failed, needs_git
from cop_build.edges.git.log import OPTIONS, commits_in, name_of
from cop_build.edges.git.worktree import with_work_tree

# What a user's or repository's settings could change about the output is set here, on every call.
_SETTINGS = (
    *("-c", "log.showRoot=true", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"),
    *("-c", "core.bigFileThreshold=1m", "-c", "log.showSignature=false", "-c", "core.hooksPath=/dev/null"),
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with a work tree, opened for reading."""

    root: Path

    @classmethod
    def at(cls, where: Path) -> Repository:
        """Open the repository in which a folder stands. Raises: Unable."""
        forget_the_environment()
        try:
            opened = git.Repo(where, search_parent_directories=True)
        except NoSuchPathError:
            raise Unable(Code("COP901"), Text(th=f"ไม่มีโฟลเดอร์ {where}", en=f"there is no folder {where}")) from None
        except InvalidGitRepositoryError:
            th, en = f"{where} ไม่ได้อยู่ใน git repository", f"{where} is not in a git repository; cop init makes one"
            raise Unable(Code("COP901"), Text(th=th, en=en)) from None
        except (GitCommandNotFound, OSError, GitError, ValueError) as error:
            raise git_failed(str(error)) from None
        with opened:
            if opened.working_tree_dir is None:
                th, en = "repository นี้ไม่มีไฟล์ทำงาน (bare)", "this repository is bare; a clone with a work tree is needed"
                raise Unable(Code("COP901"), Text(th=th, en=en))
            return cls(Path(opened.working_tree_dir))

    def facts(self, revision: str = "HEAD") -> Facts:
        """Read one commit with its whole history. Raises: Unable."""
        head = self._resolve(revision)
        self._refuse_a_cut_history()
        tree = dict(self.tree(head))
        commits = tuple(self.log(("-c", head)))
        merges = any(len(commit.parents) > 1 for commit in commits)
        on_line = ("--first-parent", "--merges", "--diff-merges=first-parent", head)
        merged = {commit.oid: commit.changes for commit in self.log(on_line)} if merges else {}
        return Facts(head, tree, commits, merged, self._blobs(tree, commits, merged))

    def steps(self, base: str, revision: str) -> tuple[Step, ...]:
        """Return what a commit changes about its common ancestor with a base. Raises: Unable."""
        base_oid, oid = self._resolve(base), self._resolve(revision)
        fork = self.run("merge-base", base_oid, oid).decode().split()[0]
        before, after = dict(self.tree(Oid(fork))), dict(self.tree(oid))
        changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
        return tuple(Step(path, before.get(path), after.get(path)) for path in changed)

    def commits_since(self, base: str, revision: str) -> tuple[Commit, ...]:
        """Return the commits that a revision has and a base has not, with what each changed. Raises: Unable."""
        return tuple(self.log(("-c", self._resolve(revision), f"^{self._resolve(base)}")))

    def has(self, revision: str) -> bool:
        """Say whether a commit is here, by its full name."""
        try:
            return len(revision) in (40, 64) and self._resolve(revision) == revision
        except Unable:
            return False

    def attachments(self) -> Attachments:
        """Return what gives attachments' bytes, once it is entered. Raises: Unable."""
        return Attachments(self._command("cat-file", "--batch"))

    def facts_with_work_tree(self) -> Facts:
        """Read HEAD with its history, and on top of it what is not committed yet. Raises: Unable."""
        changed = self._changed()
        author = self.user_email()
        is_text = {path: _is_text(name_of(path)) for path in changed}
        return with_work_tree(self.facts(), self.root, changed, is_text=is_text, author=author)

    def user_email(self) -> str:
        """Return the address under which this user commits; empty if none is set."""
        return self.run("config", "--default", "", "--get", "user.email").decode("utf-8", "replace").strip()

    def places(self) -> tuple[Path, ...]:
        """Return the repository's folders: its work trees, this one first, and git's own. Raises: Unable."""
        listed = os.fsdecode(self.run("worktree", "list", "--porcelain")).split("\n")
        trees = [Path(line.removeprefix("worktree ")) for line in listed if line.startswith("worktree ")]
        kept = self.root / os.fsdecode(self.run("rev-parse", "--git-common-dir").rstrip(b"\n"))
        return (self.root, *(tree for tree in trees if tree != self.root), kept)

    def uncommitted(self) -> int:
        """Count the paths under drafts/ and reviews/, and the settings, whose work tree differs from HEAD."""
        return len(self._changed())

    def _changed(self) -> tuple[bytes, ...]:
        paths = (DRAFTS, REVIEWS, REGISTRY, SETTINGS)
        output = self.run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
        return tuple(item[3:] for item in output.split(b"\0") if item)

    # -- reading -----------------------------------------------------------------------------------------------------

    def _command(self, *arguments: str) -> Sequence[str]:
        """Raises: Unable."""
        needs_git()
        return ("git", "-C", str(self.root), *_SETTINGS, *arguments)

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> bytes:
        """Return what git prints. Raises: Unable, with its last words. Args: environment: besides the usual one."""
        more = {**os.environ, **environment} if environment else None
        try:
            done = subprocess.run(self._command(*arguments), capture_output=True, check=False, env=more)
        except OSError as error:
            raise git_failed(str(error)) from None
        if done.returncode:
            raise git_failed(done.stderr.decode("utf-8", "replace"))
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
        if self.run("rev-parse", "--is-shallow-repository").strip() != b"false":
            th = "ประวัติไม่ครบ (shallow clone) ใช้ git fetch --unshallow"
            en = "the history is cut off (shallow clone); run: git fetch --unshallow"
            raise Unable(Code("COP903"), Text(th=th, en=en))
        grafts = Path(os.fsdecode(self.run("rev-parse", "--git-path", "info/grafts").strip()))
        if (self.root / grafts).exists():
            th, en = "ประวัติถูกต่อใหม่ด้วย .git/info/grafts ให้ลบไฟล์นี้", "the history is grafted; remove .git/info/grafts"
            raise Unable(Code("COP904"), Text(th=th, en=en))

    def tree(self, commit: Oid, *paths: str) -> Iterator[tuple[str, Entry]]:
        """Yield the files of a commit, or those under some paths of it. Raises: Unable."""
        for item in self.run("ls-tree", "-r", "-z", "--full-tree", commit, *paths).split(b"\0"):
            if item:
                facts, _, path = item.partition(b"\t")
                mode, _, oid = facts.split(b" ")
                yield name_of(path), Entry(int(mode, 8), Oid(oid.decode()))

    def log(self, arguments: Sequence[str]) -> Iterator[Commit]:
        """Yield commits with their changes, no parent before its children. Raises: Unable."""
        return commits_in(self.run("log", *OPTIONS, *arguments, "--").split(b"\0"))

    def blobs(self, wanted: Mapping[Oid, bool]) -> Mapping[Oid, Blob]:
        """Return blobs. Raises: Unable. Args: wanted: Which, and whether one stands where a text is expected."""
        return dict(read_blobs(self._command("cat-file", "--batch", "--buffer"), wanted))

    def _blobs(
        self, tree: Mapping[str, Entry], commits: Iterable[Commit], merged: Mapping[Oid, Sequence[Change]]
    ) -> Mapping[Oid, Blob]:
        everywhere = [(path, entry) for path, entry in tree.items()]
        for changes in (*(commit.changes for commit in commits), *merged.values()):
            everywhere += [(change.path, change.entry) for change in changes if change.entry is not None]
        wanted: dict[Oid, bool] = {}  # is any of its places one for text?
        for path, entry in everywhere:
            if (path in (REGISTRY, SETTINGS) or path.startswith((DRAFTS, REVIEWS))) and not entry.is_submodule:
                wanted[entry.oid] = wanted.get(entry.oid, False) or _is_text(path)
        return dict(read_blobs(self._command("cat-file", "--batch", "--buffer"), wanted))


def _is_text(path: str) -> bool:
    return path in (REGISTRY, SETTINGS) or path.startswith(REVIEWS) or path.endswith(f"/{INDEX}")
