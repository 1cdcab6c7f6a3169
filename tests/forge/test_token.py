"""The token is for the forge alone: whatever the remote's address, nobody else is told it."""

from __future__ import annotations

import base64

import pytest

from cop_build.app.asking import forge_of
from cop_build.core.findings import Unable
from cop_build.edges.git import Repository, fetch_pull
from tests.community_box import Box
from tests.forge.box import ForgeBox
from tests.forge.server import Served, serving
from tests.pulls_kit import NAME

SECRET = "a-token-that-nobody-may-see"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a machine's proxy from being asked for this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def fetched(box: Box, remote: Served, *, server: str) -> set[str | None]:
    """Fetch from a remote that holds nothing, and return the rights with which it was asked."""
    box.git("remote", "add", "origin", f"{remote.address}/{NAME}.git")
    with pytest.raises(Unable) as refused:
        fetch_pull(Repository.at(box.root), 42, server=server, token=SECRET)
    assert SECRET not in str(refused.value.detail)
    return {rights for _, _, rights in remote.asked}


def test_git_tells_it_to_the_forge(box: Box) -> None:
    with serving(ForgeBox(box)) as remote:
        rights = fetched(box, remote, server=remote.address)

    assert rights == {"Basic " + base64.b64encode(f"x-access-token:{SECRET}".encode()).decode()}


@pytest.mark.parametrize("server", ["https://github.com", "http://127.0.0.1:9", "http://127.0.0.1"])
def test_git_tells_it_to_no_other_remote(box: Box, server: str) -> None:
    with serving(ForgeBox(box)) as remote:
        rights = fetched(box, remote, server=server)

    assert rights == {None}


@pytest.mark.parametrize(
    ("api", "server"),
    [
        (None, "https://github.com"),
        ("https://api.github.com", "https://github.com"),
        ("https://api.hospital.example.org/", "https://hospital.example.org"),
        ("https://git.example.org:8443/api/v3", "https://git.example.org:8443"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9"),
    ],
)
def test_the_forge_for_git_is_the_one_that_is_asked(
    box: Box, monkeypatch: pytest.MonkeyPatch, api: str | None, server: str
) -> None:
    if api is None:
        monkeypatch.delenv("GITHUB_API_URL", raising=False)
    else:
        monkeypatch.setenv("GITHUB_API_URL", api)

    assert forge_of(box.dossier.community, NAME).server == server


def test_an_interface_that_is_not_safe_is_not_asked(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_API_URL", "http://forge.example.org")

    with pytest.raises(Unable) as refused:
        forge_of(box.dossier.community, NAME)

    assert refused.value.code == "COP430"
