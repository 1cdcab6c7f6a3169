"""The command ``cop`` itself; errors end here."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from cop_build.cli.speech import UNABLE, say, show
from cop_build.cli.usage import told, told_in_thai
from cop_build.core.findings import Unable
from cop_build.core.model import Language
from cop_build.core.report import Style


class _Commands(click.Group):
    """A group of commands whose mistakes are told in Thai too."""

    def make_context(self, *given: Any, **named: Any) -> click.Context:  # Any: what Click gives goes back to Click
        with told_in_thai():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:  # Any: Click's
        with told_in_thai():
            return super().invoke(ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "where", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Run in this folder."
)
@click.version_option(package_name="cop-build", prog_name="cop")
@click.pass_context
def commands(ctx: click.Context, where: Path) -> None:
    """A community of practice shares what it learns; only what its experts confirmed reaches the public."""
    ctx.obj = where


def main() -> None:
    """Run the command. Errors are a few lines on standard error; a traceback is a bug."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands(prog_name="cop")
    except Unable as unable:
        detail = unable.detail
        say(f"cop: {unable.code}: {told(detail.th)}", f"     {told(detail.en)}", err=True)
        if unable.findings:
            show(unable.findings, Style.TEXT, Language.EN, err=True)
        sys.exit(UNABLE)
    except OSError as error:  # of what nobody expected, or of the output itself: its reader is gone, its disk is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            with suppress(OSError):
                say(
                    f"cop: COP504: เขียนหรืออ่านไม่ได้ ({error}) ตรวจสิทธิ์และที่ว่างของดิสก์",
                    f"     the system refused ({error}): check the permissions and the free space",
                    err=True,
                )
        sys.exit(UNABLE)
