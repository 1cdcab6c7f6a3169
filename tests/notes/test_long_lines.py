"""Notes, issues and announcements are read in a time that grows with their length, whatever stands in a line."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

from cop_build.core.minutes import minutes_of
from cop_build.core.parse.issues import LABELS, MAX_BYTES, read_issue
from cop_build.core.spoken_days import day_in
from cop_build.pages.announcement.preparing import preparation
from cop_build.pages.arrows import with_arrows_led
from tests.pages import communities as given

LENGTH = 60_000  # letters: of longer texts none becomes public
BLANKS = " " * LENGTH
FILLINGS = {
    "blanks": f"x{BLANKS}x",
    "hashes": "# " * (LENGTH // 2) + "x",
    "digits": "1" * LENGTH,
    "dashes": " — " * (LENGTH // 3),
    "arrows": "→ " * (LENGTH // 2),
    "stars": "*" * LENGTH,
    "brackets": "](" * (LENGTH // 2),
    "images": "![" * (LENGTH // 2),
    "names": "knowledge/" * (LENGTH // 10),
    "a name": "knowledge/a" + "-a" * (LENGTH // 2) + "/",
    "cells": "|-" * LENGTH,
    "ticks": "` " * (LENGTH // 2),
    "days": "1 " * (LENGTH // 2),
    "months": "12 มกราคม" * (LENGTH // 9),
    "joined": "knowledge/gone , " * (LENGTH // 17),
    "gone": "→ knowledge/gone" + BLANKS + "x",
}
BEGINNINGS = {
    "title": "## ",
    "story": "## เรื่องเล่าที่",
    "told": "## เรื่องเล่า\n\n**เกิดอะไรขึ้น** ",
    "part": "## เรื่องเล่า\n\n### ",
    "question": "## คำถาม\n\n- [ ] ",
    "follow-up": "## งานติดตาม\n\n- x — ",
    "row": "## งานติดตาม\n\n| a | b |\n|",
    "arrow": "→ ",
}
PUBLIC = given.approved("a", given.knowledge("ก"))
HEADER = given.note("บันทึก", "session/s")
MOST_SECONDS = 2  # ten times what it takes; where time grows with the square, it takes minutes


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@pytest.mark.parametrize("filling", FILLINGS)
def test_a_note_of_long_lines_is_read_quickly(filling: str) -> None:
    read = [given.approved("n", HEADER, f"{begins}{FILLINGS[filling]}\n").version for begins in BEGINNINGS.values()]

    took = {name: seconds(partial(minutes_of, one)) for name, one in zip(BEGINNINGS, read, strict=True)}

    assert {name: took[name] for name in took if took[name] > MOST_SECONDS} == {}


@pytest.mark.parametrize("filling", FILLINGS)
def test_what_stands_behind_an_arrow_of_a_long_line_is_led_quickly(filling: str) -> None:
    line = f"→ knowledge/gone {FILLINGS[filling]} knowledge/a\n"

    assert seconds(lambda: list(with_arrows_led([(line, True)], {PUBLIC.version.asset: PUBLIC}))) < MOST_SECONDS


@pytest.mark.parametrize("filling", FILLINGS)
def test_an_issue_of_long_lines_is_read_quickly(filling: str) -> None:
    text = f"### {FILLINGS[filling]}\n### {LABELS['part']}\n- [x] {FILLINGS[filling]}".encode()[:MAX_BYTES]
    text = text.decode(errors="ignore").encode()

    assert seconds(lambda: read_issue(text).offers) < MOST_SECONDS


@pytest.mark.parametrize("filling", FILLINGS)
def test_a_day_is_looked_for_quickly(filling: str) -> None:
    assert seconds(lambda: day_in(FILLINGS[filling])) < MOST_SECONDS


@pytest.mark.parametrize("filling", FILLINGS)
def test_what_is_to_be_prepared_is_found_quickly(filling: str) -> None:
    assert seconds(lambda: preparation(f"## เตรียม\n\n- {FILLINGS[filling]}\n")) < MOST_SECONDS
