"""The command ``cop``: reads what was typed, calls a use case, prints what came of it."""

from cop_build.cli import cleaning, forging, founding, judging, overriding, planning, publishing, reviewing
from cop_build.cli.root import commands, main

__all__ = [
    "cleaning",
    "commands",
    "forging",
    "founding",
    "judging",
    "main",
    "overriding",
    "planning",
    "publishing",
    "reviewing",
]
