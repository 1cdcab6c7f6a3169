"""Hands files to people in a folder of theirs, over nobody's own."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text
from cop_build.edges.files.disk import writing
from cop_build.edges.files.sources import rewrite, write_new


class Handed(StrEnum):
    """What came of one file."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def hand_out(folder: Path, files: Mapping[str, bytes], *, may_replace: bool) -> Mapping[str, Handed]:
    """Write files by their names into a folder; nothing, if one of them may not be written. Raises: Unable.

    Args:
        may_replace: Files of these names give way to the new ones. Links and folders never do.
    """
    with writing(folder):
        plan = {name: _before(folder / name, data) for name, data in files.items()}
        in_the_way = [name for name, found in plan.items() if found is None]
    if not may_replace:
        in_the_way += [name for name, found in plan.items() if found is Handed.REPLACED]
    if in_the_way:
        names = ", ".join(in_the_way)
        th = f"มี {names} อยู่แล้วและเนื้อหาต่างกัน จึงไม่ได้เขียนไฟล์ใด เลือกโฟลเดอร์อื่น หรือสั่งด้วย --replace"
        en = f"{names}: there already, with other content; nothing was written. Choose another folder, or say --replace"
        raise Unable(Code("COP911"), Text(th=th, en=en))
    for name, found in plan.items():
        if found is Handed.NEW:
            write_new(folder / name, files[name])
        elif found is Handed.REPLACED:
            rewrite(folder / name, files[name])
    return {name: found for name, found in plan.items() if found is not None}


def needs_a_place_outside(places: Sequence[Path], folder: Path, *, name: str, seen_from: Path) -> None:
    """Refuse a folder in a repository: what people take elsewhere would be committed with the rest. Raises: Unable.

    Args:
        places: All folders of the repository, first the work tree beside which there is a place that would do.
        name: Of what is written, for such a place, as it is seen from a folder.
    """
    with writing(folder):
        try:
            asked, tops = folder.resolve(), [place.resolve() for place in places]
        except RuntimeError as error:  # links that lead to each other, before Python 3.13
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    if any(asked.is_relative_to(top) for top in tops):
        top = tops[0]
        there = Path(os.path.relpath(top.parent / name, seen_from.resolve())).as_posix()
        th = f"ไฟล์ที่จะนำออกไปใช้ต้องอยู่นอกคลังของชุมชน ไม่เช่นนั้นจะถูก commit ไปด้วย สั่งด้วย --out {there}"
        en = f"what is taken elsewhere must not lie in the repository, to be committed with the rest: --out {there}"
        raise Unable(Code("COP510"), Text(th=th, en=en))


def _before(path: Path, data: bytes) -> Handed | None:
    """Return what writing a file will come to; ``None`` where no file may be written. Raises: OSError."""
    if not os.path.lexists(path):
        return Handed.NEW
    if path.is_symlink() or not path.is_file():
        return None
    return Handed.UNCHANGED if path.read_bytes() == data else Handed.REPLACED
