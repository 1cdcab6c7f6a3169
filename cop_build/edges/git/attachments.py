"""Attachments' bytes out of the object database: one process of git, however many are asked for."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from cop_build.core.model import Oid
from cop_build.edges.git.blobs import size_in
from cop_build.edges.git.failures import git_failed

_CHUNK = 1 << 20
_PATIENCE_SECONDS = 60.0  # for a piece of a file; an object that holds less than it announces never comes to its end


class Attachments:
    """Gives files' bytes, one after the other, while it is entered; git is started when the first are asked for.

    Args:
        command: ``git … cat-file --batch``.
        patience_seconds: How long git may be silent before it is stopped.
    """

    def __init__(self, command: Sequence[str], *, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._command = command
        self._patience_seconds = patience_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_entered = self._is_giving = False

    def __enter__(self) -> Self:
        self._is_entered = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_entered = False
        self._stop()

    def bytes_of(self, oid: Oid) -> Iterator[bytes]:
        """Yield one file's bytes, in pieces. Raises: Unable, if git does not have all of them.

        To ask for another file ends this one.
        """
        assert self._is_entered, "nobody would end the process"
        if self._is_giving:  # somebody left off in the middle: what comes next would be the rest of that
            self._stop()
        self._is_giving = True
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(f"{oid}\n".encode())
        except OSError as error:
            raise git_failed(str(error)) from None
        line, end, heard = b"", b"", b""
        while not end and (more := self._heard(process)):
            line, end, heard = (line + more).partition(b"\n")
        left = size_in(line, oid)
        while left:
            heard = heard or self._heard(process)
            if not heard:
                raise git_failed(f"{oid} ends too early: git fsck")
            given, heard = heard[:left], heard[left:]
            left -= len(given)
            yield given
            assert self._process is process, "another file was asked for, or the reader was left"
        if (heard or self._heard(process)) != b"\n":
            raise git_failed(f"{oid} does not end where it should: git fsck")
        self._is_giving = False

    def _heard(self, process: subprocess.Popen[bytes]) -> bytes:
        """Return what git says next; nothing if it has ended, or was silent for too long and is stopped."""
        assert process.stdout is not None
        listening = select.poll()
        listening.register(process.stdout)
        if listening.poll(self._patience_seconds * 1000):
            return os.read(process.stdout.fileno(), _CHUNK)
        process.kill()
        return b""

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            try:
                self._process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
                )
            except OSError as error:
                raise git_failed(str(error)) from None
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process, self._is_giving = None, False
