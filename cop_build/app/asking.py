"""Which forge to ask, and how: from what was typed, the environment, and the registry."""

from __future__ import annotations

import os
from urllib.parse import SplitResult, urlsplit

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Community, Text
from cop_build.edges.forge import HERE, Client, GitHub

_PUBLIC_API = "https://api.github.com"


def forge_of(community: Community, repository: str | None = None) -> GitHub:
    """Return a community's repository on its forge. Raises: Unable, if nobody says which it is.

    Args:
        repository: ``owner/name``; else the registry's.
    """
    name = repository or community.github
    if name is None or name.count("/") != 1:
        th = "ไม่ทราบว่าเป็น repository ใด ให้ระบุ --repository หรือ forge ใน community.yml"
        en = "which repository? say it with --repository, or as forge: {github: owner/name} in community.yml"
        raise Unable(Code("COP430"), Text(th=th, en=en))
    api = os.environ.get("GITHUB_API_URL", _PUBLIC_API).rstrip("/")
    address = urlsplit(api)
    if address.scheme != "https" and address.hostname not in HERE:
        th, en = f"{api} ไม่ใช่ที่อยู่ https", f"{api} is no https address, and the token is not sent there"
        raise Unable(Code("COP430"), Text(th=th, en=en))
    return GitHub(Client(api, os.environ.get("GITHUB_TOKEN") or None), name, server=_server_of(address))


def _server_of(api: SplitResult) -> str:
    """Return where the repositories are of which an interface tells: api.github.com speaks for github.com."""
    return f"{api.scheme}://{api.netloc.removeprefix('api.')}"
