"""Ids, kinds, roles, states, texts, periods, digests: the small words of the project."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NewType

AssetId = NewType("AssetId", str)  # "<kind>/<slug>"
PersonId = NewType("PersonId", str)
TopicId = NewType("TopicId", str)
Oid = NewType("Oid", str)  # a git object name, 40 or 64 hexadecimal digits

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG_LENGTH = 80
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Kind(StrEnum):
    """The five kinds of asset; the value is the folder's name."""

    KNOWLEDGE = "knowledge"
    SESSION = "session"
    NOTE = "note"
    QUESTION = "question"
    PAGE = "page"


def kind_of(asset: AssetId) -> Kind:
    """Return the kind that an asset's id begins with. Raises: ValueError, if it is none."""
    return Kind(asset.partition("/")[0])


EXPERT_KINDS = frozenset({Kind.KNOWLEDGE, Kind.NOTE, Kind.QUESTION})


class Role(StrEnum):
    """The parts that people play. Everyone is a member."""

    FACILITATOR = "facilitator"
    HISTORIAN = "historian"
    ADMIN = "admin"
    EXPERT = "expert"
    MEMBER = "member"


class State(StrEnum):
    """What is said of an asset's newest version; computed, never stored. In order of precedence."""

    INVALID = "invalid"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    CHANGES_REQUESTED = "changes_requested"
    PENDING_CHANGES = "pending_changes"
    DRAFT = "draft"
    OVERDUE = "overdue"
    APPROVED = "approved"


class Decision(StrEnum):
    """What a record decides, the more lenient first: at a tie in time the stricter counts."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    RECALL = "recall"


class Overdue(StrEnum):
    """What happens to a version whose review date has come."""

    BANNER = "banner"
    WITHHOLD = "withhold"


class Language(StrEnum):
    """The languages in which the program speaks."""

    TH = "th"
    EN = "en"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text in both languages."""

    th: str
    en: str

    def __post_init__(self) -> None:
        if not self.th or not self.en:
            raise ValueError("a text needs both languages")

    def said_in(self, language: Language) -> str:
        return self.th if language is Language.TH else self.en


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar interval such as P6M: whole months, then days. At least one day long."""

    months: int
    days: int = 0

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0 or not (self.months or self.days):
            raise ValueError("a period is at least one day long")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an ISO 8601 duration of years, months, weeks and days. Raises: ValueError."""
        match = re.fullmatch(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", text, re.ASCII)
        if not match:
            raise ValueError(f"not a duration: {text!r}")
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return cls(months=12 * years + months, days=7 * weeks + days)

    @lru_cache(maxsize=4096)  # noqa: B019  # periods are few and small, and every approval asks anew
    def after(self, day: date) -> date:
        """Return the day this period later; the 31st becomes the month's last day. Source: manual/trust.md §3.7."""
        index = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(index, 12)
        if year > date.max.year:
            return date.max
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        try:
            return moved + timedelta(days=self.days)
        except OverflowError:
            return date.max

    def __str__(self) -> str:
        return "P" + (f"{self.months}M" if self.months else "") + (f"{self.days}D" if self.days else "")


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """The fingerprint of one version of an asset, which approvals are bound to.

    Attributes:
        hex: 64 lower-case hexadecimal digits of a SHA-256 sum.
    """

    hex: str

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.hex):
            raise ValueError("a digest has 64 hexadecimal digits")

    @classmethod
    def parse(cls, text: str) -> Digest:
        """Read ``cop1:<hex>``. Raises: ValueError."""
        prefix, _, digits = text.partition(":")
        if prefix != "cop1":
            raise ValueError(f"unknown kind of digest: {prefix!r}")
        return cls(digits)

    def __str__(self) -> str:
        return f"cop1:{self.hex}"
