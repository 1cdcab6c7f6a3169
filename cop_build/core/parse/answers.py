"""How a forge's answer is read: whole and of the type said, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text

T = TypeVar("T", bound=BaseModel)


class Answer(BaseModel):
    """The part of an answer that is looked at; values are of the type said, and nothing is converted."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or not value.endswith("Z"):
        raise ValueError("a time in UTC is expected")
    return datetime.fromisoformat(value).astimezone(UTC).replace(microsecond=0)


Moment = Annotated[datetime, BeforeValidator(_moment)]
Commit = Annotated[str, Field(pattern=r"^[0-9a-f]{40}(?:[0-9a-f]{24})?$")]
Id = Annotated[int, Field(ge=1, le=2**63)]


class User(Answer):
    """An account."""

    id: Id
    login: str = Field(max_length=100)
    type: str = "User"


# An empty object stands where the forge cannot read an address.
Somebody = Annotated[User | None, BeforeValidator(lambda value: value or None)]


class Repository(Answer):
    """A repository."""

    id: Id
    full_name: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}$")


class Tip(Answer):
    """Where a branch ends."""

    ref: str = Field(max_length=1000)
    sha: Commit
    repo: Repository | None


def read_json(text: bytes) -> object:
    """Return what an answer says. Raises: Unable."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise not_understood("no JSON") from None
    return value


def as_list(value: object) -> list[object]:
    """Return a page of answers. Raises: Unable."""
    if not isinstance(value, list):
        raise not_understood("a list was expected")
    return value


def read_all(form: type[T], answers: Iterable[object]) -> tuple[T, ...]:
    """Return answers in their form. Raises: Unable."""
    return tuple(read(form, answer) for answer in answers)


def read(form: type[T], answer: object) -> T:
    """Return an answer in its form. Raises: Unable."""
    try:
        return form.model_validate(answer)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise not_understood(f"{where[:80]} is not as it should be") from None


def not_understood(what: str) -> Unable:
    """Return the error for an answer that nothing may be counted from."""
    th, en = f"คำตอบจากเว็บเก็บโค้ดใช้ไม่ได้: {what}", f"the forge's answer cannot be used: {what}"
    return Unable(Code("COP426"), Text(th=th, en=en))
