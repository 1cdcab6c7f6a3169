"""COP124 to COP135: folders, names and files."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP124",
        th=("ชื่อโฟลเดอร์ไม่ถูกรูปแบบ", "ชื่อโฟลเดอร์เป็นที่อยู่บนเว็บ", "ใช้ drafts/ชนิด/ชื่อ โดยชื่อเป็น a-z 0-9 คั่นด้วยขีดกลาง"),
        en=(
            "A folder's name that does not fit",
            "It becomes the page's address.",
            "Use drafts/<kind>/<slug> with a-z, 0-9 and single hyphens.",
        ),
    ),
    rule(
        "COP125",
        th=("ชื่อไฟล์ใช้ไม่ได้", "บางระบบเปิดไฟล์ชื่อนี้ไม่ได้ หรือถูกหลอกได้", "ตั้งชื่อใหม่เป็นตัวอักษร ตัวเลข และขีดกลาง (ภาษาไทยได้)"),
        en=(
            "A file name that cannot be used",
            "Some systems cannot open it, or are fooled by it.",
            "Rename it: letters (Thai too), digits, hyphens.",
        ),
    ),
    rule(
        "COP126",
        th=("ชื่อไฟล์ซ้ำกัน", "บางระบบเห็นสองชื่อนี้เป็นไฟล์เดียว", "เปลี่ยนชื่อไฟล์หนึ่ง"),
        en=("Two names that are one", "Some systems take both for one file.", "Rename one of them."),
    ),
    rule(
        "COP127",
        th=("ไฟล์อยู่ผิดที่", "สิ่งที่ไม่ได้เป็นของเรื่องใดจะไม่มีใครรับรอง", "ย้ายไปไว้ใน drafts/ชนิด/ชื่อ/ โดยไม่มีโฟลเดอร์ย่อย"),
        en=(
            "A file in no asset's place",
            "Nobody would approve what belongs to nothing.",
            "Move it into drafts/<kind>/<slug>/, without sub-folders.",
        ),
    ),
    rule(
        "COP128",
        th=(
            "ไม่ใช่ไฟล์ธรรมดา",
            "ลิงก์หรือ submodule นำเนื้อหาที่ไม่ได้รับรองเข้ามาได้",
            "ใส่ไฟล์จริงแทน และยกเลิกสถานะ executable (git update-index --chmod=-x)",
        ),
        en=(
            "Not an ordinary file",
            "Links and submodules bring in what nobody approved.",
            "Put the file itself there; clear the executable bit with git update-index --chmod=-x.",
        ),
    ),
    rule(
        "COP129",
        th=("ไฟล์ตั้งค่าของ git", "ทำให้ไฟล์บนเครื่องต่างจากที่รับรอง", "ลบไฟล์นี้ออกจาก drafts/ หรือ reviews/"),
        en=(
            "A settings file of git",
            "It makes files on disk differ from what was approved.",
            "Remove it from drafts/ and reviews/.",
        ),
    ),
    rule(
        "COP130",
        th=("ไฟล์อยู่ใน Git LFS", "สิ่งที่รับรองเป็นเพียงตัวชี้ ไม่ใช่ไฟล์", "เก็บไฟล์ไว้ใน git โดยตรง"),
        en=(
            "A file kept in Git LFS",
            "What is approved would be a pointer, not the file.",
            "Keep the file in git itself.",
        ),
    ),
    rule(
        "COP131",
        th=("ใหญ่เกินไป", "ผู้อ่านบนโทรศัพท์เปิดไม่ไหว", "ลดขนาดไฟล์ หรือให้ผู้ดูแลปรับ limits ใน community.yml"),
        en=(
            "Too large",
            "Readers on phones could not open it.",
            "Make it smaller, or have an admin change limits in community.yml.",
        ),
    ),
    rule(
        "COP132",
        th=("ชนิดไฟล์ที่เผยแพร่ไม่ได้", "ไฟล์บางชนิดทำงานในเครื่องของผู้อ่านได้", "แปลงเป็นชนิดที่รองรับ เช่น pdf หรือ pptx"),
        en=(
            "A type that is not published",
            "Some types of file run in a reader's browser.",
            "Convert it, for instance to pdf or pptx.",
        ),
    ),
    rule(
        "COP133",
        th=("เนื้อไฟล์ไม่ตรงกับนามสกุล", "ไฟล์อาจไม่ใช่สิ่งที่ผู้รับรองคิด", "บันทึกไฟล์ใหม่จากโปรแกรมเดิมด้วยชนิดที่ถูกต้อง"),
        en=(
            "Content that is not what the name says",
            "It may not be what the reviewer believes.",
            "Save it again in the right format.",
        ),
    ),
    rule(
        "COP134",
        th=("เอกสารแนบที่ระบุไม่มีอยู่", "ผู้อ่านจะดาวน์โหลดไม่ได้", "ใส่ไฟล์ในโฟลเดอร์ หรือแก้ช่อง attachments"),
        en=(
            "A listed attachment is missing",
            "Readers could not download it.",
            "Put the file into the folder, or mend attachments.",
        ),
    ),
    rule(
        "COP135",
        th=("ไม่มี index.md ที่อ่านได้", "เนื้อหาของเรื่องอยู่ในไฟล์นี้", "สร้าง index.md ในโฟลเดอร์ของเรื่อง"),
        en=("No readable index.md", "An asset's text stands in it.", "Write index.md into the asset's folder."),
    ),
)
