"""The words of the pages around the content, in the languages in which the program speaks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from cop_build.core.model import Kind, Language, Phase, Text
from cop_build.core.verdict import Why

_WORDS: Mapping[str, Text] = {
    # lists and navigation
    "home": Text(th="หน้าแรก", en="Home"),
    "topics": Text(th="หัวข้อ", en="Topics"),
    "knowledge": Text(th="คลังความรู้", en="Knowledge"),
    "sessions": Text(th="การประชุม", en="Sessions"),
    "notes": Text(th="บันทึกการประชุม", en="Session notes"),
    "questions": Text(th="ถาม–ตอบ", en="Questions"),
    "about": Text(th="เกี่ยวกับชุมชน", en="About"),
    "a_z": Text(th="ดัชนี ก–ฮ", en="A–Z"),
    "a_z_text": Text(
        th="ชื่อเรื่องและคำสำคัญทั้งหมด เรียงตามพจนานุกรม",
        en="All titles and keywords in alphabetical order",
    ),
    "letters": Text(th="ตัวอักษร", en="Letters"),
    "parts": Text(th="ช่วงของตัวอักษรนี้", en="Parts of this letter"),
    "keyword": Text(th="คำสำคัญ", en="keyword"),
    "nothing_yet": Text(th="ยังไม่มีรายการ", en="Nothing here yet."),
    "newest": Text(th="ยืนยันล่าสุด", en="Newest confirmed"),
    "newest_of": Text(th="แสดงรายการล่าสุด", en="The newest are shown:"),
    "out_of": Text(th="จากทั้งหมด", en="of"),
    "see_topics": Text(th="ดูทั้งหมดแยกตามหัวข้อ", en="See all of them by topic"),
    "see_all": Text(th="ดูทั้งหมด", en="See all"),
    "all_by_title": Text(th="ทั้งหมด เรียงตามชื่อ", en="All, by title"),
    "search_here": Text(th="พิมพ์คำถามหรือคำที่อยากรู้", en="Type a question or a word"),
    "search_by_letter": Text(th="หาจากดัชนี ก–ฮ", en="Find it in the A–Z"),
    "answered_lately": Text(th="คำถามที่ตอบล่าสุด", en="Lately answered questions"),
    "everything": Text(th="ทั้งหมดในเว็บนี้", en="Everything on this site"),
    "items": Text(th="รายการ", en="items"),
    "subtopics": Text(th="หัวข้อย่อย", en="Sub-topics"),
    "parent_topic": Text(th="อยู่ในหัวข้อ", en="Part of"),
    "supports": Text(th="สนับสนุน", en="Supports"),
    "experts": Text(th="ผู้เชี่ยวชาญประจำหัวข้อ", en="Experts on this topic"),
    "what_is_here": Text(
        th="ความรู้ทุกเรื่องในเว็บนี้ผ่านการยืนยันจากผู้เชี่ยวชาญของชุมชนแล้ว และมีกำหนดทบทวน",
        en="Everything here was confirmed by the community's experts, and is reviewed again by a date.",
    ),
    "read_about": Text(th="รู้จักชุมชนของเรา", en="About this community"),
    # trust
    "confirmed_by": Text(th="ยืนยันความถูกต้องโดย", en="Confirmed correct by"),
    "released_by": Text(th="เห็นชอบให้เผยแพร่โดย", en="Released by"),
    "confirmed_on": Text(th="เมื่อ", en="on"),
    "next_review": Text(th="ทบทวนครั้งถัดไป", en="Next review"),
    "review_was_due": Text(th="กำหนดทบทวน", en="Review was due"),
    "last_reviewed": Text(th="ทบทวนล่าสุด", en="Last reviewed"),
    "overdue": Text(th="ถึงกำหนดทบทวนแล้ว", en="Due for review"),
    "overdue_text": Text(
        th="เนื้อหานี้ถึงกำหนดทบทวนแล้ว โปรดตรวจสอบกับแหล่งอ้างอิงก่อนนำไปใช้ กำหนดทบทวน:",
        en="This content is due for review. Please check it against its sources before use. Review date:",
    ),
    "ended_text": Text(
        th="เนื้อหานี้พ้นช่วงเวลาที่มีผลใช้บังคับแล้ว โปรดอย่านำไปใช้ ใช้ได้ก่อนวันที่",
        en="This content is no longer in effect. Please do not use it. In effect until before",
    ),
    "version": Text(th="ฉบับที่", en="Version"),
    "digest": Text(th="รหัสเนื้อหา", en="Fingerprint"),
    "proof": Text(th="หลักฐานการรับรอง", en="Proof of approval"),
    "report_error": Text(th="แจ้งข้อผิดพลาดในหน้านี้", en="Report an error on this page"),
    "published": Text(th="เผยแพร่ฉบับนี้", en="This version published"),
    "first_published": Text(th="เผยแพร่ครั้งแรก", en="First published"),
    "change_note": Text(th="สิ่งที่เปลี่ยนแปลง", en="What changed"),
    "about_version": Text(th="ข้อมูลของหน้านี้", en="About this page"),
    # of an asset
    "authors": Text(th="ผู้เขียน", en="Written by"),
    "effective_from": Text(th="มีผลตั้งแต่", en="In effect from"),
    "effective_until": Text(th="ใช้ได้ก่อนวันที่", en="In effect until before"),
    "attachments": Text(th="ไฟล์แนบ", en="Attachments"),
    "references": Text(th="แหล่งอ้างอิง", en="References"),
    "checked_on": Text(th="ตรวจสอบเมื่อ", en="checked on"),
    "captions": Text(th="คำบรรยาย", en="Captions"),
    "first_page": Text(th="ภาพหน้าแรก", en="The first page"),
    "first_slide": Text(th="ภาพตัวอย่างสไลด์", en="A picture of the slides"),
    "related": Text(th="ความรู้ที่เกี่ยวข้อง", en="Related knowledge"),
    "questions_about": Text(th="คำถามเกี่ยวกับเรื่องนี้", en="Questions about this"),
    # to hand it on
    "share_page": Text(th="ส่งต่อหรือพิมพ์หน้านี้", en="Share or print this page"),
    "copy_link": Text(th="คัดลอกลิงก์", en="Copy link"),
    "copied": Text(th="คัดลอกลิงก์แล้ว", en="Link copied"),
    "not_copied": Text(th="คัดลอกไม่สำเร็จ โปรดคัดลอกที่อยู่นี้:", en="It could not be copied. Please copy this address:"),
    "share": Text(th="แชร์", en="Share"),
    "print": Text(th="พิมพ์", en="Print"),
    "code": Text(th="คิวอาร์โค้ดของหน้านี้", en="QR code of this page"),
    "scan": Text(th="สแกนเพื่อเปิดหน้านี้", en="Scan to open this page"),
    "from_session": Text(th="มาจากการประชุม", en="From the session"),
    "asked_by": Text(th="ผู้ถาม", en="Asked by"),
    "asked_on": Text(th="ถามเมื่อ", en="Asked on"),
    "answered_by": Text(th="ผู้ตอบ", en="Answered by"),
    "attendance": Text(th="ผู้เข้าร่วม", en="Attendance"),
    "persons": Text(th="คน", en="people"),
    # of a session
    "day": Text(th="วันที่", en="Date"),
    "hours": Text(th="เวลา", en="Time"),
    "place": Text(th="สถานที่", en="Place"),
    "online": Text(th="เข้าร่วมออนไลน์", en="Join online"),
    "facilitator": Text(th="ผู้ดำเนินการ", en="Facilitator"),
    "deputy": Text(th="ผู้ดำเนินการสำรอง", en="Deputy"),
    "led_by": Text(th="ผู้นำการประชุม", en="Led by"),
    "historian": Text(th="ผู้บันทึก", en="Historian"),
    "admin": Text(th="ผู้ประสานงาน", en="Administrator"),
    "presenters": Text(th="ผู้นำเสนอ", en="Presenters"),
    "phase": Text(th="สถานะ", en="Status"),
    "next_session": Text(th="การประชุมครั้งถัดไป", en="Next session"),
    "no_next_session": Text(th="ยังไม่มีกำหนดการประชุมครั้งถัดไป", en="The next session has not been announced yet."),
    "upcoming": Text(th="การประชุมที่จะมาถึง", en="Upcoming sessions"),
    "past": Text(th="การประชุมที่ผ่านมา", en="Past sessions"),
    "in_numbers": Text(th="ชุมชนของเราเป็นตัวเลข", en="In numbers"),
    "held": Text(th="จัดประชุม", en="held"),
    "times": Text(th="ครั้ง", en="sessions"),
    "came": Text(th="ผู้เข้าร่วมรวม", en="attended by"),
    "attendances": Text(th="คน-ครั้ง", en="people, added up"),
    "counted_in": Text(th="นับจาก", en="counted in"),
    "confirmed_by_experts": Text(th="ผู้เชี่ยวชาญยืนยันแล้ว", en="Confirmed by experts"),
    "calendar": Text(th="ปฏิทินการประชุมสำหรับโทรศัพท์และคอมพิวเตอร์", en="Calendar of the sessions for phones and computers"),
    "sources": Text(th="เรื่องนี้มาจาก", en="This comes from"),
    "came_of_it": Text(th="สิ่งที่ได้จากเรื่องนี้", en="What came of this"),
    "outcomes": Text(th="สิ่งที่ได้จากการประชุมนี้", en="What came of this session"),
    # of a notice
    "reason": Text(th="เหตุผล", en="Reason"),
    "since": Text(th="ตั้งแต่วันที่", en="Since"),
    "search_instead": Text(
        th="ขออภัยในความไม่สะดวก ท่านสามารถหาเรื่องที่ใกล้เคียงได้จาก",
        en="We are sorry. You may find something close to it here:",
    ),
    # of every page
    "as_of": Text(th="ข้อมูล ณ วันที่", en="As of"),
    "not_found": Text(th="ไม่พบหน้านี้", en="Page not found"),
    "not_found_text": Text(
        th="ที่อยู่นี้อาจเปลี่ยนไป หรือไม่เคยมีอยู่ ลองค้นหา หรือกลับไปหน้าแรก",
        en="This address may have changed, or never existed. Try searching, or go to the home page.",
    ),
    "feed": Text(th="ติดตามเรื่องใหม่ (Atom)", en="Follow what is new (Atom)"),
    "picture": Text(
        th="ความรู้ที่ผู้เชี่ยวชาญยืนยันแล้ว พร้อมวันที่ทบทวน",
        en="Knowledge that experts confirmed, with the day of its review",
    ),
    "menu": Text(th="เมนู", en="Menu"),
    "skip": Text(th="ข้ามไปที่เนื้อหา", en="Skip to content"),
    "task": Text(th="ข้อที่ต้องทำ", en="To do"),
    "unconfirmed": Text(
        th="ฉบับร่าง ยังไม่มีผู้เชี่ยวชาญยืนยัน ห้ามเผยแพร่",
        en="A draft that nobody has confirmed; not for publication",
    ),
    "preview": Text(
        th="ตัวอย่างก่อนรับรอง ยังไม่ใช่เนื้อหาที่เผยแพร่",
        en="Preview: not approved, not for publication",
    ),
}

KINDS: Mapping[Kind, Text] = {
    Kind.KNOWLEDGE: _WORDS["knowledge"],
    Kind.SESSION: _WORDS["sessions"],
    Kind.NOTE: _WORDS["notes"],
    Kind.QUESTION: _WORDS["questions"],
    Kind.PAGE: _WORDS["about"],
}

PHASES: Mapping[Phase, Text] = {
    Phase.PLANNED: Text(th="กำหนดการ", en="Planned"),
    Phase.HELD: Text(th="จัดแล้ว", en="Held"),
    Phase.CANCELLED: Text(th="ยกเลิก", en="Cancelled"),
}

NOTICE_TITLES: Mapping[Why, Text] = {
    Why.RECALLED: Text(th="หน้านี้ถูกเรียกคืนแล้ว", en="This page was recalled"),
    Why.WITHDRAWN: Text(th="หน้านี้ถูกถอนออกแล้ว", en="This page was withdrawn"),
    Why.OVERDUE: Text(th="หน้านี้อยู่ระหว่างทบทวน", en="This page is being reviewed"),
    Why.DISPUTED: Text(th="หน้านี้อยู่ระหว่างตรวจสอบ", en="This page is being checked"),
    Why.ENDED: Text(th="หน้านี้สิ้นสุดการใช้แล้ว", en="This page is no longer in effect"),
    Why.INVALID: Text(th="หน้านี้อยู่ระหว่างปรับปรุง", en="This page is being revised"),
}

NOTICE_TEXTS: Mapping[Why, Text] = {
    Why.RECALLED: Text(
        th="ผู้เชี่ยวชาญของชุมชนเรียกคืนเนื้อหาที่เคยเผยแพร่ในหน้านี้ โปรดอย่านำเนื้อหาเดิมไปใช้ต่อ",
        en="The community's experts took back what stood here. Please do not rely on it any more.",
    ),
    Why.WITHDRAWN: Text(
        th="ชุมชนถอนเนื้อหาที่เคยเผยแพร่ในหน้านี้ออกแล้ว",
        en="The community has withdrawn what stood here.",
    ),
    Why.OVERDUE: Text(
        th="เนื้อหาในหน้านี้ถึงกำหนดทบทวน จึงพักการเผยแพร่ไว้จนกว่าผู้เชี่ยวชาญจะยืนยันอีกครั้ง",
        en="What stood here is due for review. It will be back once the experts have confirmed it again.",
    ),
    Why.DISPUTED: Text(
        th="มีผู้ขอให้แก้ไขเนื้อหาในหน้านี้ จึงพักการเผยแพร่ไว้จนกว่าจะตรวจสอบเสร็จ",
        en="Changes were requested to what stood here. It is not shown until they have been dealt with.",
    ),
    Why.ENDED: Text(
        th="เนื้อหาในหน้านี้พ้นช่วงเวลาที่มีผลใช้บังคับแล้ว หรือการรับรองสิ้นสุดลง",
        en="What stood here is no longer in effect, or its approval has ended.",
    ),
    Why.INVALID: Text(
        th="เนื้อหาในหน้านี้ไม่ตรงตามกติกาการเผยแพร่ปัจจุบัน จึงพักการเผยแพร่ไว้ระหว่างปรับปรุง",
        en="What stood here does not meet today's rules of publication and is being revised.",
    ),
}


@lru_cache
def words(language: Language) -> Mapping[str, str]:
    """Return all words in one language, by name."""
    return MappingProxyType({name: text.said_in(language) for name, text in _WORDS.items()})
