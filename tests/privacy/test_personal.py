"""What is found about people, however it is typed; what is not; and that nothing of it is shown. manual/trust.md §5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.inside_rules import inside_findings
from cop_build.core.insides import Found, Inside, Passage, Trait
from cop_build.core.model import USUAL, Answer, PersonalData, Sort
from cop_build.core.parse.personal import PersonalDataForm
from cop_build.core.personal import MASK, hits_in, hits_only_in, masked, personal_findings, sorts_in, spoken

RULES = PersonalData()
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def with_check_digit(twelve: str) -> str:
    """Return a national ID, worked out as the registration office does it, step by step."""
    total = 0
    for place, digit in enumerate(twelve):
        total += int(digit) * (13 - place)
    return twelve + str((11 - total % 11) % 10)


ID = with_check_digit("110370123456")
GROUPED = f"{ID[0]}-{ID[1:5]}-{ID[5:10]}-{ID[10:12]}-{ID[12]}"
WRONG = ID[:-1] + str((int(ID[-1]) + 1) % 10)

FOUND = {
    Sort.NATIONAL_ID: [
        ID,
        GROUPED,
        ID.translate(THAI),
        GROUPED.translate(THAI),
        " ".join(ID),
        "\u200b".join(ID),
        "\u2060".join(ID),
        "\u00a0".join(ID),
        GROUPED.replace("-", "\u2013"),
        GROUPED.replace("-", " - "),
        GROUPED.replace("-", "."),
        f"**{ID[:5]}**{ID[5:]}",
        f"`{ID[:5]}`*{ID[5:]}*",
        "".join(chr(0xFF10 + int(digit)) for digit in ID),
        "".join(f"{digit}\ufe0f\u20e3" for digit in ID),
        with_check_digit("012345678901"),
        f"เลขบัตร{ID}ของผู้ป่วย",
        f"id={ID};",
        f"ID{ID}",
        f"1. {GROUPED}",
        f"5 {' '.join(ID)} 7",
        f"12 34 56 78 {GROUPED} 90 12",
        GROUPED.replace("-", ", "),
        "| " + GROUPED.replace("-", " | ") + " |",
        GROUPED.replace("-", "\t"),
        "|".join(ID),
        "| " + " | ".join(ID) + " |",
        " - ".join(ID),
        f"{ID[0]} {ID[1:5]} {ID[5:]}",
        f"1 2 3 4 5 6 7 8 9 10 {ID}",
    ],
    Sort.PHONE: [
        "0812345678",
        "081-234-5678",
        "08 1234 5678",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "+66 81 234 5678",
        "+66-(0)81-234-5678",
        "0066812345678",
        "02-141-4000",
        "(02) 141 4000",
        "053 123 456",
        "08 12 34 56 78",
        " ".join("0812345678"),
    ],
    Sort.EMAIL: [
        "a.b+c@example.org",
        "ก@example.org",
        "a@ตัวอย่าง.ไทย",
        "ที่@ตัวอย่าง.ไทย",
        "a\\@example.org",
        "a @ example.org",
        "a [at] example.org",
        "a(at)example(dot)org",
        "a＠example。org",
        "A@EXAMPLE.ORG",
        "a\uff20example.org",
        "mailto:x@example.co.th",
    ],
    Sort.LINE: [
        "LINE ID: somebody",
        "line id somebody9",
        "Line: @somebody",
        "ไลน์ไอดี somebody",
        "ไอดีไลน์: some.body",
        "ไลน์ @somebody",
        "https://line.me/ti/p/~somebody",
        "https://lin.ee/AbCdEf",
        "https://page.line.me/somebody",
        "LINE-ID: somebody",
        "line_id=somebody",
        "LINE OA: @somebody",
        "Line ID คือ somebody",
        "แอดไลน์ somebody99",
        "ไลน์: somebody",
    ],
    Sort.HOSPITAL_NUMBER: [
        "HN 1234567",
        "HN 12345",
        "(HN) 1234567",
        "HN (1234567)",
        "| HN | 1234567 |",
        "HN No. 1234567",
        "HN-1234567",
        "ＨＮ：1234567",
        "เลขประจำตัวผู้ป่วย (HN) 1234567",
        "an: 66-01234",
        "hn:12-34-567",
        "H.N. ๑๒๓๔๕๖๗",
        "AN 66-01234",
        "เลขที่ผู้ป่วยนอก 123456",
    ],
    Sort.NAME: ["นายสมมติ ใจดี", "นางสาว ตัวอย่าง  รักดี", "ด.ช. สมมติ ใจดี", "น.ส.สมมติ ใจดี", "Mr. John Smith"],
}
NOT_FOUND = [
    WRONG,
    ID + "1",
    "1" * 13,
    "โทร 1330 1506 1669 1422",
    "978-616-00-0000-2",
    "15 ม.ค. 2568 ถึง 31 ธ.ค. 2569",
    "2026-01-31T09:30:00+07:00",
    "12,500 บาท 3,400 บาท 17,000 บาท 800 บาท",
    "| 10 | 20 | 30 | 40 | 50 | 60 | 70 |",
    f"cop1:{'3f' * 20}{ID}a",
    "LINE ทางการของ สปสช.",
    "on line 12: the word",
    "the line: nothing",
    "นายจ้างต้อง ส่งเงินสมทบ",
    "นายทะเบียน อำเภอเมือง",
    "นางพยาบาล ประจำตึก",
    "HN และ AN ของผู้ป่วย",
    "ตาม @ทุกคน",
    "0 1 2 3 4",
    "มาตรา 0812345",
    "05/03/2568 8.30 น.",
    "วันที่ 02/01/2568 9 โมง",
    "06/01/2569 08.00",
    "08.00-12.00 13.00-16.00 น.",
    "อายุ 0-5 6-12 13-18 19-59 ปี",
    "0.5 1.0 1.5 2.0 2.5",
    "0.80 1.20 3.4 5.6",
    "an 8000 baht fee in an 1100-bed hospital",
    "ราคา 30 @ 2.50 บาท, 30@2.50",
    f"{ID[:4]} {ID[4:9]} {ID[9:]} บาท",
    f"{ID[:4]}\t{ID[4:9]}\t{ID[9:]}",
]


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort, texts in FOUND.items() for text in texts])
def test_it_is_found_however_it_is_typed(sort: Sort, text: str) -> None:
    said = f"บรรทัดแรก\nก่อน {text} หลัง\n"

    hits = [hit for hit in hits_in(said, RULES) if hit.sort is sort]

    assert [hit.line for hit in hits] == [2]


def test_over_two_lines_it_is_found_on_the_first() -> None:
    assert [hit.line for hit in hits_in("ก\n" + GROUPED.replace("-", "\n"), RULES)] == [2]


def test_a_hundred_thousand_of_them_are_told_in_the_order_of_the_text() -> None:
    hits = hits_in(f"{GROUPED} a@example.org HN 1234567\n" * 30_000, RULES)

    assert [hit.line for hit in hits] == [line for line in range(1, 30_001) for _ in range(3)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_nobodys_is_left_alone(text: str) -> None:
    assert hits_in(f"ก่อน {text} หลัง", RULES) == ()


@pytest.mark.parametrize("text", [text for sort, texts in FOUND.items() if sort is not Sort.NAME for text in texts])
def test_it_is_masked_and_the_rest_stays(text: str) -> None:
    shown = masked(f"ก่อน {text} หลัง", RULES)

    assert shown.startswith("ก่อน ") and shown.endswith(" หลัง") and MASK in shown
    assert hits_in(shown, RULES) == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_masking_keeps_the_length_and_leaves_nothing_to_find(before: str, after: str) -> None:
    text = f"{before} {GROUPED} {after}"

    shown = masked(text, RULES)

    assert len(shown) == len(text)
    assert GROUPED not in shown


def test_findings_say_where_and_never_what() -> None:
    texts = [text for texts in FOUND.values() for text in texts]

    for text in texts:
        for finding in personal_findings(f"\n{text}", RULES, path="p"):
            assert finding.line == 2 and text not in finding.detail.th + finding.detail.en


def test_a_number_split_by_markup_is_found_in_what_readers_see() -> None:
    raw = f"{ID[:6]}[{ID[6:]}](https://example.org)"

    assert hits_in(raw, RULES) == ()
    assert hits_only_in(ID, raw, RULES) == {Sort.NATIONAL_ID}
    assert hits_only_in(ID, GROUPED, RULES) == frozenset()


def form(**values: object) -> PersonalData:
    return PersonalDataForm.model_validate(values).value()


@pytest.mark.parametrize("typed", ["02-141-4000", "๐๒ ๑๔๑ ๔๐๐๐", "(02) 1414000", "+66 2 141 4000"])
def test_an_official_number_is_allowed_in_every_form(typed: str) -> None:
    rules = form(allow=["02 141 4000"])

    assert hits_in(f"โทร {typed} ต่อ", rules) == ()
    assert [hit.sort for hit in hits_in("โทร 02-141-4001", rules)] == [Sort.PHONE]


def test_an_address_or_a_whole_domain_is_allowed() -> None:
    rules = form(allow=["Info@example.org", "@office.example.org", "@officialline"])

    assert hits_in("info@example.org a@office.example.org LINE: @officialline", rules) == ()
    assert len(hits_in("x@example.org a@home.example.org LINE: @officialline2", rules)) == 3


def test_an_organisations_thirteen_digits_are_allowed() -> None:
    assert hits_in(f"เลขผู้เสียภาษี {GROUPED}", form(allow=[ID])) == ()


def test_the_communitys_own_numbers_are_found() -> None:
    rules = form(patterns=["รหัส ####-##", "QX######"])

    assert [hit.sort for hit in hits_in("รหัส ๑๒๓๔-๕๖ และ qx-123456", rules)] == [Sort.HOSPITAL_NUMBER] * 2
    assert hits_in("รหัส 123-45 และ QX12345", rules) == ()


def test_policy_says_how_strictly_but_not_of_national_ids() -> None:
    rules = form(phone="ignore", email="warn", line="ignore", name="refuse", hospital_number="warn")

    found = list(
        personal_findings(f"081-234-5678 a@example.org LINE: @abc1 นายสมมติ ใจดี {ID} HN 12345", rules, path="p")
    )

    assert {(finding.code, finding.is_error) for finding in found} == {
        ("COP804", False), ("COP806", True), ("COP801", True), ("COP802", False),
    }  # fmt: skip
    assert USUAL[Sort.NATIONAL_ID] is Answer.REFUSE
    with pytest.raises(ValueError, match="national_id"):
        form(national_id="ignore")


@pytest.mark.parametrize("pattern", ["HN", "###", "(a+)+####", "HN [0-9]####", ".*####", "", 7])
def test_a_pattern_is_letters_and_signs_for_digits_only(pattern: object) -> None:
    with pytest.raises(ValueError, match=r"#"):
        form(patterns=[pattern])


def test_what_is_printed_shows_no_id_and_keeps_sums_whole() -> None:
    digest = f"cop1:{ID}" + "a" * 51

    assert ID not in spoken(f"drafts/knowledge/x/{ID}.pdf: เลข {GROUPED}") and GROUPED not in spoken(GROUPED)
    assert "1234567" not in spoken("HN 1234567")
    assert spoken(f'"digest": "cop1:{"0" * 51}{ID}"') == f'"digest": "cop1:{"0" * 51}{ID}"'
    assert spoken(f"{digest}") == digest
    assert spoken(WRONG) == WRONG


@pytest.mark.parametrize("text", ["HN 12345", "| " + " | ".join(ID) + " |", GROUPED.replace("-", ", ")])
def test_no_line_of_output_holds_one_however_short_or_spread(text: str) -> None:
    assert hits_in(spoken(f"ก่อน {text} หลัง"), RULES) == ()


def test_a_place_inside_a_file_is_told_without_the_number_in_its_name() -> None:
    sheet = "ชีต 081-234-5678"
    inside = Inside((Found(Trait.HIDDEN, sheet),), (Passage(sheet, "081-234-5678"),))

    found = list(inside_findings("p", inside, RULES))

    assert {finding.code for finding in found} == {"COP153", "COP803"}
    assert not any("5678" in finding.detail.th + finding.detail.en for finding in found)


@pytest.mark.parametrize("before", [0, 60_000, 65_520, 65_530, 65_536, 131_072 - 9, 200_000])
def test_in_a_long_text_each_sort_is_found_wherever_it_stands(before: int) -> None:
    rest = "ก " * 40_000
    assert sorts_in("ก" * before + f" {GROUPED} " + rest, RULES) == {Sort.NATIONAL_ID}
    assert sorts_in("ก\n" * (before // 2) + f"{GROUPED}\n" + rest, RULES) == {Sort.NATIONAL_ID}
    assert sorts_in("ก" * before + rest, RULES) == frozenset()
    assert sorts_in("a@example.org " * 10_000 + f"HN 1234567 {rest} 081-234-5678", RULES) == {
        Sort.EMAIL, Sort.HOSPITAL_NUMBER, Sort.PHONE,
    }  # fmt: skip
