"""What both writers ask of the disk, and how they say what it refused."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text

NO_FOLDER = Code("COP502")
CANNOT_WRITE = Code("COP504")
OTHER_DISK = Code("COP508")


def needs_folder(path: Path) -> None:
    """Refuse a link, a file, or nothing in the place of a folder. Raises: Unable."""
    if path.is_symlink() or not path.is_dir():
        raise Unable(
            NO_FOLDER,
            Text(
                th=f"{path.name}/ เป็นลิงก์หรือแฟ้ม ไม่ใช่โฟลเดอร์ ให้ลบออกแล้วสั่งใหม่",
                en=f"{path.name}/ is a link or a file, not a folder: remove it and try again",
            ),
        )


def make_folder(path: Path) -> None:
    """Make the folder if nothing stands there; what else does is refused. Raises: Unable, OSError."""
    if not os.path.lexists(path):
        path.mkdir(parents=True)
    needs_folder(path)


def remove(path: Path) -> None:
    """Remove a file, a link itself, or a whole folder; nothing is fine too. Raises: OSError."""
    try:
        if stat.S_ISDIR(path.lstat().st_mode):
            shutil.rmtree(path)
        else:
            path.unlink()
    except FileNotFoundError:
        return


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn what the disk refuses into one clear line. Raises: Unable."""
    try:
        yield
    except UnicodeEncodeError as error:
        detail = Text(
            th="ระบบนี้ตั้งค่าให้ใช้ชื่อแฟ้มภาษาไทยไม่ได้ ให้สั่งใหม่โดยตั้ง PYTHONUTF8=1",
            en="this system is set to write no Thai file names: try again with PYTHONUTF8=1",
        )
        raise Unable(CANNOT_WRITE, detail) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        if error.errno in (errno.EXDEV, errno.EBUSY):
            detail = Text(
                th=f"{place.name}/ อยู่คนละดิสก์กับ build/ จึงสลับในขั้นเดียวไม่ได้ ({reason})",
                en=f"{place.name}/ must lie on the same disk as build/ to be replaced in one step ({reason})",
            )
            raise Unable(OTHER_DISK, detail) from error
        detail = Text(
            th=f"เขียน {place.name}/ ไม่ได้ ({reason}) ตรวจสิทธิ์ของโฟลเดอร์และที่ว่างของดิสก์",
            en=f"{place.name}/ cannot be written ({reason}): check the folder's permissions and the free space",
        )
        raise Unable(CANNOT_WRITE, detail) from error
