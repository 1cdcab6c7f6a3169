"""How the site reaches a reader: served in gzip as hosts do, and opened in a real Chromium."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any  # options of a browser's context
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

_PACKED = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
}
_PLAIN = {
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
}


@contextmanager
def served(folder: Path, base: str = "") -> Iterator[str]:
    """Serve a folder as hosts of static files do: text in gzip, ``index.html`` of folders, ``404.html``; its address.

    Args:
        base: A path at which the site stands, such as ``cop/``.
    """

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/" + base).lstrip("/")
            place = folder / path / "index.html" if path.endswith("/") or not path else folder / path
            found = place.is_file()
            data, kind, is_packed = _answer(place if found else folder / "404.html")
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "max-age=600")
            if is_packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/{base}"
        finally:
            server.shutdown()


@contextmanager
def quiet_page(
    browser: Browser, address: str, size: tuple[int, int], *, before: str = "", **options: Any
) -> Iterator[Page]:
    """Open a page of a site in a window of its own; at the end nothing may have been said on its console.

    Args:
        before: A script that runs before those of the page.
        options: Of the browser's context.
    """
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
    said: list[str] = []
    try:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.add_init_script(before)
        page.goto(address, wait_until="load")
        yield page
    finally:
        context.close()
    assert said == []


@lru_cache(maxsize=1 << 10)
def _answer(place: Path) -> tuple[bytes, str, bool]:
    """Return what is sent of a file, its type, and whether it is packed."""
    data = place.read_bytes()
    if kind := _PACKED.get(place.suffix):
        return gzip.compress(data, mtime=0), kind, True
    return data, _PLAIN.get(place.suffix, "application/octet-stream"), False
