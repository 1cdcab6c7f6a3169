"""COP94x and COP95x: what weakens the gate, found by ``cop doctor``."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP941",
        th=("สาขาหลักแก้ได้โดยไม่ผ่านคำขอ", "ใครก็ตามที่เขียนได้อาจข้ามการตรวจ", "เปิดกฎที่ระบุไว้ ดู manual/it.md"),
        en=(
            "The main branch takes pushes without a pull request",
            "Whoever may write could pass by the check.",
            "Turn on the rule named here; see manual/it.md.",
        ),
    ),
    rule(
        "COP942",
        th=("การรับรองเดิมยังอยู่หลังมีการแก้ไข", "ผู้รวมคำขออาจเข้าใจว่าฉบับใหม่ได้รับการรับรองแล้ว", "เปิดกฎที่ระบุไว้"),
        en=(
            "Approvals stay after new commits",
            "Who merges may think that the new text was approved.",
            "Turn on the rule named here.",
        ),
    ),
    rule(
        "COP943",
        th=("ผู้แก้ไขคนสุดท้ายรวมคำขอเองได้", "เนื้อหาล่าสุดควรมีผู้อื่นอ่าน", "เปิดกฎที่ระบุไว้"),
        en=(
            "The last push needs nobody's approval",
            "Somebody else should have read it.",
            "Turn on the rule named here.",
        ),
    ),
    rule(
        "COP944",
        th=(
            "แก้ทะเบียนได้โดยผู้ดูแลไม่เห็นชอบ",
            "ทะเบียนบอกว่าใครรับรองได้ จึงต้องให้ผู้ดูแลเห็นชอบทุกครั้ง",
            "เปิดกฎที่ระบุไว้ และใช้ cop forge files",
        ),
        en=(
            "The registry changes without its owners",
            "It says who may confirm: its admins must consent to every change.",
            "Turn on the rule named here, and run cop forge files.",
        ),
    ),
    rule(
        "COP945",
        th=("รวมคำขอได้ทั้งที่ไม่ผ่านการตรวจ", "คำขอที่ปนเนื้อหากับทะเบียน หรือแก้บันทึกเดิม ต้องถูกปฏิเสธ", "กำหนดให้ต้องผ่าน check"),
        en=(
            "The check is not required",
            "What mixes content with the registry, or changes records, must not be merged.",
            "Require the check named here.",
        ),
    ),
    rule(
        "COP946",
        th=(
            "อนุญาต rebase merging",
            "หลัง rebase จะไม่ทราบว่า commit ใดมาด้วยกัน คำขอเดียวอาจแต่งตั้งผู้รับรองของตนเอง",
            "ปิดการรวมแบบ rebase",
        ),
        en=(
            "Rebase merging is allowed",
            "After it nobody can tell which commits came together: one change could appoint its own expert.",
            "Turn rebase merging off.",
        ),
    ),
    rule(
        "COP947",
        th=("เขียนทับหรือลบสาขาหลักได้", "ประวัติคือหลักฐาน", "เปิดกฎที่ระบุไว้"),
        en=(
            "The main branch can be rewritten or deleted",
            "Its history is the evidence.",
            "Turn on the rules named here.",
        ),
    ),
    rule(
        "COP948",
        th=("Actions รับรองคำขอได้", "การรับรองต้องมาจากคน", "ปิดตัวเลือกที่ระบุไว้"),
        en=("Actions may approve pull requests", "Approval is people's.", "Turn the option named here off."),
    ),
    rule(
        "COP949",
        th=("Actions เขียน repository ได้โดยปริยาย", "งานทุกงานควรมีสิทธิ์เท่าที่จำเป็น", "เลือกสิทธิ์อ่านอย่างเดียว"),
        en=(
            "Workflows may write by default",
            "Each should have the least that it needs.",
            "Choose read permissions.",
        ),
    ),
    rule(
        "COP950",
        th=("action ไม่ได้ระบุ commit", "ป้ายรุ่นย้ายไปยังโค้ดอื่นได้ทุกเมื่อ", "ระบุรหัส commit 40 ตัวหลัง @"),
        en=(
            "An action that is not pinned",
            "A tag can be moved to other code.",
            "Put the full commit id after the @.",
        ),
    ),
    rule(
        "COP951",
        th=("ไม่ได้เผยแพร่มานาน", "วันทบทวนและการเรียกคืนมีผลเมื่อสร้างเว็บใหม่เท่านั้น", "เปิดงาน publish และกด Run workflow"),
        en=(
            "Nothing was published lately",
            "Review dates and recalls act only when the site is built.",
            "Enable the workflow publish, and run it.",
        ),
    ),
    rule(
        "COP952",
        th=("ใกล้พ้นหน้าที่", "เรื่องที่ผู้นี้ดูแลอาจขาดผู้รับรอง", "หาผู้ทำหน้าที่ต่อ หรือต่อวาระ"),
        en=(
            "Somebody's time in office ends soon",
            "What they answer for may be left alone.",
            "Find who follows, or extend it.",
        ),
    ),
    rule(
        "COP953",
        th=("หัวข้อมีผู้เชี่ยวชาญไม่ถึงสองคน", "เมื่อคนเดียวลาหรือเป็นผู้เขียน จะไม่มีใครรับรองได้", "เพิ่มผู้เชี่ยวชาญอีกคน"),
        en=(
            "A topic with fewer than two experts",
            "When that one is away, or writes, nobody can confirm.",
            "Add a second expert.",
        ),
    ),
    rule(
        "COP954",
        th=("ไม่มี recorder", "รีวิวบนเว็บจะไม่ถูกนับ", "เพิ่มกุญแจใน recorders หรือใช้ policy.evidence: [signature]"),
        en=(
            "No recorder",
            "Reviews on the forge are not counted.",
            "Add its key to recorders, or say policy.evidence: [signature].",
        ),
    ),
    rule(
        "COP955",
        th=("อ่านการตั้งค่าบางส่วนไม่ได้", "สิ่งที่อ่านไม่ได้ไม่ได้แปลว่าถูกต้อง", "ใช้ token ของผู้ดูแล repository"),
        en=(
            "A setting that cannot be read",
            "Not seen does not mean fine.",
            "Use a token of somebody who administers the repository.",
        ),
    ),
    rule(
        "COP956",
        th=("กุญแจ recorder ไม่ได้จำกัดสาขา", "งานจากสาขาอื่นอาจใช้กุญแจได้", "จำกัด environment ชื่อ recorder ไว้ที่สาขาหลัก"),
        en=(
            "The recorder's key is not guarded",
            "A job on another branch could use it.",
            "Limit the environment recorder to the main branch.",
        ),
    ),
    rule(
        "COP957",
        th=("ไฟล์ของเว็บเก็บโค้ดไม่ตรงกับทะเบียน", "ผู้ดูแลหรือหัวข้อใหม่จะไม่ปรากฏ", "ใช้ cop forge files แล้ว commit"),
        en=(
            "A forge's file that is not current",
            "New admins and topics are not seen there.",
            "Run cop forge files, and commit.",
        ),
    ),
    rule(
        "COP958",
        th=("ยอมให้ผู้ที่ไม่อยู่ในทะเบียนแก้ไข", "ผู้เขียนอาจรับรองงานของตนเองโดยใช้อีเมลอื่น", "ใช้ unregistered_authors: refuse"),
        en=(
            "Unregistered authors are let in",
            "An author could confirm their own work under another address.",
            "Say unregistered_authors: refuse.",
        ),
    ),
    rule(
        "COP959",
        th=("ผู้เชี่ยวชาญที่รับรองไม่ได้", "ไม่มีวิธีใดที่ผู้นี้จะยืนยันได้", "เพิ่มกุญแจ หรือเลขบัญชีใน forge"),
        en=(
            "An expert who cannot confirm",
            "There is no way for this person to do it.",
            "Add a key, or an account's number.",
        ),
    ),
)
