"""A community with a page of every kind, in Thai or in English, built as the public site is."""

from __future__ import annotations

from pathlib import Path
from typing import Any  # headers hold whatever YAML holds

from cop_build.app.publishing import build
from tests.community_box import AS_OF, Box
from tests.edges.insides.thumbnails import slides_with, thumbnail
from tests.privacy.test_markup import USABLE

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "cop_build" / "templates" / "init" / "mkdocs.yml"
FILM = ROOT / "drafts/knowledge/authen-system-down/authen-down-steps.mp4"
CAPTIONS = FILM.with_suffix(".vtt")
DOCUMENT = ROOT / "drafts/knowledge/csmbs-parent-not-found/รายการเอกสาร.pdf"
PICTURE = ROOT / "drafts/knowledge/check-rights-at-counter/check-rights-flow.png"

BASE = "sample/"
SITE_URL = f"https://cop.example.org/{BASE}"

LONG = "ขั้นตอนการตรวจสอบสิทธิผู้ป่วยที่มีหลายสิทธิพร้อมกันและต้องส่งต่อไปยังหน่วยบริการอื่นโดยเร็วที่สุดเท่าที่จะทำได้"
REFERENCES = [
    {"title": "ประกาศสำนักงานหลักประกันสุขภาพแห่งชาติ", "url": "https://example.org/notice", "checked_on": "2026-10-01"},
    {"title": "คู่มือการให้บริการ"},
]
_COLUMNS = 14
WIDE = (
    "| "
    + " | ".join(f"หน่วยบริการที่ {n}" for n in range(_COLUMNS))
    + " |\n"
    + "|---" * _COLUMNS
    + "|\n"
    + "| 1 " * _COLUMNS
    + "|",
    "$$\n" + " + ".join(f"a_{{{n}}}" for n in range(60)) + "\n$$",
    "```python\n" + "first_of_all = " * 30 + '"ก"  # ก\n```',
    "https://example.org/" + "long" * 60,
)
EVERYTHING = "\n\n".join((*(text for name, text in USABLE.items() if name != "links"), "[ใน](#water)", *WIDE))
STEPS = f"""## {LONG}

โทร **1669** ทุกครั้ง และดู[หน้าอื่น](../../knowledge/all/index.md) หรือ[ประกาศ](https://example.org/notice)

### น้ำ

| สิทธิ | หมายเลข | หมายเหตุ |
|---|---|---|
| ฉุกเฉิน | 1669 | ตลอด 24 ชั่วโมง |

!!! warning
    ตรวจสอบก่อนเสมอ

- [ ] โทร
- [x] จด

## นำ

{"สำนักงานหลักประกันสุขภาพแห่งชาติกำหนดให้หน่วยบริการตรวจสอบสิทธิของผู้รับบริการทุกครั้ง " * 12}
"""

# A page of every kind, by what stands on it.
PAGES = {
    "home": "",
    "topics": "topics/",
    "topic": "topics/ucep/",
    "facet": "by/audience/families/",
    "letters": "a-z/",
    "list": "knowledge/",
    "asset": "knowledge/x/",
    "everything": "knowledge/all/",
    "English asset": "knowledge/en/",
    "overdue": "knowledge/late/",
    "notice": "knowledge/gone/",
    "sessions": "sessions/",
    "session": "session/next/",
    "held session": "session/first/",
    "notes": "note/",
    "note": "note/first/",
    "questions": "question/",
    "question": "question/q/",
    "pages": "page/",
    "page": "page/about/",
    "not found": "404.html",
}


def built_site(folder: Path, language: str = "th") -> Path:
    """Build the community's site in a new folder; the folder of the site."""
    changes = {"language": language, "notice": _NOTICE, "site_url": SITE_URL, "facets": [_AUDIENCE]}
    box = Box.at(folder, change=lambda registry: registry.update(changes))
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    box.publish("knowledge/late", title="เรื่องที่ถึงกำหนดทบทวน", review_in="P1D", topics=["finance"], by="p-fin")
    box.publish("knowledge/all", title="ทุกอย่างที่ใช้ได้", body=EVERYTHING, files={"plan.png": PICTURE.read_bytes()})
    box.publish(
        "knowledge/x",
        title=LONG,
        summary="โดยย่อสำหรับเจ้าหน้าที่หน้างาน",
        body=STEPS,
        files={
            "ตาราง น้ำ.csv": "สิทธิ,1669\n".encode(),
            "plan.png": PICTURE.read_bytes(),
            "คลิป.mp4": FILM.read_bytes(),
            "คลิป.vtt": CAPTIONS.read_bytes(),
            "คลิป.en.vtt": b"WEBVTT\n\n00:00.000 --> 00:05.000\nCall 1669.\n",
            "รายการ.pdf": DOCUMENT.read_bytes(),
            "slides.pptx": slides_with(thumbnail("JPEG")),
        },
        attachments=[{"file": "ตาราง น้ำ.csv", "title": "ตารางสิทธิ"}, {"file": "คลิป.mp4", "title": "สี่ขั้นตอน"}],
        keywords=["ฉุกเฉิน", "แอปเปิล", "UCEP", "1669"],
        references=REFERENCES,
        session="session/first",
        effective_from="2026-01-01",
        change_note="เพิ่มหมายเลขโทรศัพท์",
    )
    box.publish(
        "knowledge/en", title="What to do first", summary="In short", body="## Call\n\nCall 1669.\n", language="en"
    )
    box.publish("knowledge/gone", title="เรื่องที่ถอน")
    box.remove("drafts/knowledge/gone")
    box.commit("Withdraw", by="p-mai")
    box.publish("session/first", title="ประชุมครั้งแรก", by="p-adm", place="ห้องประชุม 1", topics=["ucep"])
    box.publish("session/next", title="ประชุมครั้งหน้า", by="p-adm", **_NEXT)
    box.publish("session/off", title="ประชุมที่ยกเลิก", by="p-adm", **{**_NEXT, "phase": "cancelled"})
    box.publish("note/first", title="บันทึกครั้งแรก", attendance=12)
    box.publish("question/q", title="ถามอะไรดี", body="ดู[เรื่องนี้](../../knowledge/x/index.md)\n")
    box.publish("page/about", title="เกี่ยวกับ", by="p-adm", author="p-mai", summary="เราคือใคร")
    built = build(box.root, as_of=AS_OF)
    assert not built.findings, sorted({(finding.code, finding.path) for finding in built.findings})[:10]
    return box.root / "site"


_NOTICE = {"th": "เนื้อหาตัวอย่างเพื่อสาธิต", "en": "Sample content"}
_AUDIENCE = {
    "id": "audience",
    "title": {"th": "สำหรับใคร", "en": "For whom"},
    "values": [
        {"id": "families", "title": {"th": "ผู้ป่วยและญาติ", "en": "Families"}, "topics": ["emergency"]},
        {"id": "staff", "title": {"th": "เจ้าหน้าที่", "en": "Staff"}, "topics": ["ucep", "finance"]},
    ],
}
_NEXT: dict[str, Any] = {
    "starts_at": "2026-12-17T13:00:00+07:00",
    "phase": "planned",
    "duration_minutes": 90,
    "place": "ห้องประชุม 2",
    "online_url": "https://example.org/meet",
    "topics": ["ucep"],
}
