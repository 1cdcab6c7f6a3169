"""How do people write days and years: the months' names, the Buddhist era, Thai digits?"""

from __future__ import annotations

import re
from datetime import date

from cop_build.core.model import Language

BUDDHIST_ERA = 543  # years ahead of the Common Era
LAST_COMMON_ERA_YEAR = 2400  # a later one is of the Buddhist era
MONTHS: dict[Language, tuple[str, ...]] = {
    Language.TH: (
        *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
        *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
    ),
    Language.EN: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT_MONTHS: dict[Language, tuple[str, ...]] = {
    Language.TH: ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    Language.EN: ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])", re.ASCII)
_SPOKEN = re.compile(r"(?<!\d)(\d{1,2})\s*([ก-๎.]{3,12}|[A-Za-z]{3,9}\.?)\s*(?:พ\.ศ\.\s*)?(\d{4})(?!\d)", re.ASCII)
_MONTH_NUMBERS = {
    name: number
    for names in (*MONTHS.values(), *SHORT_MONTHS.values())
    for number, name in enumerate((name.replace(".", "").lower() for name in names), 1)
}
_THAI_DIGITS = {0x0E50 + number: str(number) for number in range(10)}


def year_in(language: Language, day: date) -> int:
    """Return a day's year as readers of a language count years."""
    return day.year + BUDDHIST_ERA if language is Language.TH else day.year


def day_in(text: str) -> date | None:
    """Return the first day that a text names: 2026-12-31, 31 ธันวาคม 2569, 31 ธ.ค. 2569 or 31 December 2026.

    ``None`` where it names none, or one that no calendar has.
    """
    plain = text.translate(_THAI_DIGITS)
    if iso := _ISO.search(plain):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    for spoken in _SPOKEN.finditer(plain):
        month = _MONTH_NUMBERS.get(spoken[2].replace(".", "").lower())
        if month is not None:
            return _day(int(spoken[3]), month, int(spoken[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year - BUDDHIST_ERA if year > LAST_COMMON_ERA_YEAR else year, month, day)
    except ValueError:
        return None
