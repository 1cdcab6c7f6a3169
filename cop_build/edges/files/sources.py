"""Writes what people commit afterwards: new drafts, records, and the registry."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text
from cop_build.edges.files.disk import needs_folder, writing


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, with its folders; never through a link. Raises: Unable."""
    with writing(path.parent):
        try:
            _folders(path.parent)
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            th, en = f"มีไฟล์ {path.name} อยู่แล้ว", f"{path.name} exists already; nothing was changed"
            raise Unable(Code("COP911"), Text(th=th, en=en)) from None


def rewrite(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file, which keeps its mode, or of none, in one step. Raises: Unable."""
    with writing(path.parent):
        _folders(path.parent)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            beside.write_bytes(data)
            if path.exists():
                shutil.copymode(path, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _folders(folder: Path) -> None:
    if os.path.lexists(folder):
        needs_folder(folder)
        return
    _folders(folder.parent)
    folder.mkdir(exist_ok=True)
