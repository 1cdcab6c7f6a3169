"""COP140 to COP153: what stands inside an attachment."""

from cop_build.core.codes.rule import rule

_CLEAN = ("ใช้ cop clean กับเรื่องนี้ แล้ว commit", "Run cop clean on the asset, then commit.")

RULES = (
    rule(
        "COP140",
        th=("อ่านข้างในเอกสารแนบไม่ได้", "สิ่งที่ตรวจไม่ได้จะไม่เผยแพร่", "เปิดไฟล์ในโปรแกรมเดิมแล้วบันทึกใหม่"),
        en=(
            "An attachment whose inside cannot be read",
            "What cannot be checked is not published.",
            "Open it in its own program and save it again.",
        ),
    ),
    rule(
        "COP141",
        th=("ข้างในเอกสารแนบใหญ่เกินไป", "ไฟล์ที่ขยายไม่รู้จบทำให้เครื่องหยุดทำงาน", "ลดขนาดรูป หรือแบ่งเป็นหลายไฟล์"),
        en=(
            "An attachment that is too large inside",
            "Files that unpack without end stop computers.",
            "Make its pictures smaller, or split it.",
        ),
    ),
    rule(
        "COP142",
        th=("เอกสารแนบเข้ารหัสไว้", "ผู้รับรองและผู้อ่านเปิดดูไม่ได้", "บันทึกใหม่โดยไม่ใส่รหัสผ่าน"),
        en=(
            "An encrypted attachment",
            "Neither reviewers nor readers can look inside.",
            "Save it again without a password.",
        ),
    ),
    rule(
        "COP143",
        th=("เอกสารแนบมีแมโคร", "แมโครสั่งงานเครื่องของผู้อ่านได้", "บันทึกใหม่เป็นชนิดที่ไม่มีแมโคร"),
        en=(
            "An attachment with macros",
            "Macros can run programs on a reader's computer.",
            "Save it as a type without macros.",
        ),
    ),
    rule(
        "COP144",
        th=("มีไฟล์อื่นฝังอยู่ในเอกสารแนบ", "ไฟล์ที่ซ่อนอยู่ไม่มีใครตรวจ", "ลบวัตถุที่ฝัง หรือวางเป็นรูปภาพแทน"),
        en=(
            "A file inside an attachment",
            "Nobody checked what is embedded.",
            "Take the embedded object out, or paste it as a picture.",
        ),
    ),
    rule(
        "COP145",
        th=("เอกสารแนบเรียกสิ่งภายนอก", "เมื่อเปิดไฟล์ เครื่องของผู้อ่านจะติดต่อที่อื่น", "ลบลิงก์ไปยังไฟล์ แล้วแทรกเนื้อหาลงในเอกสาร"),
        en=(
            "An attachment that calls others",
            "A reader's computer would fetch or run something when it is opened.",
            "Break links to other files; put their content into the document.",
        ),
    ),
    rule(
        "COP146",
        th=("เอกสารแนบมีสคริปต์", "สคริปต์ทำงานบนเครื่องของผู้อ่าน", "พิมพ์เป็น PDF ใหม่ หรือลบสูตรที่เรียกคำสั่ง"),
        en=(
            "An attachment with a script",
            "Scripts run on a reader's computer.",
            "Print it to a new PDF, or take out formulas that call commands.",
        ),
    ),
    rule(
        "COP147",
        th=("รูปหรือวิดีโอมีพิกัดสถานที่", "บอกได้ว่าถ่ายที่ใด เช่น บ้านของผู้ป่วย", _CLEAN[0]),
        en=("A picture or video that says where", "It may show where a patient lives.", _CLEAN[1]),
    ),
    rule(
        "COP148",
        th=("รูปหรือวิดีโอมีข้อมูลกล้อง", "บอกได้ว่าใครถ่ายและเมื่อใด", _CLEAN[0]),
        en=("A picture or video that says with which camera", "It may show who took it, and when.", _CLEAN[1]),
    ),
    rule(
        "COP149",
        th=("คุณสมบัติไฟล์มีชื่อผู้จัดทำ", "ชื่อจะเผยแพร่ไปกับไฟล์", _CLEAN[0]),
        en=("Properties that name people", "The name is published with the file.", _CLEAN[1]),
    ),
    rule(
        "COP150",
        th=("เอกสารแนบมีความเห็น", "ความเห็นภายในจะเผยแพร่ไปกับไฟล์", _CLEAN[0]),
        en=("Comments in an attachment", "They are published with the file.", _CLEAN[1]),
    ),
    rule(
        "COP151",
        th=("เอกสารแนบมีการแก้ไขที่ติดตามไว้", "ข้อความที่ลบแล้วยังอ่านได้", "ยอมรับหรือปฏิเสธการแก้ไขทั้งหมด แล้วบันทึก"),
        en=(
            "Tracked changes in an attachment",
            "What was deleted can still be read.",
            "Accept or reject all changes, then save.",
        ),
    ),
    rule(
        "COP152",
        th=("สไลด์มีบันทึกผู้บรรยาย", "บันทึกจะเผยแพร่ไปกับไฟล์", _CLEAN[0]),
        en=("Speaker notes", "They are published with the file.", _CLEAN[1]),
    ),
    rule(
        "COP153",
        th=("เอกสารแนบมีส่วนที่ซ่อนไว้", "ผู้รับรองอาจไม่ได้อ่าน แต่ผู้อ่านเปิดดูได้", "แสดงส่วนนั้น หรือลบออก"),
        en=(
            "Something hidden in an attachment",
            "A reviewer may not have read what a reader can find.",
            "Show it, or take it out.",
        ),
    ),
)
