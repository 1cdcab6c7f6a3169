"""What stands inside vtt, ics and csv."""

from __future__ import annotations

import pytest

from cop_build.core.insides import Found, Passage, Trait
from cop_build.edges.insides import Insides
from tests.edges.insides.asking import places, text, traits

CALENDAR = "BEGIN:VCALENDAR\r\n{}\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(("kind", "written"), [("vtt", "WEBVTT\n\nก้ำ"), ("csv", "ก,1\nข,-2\n"), ("ics", CALENDAR)])
def test_a_plain_text_is_one_passage(insides: Insides, kind: str, written: str) -> None:
    for start in ("", "\ufeff"):
        inside = insides.look((start + written).encode(), kind)

        assert inside.found == ()
        assert inside.passages == (Passage("", written),)


@pytest.mark.parametrize("kind", ["vtt", "csv", "ics"])
@pytest.mark.parametrize("data", ["WEBVTT ก".encode("tis-620"), b"a\0b", "ก".encode("utf-16")])
def test_what_is_not_utf_8_is_unreadable(insides: Insides, kind: str, data: bytes) -> None:
    assert insides.look(data, kind).found == (Found(Trait.UNREADABLE),)


def test_another_text_under_this_name_is_a_mismatch(insides: Insides) -> None:
    assert insides.look(b"<html>", "vtt").found == (Found(Trait.MISMATCH),)
    assert insides.look(b"<html>", "ics").found == (Found(Trait.MISMATCH),)


@pytest.mark.parametrize(
    ("line", "trait"),
    [
        ("ATTENDEE;CN=ก:mailto:a@example.org", Trait.AUTHOR),
        ("ORGANIZER:mailto:a@example.org", Trait.AUTHOR),
        ("ATTACH:file:///etc/passwd", Trait.EXTERNAL),
        ("ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA", Trait.EMBEDDED),
        ("ACTION:PROCEDURE", Trait.EXTERNAL),
        ("ATT\r\n ENDEE:mailto:a@example.org", Trait.AUTHOR),
    ],
)
def test_people_and_attachments_of_a_calendar_are_found(insides: Insides, line: str, trait: Trait) -> None:
    assert traits(insides.look(CALENDAR.format(line).encode(), "ics")) == {trait}


def test_a_number_that_is_folded_in_a_calendar_is_one_number(insides: Insides) -> None:
    assert "0812345678" in text(insides.look(CALENDAR.format("SUMMARY:08123\r\n 45678").encode(), "ics"))


def test_an_ordinary_link_of_a_calendar_is_no_trait(insides: Insides) -> None:
    assert insides.look(CALENDAR.format("ATTACH:https://example.org/a.pdf").encode(), "ics").found == ()


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|' /C calc'!A0",
        '"=HYPERLINK(""https://example.org"")"',
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        '"\t=1+1"',
        "=1+1",
        "+A1",
        "＝1+1",
    ],
)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_formulas_of_a_table_are_scripts(insides: Insides, cell: str, sign: str) -> None:
    inside = insides.look(f"ก{sign}ข\nค{sign}{cell}\n".encode(), "csv")

    assert places(inside, Trait.SCRIPT) == {"line 2"}


@pytest.mark.parametrize("cell", ["-5", "+66 2 123 4567", "- ข้อแรก", "-", "a=b", "a@example.org", "@", "-12.5%", "=="])
def test_numbers_and_words_of_a_table_are_no_scripts(insides: Insides, cell: str) -> None:
    expected = {Trait.SCRIPT} if cell == "==" else set()

    assert traits(insides.look(f"ก,{cell}\n".encode(), "csv")) == expected
