"""What the cases of the codes share: ask the program, and collect the codes that it answers with."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from cop_build.app import judging
from cop_build.cli import commands
from cop_build.core.findings import Finding, Unable
from tests.community_box import AS_OF, Box

X = "knowledge/x"
INDEX = f"drafts/{X}/index.md"

Codes = set[str]


def of(findings: Iterable[Finding]) -> Codes:
    return {finding.code for finding in findings}


def codes(box: Box, *, as_of: date = AS_OF, against: str | None = None) -> Codes:
    """Return the codes that ``cop check`` finds in HEAD; and the one for which it can give no answer."""
    return answer(lambda: judging.check(box.root, revision="HEAD", against=against, as_of=as_of).findings)


def answer(ask: Callable[[], Iterable[Finding]]) -> Codes:
    """Return the codes of an answer, or of the reason why there is none."""
    try:
        return of(ask())
    except Unable as unable:
        return {unable.code, *of(unable.findings)}


def refusal(do: Callable[[], object]) -> Codes:
    """Return the code for which something was not done."""
    try:
        do()
    except Unable as unable:
        return {unable.code, *of(unable.findings)}
    return set()


# In a forge's job the same command speaks another form, and knows of another repository.
RUNNER = CliRunner(env={"GITHUB_ACTIONS": None, "GITHUB_REPOSITORY": None})


def cop(where: Path, *arguments: str) -> Codes:
    """Run the command in a folder, and return the codes that it names, wherever it says them."""
    done = RUNNER.invoke(commands, ["-C", str(where), *arguments])
    if isinstance(done.exception, Unable):
        return {done.exception.code, *of(done.exception.findings)}
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return {word.strip(":") for word in (done.output + done.stderr).split() if word.startswith("COP")}


def written(box: Box, text: str | bytes) -> Codes:
    """Return the codes that a text of an asset gives."""
    box.put(INDEX, text)
    box.commit("Write", by="p-mai")
    return codes(box)


def with_file(box: Box, name: str, data: bytes) -> Codes:
    """Return the codes of an asset with one more file."""
    box.write(X, files={name: data})
    box.commit("Write", by="p-mai")
    return codes(box)


def with_registry(box: Box, change: Callable[[dict[str, object]], object]) -> Codes:
    """Return the codes of a registry that was changed."""
    change(box.registry)
    box.write_registry()
    box.commit("Registry", by="p-adm")
    return codes(box)


def with_settings(box: Box, settings: str) -> Codes:
    """Return the codes of an ``mkdocs.yml``."""
    box.put("mkdocs.yml", settings)
    box.commit("Settings", by="p-adm")
    return codes(box)


def published(box: Box) -> Path:
    """Make the box a community with a public site, and return that site."""
    shutil.rmtree(box.root)
    shutil.copytree(_built(), box.root, symlinks=True)
    return box.root / "site"


@cache
def _built() -> Path:
    place = Path(tempfile.mkdtemp(prefix="cop-cases-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    folder = place / "community"
    box = Box.at(folder)
    box.put("mkdocs.yml", SETTINGS)
    box.write(X, files={"table.csv": b"a,b\n1,2\n"})
    box.commit("Write", by="p-mai")
    box.approve(X)
    box.write("knowledge/waits", title="เรื่องที่ยังรอการรับรองอยู่", summary="ยังไม่มีใครยืนยันข้อความนี้")
    box.commit("Write", by="p-mai")
    done = RUNNER.invoke(commands, ["-C", str(folder), "build", "--as-of", AS_OF.isoformat()])
    assert done.exit_code == 0, done.output + done.stderr
    return folder


def audited(box: Box) -> Codes:
    """Return what the audit says of the site."""
    return cop(box.root, "audit", "site", "--as-of", AS_OF.isoformat())


def verified(box: Box) -> Codes:
    """Return what a reader learns who has the site and a registry to trust, and no clone."""
    reader = box.root.parent / "reader"
    shutil.copytree(box.root / "site", reader / "site")
    shutil.copy(box.root / "community.yml", reader)
    return cop(reader, "verify", "site", "--registry", str(reader / "community.yml"))


def built_again(box: Box) -> Codes:
    """Return what somebody learns who has a clone too: the site is built again, and compared."""
    return cop(box.root, "verify", "site")


def page_with(box: Box, html: str) -> Codes:
    """Return what the audit says of the asset's page with something more in its text."""
    page = published(box) / X / "index.html"
    text = page.read_text(encoding="utf-8")
    assert "</article>" in text
    page.write_text(text.replace("</article>", html + "</article>", 1), encoding="utf-8")
    return audited(box)


def proof_with(box: Box, change: Callable[[dict[str, object]], object]) -> Codes:
    """Return what a changed proof gives."""
    place = published(box) / X / "approval.json"
    value = json.loads(place.read_bytes())
    change(value)
    place.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return verified(box)


def run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


SETTINGS = """site_name: cop
theme: {name: material, language: th, font: false}
plugins: [search: {lang: en}]
markdown_extensions: [admonition, attr_list, toc: {permalink: true}]
"""
TEXT = """---
title: เรื่อง
summary: โดยย่อ
topics: [ucep]
authors: [p-mai]
---

Call 1669.
"""
