"""COP4xx: evidence."""

from cop_build.core.codes.rule import rule

_ANEW = ("ลงนามใหม่ด้วย cop review", "Sign anew with cop review.")

RULES = (
    rule(
        "COP401",
        th=("ลายเซ็นเสียหาย", "ตรวจสอบไม่ได้จึงไม่มีผล", _ANEW[0]),
        en=("A malformed signature", "What cannot be verified does not count.", _ANEW[1]),
    ),
    rule(
        "COP402",
        th=("ลายเซ็นทำไว้เพื่อเรื่องอื่น", "ลายเซ็นใช้ข้ามงานไม่ได้", _ANEW[0]),
        en=("A signature for another purpose", "Signatures are bound to what they were made for.", _ANEW[1]),
    ),
    rule(
        "COP403",
        th=("ชนิดลายเซ็นที่ไม่รองรับ", "รับเฉพาะชนิดที่ตรวจสอบอย่างเข้มงวดได้", "ใช้กุญแจ ssh-ed25519"),
        en=(
            "A kind of signature that is not supported",
            "Only kinds that can be verified strictly are taken.",
            "Use an ssh-ed25519 key.",
        ),
    ),
    rule(
        "COP404",
        th=("ลายเซ็นไม่ตรงกับข้อความ", "ข้อความอาจถูกแก้หลังลงนาม", _ANEW[0]),
        en=("A signature over something else", "The payload may have been changed after signing.", _ANEW[1]),
    ),
    rule(
        "COP405",
        th=("กุญแจไม่ใช่ของผู้ตัดสิน", "นับเฉพาะกุญแจที่อยู่ในทะเบียนก่อนการตัดสิน", "เพิ่มกุญแจในทะเบียนและ commit ก่อน แล้วลงนามใหม่"),
        en=(
            "Not the reviewer's key",
            "Only keys that were registered before count.",
            "Add the key to the registry, commit that first, and sign anew.",
        ),
    ),
    rule(
        "COP406",
        th=("กุญแจเลิกใช้แล้ว", "กุญแจที่เลิกใช้ลงนามใหม่ไม่ได้", "ลงนามด้วยกุญแจปัจจุบัน"),
        en=("A retired key", "It may not sign anything new.", "Sign with the present key."),
    ),
    rule(
        "COP407",
        th=("กุญแจรั่วไหล", "ผู้อื่นอาจใช้กุญแจนี้", "ใช้กุญแจใหม่ แล้วให้รับรองใหม่"),
        en=("A compromised key", "Somebody else may have used it.", "Get a new key and have it approved anew."),
    ),
    rule(
        "COP408",
        th=("ไม่มีการยืนยันว่ามีคนแตะกุญแจ", "โปรแกรมอาจลงนามแทนคน", "ลงนามใหม่และแตะกุญแจเมื่อไฟกะพริบ"),
        en=(
            "No touch of the security key",
            "A program might have signed.",
            "Sign anew and touch the key when it blinks.",
        ),
    ),
    rule(
        "COP409",
        th=("ไม่มีผู้บันทึก (recorder)", "การรับรองผ่านคำขอต้องมีผู้บันทึกที่เชื่อถือ", "ใส่กุญแจใน recorders ของ community.yml"),
        en=(
            "No recorder",
            "Reviews on a pull request need a trusted recorder.",
            "List its key under recorders in community.yml.",
        ),
    ),
    rule(
        "COP410",
        th=("ข้อมูลการรีวิวไม่ตรงกัน", "บัญชีผู้รีวิวต้องเป็นของบุคคลในทะเบียน", "ตรวจ forge.github ในทะเบียน แล้วนำเข้าใหม่"),
        en=(
            "Review facts that do not fit",
            "The account must be the registered person's.",
            "Check forge.github in the registry, and import anew.",
        ),
    ),
)
