"""The process that looks inside files: reads requests, writes answers, and may do nothing else.

Run by ``process.py``. It stops by itself when the one who asks has gone, and after a file that took all memory.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import warnings
from contextlib import suppress

from cop_build.edges.insides import wire
from cop_build.edges.insides.drawing import picture_of
from cop_build.edges.insides.readers import inside_of

_OPEN_FILES = 32


def main(seconds: float, memory: int) -> None:
    """Answer until the input ends.

    Args:
        seconds: The time that one file may take; the asker watches it, and a little later an alarm ends this process
            in case the asker was killed.
        memory: Bytes of address space.
    """
    logging.disable()
    warnings.simplefilter("ignore")
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not look like an answer
    _confine(memory)
    answers.write(wire.READY)
    answers.flush()
    try:
        while True:
            task, extension, data = (wire.receive(requests) for _ in range(3))
            _set_alarm(int(seconds) + 5)
            answer = _answer(task, extension.decode(), data)
            _set_alarm(0)
            wire.send(answers, answer)
    except MemoryError:
        os._exit(wire.OUT_OF_MEMORY)
    except (EOFError, OSError):  # nobody asks any more
        os._exit(0)


def _answer(task: bytes, extension: str, data: bytes) -> bytes:
    return picture_of(data, extension) if task == wire.DRAW else wire.encoded(inside_of(data, extension))


def _set_alarm(seconds: int) -> None:
    if sys.platform != "win32":
        signal.alarm(seconds)


def _confine(memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asker decides when to stop
    if sys.platform != "win32":
        import resource

        most = {
            resource.RLIMIT_AS: memory,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_NOFILE: _OPEN_FILES,
            resource.RLIMIT_NPROC: 0,
        }
        for kind, limit in most.items():
            with suppress(OSError, ValueError):  # a system may know less; the asker's watch remains
                resource.setrlimit(kind, (limit, limit))
