"""What is said when git itself fails."""

from __future__ import annotations

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text


def git_failed(said: str) -> Unable:
    """Return the error for what git said: its last line, without anything that could control a terminal."""
    line = next((line for line in reversed(said.strip().splitlines()) if line.strip()), "git failed")
    line = "".join(character for character in line if character.isprintable())[:300]
    return Unable(Code("COP907"), Text(th=f"git ทำงานไม่สำเร็จ: {line}", en=f"git failed: {line}"))
