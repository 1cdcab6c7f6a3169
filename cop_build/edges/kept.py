"""What was found about contents before, kept on this machine so that nothing is looked at twice.

Nothing that is kept is believed because it is there: the file carries a sum that only this user's key can make, and
whatever does not carry it, or was made by other rules or another program, is thrown away. Source: manual/trust.md §5.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib.metadata
import json
import os
import secrets
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs

import cop_build

_NAME = "cop_build"
_KEY_BYTES = 32
_MOST_BYTES = 256 * 2**20
_JUDGES = ("latex2mathml", "lxml", "markdown", "nh3", "pillow", "pygments", "pymdown-extensions", "pypdf", "selectolax")


class Kept:
    """Values by name, for one repository and one set of rules. A disk that refuses only means that nothing is kept."""

    def __init__(self, root: Path, rules: str) -> None:
        """Args: rules: Everything but the contents on which the values depend."""
        place = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]
        self._file = platformdirs.user_cache_path(_NAME) / f"{place}.json"
        self._rules = hashlib.sha256(f"{_program()}\n{rules}".encode()).hexdigest()
        self._key = _key()
        self._found: Mapping[str, object] = self._read()
        self._used: dict[str, object] = {}

    def get(self, name: str) -> object | None:
        """Return what was kept; ``None`` if nothing was."""
        value = self._found.get(name)
        if value is not None:
            self._used[name] = value
        return value

    def put(self, name: str, value: object) -> None:
        """Keep a value that JSON can hold."""
        self._used[name] = value

    def save(self) -> None:
        """Write what was used or added since it was read; what was not is forgotten."""
        if self._key is None or self._used == self._found:
            return
        body = json.dumps({"rules": self._rules, "kept": self._used}, ensure_ascii=False).encode()
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=".kept-")
            try:
                with os.fdopen(handle, "wb") as new:
                    new.write(_sum(self._key, body) + b"\n" + body)
                Path(name).replace(self._file)
            except OSError:
                Path(name).unlink(missing_ok=True)

    def _read(self) -> Mapping[str, object]:
        try:
            claimed, _, body = _bytes_of(self._file).partition(b"\n")
            if self._key is None or not hmac.compare_digest(claimed, _sum(self._key, body)):
                return {}
            value = json.loads(body)
        except (OSError, ValueError, RecursionError):
            return {}
        return value["kept"] if value["rules"] == self._rules else {}


def _bytes_of(place: Path) -> bytes:
    """Return a plain file's bytes; no link is followed and no pipe waited for. Raises: OSError."""
    handle = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        return file.read() if stat.S_ISREG(found.st_mode) and found.st_size <= _MOST_BYTES else b""


def _sum(key: bytes, body: bytes) -> bytes:
    return hmac.new(key, body, hashlib.sha256).hexdigest().encode()


def _key() -> bytes | None:
    """Return this user's key, made when it is first needed; ``None`` where it cannot be kept to this user alone."""
    place = platformdirs.user_state_path(_NAME) / "kept.key"
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as new:
                new.write(secrets.token_bytes(_KEY_BYTES))
        handle = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as file:
            is_own = os.fstat(handle).st_mode & 0o077 == 0 and os.fstat(handle).st_uid == os.getuid()
            key = file.read(_KEY_BYTES + 1)
        return key if is_own and len(key) == _KEY_BYTES else None
    return None


@cache
def _program() -> str:
    """Return a sum of the program's own judging code: another version's answers are not ours."""
    summed = hashlib.sha256()
    for place in sorted(Path(cop_build.__file__).parent.rglob("*.py")):
        summed.update(place.read_bytes())
    said = [f"{name} {importlib.metadata.version(name)}" for name in _JUDGES]
    return f"{summed.hexdigest()} {said}"
