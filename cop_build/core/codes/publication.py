"""COP5xx: publication and audit."""

from cop_build.core.codes.rule import rule

_AGAIN = ("สั่ง cop build ใหม่ หากยังพบ ให้แจ้งผู้ดูแลระบบ", "Run cop build again; if it stays, tell those who run the system.")
_KEPT = ("เว็บไซต์เดิมยังอยู่ครบ", "The old site stands as it was.")

RULES = (
    rule(
        "COP501",
        th=("ที่อยู่ไฟล์ไม่ปลอดภัยหรือชนกัน", _KEPT[0], _AGAIN[0]),
        en=("An unsafe or doubled path", _KEPT[1], _AGAIN[1]),
    ),
    rule(
        "COP502",
        th=("มีสิ่งอื่นอยู่ในที่ของโฟลเดอร์", "ระบบไม่เขียนผ่านลิงก์", "ลบลิงก์หรือไฟล์นั้น แล้วสั่งใหม่"),
        en=(
            "Something else stands where a folder must be",
            "Nothing is ever written through a link.",
            "Remove it and try again.",
        ),
    ),
    rule(
        "COP503",
        th=("ไฟล์แนบไม่ตรงกับที่รับรอง", "เผยแพร่เฉพาะไบต์ที่รับรอง", "ตรวจ repository ด้วย git fsck"),
        en=(
            "An attachment is not what was approved",
            "Only the approved bytes are published.",
            "Check the repository with git fsck.",
        ),
    ),
    rule(
        "COP504",
        th=("เขียนลงดิสก์ไม่ได้", _KEPT[0], "ตรวจสิทธิ์ของโฟลเดอร์และพื้นที่ว่าง"),
        en=("The disk refuses", _KEPT[1], "Check the folder's permissions and the free space."),
    ),
    rule(
        "COP505",
        th=("มีการสร้างเว็บไซต์อื่นทำงานอยู่", "สร้างพร้อมกันสองครั้งจะปนกัน", "รอให้เสร็จ แล้วสั่งใหม่"),
        en=("Another build is at work", "Two at once would mix.", "Wait for it to end and try again."),
    ),
    rule(
        "COP506",
        th=("MkDocs สร้างหน้าเว็บไม่สำเร็จ", _KEPT[0], "อ่านข้อความที่แจ้ง แล้วตรวจ mkdocs.yml"),
        en=("MkDocs failed", _KEPT[1], "Read what it said, and check mkdocs.yml."),
    ),
    rule(
        "COP507",
        th=("ใช้พอร์ตนี้ไม่ได้", "อาจมีโปรแกรมอื่นใช้อยู่", "เลือกพอร์ตอื่นด้วย --port"),
        en=("The port cannot be used", "Another program may use it.", "Choose another with --port."),
    ),
    rule(
        "COP508",
        th=("เว็บไซต์อยู่คนละดิสก์", "สลับในขั้นเดียวไม่ได้", "ให้ site/ และ build/ อยู่บนดิสก์เดียวกัน"),
        en=(
            "The site lies on another disk",
            "It could not be replaced in one step.",
            "Keep site/ and build/ on one disk.",
        ),
    ),
    rule(
        "COP509",
        th=("เก็บงานเว็บไซต์ไม่สำเร็จ", _KEPT[0], _AGAIN[0]),
        en=("The site could not be finished", _KEPT[1], _AGAIN[1]),
    ),
    rule(
        "COP510",
        th=("ไฟล์ที่จะนำออกไปใช้อยู่ในคลัง", "จะถูก commit และเผยแพร่ไปกับคลัง", "เลือกโฟลเดอร์นอกคลังด้วย --out"),
        en=(
            "A file to be taken elsewhere lies in the repository",
            "It would be committed and published with the rest of the repository.",
            "Choose a folder outside with --out.",
        ),
    ),
    rule(
        "COP511",
        th=(
            "เอกสารไม่มีภาพหน้าแรก",
            "วาดไม่ได้ หรือใช้เวลาหรือหน่วยความจำเกินกำหนด เอกสารยังเผยแพร่ตามปกติ",
            "สร้างใหม่เมื่อเครื่องไม่ยุ่ง หรือบันทึก PDF ใหม่ให้หน้าแรกไม่ซับซ้อน",
        ),
        en=(
            "A document has no picture of its first page",
            "It could not be drawn, or took too much time or memory; the document is published all the same.",
            "Build again on a machine less busy, or save the PDF anew with a simpler first page.",
        ),
    ),
    rule(
        "COP520",
        th=("ไฟล์ที่ไม่มีที่มา", "ทุกไฟล์ต้องสืบถึงสิ่งที่รับรองได้", "ลบ site/ แล้วสร้างใหม่"),
        en=(
            "A file that nothing explains",
            "Every file must be traced to what was approved.",
            "Remove site/ and build it anew.",
        ),
    ),
    rule(
        "COP521",
        th=("ไฟล์ในแผนหายไป", "ผู้อ่านจะไม่พบหน้า", _AGAIN[0]),
        en=("A planned file is missing", "Readers would not find the page.", _AGAIN[1]),
    ),
    rule(
        "COP522",
        th=("ไฟล์ไม่ตรงกับแผน", "อาจมีผู้แก้หลังสร้าง", _AGAIN[0]),
        en=("A file is not what was planned", "Somebody may have changed it.", _AGAIN[1]),
    ),
    rule(
        "COP523",
        th=("ไม่ใช่ไฟล์ธรรมดาในเว็บไซต์", "ลิงก์อาจพาออกไปนอกเว็บไซต์", _AGAIN[0]),
        en=("Not an ordinary file", "A link may lead out of the site.", _AGAIN[1]),
    ),
    rule(
        "COP524",
        th=("อ่านไฟล์ในเว็บไซต์ไม่ได้", "ตรวจไม่ได้จึงไม่เผยแพร่", _AGAIN[0]),
        en=("A file that cannot be read", "What cannot be checked is not published.", _AGAIN[1]),
    ),
    rule(
        "COP525",
        th=("สคริปต์แปลกปลอม", "อาจทำงานในเครื่องของผู้อ่าน", "หาที่มาในเนื้อหาหรือธีม แล้วนำออก"),
        en=(
            "A script that is not the theme's",
            "It would run in a reader's browser.",
            "Find where it comes from and take it out.",
        ),
    ),
    rule(
        "COP526",
        th=("ส่วนประกอบที่ไม่คาดไว้", "หน้าเว็บมีเฉพาะสิ่งที่อนุญาต", "หาที่มาในเนื้อหาหรือธีม แล้วนำออก"),
        en=("An unexpected element", "Pages hold only what is allowed.", "Find where it comes from and take it out."),
    ),
    rule(
        "COP527",
        th=("คุณลักษณะที่ไม่คาดไว้", "คุณลักษณะบางอย่างสั่งให้ทำงานได้", "หาที่มาในเนื้อหาหรือธีม แล้วนำออก"),
        en=("An unexpected attribute", "Some attributes run things.", "Find where it comes from and take it out."),
    ),
    rule(
        "COP528",
        th=("โหลดสิ่งจากภายนอก", "เว็บอื่นจะทราบว่าใครอ่าน และเปลี่ยนเนื้อหาได้", "เก็บไฟล์ไว้ในเรื่องหรือธีม"),
        en=(
            "Something loaded from outside",
            "Others would learn who reads, and could change it.",
            "Keep the file in the asset or theme.",
        ),
    ),
    rule(
        "COP529",
        th=("ลิงก์ที่ไม่อนุญาตหรือไม่มีปลายทาง", "ผู้อ่านอาจถูกพาไปที่อันตราย", "แก้ลิงก์ในเนื้อหา"),
        en=("A forbidden or dead link", "Readers might be led astray.", "Mend the link in the text."),
    ),
    rule(
        "COP530",
        th=("ดัชนีกล่าวถึงหน้าที่ไม่มีในแผน", "ดัชนีอาจรั่วชื่อเรื่องที่ยังไม่รับรอง", _AGAIN[0]),
        en=("An index names what is not planned", "It might leak what nobody approved.", _AGAIN[1]),
    ),
    rule(
        "COP531",
        th=("พบข้อความที่ยังไม่รับรอง", "มีเฉพาะสิ่งที่รับรองแล้วเท่านั้นที่เผยแพร่ได้", "แจ้งผู้ดูแลระบบ อย่าเผยแพร่"),
        en=(
            "Unapproved text in the site",
            "Only what was approved may be public.",
            "Tell those who run the system; do not publish.",
        ),
    ),
    rule(
        "COP532",
        th=("การตั้งค่าของหน้าถูกบิด", "หน้าเว็บอาจโหลดสิ่งจากที่อื่น", "หาที่มาในเนื้อหาหรือธีม แล้วนำออก"),
        en=(
            "A page's own settings are bent",
            "It might load things from elsewhere.",
            "Find where it comes from and take it out.",
        ),
    ),
    rule(
        "COP533",
        th=(
            "นโยบายความปลอดภัยของหน้าไม่ถูกต้อง",
            "เบราว์เซอร์อาจเรียกใช้สคริปต์ที่ไม่ใช่ของเว็บไซต์",
            "สั่ง cop build ใหม่ หากยังพบ ให้แจ้งผู้ดูแลระบบ",
        ),
        en=(
            "A page without its security policy",
            "A browser could run a script that is not the site's.",
            "Build again; if it stays, report it.",
        ),
    ),
    rule(
        "COP534",
        th=(
            "หน้าเว็บไม่ตรงกับเนื้อหาที่ควรอยู่ตรงนี้",
            "อาจเป็นหน้าของเรื่องอื่น หรือสร้างจากฉบับเดิม",
            "สั่ง cop build ใหม่ หากยังพบ ให้แจ้งผู้ดูแลระบบ",
        ),
        en=(
            "A page of another text",
            "It may be another asset's, or be made of an earlier text.",
            "Build again; if it stays, report it.",
        ),
    ),
    rule(
        "COP540",
        th=("ไม่ใช่เว็บไซต์ที่พิสูจน์ได้", "ต้องมี data/assets.json ที่ cop build สร้าง", "ระบุโฟลเดอร์ของเว็บไซต์จริง"),
        en=(
            "Not a site that can be proved",
            "It needs the data/assets.json that cop build writes.",
            "Name the folder of a public site.",
        ),
    ),
    rule(
        "COP541",
        th=("อ่านหลักฐานไม่ได้", "พิสูจน์ไม่ได้จึงไม่ควรเชื่อ", "ขอเว็บไซต์ฉบับที่สมบูรณ์"),
        en=(
            "A proof that cannot be read",
            "What cannot be proved should not be trusted.",
            "Get a whole copy of the site.",
        ),
    ),
    rule(
        "COP542",
        th=("หลักฐานไม่ตรงกับเรื่อง", "อาจถูกสลับหรือแก้ไข", "อย่าเชื่อหน้านี้ แจ้งผู้ดูแล"),
        en=(
            "A proof of something else",
            "It may have been swapped or changed.",
            "Do not trust the page; tell the admin.",
        ),
    ),
    rule(
        "COP543",
        th=("เอกสารแนบไม่ตรงกับหลักฐาน", "ไฟล์อาจถูกเปลี่ยน", "อย่าเชื่อไฟล์นี้ แจ้งผู้ดูแล"),
        en=(
            "Attachments that the proof does not cover",
            "They may have been changed.",
            "Do not trust them; tell the admin.",
        ),
    ),
    rule(
        "COP544",
        th=("การรับรองไม่ถูกต้อง", "ทะเบียนที่เชื่อถือไม่ยืนยันการรับรองนี้", "ตรวจว่าใช้ทะเบียนที่เป็นปัจจุบัน"),
        en=(
            "An approval that does not hold",
            "The trusted registry does not bear it out.",
            "Check that the registry is the present one.",
        ),
    ),
    rule(
        "COP545",
        th=("การรับรองไม่ครบ", "ต้องครบจำนวนและทุกเรื่อง", "อย่าเชื่อหน้านี้ แจ้งผู้ดูแล"),
        en=("Too few approvals", "Quorum and every topic are needed.", "Do not trust the page; tell the admin."),
    ),
    rule(
        "COP546",
        th=("มีเรื่องที่ไม่อยู่ในรายการ", "เว็บไซต์อาจถูกเติม", "อย่าเชื่อหน้านี้ แจ้งผู้ดูแล"),
        en=("An asset that is not listed", "Something may have been added.", "Do not trust it; tell the admin."),
    ),
    rule(
        "COP547",
        th=("ไม่ตรงกับที่สร้างใหม่", "เว็บไซต์อาจถูกแก้หลังสร้าง", "สร้างใหม่จาก commit ที่เชื่อถือ"),
        en=(
            "Not what the commit gives",
            "The site may have been changed after the build.",
            "Build it anew from a commit that you trust.",
        ),
    ),
)
