"""The writer of ``docs/``: makes it hold the plan and nothing else."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import File, Text
from cop_build.edges.files.disk import make_folder, remove, writing
from cop_build.pages.staged import Staged

KEPT = ".gitignore"  # the one file of docs/ that git tracks
WAITING = ".new"  # where new files wait, inside docs/, until all of them are whole

UNSAFE_PATH = Code("COP501")
WRONG_BYTES = Code("COP503")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")


def write_docs(docs: Path, staged: Sequence[Staged], read: Callable[[File], Iterator[bytes]]) -> None:
    """Make ``docs`` hold exactly the plan; only ``docs/.gitignore`` may stay besides.

    Everything new is first written and verified aside, so that bytes that are missing or wrong, or a full disk,
    leave ``docs`` as it was. Files that hold the right bytes already are not touched. Symbolic links are never
    followed: one that stands for ``docs`` is refused, one inside it is removed.

    Args:
        read: Gives an attachment's bytes, in pieces. They must have the size and the SHA-256 of the ``File``.

    Raises:
        Unable: A path that leads out of ``docs`` or stands twice, wrong bytes, or a disk that takes no more.
    """
    plan = _plan(staged)
    with writing(docs):
        make_folder(docs)
        waiting = docs / WAITING
        remove(waiting)
        try:
            missing = [path for path, content in plan.items() if not _holds(docs, path, content)]
            waiting.mkdir()
            for number, path in enumerate(missing):
                _write(waiting / str(number), path, plan[path], read)
            _clear(docs, frozenset(plan), _folders(plan))
            for folder in sorted(_folders(missing)):
                (docs / folder).mkdir(exist_ok=True)
            for number, path in enumerate(missing):
                (waiting / str(number)).replace(docs / path)
        finally:
            remove(waiting)


def _plan(staged: Iterable[Staged]) -> dict[str, bytes | File]:
    """Return path → content; nothing leads out of the folder and no file takes another's place."""
    plan: dict[str, bytes | File] = {}
    names: set[str] = set()
    for item in staged:
        if not _is_safe(item.path):
            raise Unable(
                UNSAFE_PATH,
                Text(
                    th=f"เส้นทาง {item.path!r} ใช้เป็นชื่อแฟ้มของเว็บไซต์ไม่ได้",
                    en=f"{item.path!r} cannot be the path of a file of the site",
                ),
            )
        name = _same_name(item.path)
        if name in names:
            raise _taken_twice(item.path)
        names.add(name)
        plan[item.path] = item.content
    for path in _folders(plan):
        if _same_name(path) in names:
            raise _taken_twice(path)
    return plan


def _taken_twice(path: str) -> Unable:
    return Unable(
        UNSAFE_PATH,
        Text(th=f"มีสองแฟ้มที่จะอยู่ที่ {path!r} เหมือนกัน", en=f"two files of the plan would stand at {path!r}"),
    )


def _is_safe(path: str) -> bool:
    """Is this a relative path that names the same file on every system, and that MkDocs would not skip?"""
    parts = path.split("/")
    return not _CONTROL.search(path) and all(part and not part.startswith(".") for part in parts)


def _same_name(path: str) -> str:
    """Return what two paths share that a disk blind to case or Unicode form would take for one."""
    return unicodedata.normalize("NFKC", path).casefold()


def _folders(paths: Iterable[str]) -> frozenset[str]:
    """Return all folders that the paths need: ``a/b/c`` needs ``a`` and ``a/b``."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def _holds(docs: Path, path: str, content: bytes | File) -> bool:
    """Do these bytes stand there already, reached through real folders only?"""
    size = content.size if isinstance(content, File) else len(content)
    try:
        facts = os.lstat(f"{docs}/{path}")
    except (FileNotFoundError, NotADirectoryError):
        return False
    place = docs
    for part in path.split("/")[:-1]:
        place = place / part
        if place.is_symlink():
            return False
    if not stat.S_ISREG(facts.st_mode) or facts.st_size != size or facts.st_nlink > 1:
        return False
    with (docs / path).open("rb") as there:
        if isinstance(content, File):
            return hashlib.file_digest(there, "sha256").hexdigest() == content.sha256
        return there.read() == content


def _write(target: Path, path: str, content: bytes | File, read: Callable[[File], Iterator[bytes]]) -> None:
    with target.open("xb") as new:
        if not isinstance(content, File):
            new.write(content)
            return
        total, hashed = 0, hashlib.sha256()
        for piece in read(content):
            total += len(piece)
            if total > content.size:
                break
            hashed.update(piece)
            new.write(piece)
    if total != content.size or hashed.hexdigest() != content.sha256:
        raise Unable(
            WRONG_BYTES,
            Text(
                th=f"เนื้อแฟ้มแนบ {path!r} ไม่ตรงกับฉบับที่ยืนยันแล้ว คลัง git อาจเสียหาย ลองสั่ง git fsck",
                en=f"the bytes of {path!r} are not those that were approved; the repository may be broken: git fsck",
            ),
        )


def _clear(docs: Path, files: frozenset[str], folders: frozenset[str], inside: str = "") -> None:
    """Remove what the plan does not hold, and whatever stands where it needs something of another sort."""
    for entry in list(os.scandir(docs / inside)):
        path = f"{inside}/{entry.name}" if inside else entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if path == WAITING or (path == KEPT and not is_folder):
            continue
        if is_folder and path in folders:
            _clear(docs, files, folders, path)
        elif is_folder or path not in files or not entry.is_file(follow_symlinks=False):
            remove(Path(entry.path))
