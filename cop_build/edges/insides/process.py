"""Keeps the process in which files are looked at, and answers for it when it dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from types import TracebackType
from typing import Self, TypeVar, assert_never

from cop_build.core.drawn import Drawn, drawn_from
from cop_build.core.insides import Found, Inside, Trait
from cop_build.edges.insides import wire

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from cop_build.edges.insides.worker import main; main(float(sys.argv[2]), int(sys.argv[3]))"
)
_KEPT = ("LD_LIBRARY_PATH", "SYSTEMROOT")  # what Python itself may need to start
_SECONDS_TO_START, _SECONDS_TO_END = 60.0, 5.0

_T = TypeVar("_T")


class Failure(Enum):
    """Why there is no answer."""

    LATE = auto()
    OUT_OF_MEMORY = auto()
    BROKEN = auto()


class Insides:
    """Looks into one file after another; use it in a ``with`` statement and from one thread.

    One worker process does the reading. It is started with the first file, sees none of the environment, and may use
    only so much time and memory. When it dies or is killed, the next file gets a new one.
    """

    def __init__(self, *, seconds: float = 60.0, memory: int = 1 << 30) -> None:
        """Start nothing yet.

        Args:
            seconds: How long one file may take.
            memory: Bytes of address space that the worker may use.
        """
        self._seconds = seconds
        self._memory = memory
        self._worker: subprocess.Popen[bytes] | None = None
        self._has_answered = False
        self.failure: Failure | None = None
        """Why the last file got no answer; on another day there may be one."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def worker_id(self) -> int | None:
        """The number of the running worker process; ``None`` before the first file and after a death."""
        return None if self._worker is None else self._worker.pid

    def look(self, data: bytes, extension: str) -> Inside:
        """Return what stands inside a file; a hostile file raises nothing.

        Args:
            extension: In lower case, without the dot.

        Returns:
            ``TOO_LARGE`` alone if time or memory were used up; ``UNREADABLE`` alone if the worker broke, or could not
            be started.
        """
        answer = self._answer(wire.LOOK, data, extension, wire.decoded)
        match answer:
            case Inside():
                return answer
            case Failure.BROKEN:
                return Inside((Found(Trait.UNREADABLE),))
            case Failure.LATE | Failure.OUT_OF_MEMORY:
                return Inside((Found(Trait.TOO_LARGE),))
            case _:
                assert_never(answer)

    def draw(self, data: bytes, extension: str) -> Drawn | None:
        """Return a small picture of a file: the first page of a PDF, what the program put into slides.

        Returns:
            ``None`` if there is none, and for whatever breaks, exhausts or deceives the worker.
        """
        answer = self._answer(wire.DRAW, data, extension, drawn_from)
        return None if isinstance(answer, Failure) else answer

    def _answer(self, task: bytes, data: bytes, extension: str, read: Callable[[bytes], _T]) -> _T | Failure:
        was_used = self._has_answered and self._worker is not None
        answer = self._answer_once(task, data, extension, read)
        if was_used and answer in (Failure.OUT_OF_MEMORY, Failure.BROKEN):
            # what files before it left behind must not decide
            answer = self._answer_once(task, data, extension, read)
        self.failure = answer if isinstance(answer, Failure) else None
        return answer

    def _answer_once(self, task: bytes, data: bytes, extension: str, read: Callable[[bytes], _T]) -> _T | Failure:
        late = threading.Event()
        try:
            answer = read(self._ask(self._running(), (task, extension.encode("utf-8", "replace"), data), late))
        except (OSError, EOFError, ValueError) as error:
            status = self._stop(has_left=not isinstance(error, ValueError))
            if late.is_set():
                return Failure.LATE
            return Failure.OUT_OF_MEMORY if status == wire.OUT_OF_MEMORY else Failure.BROKEN
        except BaseException:
            self._stop()
            raise
        self._has_answered = True
        if late.is_set():
            self._stop()
        return answer

    def _ask(self, worker: subprocess.Popen[bytes], request: tuple[bytes, ...], late: threading.Event) -> bytes:
        """Raises: OSError, EOFError, when the worker dies or is too slow."""
        assert worker.stdin is not None and worker.stdout is not None
        watch = _watch(worker, self._seconds, late)
        try:
            wire.send(worker.stdin, *request)
            return wire.receive(worker.stdout)
        finally:
            watch.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        """Raises: OSError, EOFError, when no worker can be started."""
        if self._worker is not None and self._worker.poll() is not None:
            self._stop()
        return self._worker or self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        """Raises: OSError, EOFError, when no worker can be started."""
        imported_from = json.dumps([os.path.abspath(path) for path in sys.path if path])  # noqa: PTH100 -- keeps links
        command = [sys.executable, "-I", "-B", "-c", _START, imported_from, str(self._seconds), str(self._memory)]
        self._has_answered = False
        self._worker = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            cwd=os.sep,
        )
        assert self._worker.stdout is not None
        watch = _watch(self._worker, _SECONDS_TO_START, threading.Event())
        try:
            if self._worker.stdout.readline() != wire.READY:
                raise EOFError
        finally:
            watch.cancel()
        return self._worker

    def _stop(self, *, has_left: bool = False) -> int | None:
        """End the worker, or let it end if it ``has_left``. Returns: its status, if there was a worker."""
        worker, self._worker = self._worker, None
        if worker is None:
            return None
        assert worker.stdin is not None and worker.stdout is not None
        with suppress(subprocess.TimeoutExpired):
            worker.wait(_SECONDS_TO_END if has_left else 0)
        worker.kill()
        worker.stdout.close()
        with suppress(OSError):  # what was not yet written has no reader
            worker.stdin.close()
        return worker.wait()


def _watch(worker: subprocess.Popen[bytes], seconds: float, late: threading.Event) -> threading.Timer:
    def end() -> None:
        late.set()
        worker.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    return timer
