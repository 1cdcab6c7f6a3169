"""The command ``cop``: reads what was typed, calls a use case, prints what came of it."""

from cop_build.cli import (
    announcing,
    cleaning,
    drafting,
    forging,
    founding,
    judging,
    overriding,
    peopling,
    planning,
    publishing,
    reviewing,
)
from cop_build.cli.root import commands, main

__all__ = [
    "announcing",
    "cleaning",
    "commands",
    "drafting",
    "forging",
    "founding",
    "judging",
    "main",
    "overriding",
    "peopling",
    "planning",
    "publishing",
    "reviewing",
]
