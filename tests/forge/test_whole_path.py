"""From a fork to the public site: pushed, forced, reviewed, dismissed, merged, recorded, built from a plain clone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cases_kit import SETTINGS
from tests.cli.commands import DAY, cop
from tests.community_box import ENVIRONMENT, Box
from tests.forge.box import ForgeBox, X
from tests.forge.server import serving
from tests.pulls_kit import NAME
from tests.ssh_keys import SecretKey

MONEY = "knowledge/money"
CANARY = "นกขมิ้นที่ยังไม่มีใครรับรอง"
NOWHERE = "http://127.0.0.1:9"


def clone(origin: Path, to: Path) -> Path:
    subprocess.run(["git", "clone", "-q", f"file://{origin}", str(to)], env=ENVIRONMENT, check=True)
    return to


@pytest.mark.parametrize("how", ["merge", "squash"])
def test_exactly_what_was_approved_on_the_forge_is_public(box: Box, tmp_path: Path, how: str) -> None:
    box.registry["recorders"] = [{"key": SecretKey("recorder").line}]
    for name, account in {"p-fin": 1003, "p-mai": 2001}.items():
        box.person(name)["forge"] = {"github": account}
    box.write_registry()
    box.put("mkdocs.yml", SETTINGS)
    box.put(".gitignore", "/build/\n/site/\n")
    box.put("docs/.gitignore", "*\n!.gitignore\n")
    box.commit("Settings", by="p-adm")
    forge = ForgeBox(box).comes_from_a_fork()
    forge.write(CANARY).write(CANARY, asset=MONEY, title=CANARY, topics=["finance"]).commit().push()
    forge.review("ann").amend("Call 1669.\n").force_push()
    forge.review("fin").dismiss().review("ann").merge(how)
    box.git("branch", "-D", "topic")
    records = [f"reviews/{X}/pull-42-review-9003.md"]

    recorder = clone(box.root, tmp_path / "recorder")
    with serving(forge) as served:
        done = cop(
            recorder,
            *("review", "import", "--pull", "42", "--repository", NAME, "--key", SecretKey("recorder").save(tmp_path)),
            env={"GITHUB_API_URL": served.address, "GITHUB_TOKEN": "t"},
        )
    assert (done.status, done.out.split()) == (0, records), done
    subprocess.run(["git", "-C", str(recorder), "add", "reviews"], env=ENVIRONMENT, check=True)
    subprocess.run(
        ["git", "-C", str(recorder), "commit", "-qm", "Record"],
        env={**ENVIRONMENT, **box.identity("p-his")},
        check=True,
    )

    reader = clone(recorder, tmp_path / "reader")
    cut_off = {"GITHUB_API_URL": NOWHERE, "HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE}
    built = cop(reader, "build", "--as-of", DAY, env=cut_off)

    assert built.status == 0, built
    pages = {str(place.parent.relative_to(reader / "site")) for place in (reader / "site").rglob("approval.json")}
    assert pages == {X}
    told = b"".join(place.read_bytes() for place in sorted((reader / "site").rglob("*")) if place.is_file())
    assert "Call 1669." in told.decode("utf-8", "replace") and CANARY.encode() not in told
    assert cop(reader, "verify", "site", env=cut_off).status == 0
