"""What do numbers, addresses and names of people look like, however they are typed? Source: manual/trust.md §5."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cop_build.core.model import Sort

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_DIGITS = "๐-๙²³¹⁰⁴-⁹₀-₉①-⑨⓪٠-٩۰-۹०-९০-৯០-៩໐-໙၀-၉０-９\U0001d7ce-\U0001d7ff"
_FOREIGN_DIGIT = re.compile(f"[{_DIGITS}]")
_FULL_WIDTH = re.compile("[Ａ-Ｚａ-ｚ：＝]")
_BLANKS = "\u0020\u00a0\u2000-\u200a\u202f\u3000"
_GAP = rf"[{_BLANKS}./\\_*~^`=()\-\u2010-\u2015\u2212\ufe63\uff0d]{{0,3}}"
_WIDE = r"[^0-9A-Za-z\u0e00-\u0e7f]{0,8}"  # as the cells of a table, or lines, are apart
_LETTER = r"[a-z0-9._\-]"


def _spaced(digits: int) -> str:
    return rf"(?:{_GAP}[0-9]){{{digits}}}"


_RUN = re.compile(rf"[0-9](?:{_GAP}[0-9])*")
_GROUPED_ID = re.compile(
    rf"(?<![0-9])(?=([0-8]{_WIDE}[0-9]{{4}}{_WIDE}[0-9]{{5}}{_WIDE}[0-9]{{2}}{_WIDE}[0-9])(?![0-9]))"
)
_SPELLED_ID = re.compile(r"(?<![0-9])[0-8](?=([^0-9A-Za-z\u0e00-\u0e7f]{1,8})[0-9])(?:\1[0-9]){12}(?![0-9])(?!\1[0-9])")
_ID_DIGITS, _SHORT_RUN = 13, 16
_BREAKS = frozenset({1, 5, 10, 12})  # after as many digits there is a gap on the card
_PHONE = re.compile(
    rf"(?<![0-9])(?:(?:\+{_GAP}|00)?66{_GAP}0?|0){_GAP}(?:[689]{_spaced(8)}|[2-57]{_spaced(7)})(?![0-9])"
)
_PREFIX = re.compile(rf"(?:\+{_GAP}|00)?66{_GAP}0?{_GAP}|0{_GAP}")
_A_DATE = re.compile(r"[0-3]?[0-9][./ -][01]?[0-9][./ -](?:19|20|24|25|26)[0-9][0-9](?![0-9])")
_TIMES = re.compile(r"(?:[01][0-9]|2[0-4])\.[0-5][0-9]\W{1,3}(?:[01][0-9]|2[0-4])\b")
_IN_A_NAME = r"\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # Thai vowels and tones are no letters to `\w`
_AT = r"(?:\\?[@\uff20]| ?[\[({<] ?(?:at|แอท|@) ?[\])}>] ?| @ )"
_DOT = r"(?:[.\u3002\uff0e]| ?[\[({<] ?(?:dot|\.) ?[\])}>] ?)"
_LONGEST_LOCAL = 64
_LOCAL = re.compile(rf"[{_IN_A_NAME}.!#$%&'*+/=?^`{{|}}~\-]{{1,{_LONGEST_LOCAL}}}\Z")
_AT_A_DOMAIN = re.compile(
    rf"{_AT}(?![0-9.]+(?!\w))[{_IN_A_NAME}][{_IN_A_NAME}\-]{{0,62}}(?:{_DOT}[{_IN_A_NAME}][{_IN_A_NAME}\-]{{0,62}}){{1,8}}",
    re.IGNORECASE,
)
_A_LINE = r"(?:(?<![a-z])line|ไลน์|ไลน)"
_LINE = re.compile(
    r"(?:line\.me/(?:r/)?ti/p/|lin\.ee/|page\.line\.me/|line://(?:r/)?ti/p/)[~@%]?[\w\-.~%]{3,}"
    rf"|{_A_LINE}[\s_\-]*(?:(?:oa|official)\s*[:=]?\s*@|@|(?:id|ไอดี)\s*(?:คือ|is\s)?\s*[:=]?\s*@?)\s*{_LETTER}{{3,}}"
    rf"|(?:(?<![a-z])id|ไอดี)[\s_\-]*(?:line|ไลน์|ไลน)\s*(?:คือ|is\s)?\s*[:=]?\s*@?{_LETTER}{{3,}}"
    rf"|{_A_LINE}\s*[:=]\s*(?=[a-z.\-]*[@_0-9])@?{_LETTER}{{3,}}"
    rf"|(?:ไลน์|ไลน)\s*(?:[:=]\s*|(?=[a-z.\-]+[_0-9]))[a-z]{_LETTER}{{2,}}",
    re.IGNORECASE,
)
_A_NUMBER = r"(?:หมายเลข|เลขที่|เลข|ที่|คือ|no|number)"
_HOSPITAL = re.compile(
    r"(?:(?<![A-Za-z])(?:[HVX]\.?N\.?|(?-i:A\.?N\.?)|A\.?N\.?(?=\s*[:#=]))(?![A-Za-z])|เอช\.?เอ็น"
    r"|เลข(?:ที่|ประจำตัว)?(?:ผู้ป่วย|คนไข้)(?:นอก|ใน)?)"
    rf"(?:\s*[:#.=]?\s*[0-9](?:{_GAP}[0-9]){{3,11}}|{_WIDE}(?:[HA]\.?N|{_A_NUMBER})?{_WIDE}[0-9](?:{_GAP}[0-9]){{4,11}})",
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

    Grouped as on the card they are found whatever stands between, and so are those of which each digit stands alone. In
    a run of little more than 13 digits they are found in other groups too, unless those are what rows of figures are.
    """
    found = {match.span(1) for match in _GROUPED_ID.finditer(text)}
    found |= {match.span() for match in _SPELLED_ID.finditer(text)}
    for run in _RUN.finditer(text):
        places = [place for place in range(*run.span()) if text[place].isdigit()]
        if _ID_DIGITS <= len(places) <= _SHORT_RUN:
            found |= {(places[at], places[at + 12] + 1) for at in range(len(places) - 12)}
    for start, end in sorted(found):
        is_apart = not (text[start - 1 : start].isdigit() or text[end : end + 1].isdigit())
        if is_apart and _has_its_check_digit(text[start:end]) and not _is_a_row_of_figures(text[start:end]):
            yield start, end


def _is_a_row_of_figures(found: str) -> bool:
    """Say whether digits stand in groups with blanks between, and not as an ID is ever written."""
    groups, gaps = re.findall(r"[0-9]+", found), re.findall(r"[^0-9]+", found)
    breaks = set(accumulate(len(group) for group in groups[:-1]))
    is_spelled = len(groups) == _ID_DIGITS
    return len(gaps) > 1 and any(not gap.strip() for gap in gaps) and not (breaks <= _BREAKS or is_spelled)


def _has_its_check_digit(found: str) -> bool:
    """Say whether 13 digits are a Thai national ID. Source: Department of Provincial Administration, modulo 11."""
    digits = [int(digit) for digit in found if digit.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return digits[0] < 9 and len(set(digits)) > 1 and (11 - total % 11) % 10 == digits[12]


def _matches(shape: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (match.span() for match in shape.finditer(text))


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where e-mail addresses stand. Each is looked for from its @: a long text without one takes no time."""
    for match in _AT_A_DOMAIN.finditer(text):
        if local := _LOCAL.search(text[max(0, match.start() - _LONGEST_LOCAL) : match.start()]):
            yield match.start() - len(local.group()), match.end()


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers stand; dates, times and rows of small numbers may look like them."""
    for match in _PHONE.finditer(text):
        if not (_A_DATE.match(match.group()) or _TIMES.match(match.group()) or _is_in_odd_groups(match, text)):
            yield match.span()


def _is_in_odd_groups(match: re.Match[str], text: str) -> bool:
    """Say whether digits stand in ones and twos, and not as numbers are dictated: with the same sign between all."""
    number = _PREFIX.sub("", match.group(), count=1)
    groups = re.findall(r"[0-9]+", number)
    if len(groups) < 2 or sum(len(group) < 3 for group in groups[1:]) == 0:
        return False
    gaps = {gap.strip("()*_~^`=\\") for gap in re.findall(r"[^0-9]+", number)}
    sizes = {len(group) for group in groups[1:]}
    goes_on = sizes == {1} and re.match(rf"{_GAP}[0-9]", text[match.end() :]) is not None
    return len(gaps) > 1 or goes_on or (min(sizes) == 1 and sizes != {1})


def hospital_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where patients' numbers stand."""
    return _matches(_HOSPITAL)(text)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one sort is found. ``needs`` is what a text must hold to be worth a look."""

    sort: Sort
    needs: re.Pattern[str]
    places: Callable[[str], Iterator[tuple[int, int]]]


A_FEW_DIGITS = re.compile(rf"[0-9](?:{_WIDE}[0-9]){{3}}")
_A_DIGIT_RUN = re.compile(rf"[0-9]{_spaced(6)}")
PATTERNS: Sequence[Pattern] = (
    Pattern(Sort.NATIONAL_ID, re.compile(rf"[0-9](?:{_WIDE}[0-9]){{12}}"), national_ids),
    Pattern(Sort.PHONE, _A_DIGIT_RUN, phones),
    Pattern(Sort.EMAIL, re.compile(r"[@\uff20]|\b(?:at|AT|At)\b|แอท"), emails),
    Pattern(Sort.LINE, re.compile(r"[Ll][Ii][Nn]|ไลน"), _matches(_LINE)),
    Pattern(Sort.HOSPITAL_NUMBER, re.compile(r"[HAVXhavx]\.?[Nn]|ผู้ป่วย|คนไข้|เอช"), hospital_numbers),
    Pattern(Sort.NAME, re.compile(r"นาย|นาง|น\.|ด\.|เด็ก|M(?:r|s|iss|aster)"), _matches(_NAME)),
)


def with_plain_digits(text: str) -> str:
    """Return a text with every digit as 0 to 9 and Latin letters of one width; each character stays where it is."""
    return _FOREIGN_DIGIT.sub(_as_digit, _FULL_WIDTH.sub(_as_letter, text))


def plain(text: str) -> str:
    """Return a text with every digit as 0 to 9 and nothing invisible."""
    if text.isascii():
        return text
    return with_plain_digits(INVISIBLE.sub("", text))


def _as_letter(match: re.Match[str]) -> str:
    return chr(ord(match.group()) - 0xFEE0)


def _as_digit(match: re.Match[str]) -> str:
    value = unicodedata.digit(match.group(), -1)
    return str(value) if 0 <= value <= 9 else match.group()


def is_in_a_sum(text: str, start: int, end: int) -> bool:
    """Say whether digits are a part of a sum in hexadecimal, as the names of versions and commits are."""
    if not re.fullmatch(r"[0-9a-f]+", text[start:end]):
        return False
    around = re.search(r"[0-9a-f]*$", text[max(0, start - 64) : start]), re.match(r"[0-9a-f]*", text[end : end + 64])
    return sum(len(side.group()) for side in around if side) + end - start >= 40
