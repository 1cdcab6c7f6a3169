"""Laws of folding and cutting: nothing is lost, nothing depends on how often it is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.app.judging import WORDS
from cop_build.core.cutting import SEPARATOR, cut_text
from cop_build.core.searched import CONFIG, Entry, searchable
from cop_build.core.spelling import folded
from cop_build.core.thai_words import CUT, RUN, WordList

LISTED = WordList(WORDS.read_text(encoding="utf-8").splitlines())
THAI = st.text(alphabet=[chr(point) for point in range(0x0E01, 0x0E5C) if point not in range(0x0E3B, 0x0E3F)])
MIXED = st.text(
    alphabet=st.one_of(st.sampled_from("กขาำิ่้เแ์ๆฯ.1๒ aA,/<>&;-\u200b\u0e4d"), st.characters(exclude_categories=["Cs"]))
)
MARKS = "ะัาำิีึืฺุูๅ็่้๊๋์ํ๎"


@given(st.one_of(THAI, MIXED))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(THAI)
def test_folding_keeps_consonants_and_tones(text: str) -> None:
    kept = [letter for letter in text if "ก" <= letter <= "ฮ"]

    assert [letter for letter in folded(text) if "ก" <= letter <= "ฮ"] == kept
    assert {*"่้๊๋"} & {*text} == {*"่้๊๋"} & {*folded(text)}


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("ด\u0e4d\u0e32เนินการ", "ดำเนินการ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("ที\u0e48\u0e48", "ที่"),
        ("ท\u0e48\u0e35", "ที่"),
        ("เเม่", "แม่"),
        ("๑,๖๖๙", "1669"),
        ("พ.ร.บ.", "พรบ"),
        ("ม.33", "ม33"),
        ("08.40 น.", "08.40 น"),
        ("UCEP", "ucep"),
        ("ใบ\u200bส่ง\u00adตัว", "ใบส่งตัว"),
    ],
)
def test_what_readers_type_differently_is_one(typed: str, form: str) -> None:
    assert folded(typed) == form


@given(THAI)
def test_cutting_loses_no_letter_and_parts_no_mark_from_its_letter(text: str) -> None:
    for run in RUN.findall(text):
        words = LISTED.cut(run)

        assert "".join(words) == run and all(words)
        assert not any(word[0] in MARKS for word in words[1:])
        assert not any(word[-1] in "เแโใไ" for word in words[:-1])


@given(MIXED)
def test_a_text_is_what_it_was_between_the_marks(text: str) -> None:
    cut = cut_text(text, LISTED)

    assert cut.replace(CUT, "") == text.replace(CUT, "")
    assert cut_text(cut, LISTED) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("ผู้ป่วยลืมบัตรประชาชน", "ผู้|ป่วย|ลืม|บัตร|ประชาชน"),
        ("ตาม พ.ร.บ. ม.33 ท.ร.1/1", "ตาม พ.ร.บ. ม.|33 ท.ร.|1/1"),
        ("เวลา 08.40น.และ30,000บาท", "เวลา 08.40|น.|และ|30,000|บาท"),
        ("ใช้UCEPได้", "ใช้|UCEP|ได้"),
        ("<b title='ลืมบัตร'>ลืมบัตร</b>&amp;มี", "<b title='ลืมบัตร'>ลืม|บัตร</b>&amp;มี"),
    ],
)
def test_words_are_found(text: str, cut: str) -> None:
    assert cut_text(text, LISTED).replace(CUT, "|") == cut


@pytest.mark.parametrize("run", ["กา" * 20_000, "ตากลม" * 10_000, "ก" * 50_000, "เ" * 50_000, "่" * 50_000])
def test_no_run_is_too_long(run: str) -> None:
    assert "".join(LISTED.cut(run)) == run


def test_what_is_met_often_decides_between_two_ways() -> None:
    words = WordList(["ยา", "ยาน", "นอก", "อก"])

    assert words.learnt(["ยา", "นอก", "ยา", "นอก"]).cut("ยานอก") == ("ยา", "นอก")
    assert words.learnt(["ยาน", "อก", "ยาน", "อก"]).cut("ยานอก") == ("ยาน", "อก")


def test_unknown_letters_stay_together() -> None:
    words = LISTED.learnt(["สิทธิ", "สิทธิ", "กับ"])

    assert words.cut("เช็กสิทธิกับสปสช") == ("เช็ก", "สิทธิ", "กับ", "สปสช")


def test_a_compound_knows_its_parts() -> None:
    assert LISTED.parts("กองทุน") == ("กอง", "ทุน")
    assert LISTED.parts("สิทธิ") == () == LISTED.parts("ไม่อยู่ในรายการ")


def test_the_index_says_what_the_browser_needs() -> None:
    entries: list[Entry] = [{"location": "a/", "title": "กองทุน", "text": "<p>ลืมบัตร</p>", "tags": ["x"]}]

    made = searchable(entries, LISTED, {"a/": ("บัตรหาย", "UCEP")})

    config, docs = made["config"], made["docs"]
    assert isinstance(config, dict) and config["words"]["compounds"] == {"กองทุน": ["กอง", "ทุน"]}
    assert config["fields"] == CONFIG["fields"] and config["separator"] == SEPARATOR
    assert docs == [
        {
            "location": "a/",
            "title": "กองทุน",
            "text": f"<p>ลืม{CUT}บัตร</p>",
            "tags": ["x"],
            "keywords": f"บัตร{CUT}หาย UCEP",
        }
    ]


def test_the_same_entries_make_the_same_index() -> None:
    entries: list[Entry] = [{"location": "a/", "title": "กองทุน", "text": "ไม่มีบัตรประชาชนมาด้วย"}]

    assert json.dumps(searchable(entries, LISTED, {})) == json.dumps(searchable(entries, LISTED, {}))


def test_the_word_list_says_whose_it_is() -> None:
    assert "Unicode, Inc." in WORDS.read_text(encoding="utf-8")[:600]
    assert "COPYRIGHT AND PERMISSION NOTICE" in Path(WORDS.parent, "thai-words-LICENSE.txt").read_text(encoding="utf-8")


FEW = ("กา", "การ", "การบิน", "กิน", "ข", "ขา", "ขาด", "งาน", "รบ", "บิน", "เก", "เกาะ", "น้ำ", "ดี")


@given(
    st.lists(st.text(alphabet="กขงดนรบาิเะ้ำ", min_size=1, max_size=6), max_size=8),
    st.text(alphabet="กขงดนรบาิเะ้ำ", max_size=16),
)
def test_words_are_found_as_by_asking_for_each_piece(more: list[str], run: str) -> None:
    words = {*FEW, *more}

    assert "".join(WordList(words).cut(run)) == run
    assert list(WordList(words).cut(run)) == plainly_cut(words, run)


def plainly_cut(words: set[str], run: str) -> list[str]:
    """Cut a run in the cheapest way: 100 a word, 130 a letter that belongs to none; of equal ways the later begun."""
    length = len(run)
    cheapest: list[tuple[float, int]] = [(0, 0)] + [(float("inf"), 0)] * length
    can_end = [at == length or (run[at] not in f"{MARKS}ฯๆ" and run[at - 1] not in "เแโใไ") for at in range(length + 1)]
    for start in range(length):
        so_far = cheapest[start][0]
        ends = [at for at in range(start + 1, length + 1) if can_end[at]]
        for at in ends:
            if run[start:at] in words and so_far + 100 <= cheapest[at][0]:
                cheapest[at] = so_far + 100, start
        if ends and so_far + 130 * (ends[0] - start) < cheapest[ends[0]][0]:
            cheapest[ends[0]] = so_far + 130 * (ends[0] - start), start
    pieces, end = [], length
    while end:
        start = cheapest[end][1]
        pieces.append(run[start:end])
        end = start
    joined: list[str] = []
    is_open = False
    for piece in reversed(pieces):
        if piece not in words and is_open:
            joined[-1] += piece
        else:
            joined.append(piece)
        is_open = piece not in words
    return joined
