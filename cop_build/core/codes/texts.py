"""COP101, COP116 to COP123, COP137 to COP139, COP154: an asset's text."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP101",
        th=("ข้อความไม่ใช่ UTF-8", "ผู้อ่านจะเห็นตัวอักษรเพี้ยน", "บันทึกไฟล์ใหม่เป็น UTF-8"),
        en=("Text that is not UTF-8", "Readers would see broken letters.", "Save the file as UTF-8."),
    ),
    rule(
        "COP116",
        th=("มีอักขระที่มองไม่เห็นหรือควบคุมการแสดงผล", "ผู้รับรองกับผู้อ่านอาจเห็นไม่เหมือนกัน", "พิมพ์บรรทัดนั้นใหม่ อย่าคัดลอกจากเอกสารอื่น"),
        en=(
            "A hidden or controlling character",
            "Reviewer and reader might see different things.",
            "Type the line anew rather than paste it.",
        ),
    ),
    rule(
        "COP117",
        th=("สระหรือวรรณยุกต์สลับลำดับ", "การค้นหาจะไม่พบคำนี้", "พิมพ์คำนั้นใหม่ตามที่แนะนำ"),
        en=("Thai marks in the wrong order", "Searches miss the word.", "Type the word again as proposed."),
    ),
    rule(
        "COP118",
        th=("หัวข้อระดับ # ในเนื้อหา", "ชื่อเรื่องเป็นหัวข้อระดับแรกของหน้าอยู่แล้ว", "เปลี่ยน # เป็น ##"),
        en=(
            "A first-level heading in the text",
            "The title is the page's first-level heading already.",
            "Use ## instead of #.",
        ),
    ),
    rule(
        "COP119",
        th=("มี HTML ในเนื้อหา", "HTML อาจซ่อนสิ่งที่ทำงานในเครื่องของผู้อ่าน", "เขียนด้วย Markdown หากต้องแสดงตัวอย่าง ให้ใช้บล็อกโค้ด"),
        en=(
            "Raw HTML",
            "It could hide what runs in a reader's browser.",
            "Write Markdown; show examples in a code block.",
        ),
    ),
    rule(
        "COP120",
        th=("ที่อยู่ลิงก์ที่ไม่ปลอดภัย", "ลิงก์แบบนี้อาจสั่งให้เครื่องของผู้อ่านทำงาน", "ใช้ https:// หรือไฟล์ในโฟลเดอร์ของเรื่อง"),
        en=(
            "An unsafe address",
            "Such links can make a reader's browser run things.",
            "Use https://, or a file of the asset's folder.",
        ),
    ),
    rule(
        "COP121",
        th=("รูปจากเว็บอื่น", "รูปนั้นเปลี่ยนได้หลังรับรอง และบอกเว็บอื่นว่าใครอ่าน", "เก็บรูปไว้ในโฟลเดอร์ของเรื่อง"),
        en=(
            "An image from elsewhere",
            "It can change after approval, and tells others who reads.",
            "Keep the image in the asset's folder.",
        ),
    ),
    rule(
        "COP122",
        th=("ลิงก์ไปยังสิ่งที่ไม่มี", "ผู้อ่านจะพบหน้าว่าง", "แก้ชื่อไฟล์ หรือเขียนลิงก์เรื่องอื่นแบบ ../../knowledge/ชื่อ/index.md ในบรรทัดเดียว"),
        en=(
            "A link to nothing",
            "Readers would find an empty page.",
            "Mend the name; other assets are ../../knowledge/slug/index.md, on one line.",
        ),
    ),
    rule(
        "COP123",
        th=("คุณลักษณะที่ไม่อนุญาต", "คุณลักษณะใน { } เปลี่ยนการทำงานของหน้าได้", "ลบส่วนใน { }"),
        en=(
            "Attributes that are not allowed",
            "What stands in { } can change how a page works.",
            "Take the part in { } out.",
        ),
    ),
    rule(
        "COP137",
        th=("ลิงก์ไปยังเรื่องที่ยังไม่เผยแพร่", "หน้าเว็บจะแสดงเป็นข้อความธรรมดา", "ขอรับรองเรื่องนั้น หรือลบลิงก์"),
        en=(
            "A link to what is not public",
            "Pages show it as plain text.",
            "Have that asset approved, or take the link out.",
        ),
    ),
    rule(
        "COP138",
        th=(
            "หน้าเว็บจะมีสิ่งที่เผยแพร่ไม่ได้",
            "โปรแกรมแปลงข้อความนี้เป็นหน้าเว็บจริงแล้วพบ",
            "เขียนบรรทัดที่แจ้งใหม่ด้วย Markdown ธรรมดา",
        ),
        en=(
            "The page would hold what may not be public",
            "It was found in what the renderer makes of this text.",
            "Write the line that is named in plain Markdown.",
        ),
    ),
    rule(
        "COP139",
        th=("ข้อความที่ยังไม่ได้ตรวจ", "สิ่งที่ไม่ได้ตรวจจะไม่เผยแพร่", "เรียกคำสั่งอีกครั้ง ถ้ายังพบ โปรดแจ้งผู้พัฒนา"),
        en=(
            "A text that nobody looked at",
            "What was not looked at is not published.",
            "Run the command again; if it stays, report it: this is a fault of the program.",
        ),
    ),
    rule(
        "COP154",
        th=(
            "ข้อความยาวหรือซับซ้อนเกินไป",
            "หน้าที่ใช้เวลาสร้างนานทำให้เว็บทั้งหมดไม่เสร็จ",
            "แบ่งเป็นหลายเรื่อง และปิดวงเล็บ [ ให้ครบ (ไม่เกิน 60,000 ตัวอักษร 4,000 บรรทัด)",
        ),
        en=(
            "A text that is too long or too involved",
            "One page that takes minutes to make keeps all others waiting.",
            "Split it, and close every bracket [ (at most 60,000 letters and 4,000 lines).",
        ),
    ),
)
