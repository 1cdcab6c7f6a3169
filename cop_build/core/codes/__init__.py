"""The catalogue of codes: what each stands for, why it matters and what to do, in Thai and English."""

from collections.abc import Mapping

from cop_build.core.codes import (
    evidence,
    files,
    forge,
    freshness,
    headers,
    health,
    insides,
    people,
    personal,
    publication,
    repository,
    reviews,
    sessions,
    texts,
)
from cop_build.core.findings import Code, Rule

_FAMILIES = (
    headers, texts, files, insides, people, reviews, evidence, forge, publication, sessions, freshness, personal,
    repository, health,
)  # fmt: skip

RULES: Mapping[Code, Rule] = {rule.code: rule for family in _FAMILIES for rule in family.RULES}


def rule_of(code: Code) -> Rule:
    """Return what a code stands for."""
    return RULES[code]
