"""COP1xx: content and front matter."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP101",
        th=("ข้อความไม่ใช่ UTF-8", "ผู้อ่านจะเห็นตัวอักษรเพี้ยน", "บันทึกไฟล์ใหม่เป็น UTF-8"),
        en=("Text that is not UTF-8", "Readers would see broken letters.", "Save the file as UTF-8."),
    ),
    rule(
        "COP102",
        th=(
            "ไม่มีส่วนหัว",
            "หากไม่มีส่วนหัว ระบบไม่ทราบชื่อเรื่อง หัวข้อ และผู้เขียน",
            "ขึ้นต้นไฟล์ด้วยบรรทัด --- แล้วปิดด้วย --- ดูตัวอย่างจาก cop new",
        ),
        en=(
            "No header",
            "Without one, nobody knows title, topics and authors.",
            "Begin the file with a line --- and close it with another; cop new shows how.",
        ),
    ),
    rule(
        "COP103",
        th=("อ่านส่วนหัวไม่ได้", "สิ่งที่อ่านได้ไม่ตรงกันจะไม่เผยแพร่", "แก้ YAML ที่บรรทัดนั้น เช่น ใส่เครื่องหมายคำพูดรอบข้อความที่มี :"),
        en=(
            "A header that cannot be read",
            "What two readers could read differently is not published.",
            "Mend the YAML there; quote a text that holds a colon.",
        ),
    ),
    rule(
        "COP104",
        th=(
            "ใช้ความสามารถของ YAML ที่ไม่รองรับ",
            "ทำให้คนกับโปรแกรมเข้าใจต่างกันได้",
            "เขียนค่าตรง ๆ และใส่เครื่องหมายคำพูดรอบเลขทศนิยม",
        ),
        en=(
            "A feature of YAML that is not taken",
            "Anchors, tags and the like let people and programs understand different things.",
            "Write the value out plainly; quote decimal numbers.",
        ),
    ),
    rule(
        "COP105",
        th=("ชื่อช่องซ้ำ", "ไม่ทราบว่าจะใช้ค่าใด", "เหลือไว้เพียงช่องเดียว"),
        en=("A key that stands twice", "Nobody can tell which value is meant.", "Keep one of them."),
    ),
    rule(
        "COP106",
        th=("ส่วนหัวยาวเกินไป", "ส่วนหัวมีไว้บอกข้อมูลสั้น ๆ", "ย้ายข้อความยาวลงไปในเนื้อหา"),
        en=("A header that is too long", "A header is for short facts.", "Move long texts into the body."),
    ),
    rule(
        "COP107",
        th=("ขาดช่องที่จำเป็น", "หน้าเว็บต้องใช้ข้อมูลนี้", "เติมช่องที่ขาด ดูรายการใน manual/members.md"),
        en=("A required key is missing", "The page needs it.", "Fill it in; manual/members.md lists the keys."),
    ),
    rule(
        "COP108",
        th=("ไม่รู้จักช่องนี้", "อาจพิมพ์ผิด และค่าจะไม่มีผล", "ตรวจตัวสะกด หรือลบช่องนี้"),
        en=(
            "An unknown key",
            "It may be a slip of the pen, and would have no effect.",
            "Check its spelling, or take it out.",
        ),
    ),
    rule(
        "COP109",
        th=("ช่องที่ระบบคำนวณเอง", "สถานะและการรับรองมาจากบันทึกที่ลงนามเท่านั้น", "ลบช่องนี้ แล้วขอให้ผู้เชี่ยวชาญรับรอง"),
        en=(
            "A key that is computed",
            "Status and approvals come from signed records alone.",
            "Take it out, and ask an expert for approval.",
        ),
    ),
    rule(
        "COP110",
        th=("ค่าไม่ถูกรูปแบบ", "ระบบไม่เดาความหมาย", "เขียนค่าตามรูปแบบที่แจ้ง"),
        en=("A value that does not fit", "Meaning is never guessed.", "Write it in the form that is asked for."),
    ),
    rule(
        "COP111",
        th=(
            "วันที่หรือเวลาไม่ถูกรูปแบบ",
            "วันที่ต้องอ่านได้เพียงแบบเดียว",
            "เขียนวันที่แบบ 2026-01-31 และเวลาแบบ 2026-01-31T16:30:00+07:00",
        ),
        en=(
            "A date or time in another form",
            "A date must have one reading.",
            "Write 2026-01-31, and times as 2026-01-31T16:30:00+07:00.",
        ),
    ),
    rule(
        "COP112",
        th=(
            "ปีพุทธศักราชในส่วนหัว",
            "ปี พ.ศ. จะถูกอ่านเป็นอนาคตอีก 543 ปี หน้านั้นจะไม่มีวันครบกำหนดทบทวน",
            "เขียนปี ค.ศ. ในส่วนหัว หน้าเว็บจะแสดงเป็น พ.ศ. ให้เอง",
        ),
        en=(
            "A Buddhist-era year",
            "Read as a common year it lies 543 years ahead, and the page would never grow old.",
            "Write the common-era year; pages show the Buddhist era by themselves.",
        ),
    ),
    rule(
        "COP113",
        th=("ไม่มีเรื่องนี้ในทะเบียน", "ไม่มีผู้เชี่ยวชาญที่รับผิดชอบเรื่องที่ไม่รู้จัก", "เลือกเรื่องจาก community.yml หรือให้ผู้ดูแลเพิ่มเรื่อง"),
        en=(
            "An unknown topic",
            "Nobody answers for a topic that is not in the registry.",
            "Choose one of community.yml, or have an admin add it.",
        ),
    ),
    rule(
        "COP114",
        th=(
            "ไม่มีบุคคลนี้ในทะเบียน",
            "ต้องทราบว่าใครเขียน จึงจะทราบว่าใครรับรองไม่ได้",
            "ใช้รหัสบุคคลจาก community.yml หรือเพิ่มด้วย cop person add",
        ),
        en=(
            "An unknown person",
            "Only who wrote is known tells who may not approve.",
            "Use an id of community.yml, or add the person with cop person add.",
        ),
    ),
    rule(
        "COP115",
        th=("ผู้ดำเนินการสำรองเป็นคนเดียวกัน", "ต้องมีผู้พร้อมทำแทนเสมอ", "เลือกผู้ดำเนินการสำรองเป็นคนอื่น"),
        en=("The deputy is the facilitator", "Somebody else must stand ready.", "Name another person as deputy."),
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
    rule(
        "COP136",
        th=("วันสิ้นสุดมาก่อนวันเริ่ม", "เรื่องนี้จะไม่มีวันเผยแพร่", "แก้ effective_from หรือ effective_until"),
        en=(
            "An end before the beginning",
            "The asset would never be public.",
            "Mend effective_from or effective_until.",
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
    rule(
        "COP137",
        th=("ลิงก์ไปยังเรื่องที่ยังไม่เผยแพร่", "หน้าเว็บจะแสดงเป็นข้อความธรรมดา", "ขอรับรองเรื่องนั้น หรือลบลิงก์"),
        en=(
            "A link to what is not public",
            "Pages show it as plain text.",
            "Have that asset approved, or take the link out.",
        ),
    ),
)
