"""COP102 to COP115, COP136: front matter."""

from cop_build.core.codes.rule import rule

RULES = (
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
        "COP136",
        th=("วันสิ้นสุดมาก่อนวันเริ่ม", "เรื่องนี้จะไม่มีวันเผยแพร่", "แก้ effective_from หรือ effective_until"),
        en=(
            "An end before the beginning",
            "The asset would never be public.",
            "Mend effective_from or effective_until.",
        ),
    ),
)
