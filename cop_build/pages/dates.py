"""Days and times as readers know them: Buddhist-era years in Thai, Common-Era years in English."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cop_build.core.model import Language
from cop_build.core.spoken_days import MONTHS, year_in

_WEEKDAYS = {
    Language.TH: ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"],
    Language.EN: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def day_text(day: date, language: Language) -> str:
    """Return a day as "20 สิงหาคม 2569" or "20 August 2026"."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {year_in(language, day)}"


def full_day_text(day: date, language: Language) -> str:
    """Return a day as "วันพุธที่ 16 ธันวาคม พ.ศ. 2569" or "Wednesday 16 December 2026"."""
    weekday, month = weekday_text(day, language), MONTHS[language][day.month - 1]
    if language is Language.TH:
        return f"{weekday}ที่ {day.day} {month} พ.ศ. {year_in(language, day)}"
    return f"{weekday} {day.day} {month} {day.year}"


def year_text(day: date, language: Language) -> str:
    """Return a day's year as "พ.ศ. 2569" or "2026"."""
    return f"พ.ศ. {year_in(language, day)}" if language is Language.TH else str(day.year)


def weekday_text(day: date, language: Language) -> str:
    """Return the name of the weekday; in Thai with the word for day before it."""
    name = _WEEKDAYS[language][day.weekday()]
    return f"วัน{name}" if language is Language.TH else name


def hours_text(start: datetime, minutes: int | None, language: Language) -> str:
    """Return the hours of something that starts in local time and lasts some minutes, if that is known."""
    try:
        moments = [start] if minutes is None else [start, start + timedelta(minutes=minutes)]
    except OverflowError:  # an end that no calendar has
        moments = [start]
    if language is Language.TH:
        return "เวลา " + "–".join(f"{moment:%H.%M}" for moment in moments) + " น."
    return "–".join(f"{moment:%H:%M}" for moment in moments)
