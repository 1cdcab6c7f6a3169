"""The manual's page of codes."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from cop_build.core.findings import Rule

_FAMILIES = {
    "1": "Content and front matter",
    "2": "People and registry",
    "3": "Reviews",
    "4": "Evidence",
    "5": "Publication and audit",
    "6": "Sessions and community life",
    "7": "Freshness",
    "8": "Personal data",
    "9": "Repository and settings",
}


def codes_page(rules: Iterable[Rule]) -> str:
    """Return ``manual/codes.md``."""
    return "\n".join(_lines(sorted(rules, key=lambda rule: rule.code))) + "\n"


def _lines(rules: Iterable[Rule]) -> Iterator[str]:
    yield "# Codes"
    yield ""
    yield "Every finding has a code. `cop explain COP301` says the same. A code is never renumbered or reused."
    for family, members in groupby(rules, key=lambda rule: rule.code[3]):
        yield from ("", f"## COP{family}xx {_FAMILIES[family]}")
        for rule in members:
            yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    yield from ("", f"### {rule.code}", "")
    yield f"**{rule.title.th}** / **{rule.title.en}**"
    yield ""
    yield f"- {rule.why.th} / {rule.why.en}"
    yield f"- → {rule.remedy.th} / {rule.remedy.en}"
