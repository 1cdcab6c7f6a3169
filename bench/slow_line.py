"""A slow line between a browser and a server on this machine: so many bits a second, so long there and back."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

BITS_A_SECOND, ROUND_TRIP_SECONDS = 1_600_000, 0.150  # "slow 4G", as browsers' tools call it
_PART = 8192  # bytes


class _Line:
    """What all connections share: when the line is free again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free_at = 0.0

    def carry(self, size: int) -> None:
        """Wait until so many bytes have gone over the line."""
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + size * 8 / BITS_A_SECOND
            until = self._free_at
        time.sleep(max(0.0, until - time.monotonic()))


@contextmanager
def slow_line(address: str) -> Iterator[str]:
    """Yield an address at which the server of another is reached over a slow line, workers' requests among all."""
    parts = urlsplit(address)
    line = _Line()
    with socket.create_server(("127.0.0.1", 0)) as entrance:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    near, _ = entrance.accept()
                    threading.Thread(
                        target=_connect, args=(near, str(parts.hostname), parts.port, line), daemon=True
                    ).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{entrance.getsockname()[1]}{parts.path}"


def _connect(near: socket.socket, host: str, port: int | None, line: _Line) -> None:
    time.sleep(ROUND_TRIP_SECONDS)  # the connection itself
    with suppress(OSError), near, socket.create_connection((host, port or 80)) as far:
        back = threading.Thread(target=_back, args=(far, near, line), daemon=True)
        back.start()
        while data := near.recv(_PART):
            time.sleep(ROUND_TRIP_SECONDS)  # a question and the beginning of its answer
            far.sendall(data)
        far.shutdown(socket.SHUT_WR)
        back.join()


def _back(far: socket.socket, near: socket.socket, line: _Line) -> None:
    with suppress(OSError):
        while data := far.recv(_PART):
            line.carry(len(data))
            near.sendall(data)
        near.shutdown(socket.SHUT_WR)
