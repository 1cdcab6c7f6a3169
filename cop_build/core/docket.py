"""One asset before the gate: what was filed on it, and which rules are asked. Source: manual/trust.md §3."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cop_build.core import conditions, rules
from cop_build.core.community import Registries
from cop_build.core.conditions import Approval, Condition, Terms
from cop_build.core.dossier import Filed
from cop_build.core.landings import Landing
from cop_build.core.line import Edit
from cop_build.core.model import AssetId, Community, Kind
from cop_build.core.rules import Rule


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of the gate, by what they are asked about.

    Attributes:
        heard: Of any record.
        counted: Of an approval besides.
        of_landing: Of an approval and a landing of its version.
        completing: When a version is complete; asked at every point of the line, and today.
        eligible: Which completed versions may become the current one.
        publishing: What else the current one needs to be public today.
    """

    heard: tuple[Rule, ...] = rules.HEARD
    counted: tuple[Rule, ...] = rules.COUNTED
    of_landing: tuple[Callable[[Approval, int], bool], ...] = (conditions.landed_no_earlier,)
    completing: tuple[Condition, ...] = (
        conditions.has_quorum,
        conditions.covers_its_topics,
        conditions.has_a_day,
        conditions.is_written,
        conditions.has_no_open_request,
        conditions.is_not_recalled,
    )
    eligible: tuple[Condition, ...] = (conditions.is_fit_for_the_public, conditions.has_begun)
    publishing: tuple[Condition, ...] = (conditions.is_not_withdrawn, conditions.has_not_ended, conditions.is_in_force)


ALL_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Docket:
    """One asset before the gate."""

    asset: AssetId
    kind: Kind
    landings: Sequence[Landing]
    filed: Sequence[Filed]
    edits: Sequence[Edit]
    registries: Registries
    today: date
    asked: Rules
    terms: dict[int, Terms] = field(default_factory=dict)  # by a landing's position, once somebody asked

    @property
    def community(self) -> Community:
        return self.registries.today

    def terms_of(self, landing: Landing) -> Terms:
        """Return what the approvals of a landing must amount to."""
        if landing.position not in self.terms:
            self.terms[landing.position] = Terms.of(self.kind, landing.topics, landing.version, self.community)
        return self.terms[landing.position]
