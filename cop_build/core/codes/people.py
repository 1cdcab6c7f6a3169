"""COP2xx: the registry of people and topics."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP201",
        th=("ไม่มีทะเบียน", "ไม่มีทะเบียนก็ไม่ทราบว่าใครรับรองได้", "สร้าง community.yml (cop init) แล้ว commit"),
        en=(
            "No registry",
            "Without it nobody knows who may approve.",
            "Write community.yml (cop init makes one) and commit it.",
        ),
    ),
    rule(
        "COP202",
        th=("อ่านทะเบียนไม่ได้", "ทะเบียนที่สงสัยถือว่าไม่มี", "แก้ตามที่แจ้งใน community.yml แล้ว commit"),
        en=(
            "A registry that cannot be read",
            "A registry in doubt is no registry.",
            "Mend what is named in community.yml and commit.",
        ),
    ),
    rule(
        "COP203",
        th=("ทะเบียนใช้ไม่ได้", "การรับรองทั้งหมดพึ่งทะเบียนนี้", "แก้ค่าที่แจ้งใน community.yml"),
        en=(
            "A registry that is not valid",
            "Every approval rests on it.",
            "Mend the value that is named in community.yml.",
        ),
    ),
    rule(
        "COP204",
        th=("สิ่งที่ต้องไม่ซ้ำกลับซ้ำ", "คนสองคนที่ใช้กุญแจหรืออีเมลเดียวกันแยกจากกันไม่ได้", "ให้แต่ละคนมีรหัส อีเมล บัญชี และกุญแจของตนเอง"),
        en=(
            "Two of what must be one",
            "Two people with one key or address cannot be told apart.",
            "Give each their own id, address, account and key.",
        ),
    ),
    rule(
        "COP205",
        th=("เรื่องแม่ไม่มีหรือวนซ้ำ", "สารบัญเรื่องจะสร้างไม่ได้", "แก้ parent ของเรื่องนั้น"),
        en=(
            "A parent topic that is missing or goes in a circle",
            "The topic index could not be made.",
            "Mend the topic's parent.",
        ),
    ),
    rule(
        "COP206",
        th=(
            "เรื่องที่ระบุไม่มีในทะเบียน",
            "อาจพิมพ์ผิด ผู้เชี่ยวชาญจะรับรองไม่ได้ และผู้อ่านจะหาเรื่องนั้นไม่พบ",
            "แก้ topics ของบุคคลหรือของ facets นั้น",
        ),
        en=(
            "A topic of an expert or a facet is unknown",
            "It may be a slip: the expert could not approve, and readers would not find the topic.",
            "Mend the topics of the person or of the facet.",
        ),
    ),
    rule(
        "COP207",
        th=("กุญแจชนิดที่ไม่รองรับ", "รับเฉพาะกุญแจที่ตรวจสอบได้อย่างเข้มงวด", "สร้างด้วย ssh-keygen -t ed25519 แล้วใส่เนื้อไฟล์ .pub"),
        en=(
            "A key that is not supported",
            "Only keys that can be verified strictly are taken.",
            "Make one with ssh-keygen -t ed25519 and give the .pub file's text.",
        ),
    ),
)
