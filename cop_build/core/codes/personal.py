"""COP8xx: personal data."""

from cop_build.core.codes.rule import rule

_LAW = (
    "ข้อมูลส่วนบุคคลบนเว็บสาธารณะลบคืนไม่ได้ (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562)",
    "What was public once cannot be taken back (Personal Data Protection Act B.E. 2562).",
)
_ALLOW = (
    "ลบออก ถ้าเป็นของหน่วยงาน ให้เพิ่มใน personal_data.allow ของ community.yml",
    "Take it out; if it is an office's, add it to personal_data.allow in community.yml.",
)

RULES = (
    rule(
        "COP801",
        th=("เลขประจำตัวประชาชน", _LAW[0], _ALLOW[0]),
        en=("A national ID number", _LAW[1], _ALLOW[1]),
    ),
    rule(
        "COP802",
        th=("เลขผู้ป่วย", _LAW[0], "ลบออก แล้วเล่าโดยไม่ระบุผู้ป่วย"),
        en=("A patient's number", _LAW[1], "Take it out, and tell the story without naming the patient."),
    ),
    rule(
        "COP803",
        th=("หมายเลขโทรศัพท์", _LAW[0], _ALLOW[0]),
        en=("A telephone number", _LAW[1], _ALLOW[1]),
    ),
    rule(
        "COP804",
        th=("ที่อยู่อีเมล", _LAW[0], _ALLOW[0]),
        en=("An e-mail address", _LAW[1], _ALLOW[1]),
    ),
    rule(
        "COP805",
        th=("ไอดีไลน์", _LAW[0], _ALLOW[0]),
        en=("A LINE id", _LAW[1], _ALLOW[1]),
    ),
    rule(
        "COP806",
        th=("อาจเป็นชื่อบุคคลจริง", "ผู้ป่วยและญาติต้องไม่ถูกระบุตัว", "ใช้คำว่า ผู้ป่วย ญาติ หรือสมาชิกแทนชื่อ"),
        en=(
            "This may be a real name",
            "Patients and their families must not be recognised.",
            "Say patient, relative or member in its place.",
        ),
    ),
    rule(
        "COP807",
        th=("การยกเว้นที่ไม่มีผล", "ข้อมูลส่วนบุคคลคงอยู่ได้เมื่อผู้ดูแลลงนามเท่านั้น", "ให้ผู้ดูแลทำใหม่ด้วย cop override"),
        en=(
            "An override without effect",
            "Only an admin's good signature lets personal data stand.",
            "Let an admin give it again: cop override.",
        ),
    ),
    rule(
        "COP808",
        th=(
            "ข้อมูลส่วนบุคคลใน commit ก่อนหน้า",
            "ผู้ที่ได้ commit ไปยังอ่านได้ แม้ลบในภายหลัง",
            "รวม commit เป็นหนึ่ง (git rebase -i หรือ git reset --soft) ก่อน push ถ้า push ไปแล้วให้แจ้งผู้ดูแลระบบทันที",
        ),
        en=(
            "Personal data in an earlier commit",
            "Whoever gets the commits can read it, though it was taken out later.",
            "Make one commit of them before you push (git reset --soft); if they were pushed, tell IT at once.",
        ),
    ),
)
