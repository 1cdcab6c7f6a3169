"""The command ``cop``: reads what was typed, calls a use case, prints what came of it."""

from cop_build.cli import forging, founding, judging, publishing, reviewing
from cop_build.cli.root import commands, main

__all__ = ["commands", "forging", "founding", "judging", "main", "publishing", "reviewing"]
