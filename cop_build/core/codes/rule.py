"""How the catalogue's entries are written down."""

from cop_build.core.findings import Code, Rule
from cop_build.core.model import Text


def rule(code: str, *, th: tuple[str, str, str], en: tuple[str, str, str]) -> Rule:
    """Return a rule from its title, why and remedy in both languages."""
    title, why, remedy = (Text(th=thai, en=english) for thai, english in zip(th, en, strict=True))
    return Rule(Code(code), title, why, remedy)
