"""What is said in Thai of a command that was typed wrong; the library that reads commands knows English only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from click.exceptions import NoArgsIsHelpError

from cop_build.cli.speech import say


@contextmanager
def told_in_thai() -> Iterator[None]:
    """Say in a line of Thai what is wrong with a command, before the library says it in English."""
    try:
        yield
    except NoArgsIsHelpError:  # nothing is wrong: the help is shown
        raise
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "cop"
        say(f"cop: {in_thai(error)} ดูวิธีใช้: {command} --help", err=True)
        raise


def in_thai(error: click.UsageError) -> str:
    """Return what kind of mistake it is, and where."""
    match error:
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"ยังขาด {parameter.get_error_hint(error.ctx)}"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"ค่าของ {parameter.get_error_hint(error.ctx)} ใช้ไม่ได้"
        case click.NoSuchOption():
            return f"ไม่มีตัวเลือก {error.option_name}"
        case click.BadOptionUsage():
            return f"ใช้ตัวเลือก {error.option_name} ไม่ถูกต้อง"
    return "พิมพ์คำสั่งไม่ถูกต้อง"
