"""COP9xx: repository and settings."""

from cop_build.core.codes.rule import rule

_SETTING = (
    "ลบการตั้งค่านี้ออกจาก mkdocs.yml ดูรายการที่อนุญาตใน manual/it.md",
    "Take it out of mkdocs.yml; manual/it.md lists what is allowed.",
)
_HARM = ("การตั้งค่าบางอย่างเปิดทางให้สิ่งที่ไม่ได้รับรองขึ้นเว็บ", "Some settings let through what nobody approved.")

RULES = (
    rule(
        "COP901",
        th=("ไม่ใช่ git repository", "ระบบตัดสินจากประวัติใน git", "เข้าโฟลเดอร์ที่ถูกต้อง หรือสร้างด้วย cop init"),
        en=(
            "Not a git repository",
            "Everything is judged by git's history.",
            "Go to the right folder, or make one with cop init.",
        ),
    ),
    rule(
        "COP902",
        th=("ยังไม่มี commit", "ยังไม่มีอะไรให้ตัดสิน", "commit เนื้อหาก่อน"),
        en=("No commit yet", "There is nothing to judge.", "Commit something first."),
    ),
    rule(
        "COP903",
        th=("ประวัติไม่ครบ", "การรับรองและการเรียกคืนอาจอยู่ในส่วนที่ขาด", "ใช้คำสั่ง git fetch --unshallow"),
        en=("A shallow clone", "Approvals and recalls may lie in what is missing.", "Run git fetch --unshallow."),
    ),
    rule(
        "COP904",
        th=("ประวัติถูกต่อใหม่", "ประวัติที่ต่อใหม่ทำให้ตัดสินผิด", "ลบ .git/info/grafts"),
        en=("A grafted history", "It would lead the judgement astray.", "Remove .git/info/grafts."),
    ),
    rule(
        "COP905",
        th=("ไม่พบ commit", "อาจพิมพ์ผิดหรือยังไม่ได้ดึงมา", "ตรวจชื่อ หรือ git fetch"),
        en=("No such commit", "It may be mistyped, or not fetched.", "Check its name, or git fetch."),
    ),
    rule(
        "COP906",
        th=("มีงานที่ยังไม่ commit", "เผยแพร่เฉพาะสิ่งที่ commit แล้ว", "commit หากต้องการรวมด้วย"),
        en=("Uncommitted changes", "Only what is committed is judged.", "Commit them to have them included."),
    ),
    rule(
        "COP907",
        th=("git ทำงานไม่สำเร็จ", "ข้อมูลไม่ครบจึงตัดสินไม่ได้", "ตรวจด้วย git fsck หรือ clone ใหม่"),
        en=("Git failed", "Without all data there is no judgement.", "Check with git fsck, or clone anew."),
    ),
    rule(
        "COP908",
        th=("ไม่มีเรื่องหรือรหัสนี้", "อาจพิมพ์ผิด", "ดูรายชื่อด้วย cop status"),
        en=("No such asset or code", "It may be mistyped.", "cop status lists the assets."),
    ),
    rule(
        "COP909",
        th=("ลงลายเซ็นไม่สำเร็จ", "บันทึกต้องมีลายเซ็นของผู้ตัดสิน", "ตรวจไฟล์กุญแจ และว่ามี ssh-keygen ในเครื่อง"),
        en=(
            "Signing failed",
            "A record needs the reviewer's signature.",
            "Check the key's file, and that ssh-keygen is installed.",
        ),
    ),
    rule(
        "COP910",
        th=("เนื้อหาไม่ใช่ฉบับที่อ่าน", "อาจมีผู้แก้ไขหลังจากที่อ่าน", "อ่านฉบับใหม่ด้วย cop review diff แล้วตัดสินอีกครั้ง"),
        en=(
            "Not the version that was read",
            "Somebody may have changed it since.",
            "Read it with cop review diff and decide again.",
        ),
    ),
    rule(
        "COP911",
        th=("มีไฟล์หรือโฟลเดอร์นี้อยู่แล้ว", "ระบบไม่เขียนทับงานของใคร", "เลือกชื่ออื่น"),
        en=("It exists already", "Nobody's work is overwritten.", "Choose another name."),
    ),
    rule(
        "COP920",
        th=("ใช้ mkdocs.yml ไม่ได้", "หน้าเว็บสร้างจากการตั้งค่านี้", "แก้หรือนำ mkdocs.yml กลับมา"),
        en=("mkdocs.yml cannot be used", "Pages are made by these settings.", "Mend it, or bring it back."),
    ),
    rule(
        "COP921",
        th=("mkdocs.yml ไม่ถูกรูปแบบ", "ต้องเป็นรายการ ชื่อ: ค่า", "แก้รูปแบบของไฟล์"),
        en=("mkdocs.yml is no mapping", "It must be keys and values.", "Mend the file's form."),
    ),
    rule(
        "COP922",
        th=("การตั้งค่าที่ไม่อนุญาต", _HARM[0], _SETTING[0]),
        en=("A setting that is not allowed", _HARM[1], _SETTING[1]),
    ),
    rule(
        "COP923",
        th=("ปลั๊กอินที่ไม่อนุญาต", _HARM[0], _SETTING[0]),
        en=("A plugin that is not allowed", _HARM[1], _SETTING[1]),
    ),
    rule(
        "COP924",
        th=("ส่วนขยาย Markdown ที่ไม่อนุญาต", _HARM[0], _SETTING[0]),
        en=("A Markdown extension that is not allowed", _HARM[1], _SETTING[1]),
    ),
    rule(
        "COP925",
        th=("การตั้งค่าธีมที่ไม่อนุญาต", _HARM[0], _SETTING[0]),
        en=("A theme setting that is not allowed", _HARM[1], _SETTING[1]),
    ),
    rule(
        "COP926",
        th=("ค่าในการตั้งค่าที่ไม่อนุญาต", _HARM[0], _SETTING[0]),
        en=("A value that is not allowed", _HARM[1], _SETTING[1]),
    ),
    rule(
        "COP931",
        th=("คำขอเดียวแก้หลายอย่างที่ต้องแยก", "ผู้ที่แก้เนื้อหาต้องไม่แก้สิ่งที่ใช้ตัดสินเนื้อหาพร้อมกัน", "แยกเป็นสองคำขอ"),
        en=(
            "A change that mixes what must come apart",
            "Whoever changes content must not change what judges it by the way.",
            "Make two changes of it.",
        ),
    ),
    rule(
        "COP932",
        th=("บันทึกเดิมถูกแก้หรือลบ", "บันทึกเพิ่มได้อย่างเดียว", "คืนบันทึกเดิม แล้วเพิ่มบันทึกใหม่แทน"),
        en=(
            "A record that stands is changed or removed",
            "Records are only added.",
            "Put it back, and add a new record instead.",
        ),
    ),
)
