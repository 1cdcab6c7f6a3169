"""COP3xx: reviews."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP301",
        th=(
            "ฉบับใหม่รอการรับรอง",
            "เผยแพร่เฉพาะสิ่งที่ผู้มีสิทธิ์ยืนยันแล้ว",
            "ขอให้ผู้ที่ระบุไว้อ่าน แล้วใช้ cop review approve ถ้าไม่มีผู้ใด ให้เพิ่มผู้มีสิทธิ์ในทะเบียน",
        ),
        en=(
            "The newest version waits for approval",
            "Only what entitled people confirmed is public.",
            "Ask one of those named to read it and use cop review approve; if nobody is, add somebody entitled.",
        ),
    ),
    rule(
        "COP302",
        th=("ผู้รับรองเป็นผู้เขียน", "ไม่มีใครยืนยันงานของตนเองได้", "ให้ผู้เชี่ยวชาญคนอื่นรับรอง"),
        en=("The reviewer is an author", "Nobody confirms their own text.", "Ask another expert."),
    ),
    rule(
        "COP303",
        th=("ผู้ตัดสินไม่มีสิทธิ์ในเรื่องนี้", "แต่ละเรื่องต้องยืนยันโดยผู้รับผิดชอบ", "ขอผู้ที่มีบทบาทและเรื่องตรงกัน ดู cop explain"),
        en=(
            "The reviewer may not decide on this",
            "Each topic is confirmed by those who answer for it.",
            "Ask someone with the role and topic; see cop explain.",
        ),
    ),
    rule(
        "COP304",
        th=("ไม่รู้จักผู้ตัดสิน", "นับเฉพาะผู้ที่อยู่ในทะเบียนก่อนการตัดสิน", "เพิ่มบุคคลด้วย cop person add และ commit ก่อน แล้วตัดสินใหม่"),
        en=(
            "An unknown reviewer",
            "Only people who were registered before count.",
            "Add the person with cop person add, commit that first, and decide anew.",
        ),
    ),
    rule(
        "COP305",
        th=("อยู่นอกวาระของผู้ตัดสิน", "การรับรองต้องทำในช่วงที่ทำหน้าที่", "แก้ from/until ในทะเบียนหากผิด แล้วตัดสินใหม่"),
        en=(
            "Outside the reviewer's time in office",
            "An approval must be given while in office.",
            "Mend from/until if they are wrong, and decide anew.",
        ),
    ),
    rule(
        "COP306",
        th=("ไม่พบฉบับที่ตัดสิน", "การตัดสินผูกกับเนื้อหาฉบับเดียวเท่านั้น", "ตัดสินฉบับปัจจุบันใหม่ด้วย cop review"),
        en=(
            "No such version",
            "A decision is bound to one exact content.",
            "Decide on the present version with cop review.",
        ),
    ),
    rule(
        "COP307",
        th=("รับรองก่อนที่เนื้อหาจะเข้ามา", "ต้องรับรองสิ่งที่มีอยู่แล้ว", "รับรองใหม่หลังเนื้อหาเข้ามาแล้ว"),
        en=("Approved before the version had landed", "Only what is there can be approved.", "Approve it again now."),
    ),
    rule(
        "COP308",
        th=("มีผู้แก้ไขที่ไม่อยู่ในทะเบียน", "ผู้แก้ไขที่ไม่รู้จักอาจเป็นผู้รับรองเอง", "เพิ่มอีเมลของผู้แก้ไขใน community.yml"),
        en=(
            "Somebody unknown edited this version",
            "An unknown author might be the reviewer.",
            "Add the address to its person in community.yml.",
        ),
    ),
    rule(
        "COP309",
        th=("วันที่ตัดสินอยู่ในอนาคต", "การรับรองล่วงหน้าไม่มีผล", "ตรวจนาฬิกาของเครื่อง แล้วตัดสินใหม่"),
        en=("Issued in the future", "An approval cannot be given ahead of time.", "Check the clock and decide anew."),
    ),
    rule(
        "COP311",
        th=("มีผู้ขอให้แก้ไข", "ฉบับที่มีผู้ทักท้วงจะไม่เผยแพร่", "แก้ตามที่ขอ หรือให้ผู้ขอรับรอง"),
        en=(
            "Changes are asked for",
            "A disputed version is not public.",
            "Do what was asked, or let the one who asked approve.",
        ),
    ),
    rule(
        "COP312",
        th=("ฉบับนี้ถูกเรียกคืน", "สิ่งที่เรียกคืนจะไม่กลับมาเอง", "แก้ไขเป็นฉบับใหม่ แล้วขอรับรอง"),
        en=(
            "This version was recalled",
            "What was recalled does not come back.",
            "Write a new version and have it approved.",
        ),
    ),
    rule(
        "COP313",
        th=("บันทึกถูกแก้ไข", "บันทึกเป็นหลักฐาน แก้ไขภายหลังไม่ได้", "คืนไฟล์เดิมด้วย git checkout แล้ว commit"),
        en=(
            "A record was changed",
            "Records are evidence and only added.",
            "Put back what stood there with git checkout, and commit.",
        ),
    ),
    rule(
        "COP314",
        th=("บันทึกถูกลบ", "บันทึกเป็นหลักฐาน ลบแล้วก็ยังมีผล", "นำไฟล์เดิมกลับมาด้วย git checkout แล้ว commit"),
        en=(
            "A record was removed",
            "Records are evidence; removed, they still count.",
            "Bring the file back with git checkout, and commit.",
        ),
    ),
    rule(
        "COP315",
        th=("การตัดสินซ้ำ", "สำเนาไม่ใช่การตัดสินใหม่", "ลบสำเนา หากต้องการตัดสินใหม่ให้ลงนามใหม่"),
        en=("A copy of a decision", "A copied record is no new decision.", "Leave it out; sign anew to decide anew."),
    ),
    rule(
        "COP316",
        th=("บันทึกอยู่ผิดโฟลเดอร์", "การรับรองเรื่องหนึ่งใช้กับอีกเรื่องไม่ได้", "ตัดสินเรื่องที่ต้องการด้วย cop review"),
        en=(
            "A record in another asset's folder",
            "An approval of one is none of another.",
            "Decide on the asset that is meant with cop review.",
        ),
    ),
    rule(
        "COP317",
        th=("อ่านบันทึกไม่ได้", "บันทึกที่อ่านไม่ได้ไม่มีผล", "ลบไฟล์นี้ แล้วสร้างใหม่ด้วย cop review"),
        en=(
            "A record that cannot be read",
            "It counts for nothing.",
            "Remove the file and write it anew with cop review.",
        ),
    ),
    rule(
        "COP318",
        th=("เนื้อหาที่ลงนามไม่ถูกรูปแบบ", "ต้องเป็นรูปแบบเดียวที่ตรวจสอบได้", "สร้างบันทึกใหม่ด้วย cop review"),
        en=(
            "A payload in another form",
            "There is one form, so that it can be verified.",
            "Write the record anew with cop review.",
        ),
    ),
    rule(
        "COP319",
        th=("บันทึกของชุมชนอื่น", "ลายเซ็นผูกกับชุมชนเดียว", "ตัดสินในชุมชนนี้ใหม่ด้วย cop review"),
        en=(
            "Another community's record",
            "A signature is bound to one community.",
            "Decide here anew with cop review.",
        ),
    ),
    rule(
        "COP320",
        th=("ผู้รับรองถูกนำออกจากทะเบียน", "การรับรองของผู้ที่ถูกนำออกสิ้นสุดลง", "หากเพียงพ้นหน้าที่ ให้ใส่กลับพร้อม until: หรือให้ผู้อื่นรับรอง"),
        en=(
            "The reviewer was taken out of the registry",
            "Their approvals end with that.",
            "Who only left gets until: instead; or ask another expert.",
        ),
    ),
    rule(
        "COP322",
        th=("ไม่มีทะเบียนก่อนบันทึกนี้", "ไม่ทราบว่าใครมีสิทธิ์ในตอนนั้น", "commit ทะเบียนที่ถูกต้องก่อน แล้วตัดสินใหม่"),
        en=(
            "No readable registry before the record",
            "Nobody can tell who was entitled then.",
            "Commit a valid registry first and decide anew.",
        ),
    ),
    rule(
        "COP323",
        th=("ไฟล์แปลกปลอมใน reviews/", "ที่นี่มีได้เฉพาะบันทึก", "ย้ายไฟล์ออก"),
        en=("A stray file under reviews/", "Only records belong there.", "Move it away."),
    ),
    rule(
        "COP324",
        th=("หลักฐานชนิดที่ชุมชนไม่รับ", "ชุมชนกำหนดชนิดหลักฐานไว้ใน policy", "ตัดสินใหม่ด้วยหลักฐานที่รับ หรือปรับ policy.evidence"),
        en=(
            "Evidence that the community does not take",
            "Its policy says which kinds count.",
            "Decide anew with one that does, or change policy.evidence.",
        ),
    ),
)
