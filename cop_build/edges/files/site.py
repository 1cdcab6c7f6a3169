"""Puts a finished site in the place of the old one in one step, and lets one build run at a time."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text
from cop_build.edges.files.disk import make_folder, needs_folder, remove, writing

BUSY = Code("COP505")

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP})


def swap(new: Path, live: Path) -> None:
    """Put the folder ``new`` in the place of ``live`` and remove what stood there.

    Where the system can exchange two names (Linux, on its own file systems), ``live`` is at every moment the whole
    old or the whole new site. Elsewhere two renames follow each other; for a process killed between them ``recover``
    puts the old site back.

    Raises:
        Unable: ``live`` is a link or a file, lies on another disk, or cannot be written. The old site is whole.
    """
    recover(live)
    needs_folder(new)
    with writing(live):
        if not os.path.lexists(live):
            new.rename(live)
            return
        needs_folder(live)
        make_folder(_waste(live).parent)
        if _exchange(new, live):
            new.rename(_waste(live))
        else:
            _replace_in_two_steps(new, live)
    with suppress(OSError):  # the new site stands; `recover` tries again, and speaks up
        remove(_waste(live))


def recover(live: Path) -> None:
    """Tidy up after a build that was killed: an old site without a new one is put back, leftovers are removed.

    Raises:
        Unable: They cannot be.
    """
    with writing(_waste(live)):
        remove(_waste(live))
    with writing(live):
        if not os.path.lexists(_aside(live)):
            return
        if os.path.lexists(live):
            _aside(live).rename(_waste(live))  # half gone under its own name, it could be put back one day
            remove(_waste(live))
        else:
            needs_folder(_aside(live))
            _aside(live).rename(live)


@contextmanager
def build_lock(root: Path, *, wait_seconds: float = 120) -> Iterator[int]:
    """Let one build run at a time in this repository; a second one waits for the first.

    Yields:
        The lock's file descriptor. A process that inherits it keeps the lock for as long as it runs, also when
        this one is killed.

    Raises:
        Unable: The other build did not end in time, or ``build/`` cannot be written.
    """
    build = root / "build"
    with writing(build):
        make_folder(build)
        lock = os.open(build / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        _wait_for(lock, wait_seconds)
        yield lock
    finally:
        os.close(lock)


def _wait_for(lock: int, wait_seconds: float) -> None:
    until = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                detail = Text(
                    th="มีการสร้างเว็บไซต์อื่นทำงานอยู่ในโฟลเดอร์นี้ รอให้เสร็จแล้วสั่งใหม่",
                    en="another build is at work in this folder: wait for it to end, then try again",
                )
                raise Unable(BUSY, detail) from None
            time.sleep(0.05)


def _replace_in_two_steps(new: Path, live: Path) -> None:
    live.rename(_aside(live))
    try:
        new.rename(live)
    except OSError:
        _aside(live).rename(live)
        raise
    _aside(live).rename(_waste(live))


def _exchange(new: Path, live: Path) -> bool:
    """Exchange the two names in one step; ``False`` where this system cannot. Source: renameat2(2)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    renameat2.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(live), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number))


def _aside(live: Path) -> Path:
    """Where a whole old site waits between the two renames."""
    return live.parent / "build" / f"{live.name}-old"


def _waste(live: Path) -> Path:
    """What is being removed, perhaps half gone."""
    return live.parent / "build" / f"{live.name}-waste"
