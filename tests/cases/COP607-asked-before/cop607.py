from __future__ import annotations

from tests.cases_kit import Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return _asked(box, "ครบ ๗๒ ชั่วโมง UCEP ยังไม่มีเตียง จะบอกญาติว่าอย่างไร")


def silent(box: Box) -> Codes:
    return _asked(box, "UCEP เริ่มนับ 72 ชั่วโมงจากเวลาใด")


def _asked(box: Box, title: str) -> Codes:
    box.publish("question/no-bed", title="ครบ 72 ชั่วโมง (UCEP) แล้วยังไม่มีเตียง จะบอกญาติอย่างไร", by="p-ann")
    box.publish("question/dental", title="ประกันสังคมทำฟันที่คลินิกต้องสำรองจ่ายหรือไม่", by="p-ann")
    box.write("question/again", title=title)
    box.commit("Ask", by="p-mai")
    return codes(box)
