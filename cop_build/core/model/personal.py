"""What a community says about personal data: what it looks for, how strictly, and what may stand nevertheless."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cop_build.core.model.words import AssetId, Digest, PersonId


class Sort(StrEnum):
    """A sort of personal data."""

    NATIONAL_ID = "national_id"
    HOSPITAL_NUMBER = "hospital_number"
    PHONE = "phone"
    EMAIL = "email"
    LINE = "line"
    NAME = "name"


class Answer(StrEnum):
    """What is done about a sort that was found."""

    REFUSE = "refuse"
    WARN = "warn"
    IGNORE = "ignore"


USUAL: Mapping[Sort, Answer] = {**dict.fromkeys(Sort, Answer.REFUSE), Sort.NAME: Answer.WARN}


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is looked for and what is allowed.

    Attributes:
        answers: By sort. A national ID is always refused.
        patterns: The community's own numbers of patients, compiled from ``HN ######``.
        allowed: Official numbers and addresses, in the form in which they are compared.
    """

    answers: Mapping[Sort, Answer] = field(default_factory=lambda: USUAL)
    patterns: tuple[re.Pattern[str], ...] = ()
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SignedOverride:
    """A line of the registry's ``overrides``, not yet believed.

    Attributes:
        payload: The exact string that was signed.
        blob: The raw SSHSIG blob.
    """

    payload: str
    blob: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Override:
    """An admin's word that one version may stand although something was found in it.

    Attributes:
        sorts: What may stand in it.
        reason: One line, for the community.
    """

    project: str
    asset: AssetId
    digest: Digest
    sorts: frozenset[Sort]
    admin: PersonId
    issued_at: datetime
    reason: str
