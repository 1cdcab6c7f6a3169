"""The preview: for this machine alone, always fresh."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cop_build.core.findings import Unable
from cop_build.edges.serve import serve


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def serving(site: Path, watch: Path, rebuild: Callable[[], None] = lambda: None) -> Iterator[int]:
    port, stop = free_port(), threading.Event()
    thread = threading.Thread(
        target=lambda: serve(site, port=port, rebuild=rebuild, watch=[watch], every_seconds=0.02, stopped=stop.is_set)
    )
    thread.start()
    try:
        wait_for(lambda: answers(port))
        yield port
    finally:
        stop.set()
        thread.join()


def get(port: int, path: str, host: str = "localhost") -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.getheader("Content-Type"), answer.read()
    connection.close()
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("home")
    (folder / "404.html").write_text("not here")
    for name in ("x.vtt", "x.mp4", "x.ics"):
        (folder / "a" / name).write_text(name)
    return folder


def test_pages_and_files_come_with_their_types(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path / "drafts") as port:
        assert get(port, "/") == (200, "text/html; charset=utf-8", b"home")
        assert get(port, "/a/x.vtt")[1] == "text/vtt; charset=utf-8"
        assert get(port, "/a/x.mp4")[1] == "video/mp4"
        assert get(port, "/a/x.ics")[1] == "text/calendar; charset=utf-8"


def test_what_is_not_there_gets_the_sites_own_page_and_folders_are_not_listed(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path / "drafts") as port:
        assert get(port, "/nothing") == (404, "text/html; charset=utf-8", b"not here")
        assert get(port, "/a/")[0] == 404
        assert get(port, "/../../etc/passwd")[0] == 404


def test_drafts_are_not_shown_to_web_pages_that_point_their_name_here(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path / "drafts") as port:
        assert get(port, "/", host="attacker.example")[0] == 421
        assert get(port, "/", host=f"127.0.0.1:{port}")[0] == 200


def test_a_change_is_a_rebuild_and_the_new_site_is_served(site: Path, tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    (drafts / "knowledge").mkdir(parents=True)
    built: list[int] = []

    def rebuild() -> None:
        (tmp_path / "index.html").write_text(f"home {len(built)}")
        (tmp_path / "index.html").replace(site / "index.html")  # at once, as a build's swap is
        built.append(1)

    with serving(site, drafts, rebuild) as port:
        time.sleep(0.1)
        assert built == []
        (drafts / "knowledge" / "index.md").write_text("x")
        wait_for(lambda: len(built) >= 1)
        (drafts / "knowledge" / "index.md").unlink()
        wait_for(lambda: len(built) >= 2)
        assert get(port, "/")[2].startswith(b"home ")


def test_a_port_that_is_taken_is_said_clearly(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with pytest.raises(Unable) as caught:
            serve(site, port=port, rebuild=lambda: None, watch=[])
    assert caught.value.code == "COP507"
    assert str(port) in caught.value.detail.th


def test_a_port_that_does_not_exist_is_said_clearly(site: Path) -> None:
    with pytest.raises(Unable):
        serve(site, port=70_000, rebuild=lambda: None, watch=[])
