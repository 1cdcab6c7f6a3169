"""Shows a built site to this machine alone, and builds it again when a file changes."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text

PORT_TAKEN = Code("COP507")

_LOOPBACK = "127.0.0.1"
_NAMES = frozenset({"localhost", "127.0.0.1"})

Snapshot = Mapping[str, tuple[int, int]]


def serve(
    directory: Path,
    *,
    port: int,
    rebuild: Callable[[], None],
    watch: Sequence[Path],
    every_seconds: float = 1.0,
    stopped: Callable[[], bool] = lambda: False,
    listening: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve ``directory`` at ``http://127.0.0.1:<port>/`` until interrupted; call ``rebuild`` after each change.

    Files are looked at every so often rather than watched by the system, which works on every disk. Several changes
    within one look are one rebuild. What ``rebuild`` raises ends the serving: it reports its own findings.

    Args:
        watch: Files and folders. Names that begin with a dot are passed over.
        stopped: Asked once per look; ``True`` ends the serving.
        listening: Told the address as soon as it can be opened.

    Raises:
        Unable: The port is taken, or may not be used.
    """
    before = _look(watch)
    server = _listen(directory, port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    listening(f"http://{_LOOPBACK}:{server.server_address[1]}/")
    try:
        _rebuild_on_change(rebuild, watch, before, every_seconds, stopped)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _rebuild_on_change(
    rebuild: Callable[[], None],
    watch: Sequence[Path],
    before: Snapshot,
    every_seconds: float,
    stopped: Callable[[], bool],
) -> None:
    while not stopped():
        time.sleep(every_seconds)
        now = _look(watch)
        if now != before:
            before = now  # what changes while building is seen at the next look
            rebuild()


def _listen(directory: Path, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((_LOOPBACK, port), partial(_Handler, directory=str(directory)))
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        detail = Text(
            th=f"พอร์ต {port} {'มีโปรแกรมอื่นใช้อยู่' if taken else 'ใช้ไม่ได้'} เลือกพอร์ตอื่นด้วย --port",
            en=f"port {port} {'is taken by another program' if taken else 'cannot be used'}: choose another, --port",
        )
        raise Unable(PORT_TAKEN, detail) from error


def _look(watch: Sequence[Path]) -> Snapshot:
    """Return the time of change and the size of every file."""
    found: dict[str, tuple[int, int]] = {}
    for place in watch:
        for path in _files(str(place)):
            try:
                facts = os.lstat(path)
            except OSError:
                continue
            found[path] = (facts.st_mtime_ns, facts.st_size)
    return found


def _files(place: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(place))
    except NotADirectoryError:
        yield place
        return
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            yield entry.path


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder, to this machine only; no listing of folders."""

    extensions_map = {  # noqa: RUF012  # the standard library declares it as an instance's, and never changes it
        **SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".html": "text/html; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".mp4": "video/mp4",
        ".odp": "application/vnd.oasis.opendocument.presentation",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".pdf": "application/pdf",
        ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".svg": "image/svg+xml",
        ".vtt": "text/vtt; charset=utf-8",
        ".webm": "video/webm",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xml": "application/xml; charset=utf-8",
    }
    _headers: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}
    )

    def send_head(self):  # type: ignore[no-untyped-def]  # its stub's type is private to the standard library
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in _NAMES:  # a web page elsewhere must not read drafts through a name that it points here
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002  # no listing is wanted
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that http.server gave it
        """Say nothing: what matters here is what `rebuild` reports."""
