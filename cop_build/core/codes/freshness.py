"""COP7xx: freshness."""

from cop_build.core.codes.rule import rule

_AGAIN = ("อ่านทบทวน แล้วรับรองอีกครั้งด้วย cop review approve", "Read it again and approve it again: cop review approve.")

RULES = (
    rule(
        "COP701",
        th=("ถึงกำหนดทบทวนแล้ว", "หน้าเว็บแสดงแถบเตือนผู้อ่าน", _AGAIN[0]),
        en=("Its review is due", "The page warns its readers.", _AGAIN[1]),
    ),
    rule(
        "COP702",
        th=("เลยกำหนดทบทวน จึงงดเผยแพร่", "เรื่องนี้เปลี่ยนบ่อยเกินกว่าจะแสดงของเก่า", _AGAIN[0]),
        en=("Withheld because its review is due", "The topic changes too often to show old text.", _AGAIN[1]),
    ),
    rule(
        "COP703",
        th=("ใกล้กำหนดทบทวน", "ทบทวนทันเวลา หน้าเว็บจะไม่มีแถบเตือน", _AGAIN[0]),
        en=("Its review is due soon", "Reviewed in time, the page needs no warning.", _AGAIN[1]),
    ),
    rule(
        "COP704",
        th=("ยังไม่ถึงวันเริ่มใช้", "จะเผยแพร่เองเมื่อถึงวัน", "รอถึงวันนั้น หรือแก้ effective_from"),
        en=("Not in effect yet", "It becomes public by itself on that day.", "Wait, or change effective_from."),
    ),
    rule(
        "COP705",
        th=("สิ้นสุดการใช้แล้ว", "ผู้อ่านไม่ควรใช้ข้อมูลที่หมดอายุ", "แก้ effective_until หรือถอนเรื่องนี้"),
        en=(
            "No longer in effect",
            "Readers should not use what has ended.",
            "Change effective_until, or withdraw the asset.",
        ),
    ),
)
