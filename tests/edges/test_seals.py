"""Every rendered page says which text, at which address, it is made of; the audit holds it to that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_build.app import publishing
from cop_build.core.model import File, Oid
from cop_build.pages.staged import Staged, sealed
from tests.cases_kit import SETTINGS
from tests.community_box import AS_OF, Box

X, Y = "knowledge/x", "knowledge/y"
HEADER = b'---\ntitle: "x"\n---\n\n'


@pytest.fixture(autouse=True)
def settings(box: Box) -> None:
    box.put("mkdocs.yml", SETTINGS)


def errors_of(box: Box) -> set[tuple[str, str]]:
    findings = publishing.audit_folder(box.root, box.root / "site", as_of=AS_OF).findings
    return {(finding.code, finding.path) for finding in findings if finding.is_error}


def test_an_approved_page_at_anothers_address_is_found_also_where_the_site_knows_no_address(box: Box) -> None:
    assert "site_url" not in box.registry
    box.publish(X)
    box.publish(Y)
    assert publishing.build(box.root, as_of=AS_OF).is_done
    site = box.root / "site"
    assert not errors_of(box)

    shutil.copyfile(site / "topics" / "index.html", site / "sessions" / "index.html")
    shutil.copyfile(site / Y / "index.html", site / X / "index.html")

    assert {("COP534", f"site/{X}/index.html"), ("COP534", "site/sessions/index.html")} <= errors_of(box)


def test_a_page_of_an_earlier_text_is_found(box: Box, tmp_path: Path) -> None:
    box.publish(X, body="โทร 1669\n")
    assert publishing.build(box.root, as_of=AS_OF).is_done
    page = box.root / "site" / X / "index.html"
    earlier = shutil.copyfile(page, tmp_path / "earlier.html")
    box.publish(X, body="โทร 1330\n")
    assert publishing.build(box.root, as_of=AS_OF).is_done
    assert not errors_of(box)

    shutil.copyfile(earlier, page)

    assert ("COP534", f"site/{X}/index.html") in errors_of(box)


@pytest.mark.parametrize(
    "change",
    [
        lambda html: html.replace('<meta name="cop-seal" content="', '<meta name="cop-seal" content="0', 1),
        lambda html: html.replace('name="cop-seal"', 'name="no-seal"', 1),
        lambda html: html.replace("</body>", '<meta name="COP-SEAL" content="another"></body>', 1),
    ],
    ids=["another", "none", "two"],
)
def test_a_page_says_one_seal_its_own(box: Box, change: Callable[[str], str]) -> None:
    box.publish(X)
    assert publishing.build(box.root, as_of=AS_OF).is_done
    page = box.root / "site" / X / "index.html"
    html = page.read_text(encoding="utf-8")

    page.write_text(change(html), encoding="utf-8")

    assert page.read_text(encoding="utf-8") != html
    assert ("COP534", f"site/{X}/index.html") in errors_of(box)


def test_a_seal_is_of_path_and_text_and_leaves_the_text_as_it_was() -> None:
    one, moved, changed = (
        sealed(Staged(path, HEADER + body)).content
        for path, body in (("a.md", b"x\n---\ny\n"), ("b.md", b"x\n---\ny\n"), ("a.md", b"z\n---\ny\n"))
    )

    assert isinstance(one, bytes) and isinstance(moved, bytes) and isinstance(changed, bytes)
    seals = {content.split(b'\nseal: "')[1][:64] for content in (one, moved, changed)}
    assert len(seals) == 3
    assert one.replace(b'\nseal: "%b"' % one.split(b'\nseal: "')[1][:64], b"") == HEADER + b"x\n---\ny\n"


@pytest.mark.parametrize(
    "file", [Staged("data/a.json", b"---\n---\n"), Staged("a.md", File("a.md", "0" * 64, 1, Oid("0" * 40)))]
)
def test_what_is_no_page_is_not_sealed(file: Staged) -> None:
    assert sealed(file) is file
