"""The words in which sessions are announced: short and polite, to people who read them on the way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from cop_build.core.model import Language, Text

_WORDS: Mapping[str, Text] = {
    "invitation": Text(th="ขอเชิญร่วมประชุม", en="You are invited"),
    "cancellation": Text(th="แจ้งยกเลิกการประชุม", en="Session cancelled"),
    "dear": Text(th="เรียน สมาชิกชุมชนทุกท่าน", en="Dear members"),
    "not_held": Text(
        th="การประชุมครั้งนี้ยกเลิกแล้ว ขออภัยในความไม่สะดวก",
        en="This session will not take place. We are sorry for the inconvenience.",
    ),
    "was_to_be": Text(th="กำหนดเดิม", en="It was to be"),
    "when": Text(th="วันเวลา", en="When"),
    "place": Text(th="สถานที่", en="Where"),
    "online": Text(th="ออนไลน์", en="Online"),
    "online_on_page": Text(th="เข้าร่วมได้ ดูลิงก์ในหน้าของการประชุม", en="possible; the session's page has the link"),
    "facilitator": Text(th="ผู้ดำเนินการ", en="Facilitator"),
    "presenters": Text(th="ผู้นำเสนอ", en="Presenters"),
    "topics": Text(th="หัวข้อ", en="Topics"),
    "prepare": Text(th="สิ่งที่ขอให้เตรียม", en="Please prepare"),
    "prepare_a_case": Text(
        th="เรื่องจริงจากหน้างานหนึ่งเรื่อง ไม่ระบุตัวผู้ป่วย จะเล่า ใช้ภาพ หรือวิดีโอก็ได้",
        en="One case from your own work, nothing that tells who the patient is; told, or as a picture or video",
    ),
    "propose": Text(th="เสนอหัวข้อหรือคำถาม", en="Propose a topic or question"),
    "tell": Text(th="บอก {name}", en="tell {name}"),
    "answer": Text(th="ตอบกลับข้อความนี้", en="answer this message"),
    "or_write": Text(th="หรือเขียนที่", en="or write it here:"),
    "details": Text(th="รายละเอียด", en="Details"),
    "other_sessions": Text(th="กำหนดการอื่น", en="Other sessions"),
    "scan": Text(th="สแกนเพื่อดูรายละเอียด", en="Scan for details"),
    "calendar_inside": Text(
        th="แนบไฟล์ปฏิทินมาด้วย เปิดไฟล์เพื่อบันทึกลงปฏิทินของท่าน",
        en="A calendar file comes with this message: open it to put the session into your calendar.",
    ),
    "calendar_cancels": Text(
        th="แนบไฟล์ปฏิทินมาด้วย เปิดไฟล์เพื่อนำรายการเดิมออกจากปฏิทินของท่าน",
        en="A calendar file comes with this message: open it to take the session out of your calendar.",
    ),
    "thanks": Text(th="ขอบคุณทุกท่าน", en="Thank you"),
    "draft": Text(th="ฉบับร่าง", en="DRAFT"),
    "draft_text": Text(
        th="ฉบับร่าง ยังไม่ได้รับความเห็นชอบ โปรดอย่าส่งต่อ",
        en="A draft that nobody has approved; please do not pass it on",
    ),
}


@lru_cache
def announcement_words(language: Language) -> Mapping[str, str]:
    """Return all words in one language, by name."""
    return MappingProxyType({name: text.said_in(language) for name, text in _WORDS.items()})
