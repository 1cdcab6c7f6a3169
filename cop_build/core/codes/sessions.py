"""COP6xx: sessions and the life of the community."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP601",
        th=("ควรประกาศการประชุมแล้ว", "สมาชิกต้องมีเวลาเตรียมเรื่องมาเล่า", "ให้ผู้อำนวยกระบวนการหรือผู้ดูแลรับรองกำหนดการ"),
        en=(
            "A session that should be announced",
            "Members need time to prepare their stories.",
            "Let a facilitator or administrator approve it.",
        ),
    ),
    rule(
        "COP602",
        th=("ยังไม่มีกำหนดการครั้งถัดไป", "ชุมชนอยู่ได้ด้วยการพบกันสม่ำเสมอ", "สร้างกำหนดการด้วย cop new session"),
        en=(
            "No next session",
            "A community lives by meeting in its rhythm.",
            "Plan one: cop new session.",
        ),
    ),
    rule(
        "COP603",
        th=("ประชุมแล้วยังไม่มีบันทึก", "สิ่งที่เรียนรู้จะหายไปถ้าไม่จด", "ให้ผู้บันทึกเขียนด้วย cop new note"),
        en=(
            "Held, and no note",
            "What was learnt is lost unless somebody writes it down.",
            "Let the historian write it: cop new note.",
        ),
    ),
    rule(
        "COP604",
        th=("วันประชุมผ่านไปแล้ว", "หน้าเว็บยังแสดงว่าจะมีการประชุม", "แก้ phase เป็น held หรือ cancelled แล้วรับรองใหม่"),
        en=(
            "A planned session whose day is over",
            "The site still says that it will be held.",
            "Set its phase to held or cancelled, and have it approved again.",
        ),
    ),
    rule(
        "COP605",
        th=("ยังไม่มีผู้ดูแลการประชุม", "ผู้ดูแลทำให้เรื่องน่าอ่านและส่งให้ผู้เชี่ยวชาญ", "ระบุ admin ในส่วนหัวของกำหนดการ"),
        en=(
            "A session without an administrator",
            "Somebody makes it attractive and sends it to the experts.",
            "Name one as admin in the session's header.",
        ),
    ),
    rule(
        "COP606",
        th=(
            "หน้าข้อตกลงของชุมชนยังไม่เผยแพร่",
            "ผู้ส่งงานครั้งแรกต้องอ่านข้อตกลงได้ก่อนยอมรับ",
            "ให้ผู้ดูแลรับรองหน้านั้น หรือแก้ agreements ใน community.yml",
        ),
        en=(
            "The community's agreements are not public",
            "Who sends something for the first time is asked to have read them.",
            "Have an admin approve the page, or mend agreements in community.yml.",
        ),
    ),
    rule(
        "COP607",
        th=(
            "คำถามคล้ายกับที่มีอยู่แล้ว",
            "คำตอบที่ยืนยันแล้วอาจมีอยู่ และถามซ้ำจะทำให้คำตอบแยกกัน",
            "อ่านเรื่องที่ระบุ ถ้าตอบแล้วให้ลบคำถามนี้ ถ้าต่างกันให้แก้ชื่อให้เห็นความต่าง",
        ),
        en=(
            "A question much like one that is there",
            "A confirmed answer may be there already, and two answers may come to differ.",
            "Read what is named. If it answers, remove this question; else say in the title how it differs.",
        ),
    ),
    rule(
        "COP608",
        th=("ร่างยังมีส่วนที่ต้องเขียน", "ผู้อ่านไม่ควรเห็นคำแนะนำของแม่แบบ จึงยังรับรองไม่ได้", "เขียนแทนบรรทัดที่มี ✎ หรือลบบรรทัดนั้น"),
        en=(
            "A draft with something still to be written",
            "Readers should not see what the template says to its author, so nobody can approve it yet.",
            "Write something in place of the lines with ✎, or remove them.",
        ),
    ),
)
