"""Beginnings: ``init``, ``person add``."""

from __future__ import annotations

from pathlib import Path

import click

from cop_build.cli.root import commands
from cop_build.cli.speech import A_PATH, here, say
from cop_build.core.model import Role


@commands.group()
def person() -> None:
    """The people of the registry."""


@person.command("add")
@click.argument("id_", metavar="ID")
@click.option("--name", required=True, help="Display name, in Thai.")
@click.option("--name-en", help="Display name in English (default: the same).")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]), help="May be repeated."
)
@click.option("--topic", "topics", multiple=True, help="Experts: what the person may confirm. May be repeated.")
@click.option(
    "--email", "emails", multiple=True, required=True, help="Address of the person's commits. May be repeated."
)
@click.option("--github", type=click.IntRange(min=1), help="Numeric account id.")
@click.option("--key", "keys", multiple=True, type=A_PATH, help="Public SSH key's file. May be repeated.")
def add_person(
    id_: str,
    name: str,
    name_en: str | None,
    roles: tuple[str, ...],
    topics: tuple[str, ...],
    emails: tuple[str, ...],
    github: int | None,
    keys: tuple[Path, ...],
) -> None:
    """Add a person to community.yml. Commit it before the person's first review: it counts from the next commit on."""
    from cop_build.app import founding

    written = founding.add_person(
        here(),
        id_,
        name=name,
        name_en=name_en,
        roles=[Role(role) for role in roles],
        topics=topics,
        emails=emails,
        github=github,
        keys=keys,
    )
    say(written.path)


@commands.command()
@click.argument("folder", metavar="DIR", type=A_PATH)
def init(folder: Path) -> None:
    """Make a repository for a new community, ready to build."""
    from cop_build.app import founding

    say(str(founding.init(here() / folder)))
