"""A community whose people played known parts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from cop_build.core.participation import Window
from cop_build.core.parts import Contribution, contributions, landed_in
from cop_build.core.people import People, people_of
from tests.community_box import AS_OF, Box, a_person

YEAR = Window(date(2025, 11, 24), AS_OF)


def community(folder: Path) -> Box:
    """Return a community with two held sessions, a planned one, a note, a question, and knowledge."""
    box = Box.at(folder, change=lambda registry: registry["people"].append(a_person("old", until="2026-11-10")))
    box.write("session/first", topics=["ucep", "free"], presenters=["p-nok", "p-old"], led_by="p-mai", admin="p-adm")
    box.write("session/second", starts_at="2026-11-05T00:30:00+07:00")
    box.write("session/ahead", phase="planned", starts_at="2026-12-20T13:00:00+07:00", presenters=["p-fin"])
    box.write("note/first", authors=["p-his"], participants=["p-nok", "p-ann", "p-nok"], attendance=12)
    box.write("question/q", asked_by=["p-nok"], answered_by=["p-old"], body="ตอบว่าโทร 1669\n")
    box.write("knowledge/x", authors=["p-mai"])
    box.commit("Write", by="p-mai")
    box.approve("knowledge/x", by="p-ann")
    return box


def parts_in(box: Box) -> set[tuple[str, str, str, str]]:
    """Return who played which part in what, on which day."""
    return {(one.person, one.part.value, one.asset, str(one.day)) for one in found_in(box)}


def found_in(box: Box) -> list[Contribution]:
    return list(contributions(box.judge(), landed_in(box.dossier)))


def told_of(box: Box, window: Window = YEAR) -> People:
    return people_of(box.judge(), landed_in(box.dossier), window)


def later(box: Box, days: int) -> None:
    """Let days pass until the next commit."""
    box.now += timedelta(days=days)
