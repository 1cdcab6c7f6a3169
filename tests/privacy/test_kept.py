"""What is kept between two runs saves work and decides nothing: without it, or poisoned, every verdict is the same.

Source: manual/trust.md §5.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_build.app import judging, proving, publishing
from cop_build.core import inspection
from cop_build.core.verdict import Judgement
from cop_build.edges import kept
from cop_build.edges.insides import process
from tests.community_box import AS_OF, Box

X, BAD = "knowledge/x", "knowledge/bad"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache and a key of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def community(box: Box) -> Box:
    """Return a community with an asset that is fit for the public and one, approved too, that is not."""
    box.publish(X, body="โทร 1669\n", files={"a.csv": b"a,b\n"})
    box.publish(BAD, body="!!! md-overlay\n    โทร 081-234-5678\n")
    return box


def judged(box: Box) -> Judgement:
    return judging.judge(box.root, as_of=AS_OF).judgement


def the_file(folders: Path) -> Path:
    (found,) = (folders / "cache" / "cop_build").iterdir()
    return found


def count_looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    looks: list[str] = []
    real = inspection.Sight.look

    def look(sight: inspection.Sight, *arguments: object) -> inspection.Remarks:
        looks.append(sight.key[0])
        return real(sight, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(inspection.Sight, "look", look)
    return looks


def test_nothing_is_looked_at_twice(community: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    first = judged(community)
    looks = count_looks(monkeypatch)

    assert judged(community) == first and looks == []

    community.write(X, body="โทร 1330\n")
    community.commit("Edit", by="p-mai")
    judged(community)
    assert looks == [X]


def test_what_is_published_is_looked_at_anew(community: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    community.put("mkdocs.yml", "site_name: x\ntheme: {name: material, language: th, font: false}\nplugins: [search]\n")
    community.commit("Settings", by="p-adm")
    judged(community)
    looks = count_looks(monkeypatch)

    publishing.stage(community.root, as_of=AS_OF)
    assert sorted(looks) == [BAD, X]
    publishing.build(community.root, as_of=AS_OF)
    assert sorted(looks) == [BAD, BAD, X, X]
    publishing.audit_folder(community.root, community.root / "site", as_of=AS_OF)
    assert sorted(looks) == [BAD, BAD, BAD, X, X, X]
    assert not proving.verify(community.root, community.root / "site", registry=None).findings
    assert sorted(looks) == [BAD] * 4 + [X] * 4


def emptied(data: bytes) -> bytes:
    """Say of everything that nothing was found, without the key."""
    total, _, body = data.partition(b"\n")
    value = json.loads(body)
    value["kept"] = {name: [] for name in value["kept"]}
    return total + b"\n" + json.dumps(value).encode()


POISON: dict[str, Callable[[bytes], bytes]] = {
    "emptied": emptied,
    "emptied, sum of nothing": lambda data: emptied(data).partition(b"\n")[2],
    "one byte": lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:],
    "cut off": lambda data: data[: len(data) // 2],
    "nothing": lambda data: b"",
    "no text": lambda data: b"\xff" * 100,
    "deep": lambda data: b"x\n" + b"[" * 100_000,
    "another's": lambda data: b"0" * 64 + b"\n" + data.partition(b"\n")[2],
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON.keys())
def test_poison_changes_no_verdict(poison: Callable[[bytes], bytes], community: Box, folders: Path) -> None:
    before = judged(community)
    place = the_file(folders)
    place.write_bytes(poison(place.read_bytes()))

    after = judged(community)

    assert after == before
    assert {str(verdict.asset): verdict.approved is not None for verdict in after.verdicts} == {X: True, BAD: False}


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_link_without_end(place: Path) -> None:
    place.symlink_to("/dev/zero")


def a_link_to_what_was_kept(place: Path) -> None:
    place.with_suffix(".elsewhere").write_bytes(b"x")
    place.symlink_to(place.with_suffix(".elsewhere"))


@pytest.mark.parametrize("put", [a_pipe, a_link_without_end, a_link_to_what_was_kept, Path.mkdir])
def test_what_is_no_plain_file_is_neither_waited_for_nor_followed(
    put: Callable[[Path], None], community: Box, folders: Path
) -> None:
    before = judged(community)
    place = the_file(folders)
    place.unlink()
    put(place)

    assert judged(community) == before


def test_an_answer_that_time_or_memory_cut_short_is_not_kept(community: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(process, "_SECONDS_TO_START", 0.0)
        assert not any(verdict.approved for verdict in judged(community).verdicts)

    assert {str(verdict.asset) for verdict in judged(community).verdicts if verdict.approved} == {X}


def test_deleting_it_changes_no_verdict(community: Box, folders: Path) -> None:
    before = judged(community)
    the_file(folders).unlink()

    assert judged(community) == before


def test_with_the_key_of_another_it_is_thrown_away(
    community: Box, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(community)
    (folders / "state/cop_build/kept.key").write_bytes(b"k" * 32)
    looks = count_looks(monkeypatch)

    judged(community)

    assert sorted(looks) == [BAD, X]


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604])
def test_a_key_that_others_can_read_is_no_key(mode: int, community: Box, folders: Path) -> None:
    judged(community)
    (folders / "state/cop_build/kept.key").chmod(mode)
    the_file(folders).unlink()

    judged(community)

    assert list((folders / "cache/cop_build").iterdir()) == []


def test_other_rules_look_again(community: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(community)
    looks = count_looks(monkeypatch)
    community.registry["personal_data"] = {"patterns": ["โทร ####"]}
    community.write_registry()
    community.commit("Pattern", by="p-adm")

    assert not any(verdict.approved for verdict in judged(community).verdicts)
    assert sorted(looks) == [BAD, X]


def test_another_program_looks_again(community: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(community)
    looks = count_looks(monkeypatch)
    monkeypatch.setattr(kept, "_program", lambda: "another")

    judged(community)

    assert sorted(looks) == [BAD, X]


def test_a_home_that_cannot_be_written_keeps_nothing(community: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)

    assert judged(community) == judged(community)


def test_no_words_of_anybody_are_kept(community: Box, folders: Path) -> None:
    community.publish("knowledge/said", body="โทร 081-234-5678 นายสมมติ ใจดี\n", files={"b.csv": "ความลับ,1\n".encode()})
    judged(community)

    said = the_file(folders).read_text(encoding="utf-8")
    assert "081-234-5678" not in said and "สมมติ" not in said and "ความลับ" not in said and "1669" not in said
