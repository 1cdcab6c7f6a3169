"""How the commands are asked and how they answer: shared options, and what is printed where."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from cop_build.cli.usage import WrongValue
from cop_build.core.findings import Finding
from cop_build.core.model import Language
from cop_build.core.personal import spoken
from cop_build.core.report import Style
from cop_build.core.spoken_days import BUDDHIST_ERA, LAST_COMMON_ERA_YEAR

UNDONE, UNABLE = 1, 3

A_PATH = click.Path(path_type=Path)

F = TypeVar("F", bound=Callable[..., Any])  # Any: Click passes options by name, of any type


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # Any: Click's
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            th, en = "ต้องเป็นวันที่ เช่น 2026-11-23", f"{value!r} is not a date such as 2026-11-23"
            raise WrongValue(th=th, en=en, param=param, ctx=ctx) from None
        if day.year > LAST_COMMON_ERA_YEAR:
            common = f"{day.year - BUDDHIST_ERA}{value[4:]}"
            th, en = f"เป็นปี พ.ศ. ให้ใช้ {common}", f"{value!r} is a year of the Buddhist era: say {common}"
            raise WrongValue(th=th, en=en, param=param, ctx=ctx)
        return day


def _default_style() -> str:
    return Style.GITHUB.value if os.environ.get("GITHUB_ACTIONS") == "true" else Style.TEXT.value


format_option = click.option(
    "--format",
    "style",
    type=click.Choice([style.value for style in Style]),
    default=_default_style,
    help="How to print (default: github in GitHub Actions, else text).",
)
lang_option = click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    help="Language of the texts (default: the community's).",
)
repository_option = click.option(
    "--repository", metavar="OWNER/NAME", envvar="GITHUB_REPOSITORY", help="On the forge (default: the registry's)."
)
as_of_option = click.option("--as-of", type=Day(), help="Judge as of this day (default: today).")


def common(command: F) -> F:
    """Add the options that most commands share."""
    return as_of_option(lang_option(command))


def here() -> Path:
    """Return the folder in which the command runs."""
    where = click.get_current_context().find_root().obj
    assert isinstance(where, Path)
    return where


def say(*lines: str, err: bool = False) -> None:
    for line in lines:
        click.echo(spoken(line), err=err)


def chosen(lang: str | None, default: Language) -> Language:
    return Language(lang) if lang else default


def show(findings: Sequence[Finding], style: str, language: Language, *, err: bool = False) -> None:
    """Print findings in a style."""
    from cop_build.core import report

    if style == Style.JSON:
        say(report.findings_json(findings, language), err=err)
    elif style == Style.GITHUB:
        say(*report.findings_github(findings, language), err=err)
    else:
        say(*report.findings_text(findings, language), err=err)


def note(findings: Sequence[Finding], language: Language) -> None:
    """Print short notes on standard error."""
    say(*(finding.detail.said_in(language) for finding in findings), err=True)


def finish(findings: Iterable[Finding]) -> None:
    """End with status 1 if anything is an error."""
    if any(finding.is_error for finding in findings):
        sys.exit(UNDONE)
