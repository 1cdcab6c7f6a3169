"""Serves a forge in a box on loopback, also badly: late, half, wrong, at another hour."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any  # JSON

from tests.forge.box import ForgeBox, as_bytes


@dataclass
class Mood:
    """How the forge behaves.

    Attributes:
        failures: How many requests it answers with an error first; -1: all.
        status: Which error.
        headers: Sent with every answer.
        bend: How the bytes of an answer are changed; by path's ending, "" for all.
        days_off: How far its clock is ahead.
        cuts: Whether answers end before their announced length.
        refuses: Logins whom it lets nobody ask for a review.
        lures: An address that it gives as the next page of every list.
        moved: Where something stands now, by the beginning of its path.
        sleeps_seconds: How long it says nothing.
        has_no_end: Whether it goes on and on.
    """

    failures: int = 0
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    bend: Mapping[str, bytes] = field(default_factory=dict)
    days_off: float = 0
    cuts: bool = False
    refuses: frozenset[str] = frozenset()
    lures: str | None = None
    moved: Mapping[str, str] = field(default_factory=dict)
    sleeps_seconds: float = 0
    has_no_end: bool = False


@dataclass
class Served:
    """A forge that answers; what it was asked, and with which rights."""

    address: str
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    told: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)  # Any: JSON


@contextmanager
def serving(forge: ForgeBox, behaving: Mood | None = None) -> Iterator[Served]:
    """Answer on loopback until the end."""
    mood = behaving or Mood()
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._take("POST")

        def do_PATCH(self) -> None:
            self._take("PATCH")

        def _take(self, method: str) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            served.told.append((method, self.path, said))
            refused = {str(name) for name in mood.refuses} & set(map(str, said.get("reviewers", ())))
            self._say(422 if refused else 201, b"{}")

        def do_GET(self) -> None:
            served.asked.append(("GET", self.path, self.headers.get("Authorization")))
            if mood.failures:
                mood.failures -= 1
                self._say(mood.status, b'{"message": "no"}')
                return
            time.sleep(mood.sleeps_seconds)
            if mood.has_no_end:
                self._go_on()
                return
            for start, there in mood.moved.items():
                if self.path.startswith(start):
                    self._say(301, b"{}", {"Location": there + self.path.removeprefix(start)})
                    return
            value, following = forge.page(self.path)
            if value is None:
                self._say(404, b'{"message": "Not Found"}')
                return
            body = next(
                (bent for end, bent in mood.bend.items() if self.path.split("?")[0].endswith(end)), as_bytes(value)
            )
            following = mood.lures or (served.address + following if following else None)
            link = {"Link": f'<{following}>; rel="next"'} if following and isinstance(value, list) else {}
            etag = f'"{hashlib.sha256(body).hexdigest()}"'
            if self.headers.get("If-None-Match") == etag:
                self._say(304, b"", {"ETag": etag})
            else:
                self._say(200, body, {"ETag": etag, **link})

        def _say(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
            self.send_response_only(status)
            self.send_header("Date", format_datetime(datetime.now(UTC) + timedelta(days=mood.days_off), usegmt=True))
            self.send_header("Content-Length", str(len(body) + (100 if mood.cuts else 0)))
            for name, value in {"X-RateLimit-Remaining": "4999", **(headers or {}), **mood.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def _go_on(self) -> None:
            self.send_response_only(200)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                while True:
                    self.wfile.write(b" " * (1 << 20))

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield served
        finally:
            server.shutdown()
