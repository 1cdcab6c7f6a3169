"""One year of this repository's community, its clock moved month by month, against a table written before the code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any  # a table of YAML

import pytest
import yaml
from click.testing import CliRunner

from cop_build.cli import commands
from tests.community_box import PROJECT, Box
from tests.ssh_keys import SecretKey

ROOT = Path(__file__).parents[2]
TABLE: Sequence[Mapping[str, Any]] = yaml.safe_load((Path(__file__).parent / "year.yml").read_text(encoding="utf-8"))[
    "year"
]
SIGNERS = ("p-facilitator", "p-admin", "p-expert-a")


class Year:
    """The community, and what its people do and ask, each by the command that they would use."""

    def __init__(self, folder: Path) -> None:
        self.box = Box.empty(folder / "box")
        self.box.registry = self._registry()
        self.box.now = datetime(2026, 11, 20, 3, tzinfo=UTC)
        self.box.write_registry()
        self.box.commit("Begin", by="p-admin")
        self.day = date(2026, 11, 20)
        self.sessions: dict[str, dict[str, Any]] = {}
        self.out = folder / "out"

    @staticmethod
    def _registry() -> dict[str, Any]:
        registry: dict[str, Any] = yaml.safe_load((ROOT / "community.yml").read_text(encoding="utf-8"))
        people = [{**person, "from": "2025-01-01"} for person in registry["people"]]
        for person in people:
            person["keys"] = [{"key": SecretKey(person["id"]).line}] if person["id"] in SIGNERS else []
        return {**registry, "id": PROJECT, "people": people, "recorders": [], "overrides": []}

    # -- what people do ----------------------------------------------------------------------------------------------

    def begin(self, day: date) -> None:
        self.day = day
        self.box.now = datetime.combine(day, time(3), UTC)

    def do(self, said: str) -> None:
        verb, name, *rest = said.split()
        getattr(self, f"_{verb}")(name, *rest)

    def _propose(self, name: str) -> None:
        self.box.put(
            f"drafts/session/{name}/index.md",
            "---\ntitle: ผู้ป่วยไฟไหม้ใช้สิทธิอะไร\nphase: proposed\nproposed_by: p-member-b\n---\n\nเคยพบที่ห้องฉุกเฉิน\n",
        )
        self.box.commit("Propose", by="p-member-b")

    def _plan(self, name: str, day: str) -> None:
        following = self.plan()["proposed"]
        self.sessions[name] = {
            "title": f"ประชุม {name}",
            "starts_at": f"{day}T16:30:00+07:00",
            "duration_minutes": 90,
            "facilitator": "p-facilitator",
            "deputy": "p-deputy",
            "historian": following["historian"],
            "admin": "p-admin",
            "phase": "planned",
        }
        self._write(name)

    def _announce(self, name: str, day: str) -> None:
        self._plan(name, day)
        self._release(name)

    def _release(self, name: str) -> None:
        self.box.approve(f"session/{name}", by="p-facilitator")

    def _hold(self, name: str, *led_by: str) -> None:
        self.sessions[name] |= {"phase": "held"} | ({"led_by": led_by[-1]} if led_by else {})
        self._write(name)
        self._release(name)

    def _cancel(self, name: str) -> None:
        self.sessions[name]["phase"] = "cancelled"
        self._write(name)

    def _note(self, name: str) -> None:
        historian = self.sessions[name]["historian"]
        self.box.write(f"note/{name}", session=f"session/{name}", authors=[historian], topics=["accident-work"])
        self.box.commit("Note", by=historian)

    def _confirm(self, name: str) -> None:
        self.box.approve(f"note/{name}", by="p-expert-a")

    def _write(self, name: str) -> None:
        self.box.write(f"session/{name}", **self.sessions[name])
        self.box.commit(f"Write {name}", by="p-deputy")

    # -- what the commands say ---------------------------------------------------------------------------------------

    def ask(self, *arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(
            commands, ["-C", str(self.box.root), *arguments, "--as-of", str(self.day), "--lang", "en"]
        )
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout

    def plan(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.ask("plan", "--format", "json")[1])
        return said

    def says(self, asked: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
        """Yield what the commands say of everything that a row of the table speaks of."""
        if "check" in asked:
            yield "check", sorted(self._found())
        if "queue" in asked:
            yield "queue", sorted(self._waiting())
        if "next" in asked:
            following = self.plan()["proposed"]
            yield "next", [following["day"], following["facilitator"], following["historian"]]
        if "ideas" in asked:
            yield "ideas", [idea["id"] for idea in self.plan()["ideas"]]
        if "status" in asked:
            yield "status", self._states(asked["status"])
        if "announce" in asked:
            yield "announce", {name: self._announced(name) for name in asked["announce"]}

    def _found(self) -> Iterator[str]:
        for found in json.loads(self.ask("check", "--format", "json")[1])["findings"]:
            if found["code"].startswith("COP6"):
                place = found["path"].removeprefix("drafts/").removesuffix("/index.md").rstrip("/")
                yield f"{found['code']} {place}"

    def _waiting(self) -> Iterator[str]:
        for line in self.ask("review", "queue")[1].splitlines():
            if match := re.fullmatch(r"\d{4}-\d\d-\d\d  ((?:session|note)/\S+)  .*  \((.*)\)", line):
                yield f"{match[1]} {match[2].replace(',', '')}"

    def _states(self, assets: Mapping[str, str]) -> dict[str, str]:
        listed = json.loads(self.ask("status", "--format", "json")[1])["assets"]
        return {
            one["id"]: f"{one['state']} {'public' if one['public'] else 'hidden'}"
            for one in listed
            if one["id"] in assets
        }

    def _announced(self, name: str) -> str:
        out = self.out / str(self.day) / name
        status, _ = self.ask("announce", f"session/{name}", "--out", str(out))
        if status != 0:
            assert not out.exists() or not list(out.iterdir())
            return "refused"
        (calendar,) = out.glob("*.ics")
        return "cancellation" if b"STATUS:CANCELLED" in calendar.read_bytes() else "announcement"


def expected(row: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name in ("check", "queue", "next", "ideas", "status", "announce"):
        if name in row:
            said = row[name]
            if name == "next":
                said = [str(said[0]), *said[1:]]
            yield name, sorted(said) if name in ("check", "queue") else said


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return Year(tmp_path_factory.mktemp("year"))


def test_the_year_goes_as_the_table_says(year: Year) -> None:
    wrong = []
    for row in TABLE:
        year.begin(row["day"])
        for said in row["do"]:
            year.do(said)
        wrong += [
            (str(row["day"]), name, is_said, should)
            for (name, is_said), (_, should) in zip(year.says(row), expected(row), strict=True)
            if is_said != should
        ]

    assert wrong == [], "\n".join(map(str, wrong))


def test_the_table_is_of_twelve_sessions_two_of_them_cancelled_and_one_led_by_the_deputy() -> None:
    done = [said.split() for row in TABLE for said in row["do"]]
    planned = {name for verb, name, *_ in done if verb in ("plan", "announce") and name != "2028-01"}

    assert len(planned) == 12
    assert [name for verb, name, *_ in done if verb == "cancel"] == ["2027-04", "2027-08"]
    assert [name for verb, name, *rest in done if verb == "hold" and rest] == ["2027-06"]
    assert len([name for verb, name, *_ in done if verb == "hold"]) == 10
