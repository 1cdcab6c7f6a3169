"""What is said in Thai of a command that was typed wrong; the library that reads commands knows English only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from click.exceptions import NoArgsIsHelpError

from cop_build.core.personal import spoken
from cop_build.core.report import shown

_LONGEST = 60  # letters of what was typed that are shown


class Misused(click.UsageError):
    """A command that cannot be meant as it was typed."""

    def __init__(self, *, th: str, en: str) -> None:
        super().__init__(en)
        self.th = th


class WrongValue(click.BadParameter):
    """A value that cannot be meant as it was typed."""

    def __init__(self, *, th: str, en: str, param: click.Parameter | None, ctx: click.Context | None) -> None:
        super().__init__(en, ctx, param)
        self.th = th


@contextmanager
def told_in_thai() -> Iterator[None]:
    """Say in a line of Thai what is wrong with a command, before the library says it in English."""
    try:
        yield
    except NoArgsIsHelpError:  # nothing is wrong: the help is shown
        raise
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "cop"  # the library does not always say which
        click.echo(spoken(f"cop: {in_thai(error)} ดูวิธีใช้: {command} --help"), err=True)
        error.message = shown(error.message)  # type: ignore[misc]  # the library shows raw what was typed
        raise


def in_thai(error: click.UsageError) -> str:
    """Return what is wrong, in a line; of what was typed, its beginning without anything that controls a terminal."""
    match error:
        case Misused():
            return error.th
        case WrongValue(param=click.Parameter() as parameter):
            return f"{parameter.get_error_hint(error.ctx)} {error.th}"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"ยังขาด {parameter.get_error_hint(error.ctx)}"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as parameter):
            return f"{parameter.get_error_hint(error.ctx)} ต้องเป็นหนึ่งใน {', '.join(map(str, choice.choices))}"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"ค่าของ {parameter.get_error_hint(error.ctx)} ใช้ไม่ได้"
        case click.NoSuchCommand():
            return f"ไม่มีคำสั่ง {_beginning(error.command_name)}"
        case click.NoSuchOption():
            return f"ไม่มีตัวเลือก {_beginning(error.option_name)}"
        case click.BadOptionUsage():
            return f"ใช้ตัวเลือก {_beginning(error.option_name)} ไม่ถูกต้อง"
    return "พิมพ์คำสั่งไม่ถูกต้อง"


def told(text: str) -> str:
    """Return what is to be said, which may have several lines, of which none begins with what somebody typed."""
    return "\n     | ".join(map(shown, text.split("\n")))


def _beginning(typed: str) -> str:
    return shown(typed[:_LONGEST])
