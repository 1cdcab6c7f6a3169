"""How the process that looks inside files is spoken to.

A request is a task, the extension and the file; an answer is JSON, or a picture, of no bytes if there is none. Before
each of them stands its length in bytes (8, big-endian).
"""

from __future__ import annotations

import json
import struct
from typing import IO

from cop_build.core.insides import Found, Inside, Passage, Trait

READY = b"ready\n"
LOOK, DRAW = b"look", b"draw"
LONGEST = 1 << 30
OUT_OF_MEMORY = 3
"""The status with which the process ends when a file takes more memory than it may use."""
_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], *parts: bytes) -> None:
    """Write byte strings, each after its length. Raises: OSError, when nobody reads."""
    for part in parts:
        pipe.write(_LENGTH.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Read one byte string. Raises: EOFError, when the other side has gone or claims an absurd length."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > LONGEST:
        raise EOFError
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def encoded(inside: Inside) -> bytes:
    """Return an answer as JSON in UTF-8."""
    found = [[found.trait.value, found.where] for found in inside.found]
    passages = [[passage.where, passage.text] for passage in inside.passages]
    return json.dumps({"found": found, "passages": passages}, ensure_ascii=False).encode()


def decoded(data: bytes) -> Inside:
    """Return the answer that a JSON text holds. Raises: ValueError, if it is not an answer."""
    try:
        answer = json.loads(data)
        found = {Found(Trait(_text(trait)), _text(where)) for trait, where in answer["found"]}
        passages = {Passage(_text(where), _text(text)) for where, text in answer["passages"]}
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not an answer") from error
    return Inside(tuple(sorted(found)), tuple(sorted(passages)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value
