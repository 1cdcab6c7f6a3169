"""Why an asset is or is not public, and the least work that would make it so; or what a code means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from cop_build.app.judging import judge_work_tree
from cop_build.core.codes import RULES
from cop_build.core.explanation import code_lines, lineage_lines, verdict_lines
from cop_build.core.findings import Code, Unable
from cop_build.core.model import Language, Text


def explain(where: Path, name: str, *, as_of: date | None, language: Language | None) -> Iterator[str]:
    """Yield the lines of an explanation. Raises: Unable."""
    if re.fullmatch(r"COP\d{3}", name.upper()):
        rule = RULES.get(Code(name.upper()))
        if rule is None:
            th, en = f"ไม่มีรหัส {name} ดูทั้งหมดใน manual/codes.md", f"there is no code {name}; manual/codes.md lists them"
            raise Unable(Code("COP908"), Text(th=th, en=en))
        return code_lines(rule, [language] if language else list(Language))
    judged = judge_work_tree(where, as_of=as_of)
    verdict, said_in = judged.verdict_of(name), language or judged.judgement.community.language
    return chain(verdict_lines(verdict, said_in), lineage_lines(verdict, judged.judgement, said_in))
