"""What is wrong, where, and what to do: codes, rules and findings; and ``Unable``, when no answer can be given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from cop_build.core.model import Text

Code = NewType("Code", str)  # "COP301": stable, never renumbered or reused


class Severity(StrEnum):
    """How much a finding weighs: an error keeps something from the public, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for. Every text in Thai and English."""

    code: Code
    title: Text
    why: Text
    remedy: Text


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem in one place.

    Attributes:
        path: File to open, relative to the repository root.
        line: Counted from 1; 0 for the file as a whole.
        code: Stable name of the rule.
        detail: What is wrong here; a sentence without a final full stop.
    """

    path: str
    line: int
    code: Code
    detail: Text
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class Unable(Exception):
    """No answer can be given: not a repository, a broken registry, a shallow clone …

    Attributes:
        code: The rule that stopped the program.
        detail: What is wrong and what to do next, in one or two lines.
        findings: Where it is wrong, if a file can be named.
    """

    def __init__(self, code: Code, detail: Text, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(detail.en)
        self.code = code
        self.detail = detail
        self.findings = findings
