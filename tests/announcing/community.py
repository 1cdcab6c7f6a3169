"""A community with a session that is planned and public, and what ``cop announce`` made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.commands import DAY, Done, cop
from tests.community_box import Box

SITE = "https://cop.example.org/ชุมชน/"
SESSION = "session/2026-12-sso"
TITLE = "เปลี่ยน รพ. ประกันสังคม: ธ.ค.–มี.ค."
HEADER: Mapping[str, Any] = {
    "title": TITLE,
    "starts_at": "2026-12-16T16:30:00+07:00",
    "duration_minutes": 90,
    "place": "ห้องประชุมชั้น 2",
    "online_url": "https://meet.example.org/room?a=1&b=2",
    "topics": ["ucep", "ของฝาก"],
    "presenters": ["p-ann", "p-nok"],
    "phase": "planned",
}
BODY = "## สิ่งที่เตรียมมา\n\n- คำถามที่ **ตอบยาก** หนึ่งข้อ\n- อ่าน [คู่มือ](https://example.org/x) มาก่อน\n\n## อื่น ๆ\n\n- ไม่เกี่ยว\n"


@dataclass
class Announced:
    """What came of ``cop announce`` and where its files are."""

    done: Done
    folder: Path

    def bytes_of(self, ending: str) -> bytes:
        (found,) = self.folder.glob(f"*{ending}")
        return found.read_bytes()


def community(
    folder: Path, *, change: Callable[[dict[str, Any]], object] | None = None, body: str = BODY, **header: object
) -> Box:
    """Return a community with one public session; a value of ``None`` leaves its key out."""

    def changed(registry: dict[str, Any]) -> None:
        registry["site_url"] = SITE
        if change:
            change(registry)

    box = Box.at(folder, change=changed)
    box.publish(SESSION, by="p-fac", author="p-adm", body=body, **{**HEADER, **header})
    return box


def announce(box: Box, folder: Path, *more: str, session: str = SESSION, as_of: str = DAY) -> Announced:
    return Announced(cop(box.root, "announce", session, "--out", folder, "--as-of", as_of, *more), folder)
