"""The process that looks into files: what it may do, and what happens when it dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cop_build.core.insides import Found, Inside, Passage, Trait
from cop_build.edges.insides import Insides, wire
from tests.edges.insides.samples import SAMPLES

SLOW = b",".join([b"a"] * 1_500_000)
"""A table that takes seconds to read."""
QUICK = b"a,b"
READ = Inside((), (Passage("", "a,b"),))


@pytest.fixture
def own() -> Iterator[Insides]:
    """Return a reader whose worker may be broken."""
    with Insides(seconds=120) as reader:
        yield reader


@contextmanager
def killed(reader: Insides, *, after_seconds: float) -> Iterator[None]:
    """Kill the first worker that is seen, while something else runs."""

    def kill() -> None:
        while reader.worker_id is None:
            time.sleep(0.001)
        time.sleep(after_seconds)
        os.kill(reader.worker_id, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        killer.join()


def test_nothing_runs_before_the_first_file_or_after_the_last() -> None:
    with Insides() as reader:
        assert reader.worker_id is None
        reader.look(QUICK, "csv")
        worker = reader.worker_id
        assert worker is not None

    assert reader.worker_id is None
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_one_worker_reads_one_file_after_another(own: Insides) -> None:
    answers = [own.look(data, kind) for kind, data in SAMPLES.items()]
    worker = own.worker_id

    assert [own.look(data, kind) for kind, data in SAMPLES.items()] == answers
    assert own.worker_id == worker


def test_a_file_that_takes_too_long_is_too_large_and_the_next_is_read() -> None:
    with Insides(seconds=0.1) as reader:
        assert reader.look(SLOW, "csv") == Inside((Found(Trait.TOO_LARGE),))
    with Insides(seconds=0.1) as reader:
        reader.look(SLOW, "csv")
        assert reader.worker_id is None


def test_a_file_that_takes_too_much_memory_is_too_large_and_the_next_is_read() -> None:
    with Insides(memory=400 * 2**20) as reader:
        assert reader.look(bytes(500 * 2**20), "png") == Inside((Found(Trait.TOO_LARGE),))
        assert reader.look(QUICK, "csv") == READ


def test_when_a_fresh_worker_dies_the_file_is_unreadable_and_the_next_is_read(own: Insides) -> None:
    with killed(own, after_seconds=0):
        inside = own.look(SLOW, "csv")

    assert inside == Inside((Found(Trait.UNREADABLE),))
    assert own.look(QUICK, "csv") == READ


def test_when_a_used_worker_dies_the_file_is_read_by_another(own: Insides) -> None:
    own.look(QUICK, "csv")
    first = own.worker_id

    with killed(own, after_seconds=0.05):
        inside = own.look(SLOW, "csv")

    assert inside.found == ()
    assert own.worker_id != first


def test_a_worker_that_died_between_two_files_is_replaced(own: Insides) -> None:
    own.look(QUICK, "csv")
    first = own.worker_id
    assert first is not None
    os.kill(first, signal.SIGKILL)

    assert own.look(QUICK, "csv") == READ
    assert own.worker_id != first


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system does not show processes as files")
def test_the_worker_sees_no_environment_and_may_write_no_file(own: Insides, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_SECRET", "canary")
    own.look(QUICK, "csv")

    process = Path(f"/proc/{own.worker_id}")
    limits = process.joinpath("limits").read_text()
    assert b"canary" not in process.joinpath("environ").read_bytes()
    assert b"HOME=" not in process.joinpath("environ").read_bytes()
    assert [line.split()[3] for line in limits.splitlines() if line.startswith("Max file size")] == ["0"]
    assert [line.split()[3] for line in limits.splitlines() if line.startswith("Max address space")] == [str(1 << 30)]
    assert not [link for link in process.joinpath("fd").iterdir() if "socket" in str(link.readlink())]


def test_the_worker_imports_what_its_asker_imports_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.joinpath("json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)

    with Insides() as reader:
        assert reader.look(QUICK, "csv") == READ


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"[]",
        b"{}",
        b'{"found": [["no trait", ""]], "passages": []}',
        b'{"found": [["macro", 1]], "passages": []}',
        b'{"found": [], "passages": [[1]]}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_an_answer_of_a_broken_worker_is_not_believed(nonsense: bytes) -> None:
    with pytest.raises(ValueError):
        wire.decoded(nonsense)


def test_answers_come_back_as_they_were_sent() -> None:
    inside = Inside((Found(Trait.MACRO, "ก"),), (Passage("ข", "น้ำ\n\U0001f600\0"),))

    assert wire.decoded(wire.encoded(inside)) == inside
