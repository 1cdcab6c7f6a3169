"""The types of fields that strangers fill in, and what is said when a value does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from cop_build.core.findings import Code, Finding
from cop_build.core.model import MAX_SLUG_LENGTH, SLUG, AssetId, Kind, Period, PersonId, Text, TopicId
from cop_build.core.parse.strict import Document
from cop_build.core.spoken_days import BUDDHIST_ERA, LAST_COMMON_ERA_YEAR

MAX_LINE = 400
_KINDS = frozenset(kind.value for kind in Kind)
FIRST_YEAR = 1900
COMPUTED_KEYS = frozenset({"approved", "approved_by", "last_reviewed_on", "status"})

T = TypeVar("T")


class Form(BaseModel):
    """What a mapping may hold. Unknown keys are errors, and no value is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


def refused(code: str, th: str, en: str) -> PydanticCustomError:
    """Return the error by which a validator says with which code and words a value is refused."""
    # The texts go into the context, not the template: their braces are not for pydantic to fill in.
    return PydanticCustomError("cop", "{en}", {"code": code, "th": th, "en": en})


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise refused(
            "COP110", "ต้องเป็นข้อความ (ถ้าเป็นตัวเลขให้ใส่เครื่องหมายคำพูด)", "must be text (quote it if it is a number)"
        )
    if not value.strip() or len(value) > MAX_LINE or value.splitlines() != [value]:
        raise refused(
            "COP110", f"ต้องเป็นข้อความบรรทัดเดียว 1–{MAX_LINE} ตัวอักษร", f"must be one line of 1 to {MAX_LINE} characters"
        )
    return value.strip()


def _slug(value: object) -> str:
    text = _line(value)
    if len(text) > MAX_SLUG_LENGTH or not SLUG.fullmatch(text):
        raise refused("COP110", "ต้องเป็น a-z 0-9 คั่นด้วยขีดกลาง", "must be a-z and 0-9, separated by single hyphens")
    return text


def _asset_id(value: object) -> str:
    kind, slash, slug = _line(value).partition("/")
    if not slash or kind not in _KINDS:
        raise refused("COP110", "ต้องเป็นรหัสแบบ session/ชื่อ", "must be an asset's id such as session/2026-10-topic")
    return f"{kind}/{_slug(slug)}"


def _year_checked(value: date) -> date:
    if value.year > LAST_COMMON_ERA_YEAR:
        try:
            converted = value.replace(year=value.year - BUDDHIST_ERA).isoformat()
        except ValueError:
            converted = str(value.year - BUDDHIST_ERA)
        raise refused(
            "COP112",
            f"ปี {value.year} เป็นพุทธศักราช ให้เขียน {converted}",
            f"{value.year} is a Buddhist-era year; write {converted}",
        )
    return value


def day(value: object) -> date:
    """Read an ISO date of the Common Era."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise refused("COP111", "วันที่ต้องเขียนแบบ 2026-01-31", "a date is written as 2026-01-31")
    try:
        return _year_checked(date.fromisoformat(value))
    except PydanticCustomError:
        raise
    except ValueError:
        if int(value[:4]) > LAST_COMMON_ERA_YEAR:  # 29 February of a Buddhist-era year
            en = f"{value[:4]} is a Buddhist-era year; write {int(value[:4]) - BUDDHIST_ERA}{value[4:]}"
            th = f"ปี {value[:4]} เป็นพุทธศักราช ให้เขียน {int(value[:4]) - BUDDHIST_ERA}{value[4:]}"
            raise refused("COP112", th, en) from None
        raise refused("COP111", "ไม่มีวันที่นี้ในปฏิทิน", "there is no such day in the calendar") from None


def _moment(value: object) -> datetime:
    shape = r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})"
    th, en = "เวลาต้องเขียนแบบ 2026-01-31T16:30:00+07:00", "a time is written as 2026-01-31T16:30:00+07:00"
    if not isinstance(value, str) or not re.fullmatch(shape, value, re.ASCII):
        raise refused("COP111", th, en)
    day(value[:10])
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise refused("COP111", th, en) from None
    if moment.year < FIRST_YEAR:
        raise refused("COP111", th, en)
    return moment


def _period(value: object) -> Period:
    try:
        return Period.parse(value if isinstance(value, str) else "")
    except ValueError:
        raise refused(
            "COP110", "ช่วงเวลาต้องเขียนแบบ P6M (อย่างน้อยหนึ่งวัน)", "a period is written as P6M and lasts at least one day"
        ) from None


def _web_address(value: object) -> str:
    text = _line(value)
    if not re.fullmatch(r"https?://[a-zA-Z0-9.-]+(:\d+)?(/[^\s<>\"'`\\]*)?", text):
        raise refused("COP120", "ต้องเป็นที่อยู่เว็บ https://…", "must be a web address https://…")
    return text


def _listed(read: Callable[[object], T], *, one_is_enough: bool = False) -> Callable[[object], tuple[T, ...]]:
    def listed(value: object) -> tuple[T, ...]:
        if isinstance(value, str) and one_is_enough:
            value = [value]
        if not isinstance(value, list):
            raise refused("COP110", "ต้องเป็นรายการ เช่น [ก, ข]", "must be a list, such as [a, b]")
        return tuple(read(item) for item in value)

    return listed


Line = Annotated[str, BeforeValidator(_line)]
Slug = Annotated[str, BeforeValidator(_slug)]
AnAsset = Annotated[AssetId, BeforeValidator(_asset_id)]
APerson = Annotated[PersonId, BeforeValidator(_slug)]
ATopic = Annotated[TopicId, BeforeValidator(_slug)]
Day = Annotated[date, BeforeValidator(day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Duration = Annotated[Period, BeforeValidator(_period)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
Lines = Annotated[tuple[str, ...], BeforeValidator(_listed(_line))]
People = Annotated[tuple[PersonId, ...], BeforeValidator(_listed(_slug))]
OneOrMorePeople = Annotated[tuple[PersonId, ...], BeforeValidator(_listed(_slug, one_is_enough=True))]
Topics = Annotated[tuple[TopicId, ...], BeforeValidator(_listed(_slug))]
FreeTopics = Annotated[tuple[TopicId, ...], BeforeValidator(_listed(_line))]


def as_tuple(value: object) -> object:
    """Let a list through where a tuple is asked for; strict validation would refuse it."""
    return tuple(value) if isinstance(value, list) else value


_EXPECTED: Mapping[str, Text] = {
    "too_short": Text(th="ต้องมีอย่างน้อยหนึ่งรายการ", en="must hold at least one item"),
    "tuple_type": Text(th="ต้องเป็นรายการ", en="must be a list"),
    "int_type": Text(th="ต้องเป็นจำนวนเต็ม", en="must be a whole number"),
    "bool_type": Text(th="ต้องเป็น true หรือ false", en="must be true or false"),
    "model_type": Text(th="ต้องเป็นกลุ่มของช่อง (ชื่อ: ค่า)", en="must be a mapping of keys to values"),
    "model_attributes_type": Text(th="ต้องเป็นกลุ่มของช่อง (ชื่อ: ค่า)", en="must be a mapping of keys to values"),
}


def filled_in(form: type[T], document: Document, *, path: str) -> T | tuple[Finding, ...]:
    """Return the form filled in with the document, or every problem with its line."""
    assert issubclass(form, BaseModel)
    try:
        return form.model_validate(document.value)
    except ValidationError as error:
        return tuple(sorted({_finding(detail, document, path) for detail in error.errors(include_url=False)}))


def _finding(error: ErrorDetails, document: Document, path: str) -> Finding:
    place = error["loc"]
    line = document.line_of(tuple(place))
    name = _named(place)
    match error["type"]:
        case "missing":
            return Finding(path, line, Code("COP107"), Text(th=f"ขาดช่อง {name}", en=f"{name} is missing"))
        case "extra_forbidden" if place[-1] in COMPUTED_KEYS:
            th, en = f"{name} คำนวณจากบันทึกการรับรอง พิมพ์เองไม่ได้", f"{name} is computed from reviews and cannot be typed"
            return Finding(path, line, Code("COP109"), Text(th=th, en=en))
        case "extra_forbidden":
            return Finding(path, line, Code("COP108"), Text(th=f"ไม่รู้จักช่อง {name}", en=f"{name} is not a known key"))
        case "cop":
            said = error["ctx"]
            detail = Text(th=f"{name}: {said['th']}", en=f"{name}: {said['en']}")
            return Finding(path, line, Code(said["code"]), detail)
        case other:
            fallback = Text(th="ค่าไม่ถูกรูปแบบ", en=error["msg"][0].lower() + error["msg"][1:])
            expected = _EXPECTED.get(other, fallback)
            detail = Text(th=f"{name}: {expected.th}", en=f"{name}: {expected.en}")
            return Finding(path, line, Code("COP110"), detail)


def _named(place: Sequence[str | int]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part[:60] for part in place) or "front matter"
