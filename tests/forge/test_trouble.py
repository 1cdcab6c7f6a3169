"""A forge that does not answer, or half, or wrongly: then nothing is counted, and the site stays as it was."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from cop_build.core.findings import Unable
from cop_build.core.pulls import Opinion
from cop_build.edges.forge import Client, GitHub
from tests.cli.commands import DAY, cop
from tests.community_box import ENVIRONMENT, Box
from tests.forge.box import ForgeBox, X
from tests.forge.server import Mood, serving
from tests.pulls_kit import NAME
from tests.ssh_keys import SecretKey

SECRET = "ghs_a-token-that-nobody-may-see"


@pytest.fixture
def forge(box: Box) -> ForgeBox:
    """Return a merged pull request that an expert approved."""
    box.registry["recorders"] = [{"key": SecretKey("recorder").line}]
    box.write_registry()
    box.commit("Recorder", by="p-adm")
    forge = ForgeBox(box)
    forge.write().commit().push().review("ann").review("stranger").review("bob").merge()
    return forge


BAD = {
    "errors for ever": (Mood(failures=-1), "COP425"),
    "the rate limit": (Mood(failures=-1, status=403, headers={"X-RateLimit-Remaining": "0"}), "COP427"),
    "too many requests": (Mood(failures=-1, status=429), "COP427"),
    "too much at once": (Mood(failures=-1, status=403, headers={"Retry-After": "0"}), "COP427"),
    "no right": (Mood(failures=-1, status=401), "COP428"),
    "nothing there": (Mood(failures=-1, status=404), "COP428"),
    "a teapot": (Mood(failures=-1, status=418), "COP425"),
    "truncated JSON": (Mood(bend={"/reviews": b'[{"id": 1, "user"'}), "COP426"),
    "a truncated answer": (Mood(cuts=True), "COP425"),
    "an empty page with more to come": (Mood(bend={"/reviews": b"[]"}), "COP426"),
    "an object for a list": (Mood(bend={"/reviews": b"{}"}), "COP426"),
    "a list for an object": (Mood(bend={"/pulls/42": b"[]"}), "COP426"),
    "an unknown kind of review": (
        Mood(bend={"/reviews": b'[{"id":1,"user":null,"state":"WAVED","commit_id":null,"submitted_at":null}]'}),
        "COP426",
    ),
    "an id that is text": (
        Mood(bend={"/reviews": b'[{"id":"1","user":null,"state":"APPROVED","commit_id":null,"submitted_at":null}]'}),
        "COP426",
    ),
    "fewer commits than there are": (Mood(bend={"/commits": b"[]"}), "COP426"),
    "a clock a day ahead": (Mood(days_off=1), "COP429"),
    "a clock a day behind": (Mood(days_off=-1), "COP429"),
    "a page on another host": (Mood(lures="https://evil.example/steal"), "COP426"),
    "a move to another host": (Mood(moved={f"/repos/{NAME}": "https://evil.example/repos/x"}), "COP426"),
    "a move to where nothing is safe": (Mood(moved={f"/repos/{NAME}": "ftp://127.0.0.1/x"}), "COP426"),
    "a move in a circle": (Mood(moved={"/repos/": "/repos/"}), "COP425"),
    "an answer without end": (Mood(has_no_end=True), "COP426"),
}


@pytest.mark.parametrize(("mood", "code"), BAD.values(), ids=BAD)
def test_no_whole_answer_is_no_answer(forge: ForgeBox, mood: Mood, code: str) -> None:
    with serving(forge, mood) as served, pytest.raises(Unable) as refused:
        GitHub(Client(served.address, SECRET, wait_seconds=0), NAME).pull(42)

    assert refused.value.code == code and SECRET not in str(refused.value.detail)


def test_silence_is_no_answer(forge: ForgeBox) -> None:
    with serving(forge, Mood(sleeps_seconds=0.5)) as served, pytest.raises(Unable) as refused:
        Client(served.address, wait_seconds=0, tries=2, timeout_seconds=0.05).pages(f"/repos/{NAME}/pulls/42/reviews")

    assert refused.value.code == "COP425"


def test_a_repository_that_was_renamed_is_found_where_it_is(forge: ForgeBox) -> None:
    with serving(forge, Mood(moved={"/repos/example/before": f"/repos/{NAME}"})) as served:
        pull = GitHub(Client(served.address, SECRET, wait_seconds=0), "example/before").pull(42)

    assert len(pull.reviews) == 3


def test_where_a_move_leads_nobody_is_asked(forge: ForgeBox) -> None:
    with (
        serving(forge) as strange,
        serving(forge, Mood(moved={"/repos/": f"{strange.address}/repos/"})) as served,
        pytest.raises(Unable),
    ):
        GitHub(Client(served.address, SECRET, wait_seconds=0), NAME).pull(42)

    assert served.asked and strange.asked == []


def test_what_fails_twice_is_asked_a_third_time(forge: ForgeBox) -> None:
    with serving(forge, Mood(failures=2, status=503)) as served:
        pull = GitHub(Client(served.address, wait_seconds=0), NAME).pull(42)

    assert [review.account.login for review in pull.reviews] == ["ann", "stranger", "bob"]


def test_a_pull_request_that_changes_while_it_is_read_is_read_again(forge: ForgeBox) -> None:
    with serving(forge) as served:
        client = Client(served.address, wait_seconds=0)
        first = client.one(f"/repos/{NAME}/pulls/42")
        forge.renamed.add("mai")

        assert client.has_changed(f"/repos/{NAME}/pulls/42", first.etag)
        assert not client.has_changed(f"/repos/{NAME}/pulls/42", client.one(f"/repos/{NAME}/pulls/42").etag)


class Restless(ForgeBox):
    """A forge on which something happens each time when the reviews have just been told."""

    happens: Callable[[], object] = staticmethod(lambda: None)

    def answer(self, address: str) -> object:
        said = super().answer(address)
        if "/pulls/42/reviews" in address:
            self.happens()
        return said


def restless(forge: ForgeBox) -> Restless:
    return Restless(**{each.name: getattr(forge, each.name) for each in fields(forge)})


def test_what_happens_while_it_is_read_is_read_too(forge: ForgeBox) -> None:
    moving = restless(forge)

    def dismiss_once() -> None:
        moving.happens = lambda: None
        moving.dismiss()

    moving.happens = dismiss_once
    with serving(moving) as served:
        pull = GitHub(Client(served.address, wait_seconds=0), NAME).pull(42)

    assert [review.opinion for review in pull.reviews][-1] is Opinion.DISMISSED


def test_a_pull_request_that_never_rests_is_given_up(forge: ForgeBox) -> None:
    moving = restless(forge)
    moving.happens = lambda: moving.happen("commented")

    with serving(moving) as served, pytest.raises(Unable) as refused:
        GitHub(Client(served.address, wait_seconds=0), NAME).pull(42)

    assert refused.value.code == "COP426"


def test_a_list_without_end_is_given_up(forge: ForgeBox) -> None:
    path, mood = f"/repos/{NAME}/issues/42/timeline", Mood()
    forge.events.append({"event": "commented", "created_at": "2026-11-01T00:00:00Z"})
    with serving(forge, mood) as served, pytest.raises(Unable) as refused:
        mood.lures = f"{served.address}{path}?per_page=100"
        Client(served.address, wait_seconds=0).pages(path)

    assert refused.value.code == "COP426" and len(served.asked) == 101


def test_the_token_goes_to_the_forge_alone(forge: ForgeBox) -> None:
    with serving(forge) as strange, serving(forge) as served:
        client = Client(served.address, SECRET, wait_seconds=0)
        client.pages(f"/repos/{NAME}/pulls/42/reviews")
        with serving(forge, Mood(lures=f"{strange.address}/steal")) as lured, pytest.raises(Unable):
            Client(lured.address, SECRET, wait_seconds=0).pages(f"/repos/{NAME}/pulls/42/reviews")

    assert {token for _, _, token in served.asked} == {f"Bearer {SECRET}"} and strange.asked == []


@pytest.mark.parametrize(
    ("mood", "line"),
    [(None, "COP425"), (Mood(failures=-1), "COP425"), (Mood(days_off=1), "COP429"), (Mood(cuts=True), "COP425")],
    ids=["the network is cut", "errors for ever", "a wrong clock", "half answers"],
)
def test_then_the_command_counts_nothing_and_the_site_stays(
    forge: ForgeBox, mood: Mood | None, line: str, tmp_path: Path
) -> None:
    root = forge.box.root
    forge.box.put("mkdocs.yml", "site_name: x\ntheme: {name: material, language: th, font: false}\nplugins: [search]\n")
    forge.box.commit("Settings", by="p-adm")
    assert cop(root, "build", "--as-of", DAY).status == 0
    before = {place: place.read_bytes() for place in (root / "site").rglob("*") if place.is_file()}
    key = SecretKey("recorder").save(tmp_path)
    with serving(forge, mood) as served, socket.create_server(("127.0.0.1", 0)) as closed:
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}"
        closed.close()
        environment = {"GITHUB_API_URL": served.address if mood else nowhere, "GITHUB_TOKEN": SECRET}
        done = cop(
            root, "review", "import", "--pull", "42", "--repository", NAME, "--key", key, "--no-fetch", env=environment
        )

    assert done.status == 3 and done.err.startswith(f"cop: {line}: ") and SECRET not in done.said
    assert "the forge" in done.err and "เว็บเก็บโค้ด" in done.err, "said in both languages"
    assert not (root / "reviews").exists() and forge.box.git("status", "--porcelain", "reviews") == ""
    assert cop(root, "build", "--as-of", DAY).status == 0
    assert {place: place.read_bytes() for place in (root / "site").rglob("*") if place.is_file()} == before


def test_the_token_is_sent_in_clear_to_nobody(box: Box) -> None:
    done = cop(
        box.root,
        *("review", "import", "--pull", "1", "--repository", NAME),
        env={"GITHUB_API_URL": "http://forge.example.org", "GITHUB_TOKEN": SECRET},
    )

    assert done.status == 3 and "COP430" in done.err and SECRET not in done.said


def test_missing_commits_are_fetched_with_the_token_out_of_sight(forge: ForgeBox, tmp_path: Path) -> None:
    forge.box.git("branch", "-D", "topic")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", f"file://{forge.box.root}", str(clone)], env=ENVIRONMENT, check=True)
    spy = tmp_path / "bin" / "git"
    spy.parent.mkdir()
    log = tmp_path / "log"
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    spy.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> {log}\nexec {real} "$@"\n')
    spy.chmod(0o755)
    with serving(forge) as served:
        environment = {
            "GITHUB_API_URL": served.address,
            "GITHUB_TOKEN": SECRET,
            "PATH": f"{spy.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        arguments = ("review", "import", "--pull", "42", "--repository", NAME)
        kept_out = cop(clone, *arguments, "--no-fetch", env=environment)
        done = cop(clone, *arguments, env=environment)

    assert done.status == 0, done
    assert f"reviews/{X}/pull-42-review-9001.md" in done.out and f"reviews/{X}/pull-42-review-9003.md" in done.out
    assert "fetch" in log.read_text() and SECRET not in log.read_text()
    assert kept_out.status in (0, 3)
