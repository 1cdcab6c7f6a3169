"""Reads blobs through one ``git cat-file --batch``, with their sums and, of texts, their bytes."""

from __future__ import annotations

import hashlib
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from cop_build.core.findings import Code, Unable
from cop_build.core.history import Blob
from cop_build.core.model import Oid, Text
from cop_build.edges.git.failures import git_failed

MAX_TEXT_BYTES = 512 * 1024
START_BYTES = 1024
_CHUNK = 1 << 20


def read_blobs(command: Sequence[str], wanted: Mapping[Oid, bool]) -> Iterator[tuple[Oid, Blob]]:
    """Yield every wanted blob. Raises: Unable, if git does not have one.

    Args:
        command: ``git … cat-file --batch --buffer``.
        wanted: Which oids, and whether one stands where a text is expected.
    """
    if not wanted:
        return
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=_CHUNK
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        asking = threading.Thread(target=_ask, args=(process.stdin, tuple(wanted)))
        asking.start()
        try:
            for oid, is_text in wanted.items():
                yield oid, _answer(process.stdout, oid, is_text=is_text)
        finally:
            process.stdout.close()
            asking.join()


def _ask(pipe: IO[bytes], oids: Sequence[Oid]) -> None:
    try:
        pipe.write("".join(f"{oid}\n" for oid in oids).encode())
        pipe.close()
    except OSError:  # git has died; the reader finds out
        pass


def _answer(pipe: IO[bytes], oid: Oid, *, is_text: bool) -> Blob:
    size = size_in(pipe.readline(), oid)
    blob = summed(pipe, size=size, is_text=is_text)
    if blob.size != size:
        raise git_failed("cat-file ended early")
    pipe.read(1)
    return blob


def size_in(line: bytes, oid: Oid) -> int:
    """Return how many bytes of a blob follow, as ``cat-file --batch`` says. Raises: Unable, if it has no such blob."""
    header = line.split()
    if not header:
        raise git_failed(f"cat-file ended before {oid}")
    if len(header) != 3 or header[:2] != [oid.encode(), b"blob"] or not header[2].isdigit():
        th, en = f"อ่านข้อมูล {oid} จาก git ไม่ได้", f"git cannot give the bytes of {oid}; is this clone whole? (git fsck)"
        raise Unable(Code("COP907"), Text(th=th, en=en))
    return int(header[2])


def summed(pipe: IO[bytes], *, size: int, is_text: bool) -> Blob:
    """Read up to ``size`` bytes, and keep them only if they are a text of bearable length; others come in pieces."""
    if is_text and size <= MAX_TEXT_BYTES:
        text = pipe.read(size)
        return Blob(len(text), hashlib.sha256(text).hexdigest(), text[:START_BYTES], text)
    hashed = hashlib.sha256()
    start, left = b"", size
    while left and (chunk := pipe.read(min(left, _CHUNK))):
        hashed.update(chunk)
        start = start or chunk[:START_BYTES]
        left -= len(chunk)
    return Blob(size - left, hashed.hexdigest(), start, None)
