"""What do numbers, addresses and names of people look like, however they are typed? Source: manual/trust.md §5."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cop_build.core.model import Sort

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_DIGITS = "๐-๙²³¹⁰⁴-⁹₀-₉①-⑨⓪٠-٩۰-۹०-९০-৯០-៩໐-໙၀-၉０-９\U0001d7ce-\U0001d7ff"
_FOREIGN_DIGIT = re.compile(f"[{_DIGITS}]")
_GAP = r"[ \t\u00a0\u2000-\u200a\u202f\u3000./\\_*~^`=()\-\u2010-\u2015\u2212\ufe63\uff0d]{0,3}"
_LETTER = r"[a-z0-9._\-]"


def _spaced(digits: int) -> str:
    return rf"(?:{_GAP}[0-9]){{{digits}}}"


_RUN = re.compile(rf"[0-9](?:{_GAP}[0-9])*")
_GROUPED_ID = re.compile(rf"(?<![0-9])(?=([0-8]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{5}}{_GAP}[0-9]{{2}}{_GAP}[0-9])(?![0-9]))")
_ID_DIGITS, _SHORT_RUN = 13, 16
_PHONE = re.compile(
    rf"(?<![0-9])(?:(?:\+{_GAP}|00)?66{_GAP}0?|0){_GAP}(?:[689]{_spaced(8)}|[2-57]{_spaced(7)})(?![0-9])"
)
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~\-]{1,64}[@\uff20]\w[\w\-]{0,62}(?:\.\w[\w\-]{0,62}){1,8}")
_LINE = re.compile(
    r"(?:line\.me/(?:r/)?ti/p/|lin\.ee/)[~@%]?[\w\-.~%]{3,}"
    rf"|(?:(?<![a-z])line|ไลน์|ไลน)\s*(?:@|(?:id|ไอดี)\s*[:=\uff1a]?\s*@?)\s*{_LETTER}{{3,}}"
    rf"|(?:(?<![a-z])id|ไอดี)\s*(?:line|ไลน์|ไลน)\s*[:=\uff1a]?\s*@?{_LETTER}{{3,}}"
    rf"|(?:(?<![a-z])line|ไลน์|ไลน)\s*[:=\uff1a]\s*(?=[a-z.\-]*[@_0-9])@?{_LETTER}{{3,}}",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(
    rf"(?<![A-Za-z])(?:[HAVX]\.?N\.?)(?![A-Za-z])\s*[:#.=\uff1a]?\s*[0-9](?:{_GAP}[0-9]){{3,11}}"
    rf"|เลข(?:ที่|ประจำตัว)?(?:ผู้ป่วย|คนไข้)(?:นอก|ใน)?\s*[:#.=\uff1a]?\s*[0-9](?:{_GAP}[0-9]){{3,11}}",
    re.IGNORECASE,
)
_OFFICES = "จ้าง|ทะเบียน|แพทย์|พยาบาล|ทหาร|ตำรวจ|อำเภอ|ก|หน้า|ประกัน|ท่า|ช่าง|สถานี|ด่าน|เรือ|ผู้|คลัง|สัตว|สนาม|ภาษา|สาว"
_NAME = re.compile(
    rf"(?<![ก-๎])(?:นางสาว|นาย|นาง(?!สาว)|น\.\s?ส\.|ด\.\s?[ชญ]\.|เด็กชาย|เด็กหญิง)\s?(?!{_OFFICES})"
    r"[เแโใไก-ฮ][ก-๎]{1,20} {1,2}[เแโใไก-ฮ][ก-๎]{2,25}(?![ก-๎])"
    r"|\b(?:Mr|Mrs|Ms|Miss|Master)\.?\s+[A-Z][a-z]+\s+[A-Z][a-z]+"
)


def national_ids(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers with the check digit of a Thai national ID stand.

    In a run of little more than 13 digits they are found however they are grouped; in longer ones, which lists of
    figures are, only as one block or grouped as on the card.
    """
    for run in _RUN.finditer(text):
        places = [place for place in range(*run.span()) if text[place].isdigit()]
        if len(places) < _ID_DIGITS:
            continue
        if len(places) > _SHORT_RUN:
            found = [match.span(1) for match in _GROUPED_ID.finditer(text, *run.span())]
        else:
            found = [(places[at], places[at + 12] + 1) for at in range(len(places) - 12)]
        yield from (
            (start, end)
            for start, end in found
            if not (text[start - 1 : start].isdigit() or text[end : end + 1].isdigit())
            and _has_its_check_digit(text[start:end])
        )


def _has_its_check_digit(found: str) -> bool:
    """Say whether 13 digits are a Thai national ID. Source: Department of Provincial Administration, modulo 11."""
    digits = [int(digit) for digit in found if digit.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return digits[0] < 9 and len(set(digits)) > 1 and (11 - total % 11) % 10 == digits[12]


def _matches(shape: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (match.span() for match in shape.finditer(text))


def hospital_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where patients' numbers stand."""
    return _matches(_HOSPITAL)(text)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one sort is found. ``needs`` is what a text must hold to be worth a look."""

    sort: Sort
    needs: re.Pattern[str]
    places: Callable[[str], Iterator[tuple[int, int]]]


A_DIGIT_RUN = re.compile(rf"[0-9]{_spaced(6)}")
PATTERNS: Sequence[Pattern] = (
    Pattern(Sort.NATIONAL_ID, A_DIGIT_RUN, national_ids),
    Pattern(Sort.PHONE, A_DIGIT_RUN, _matches(_PHONE)),
    Pattern(Sort.EMAIL, re.compile("[@\uff20]"), _matches(_EMAIL)),
    Pattern(Sort.LINE, re.compile(r"[Ll][Ii][Nn]|ไลน"), _matches(_LINE)),
    Pattern(Sort.HOSPITAL_NUMBER, re.compile(r"[HAVXhavx]\.?[Nn]|ผู้ป่วย|คนไข้"), hospital_numbers),
    Pattern(Sort.NAME, re.compile(r"นาย|นาง|น\.|ด\.|เด็ก|M(?:r|s|iss|aster)"), _matches(_NAME)),
)


def with_plain_digits(text: str) -> str:
    """Return a text with every digit as 0 to 9; each character stays where it is."""
    return _FOREIGN_DIGIT.sub(_as_digit, text)


def plain(text: str) -> str:
    """Return a text with every digit as 0 to 9 and nothing invisible."""
    if text.isascii():
        return text
    return with_plain_digits(INVISIBLE.sub("", text))


def _as_digit(match: re.Match[str]) -> str:
    value = unicodedata.digit(match.group(), -1)
    return str(value) if 0 <= value <= 9 else match.group()


def is_in_a_sum(text: str, start: int, end: int) -> bool:
    """Say whether digits are a part of a sum in hexadecimal, as the names of versions and commits are."""
    around = re.search(r"[0-9a-f]*$", text[max(0, start - 64) : start]), re.match(r"[0-9a-f]*", text[end : end + 64])
    return sum(len(side.group()) for side in around if side) + end - start >= 40
