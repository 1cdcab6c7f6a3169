"""Breaks the writer off before its first change of the disk, before its second, and so on until it comes to its end.

Run as ``python -m tests.robust.fault_points FOLDER WORK``; prints one JSON object a break, of lists of words: ``old``,
``new``, ``nothing``, or what else is there. Each break happens in a process of its own, out of which it leaves without
a word: no `finally`, no buffer, just as after SIGKILL. Python itself says (``sys.audit``) what is about to be done.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from cop_build.core.model import File, Oid
from cop_build.edges.files import recover, site, swap, write_docs
from cop_build.pages.staged import Staged

_CHANGES = frozenset({"ctypes.dlsym", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"})
_BROKEN = 9
_FILES = 3  # of each site
_TABLE = b"a,b\n" * 50_000


def breaks_at(number: int, work: Callable[[], object]) -> bool:
    """Do some work in a child that ends before its change of that number; say whether it was broken off."""
    child = os.fork()
    if child == 0:
        left = number

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            is_writing = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
            if event in _CHANGES or is_writing:
                left -= 1
                if left == 0:
                    os._exit(_BROKEN)

        try:
            sys.addaudithook(watch)
            work()
        except BaseException as error:  # a child must never come back
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, _BROKEN), status
    return status == _BROKEN


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def fill(folder: Path, word: str) -> None:
    """Write a site that is one word in every file."""
    (folder / "inner").mkdir(parents=True)
    for number in range(_FILES):
        (folder / f"{number}.html").write_text(word)
    (folder / "inner" / "index.html").write_text(word)


def word_of(folder: Path) -> str:
    """Return the one word of a whole site; anything else is described."""
    if not os.path.lexists(folder):
        return "nothing"
    words = [place.read_text() for place in sorted(folder.rglob("*")) if place.is_file()]
    return words[0] if len(words) == _FILES + 1 and len(set(words)) == 1 else f"half a site: {words}"


def start(root: Path, *, has_site: bool = True) -> Path:
    """Lay out a folder as it is when a build is about to swap."""
    shutil.rmtree(root, ignore_errors=True)
    if has_site:
        fill(root / "site", "old")
    fill(root / "build" / "site", "new")
    return root


def swaps(folder: Path, *, has_site: bool = True) -> Iterator[dict[str, list[str]]]:
    """Break a swap off at every change, then the tidying up after it at every change."""
    number, is_broken = 1, True
    while is_broken:
        root = start(folder / "box", has_site=has_site)
        live, made = root / "site", root / "build" / "site"
        is_broken = breaks_at(number, lambda made=made, live=live: swap(made, live))  # type: ignore[misc]  # no type for a default
        at_once = word_of(live)
        kept = folder / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(root, kept)
        said = {"at once": [at_once], **(tidyings(kept, folder / "try") if has_site else {})}
        recover(live)
        said["recovered"] = [word_of(live)]
        shutil.rmtree(made, ignore_errors=True)
        fill(made, "new")
        swap(made, live)
        left = sorted(place.name for place in (root / "build").iterdir())
        said["finally"] = [word_of(live), *left]
        yield said
        number += 1


def tidyings(kept: Path, root: Path) -> dict[str, list[str]]:
    """Break the tidying up off at every change; then tidy up again, with and without a site that somebody removed."""
    found: dict[str, list[str]] = {
        "tidying broken off": [],
        "tidied after that": [],
        "tidied after the site was removed": [],
    }
    for is_removed in (False, True):
        number, is_broken = 1, True
        while is_broken:
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(kept, root)
            is_broken = breaks_at(number, lambda: recover(root / "site"))
            found["tidying broken off"].append(word_of(root / "site"))
            if is_removed:
                shutil.rmtree(root / "site", ignore_errors=True)
            recover(root / "site")
            name = "tidied after the site was removed" if is_removed else "tidied after that"
            found[name].append(word_of(root / "site"))
            number += 1
    return found


def stagings(folder: Path) -> Iterator[dict[str, list[str]]]:
    """Break the writing of ``docs/`` off at every change, then write it again."""
    table = File("a.csv", hashlib.sha256(_TABLE).hexdigest(), len(_TABLE), Oid("0" * 40))
    old = (Staged("index.md", b"old"), Staged("gone/index.md", b"old"), Staged("turns", b"old"))
    new = (Staged("index.md", b"new"), Staged("x/files/a.csv", table), Staged("turns/index.md", b"new"))
    wanted = {item.path: _TABLE if isinstance(item.content, File) else item.content for item in new}
    docs = folder / "docs"
    number, is_broken = 1, True
    while is_broken:
        shutil.rmtree(docs, ignore_errors=True)
        write_docs(docs, old, _pieces)
        is_broken = breaks_at(number, lambda: write_docs(docs, new, _pieces))
        write_docs(docs, new, _pieces)
        files = {str(place.relative_to(docs)): place.read_bytes() for place in docs.rglob("*") if place.is_file()}
        yield {"finally": ["new"] if files == wanted else sorted(files)}
        number += 1


def _pieces(_file: File) -> Iterator[bytes]:
    yield from (_TABLE[start : start + 65536] for start in range(0, len(_TABLE), 65536))


def main(folder: Path, work: str) -> None:
    if work == "two steps":
        site._exchange = lambda new, live: False  # what a system answers that cannot exchange names
    found = stagings(folder) if work == "stage" else swaps(folder, has_site=work != "first")
    for one in found:
        sys.stdout.write(json.dumps(one) + "\n")
        sys.stdout.flush()  # before the next child takes a copy of it along


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
