"""COP41x to COP43x: reviews on a forge, and asking it for them."""

from cop_build.core.codes.rule import rule

RULES = (
    rule(
        "COP411",
        th=("คำขอยังไม่ได้รวม", "รีวิวมีผลเมื่อเนื้อหาอยู่ในสาขาหลักแล้วเท่านั้น", "รวมคำขอเข้าสาขาหลักก่อน"),
        en=(
            "A pull request that is not merged",
            "A review has effect once the text is on the main branch.",
            "Merge the pull request first.",
        ),
    ),
    rule(
        "COP412",
        th=("รีวิวถูกยกเลิก", "รีวิวที่ยกเลิกแล้วไม่ใช่การตัดสิน", "ให้ผู้เชี่ยวชาญรีวิวอีกครั้ง"),
        en=("A dismissed review", "What was dismissed decides nothing.", "Ask the expert to review again."),
    ),
    rule(
        "COP413",
        th=("มีการตัดสินใหม่กว่า", "นับการตัดสินล่าสุดของแต่ละคนเท่านั้น", "ไม่ต้องทำอะไร"),
        en=("Decided anew since", "Of each person only the latest decision counts.", "Nothing needs to be done."),
    ),
    rule(
        "COP414",
        th=("เป็นความเห็น", "ความเห็นไม่ใช่การรับรอง", "หากต้องการรับรอง ให้เลือก Approve"),
        en=("A comment", "A comment decides nothing.", "To confirm, choose Approve."),
    ),
    rule(
        "COP415",
        th=(
            "แสดงความเห็นหลังรับรอง",
            "ผู้ที่กล่าวเพิ่มเติมหลังรับรองอาจพบสิ่งที่ต้องแก้",
            "หากยังเห็นชอบ ให้กด Approve อีกครั้ง",
        ),
        en=(
            "Commented on after approving",
            "Who says more after approving may have found something.",
            "If it still holds, choose Approve once more.",
        ),
    ),
    rule(
        "COP416",
        th=(
            "มี force-push หลังรีวิว",
            "เว็บเก็บโค้ดอาจย้ายการรับรองไปยังเนื้อหาที่ไม่มีใครอ่าน",
            "ให้ผู้เชี่ยวชาญอ่านและรับรองอีกครั้ง และงดใช้ force-push",
        ),
        en=(
            "Force-pushed after the review",
            "A forge may move an approval to text that nobody read.",
            "Have it read and approved again; do not force-push under review.",
        ),
    ),
    rule(
        "COP417",
        th=("ไม่พบ commit ที่รีวิว", "ตรวจไม่ได้ว่าผู้เชี่ยวชาญอ่านเนื้อหาใด", "ใช้ git fetch origin refs/pull/เลขคำขอ/head แล้วสั่งใหม่"),
        en=(
            "The reviewed commit is missing",
            "What the expert read cannot be told.",
            "Run git fetch origin refs/pull/NUMBER/head and try again.",
        ),
    ),
    rule(
        "COP418",
        th=("เนื้อหาที่รวมไม่ตรงกับที่รีวิว", "การรับรองผูกกับเนื้อหาที่อ่านเท่านั้น", "ให้ผู้เชี่ยวชาญรับรองฉบับที่รวมแล้ว"),
        en=(
            "What was merged is not what was reviewed",
            "An approval is bound to the text that was read.",
            "Ask for approval of what was merged.",
        ),
    ),
    rule(
        "COP419",
        th=(
            "บัญชีไม่อยู่ในทะเบียน",
            "ใครก็กดรับรองบนเว็บได้ ทะเบียนเท่านั้นที่บอกว่าใครมีสิทธิ์",
            "เพิ่มเลขบัญชีของบุคคลนั้นใน community.yml ก่อนรวมคำขอ",
        ),
        en=(
            "An account of nobody in the registry",
            "Anybody can press Approve; the registry alone says who counts.",
            "Add the account's number to the person in community.yml before merging.",
        ),
    ),
    rule(
        "COP420",
        th=("รีวิวของบัญชีอัตโนมัติ", "เฉพาะคนเท่านั้นที่รับรองได้", "ขอให้ผู้เชี่ยวชาญรีวิว"),
        en=("A bot's review", "Only people confirm.", "Ask an expert."),
    ),
    rule(
        "COP421",
        th=("บัญชีถูกลบแล้ว", "ไม่ทราบว่าผู้รีวิวคือใคร", "ขอให้ผู้เชี่ยวชาญรีวิวอีกครั้ง"),
        en=("A deleted account", "Who reviewed cannot be told.", "Ask an expert to review again."),
    ),
    rule(
        "COP422",
        th=("ผู้รีวิวมีส่วนในการเขียน", "ไม่มีใครรับรองงานของตนเอง", "ขอให้ผู้เชี่ยวชาญท่านอื่นรับรอง"),
        en=("The reviewer took part in writing", "Nobody confirms their own work.", "Ask another expert."),
    ),
    rule(
        "COP423",
        th=("คำขอรวมหลายเรื่องที่ต้องแยก", "เนื้อหากับสิ่งที่ใช้ตัดสินเนื้อหาต้องมาคนละคำขอ", "แยกเป็นสองคำขอ"),
        en=(
            "A pull request that mixes what must come apart",
            "Content and what judges content must not come together.",
            "Make two pull requests.",
        ),
    ),
    rule(
        "COP424",
        th=(
            "ไม่ทราบผู้ส่งเนื้อหา",
            "ชื่อใน commit พิมพ์เองได้ จึงต้องทราบบัญชีที่ส่งเข้ามา",
            "เพิ่มเลขบัญชีผู้ส่งใน community.yml อย่าลบ fork ก่อนบันทึก หรือใช้ cop review approve",
        ),
        en=(
            "Who pushed it is not known",
            "Names in commits are typed freely; the account that pushed them is not.",
            "Add the pusher's account to community.yml, keep the fork until recorded, or use cop review approve.",
        ),
    ),
    rule(
        "COP425",
        th=("ติดต่อเว็บเก็บโค้ดไม่ได้", "เมื่อไม่มีคำตอบครบ จะไม่นับรีวิวใด", "ลองใหม่ภายหลัง"),
        en=("The forge does not answer", "Without a whole answer nothing is counted.", "Try again later."),
    ),
    rule(
        "COP426",
        th=("คำตอบจากเว็บเก็บโค้ดใช้ไม่ได้", "คำตอบที่ขาดหรือไม่เข้าใจใช้นับไม่ได้", "ลองใหม่ หากยังไม่ได้ให้แจ้งผู้ดูแลระบบ"),
        en=(
            "An answer that cannot be used",
            "From half an answer nothing is counted.",
            "Try again; if it stays, report it.",
        ),
    ),
    rule(
        "COP427",
        th=("ถามเว็บเก็บโค้ดบ่อยเกินไป", "เว็บจำกัดจำนวนคำถามต่อชั่วโมง", "ตั้ง GITHUB_TOKEN หรือรอแล้วลองใหม่"),
        en=("The forge's rate limit", "It answers so many questions an hour.", "Set GITHUB_TOKEN, or wait."),
    ),
    rule(
        "COP428",
        th=("ไม่มีสิทธิ์อ่านข้อมูลบนเว็บเก็บโค้ด", "หากอ่านไม่ครบ จะไม่นับรีวิวใด", "ตรวจสิทธิ์ของ GITHUB_TOKEN และชื่อ repository"),
        en=(
            "Not there, or not to be read",
            "What cannot be read whole is not counted.",
            "Check the rights of GITHUB_TOKEN and the repository's name.",
        ),
    ),
    rule(
        "COP429",
        th=("นาฬิกาไม่ตรง", "ลำดับของรีวิวและการส่งเนื้อหาขึ้นอยู่กับเวลา", "ตั้งเวลาเครื่องให้ถูกต้อง"),
        en=("The clock is wrong", "Which came first is told by clocks.", "Set this machine's clock."),
    ),
    rule(
        "COP430",
        th=(
            "ไม่ทราบว่าเป็น repository ใด",
            "ต้องทราบว่าจะถามเว็บใด",
            "ระบุ --repository หรือ forge: {github: เจ้าของ/ชื่อ} ใน community.yml",
        ),
        en=(
            "Which repository?",
            "It must be known whom to ask.",
            "Say --repository, or forge: {github: owner/name} in community.yml.",
        ),
    ),
)
