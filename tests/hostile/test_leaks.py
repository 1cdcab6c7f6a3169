"""Nothing of what is not approved, or no longer, stands in any byte of the site, or in what a public job prints.

Every place that people can fill holds words of its own, in Latin and Thai letters; a community in which the same is
approved shows that each of them would have been found. Source: manual/trust.md §5.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import quopri
import shutil
import unicodedata
import urllib.parse
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import html5lib
import pytest

from tests.cli.commands import DAY, Done, cop
from tests.hostile.canaries import Canaries, words_in
from tests.hostile.leaky import (
    KINDS,
    NEVER,
    NEVER_PUBLIC,
    ONCE_PUBLIC,
    SHOWN,
    Leaky,
    approved_community,
    unapproved_community,
)

FORGE = {"GITHUB_ACTIONS": "true"}


@pytest.fixture(scope="module")
def unapproved(tmp_path_factory: pytest.TempPathFactory) -> Leaky:
    return unapproved_community(tmp_path_factory.mktemp("unapproved") / "box")


@pytest.fixture(scope="module")
def printed(unapproved: Leaky) -> Done:
    """Build the unapproved community's site, and return what that printed."""
    done = cop(unapproved.box.root, "build", "--as-of", DAY)
    assert done.status == 0, done
    return done


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Leaky:
    leaky = approved_community(tmp_path_factory.mktemp("approved") / "box")
    assert cop(leaky.box.root, "build", "--as-of", DAY).status == 0
    return leaky


def kinds_of(found: set[str]) -> set[str]:
    """Return the places of words without the assets in which they stand."""
    return {place.partition(": ")[2] for place in found}


# -- the search finds ------------------------------------------------------------------------------------------------


def test_every_word_of_an_approved_asset_is_found_in_the_site(approved: Leaky) -> None:
    found = set[str]().union(*approved.words.found_in_folder(approved.box.root / "site").values())

    expected = {f"{kind}: {place}" for place, kinds in SHOWN.items() for kind in kinds}
    assert expected - found == set()
    assert {place for place in kinds_of(found) if place in NEVER} == set()


def test_each_word_alone_is_found_in_the_site(approved: Leaky) -> None:
    site = approved.box.root / "site"
    found = frozenset[str]().union(*(words_in(place.read_bytes()) for place in site.rglob("*") if place.is_file()))

    expected = {f"{kind}: {place}" for place, kinds in SHOWN.items() for kind in kinds}
    for word, place in approved.words.places.items():
        if place in expected and "name of a" not in place:
            assert word in found, place


PACKINGS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda text: text.upper().encode(),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zip": lambda text: _zipped(text.encode(), "x"),
    "name in a zip": lambda text: _zipped(b"", text),
    "zip in a zip": lambda text: _zipped(_zipped(text.encode(), "x"), "x"),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 amid others": lambda text: b'"' + base64.b64encode(b"xy" + text.encode()) + b'",',
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(b"x" + text.encode()),
    "zip in base64": lambda text: b"data:x;base64," + base64.b64encode(_zipped(text.encode(), "x")),
    "address": lambda text: urllib.parse.quote(text).encode(),
    "address twice": lambda text: urllib.parse.quote(urllib.parse.quote(text)).encode(),
    "each letter by percent": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()).encode(),
    "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "entities of entities": lambda text: html.escape("".join(f"&#x{ord(letter):x};" for letter in text)).encode(),
    "json": lambda text: json.dumps(text).encode(),
    "json by number": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text).encode(),
    "json in json": lambda text: json.dumps(json.dumps(text)).encode(),
    "style sheet": lambda text: "".join(f"\\u{{{ord(letter):04x}}}" for letter in text).encode(),
    "quoted-printable": lambda text: quopri.encodestring(text.encode()),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16, the other way": lambda text: b"x" + text.encode("utf-16-be"),
    "nfd": lambda text: unicodedata.normalize("NFD", text).encode(),
    "nfkd": lambda text: unicodedata.normalize("NFKD", text).encode(),
    "nfkc": lambda text: unicodedata.normalize("NFKC", text).encode(),
    "wide letters": lambda text: "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in text).encode(),
    "with soft hyphens": lambda text: "\u00ad".join(text).encode(),
    "with spaces of no width": lambda text: "\u200b".join(text).encode(),
    "with markup": lambda text: text.replace("nari", "nar<wbr>i<!-- x --><b>").encode(),
    "in a tag": lambda text: f'<img alt="{text}">'.encode(),
    "in an address": lambda text: f"<{text}@example.org>".encode(),
    "hexadecimal": lambda text: text.encode().hex().encode(),
}


def _zipped(data: bytes, name: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_word_is_found_however_it_is_packed(packing: str) -> None:
    words = Canaries()
    text = words.both("x: here")

    assert words.found_in_bytes(PACKINGS[packing](text)) == {"x: here"}
    for word in (words.latin("x: here"), words.thai("x: here")):
        if packing != "with markup" or word.startswith("K"):
            assert words.found_in_bytes(PACKINGS[packing](f"  {word}  {word}")) == {"x: here"}


# -- the site --------------------------------------------------------------------------------------------------------


def test_every_way_of_not_being_public_occurs(unapproved: Leaky) -> None:
    verdicts = {str(verdict.asset): verdict for verdict in unapproved.box.judge().verdicts}
    states = {verdict.state.value for verdict in verdicts.values()}

    assert states == {
        "invalid", "recalled", "withdrawn", "changes_requested", "pending_changes", "draft", "overdue", "approved",
    }  # fmt: skip
    for tag in ONCE_PUBLIC:
        assert (verdicts[f"knowledge/{tag}"].approved is None) == (tag != "replaced"), tag
        assert verdicts[f"knowledge/{tag}"].notice or tag in ("replaced", "expert-gone"), tag
    for tag in NEVER_PUBLIC:
        asset = (
            f"{tag.removeprefix('draft-') if '-' in tag and tag != 'not-utf-8' else 'knowledge'}/{unapproved.slug(tag)}"
        )
        assert tag == "uncommitted" or (verdicts[asset].approved is None and verdicts[asset].notice is None), tag
    assert all(verdicts[f"knowledge/{tag}"].approved for tag in ("pending", "newer-invalid", "public"))


@pytest.mark.parametrize("folder", ["site", "docs", "build"])
def test_no_word_that_is_not_approved_stands_in_the_site(unapproved: Leaky, printed: Done, folder: str) -> None:
    found = unapproved.words.found_in_folder(unapproved.box.root / folder)

    places = {name: here - {"recalled: reason of a recall"} for name, here in found.items()}
    left = {"build/old.md": {"beside: build/old.md"}} if folder == "build" else {}
    assert {f"{folder}/{name}": here for name, here in places.items() if here} == left
    assert len(list((unapproved.box.root / folder).rglob("*"))) > (2 if folder == "build" else 30)


def test_the_reason_of_a_recall_is_told(unapproved: Leaky, printed: Done) -> None:
    notice = (unapproved.box.root / "site/knowledge/recalled/index.html").read_bytes()

    assert unapproved.words.found_in_bytes(notice) == {"recalled: reason of a recall"}


# -- what public jobs print ------------------------------------------------------------------------------------------

# .github/workflows/publish.yml: what runs where everybody reads along.
PUBLIC: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "build": (("build", "--as-of", DAY), FORGE),
    "build at home": (("build", "--as-of", DAY), {}),
    "build as json, in English": (("build", "--as-of", DAY, "--format", "json", "--lang", "en"), FORGE),
    "stage": (("stage", "--as-of", DAY), FORGE),
    "audit": (("audit", "site", "--as-of", DAY), FORGE),
    "audit as text": (("audit", "site", "--as-of", DAY, "--format", "text"), FORGE),
    "audit as json": (("audit", "site", "--as-of", DAY, "--format", "json"), FORGE),
    "verify": (("verify", "site"), FORGE),
    "verify at home": (("verify", "site"), {}),
    "verify with a registry": (("verify", "site", "--registry", "community.yml", "--format", "json"), FORGE),
}


@pytest.mark.parametrize("command", PUBLIC)
def test_no_word_stands_in_what_the_publishing_job_prints(unapproved: Leaky, printed: Done, command: str) -> None:
    arguments, environment = PUBLIC[command]

    done = cop(unapproved.box.root, *arguments, env=environment)

    assert done.status == 0, done
    assert unapproved.words.found_in_bytes((printed.said + done.said).encode()) == set()


def test_an_audit_that_finds_unapproved_text_does_not_repeat_it(
    unapproved: Leaky, printed: Done, tmp_path: Path
) -> None:
    shutil.copytree(unapproved.box.root / "site", tmp_path / "site")
    page = tmp_path / "site/knowledge/public/index.html"
    title = unapproved.words.both("draft: title")
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", f"<p>{title}</article>"), encoding="utf-8")

    for style in ("text", "json", "github"):
        done = cop(unapproved.box.root, "audit", tmp_path / "site", "--as-of", DAY, "--format", style)
        assert done.status == 1 and "COP531" in done.said
        assert unapproved.words.found_in_bytes(done.said.encode()) == set()


# `check`, `status` and what is like them speak to members, on a pull request or at home. They name assets by folder
# and title, and files and records by name; nothing of what stands in them.
NAMED = {"name of a record", "slug of a draft"}
MEMBERS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "check": (("check",), NAMED),
    "check a commit": (("check", "--rev", "HEAD"), NAMED),
    "check a change": (("check", "--rev", "HEAD", "--against", "HEAD^1"), set()),
    "status": (("status",), NAMED | {"title"}),
    "doctor": (("doctor", "--local"), {"id of the author"}),
}


@pytest.mark.parametrize("command", MEMBERS)
@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_what_members_are_told_names_things_and_holds_nothing_of_them(
    unapproved: Leaky, command: str, style: str
) -> None:
    arguments, allowed = MEMBERS[command]

    done = cop(unapproved.box.root, *arguments, "--format", style, "--as-of", DAY)

    assert done.status in (0, 1), done
    assert kinds_of(unapproved.words.found_in_bytes(done.said.encode())) - allowed == set()


def test_the_queue_names_what_waits_for_whom(unapproved: Leaky) -> None:
    done = cop(unapproved.box.root, "review", "queue", "--as-of", DAY)

    assert kinds_of(unapproved.words.found_in_bytes(done.said.encode())) == {"slug of a draft", "id of the author"}


def test_the_page_about_a_change_names_its_assets_and_holds_nothing_of_them(unapproved: Leaky, tmp_path: Path) -> None:
    root = unapproved.box.root
    begun = unapproved.box.git("rev-list", "--max-parents=0", "HEAD")
    page = tmp_path / "summary.md"

    done = cop(root, "check", "--rev", "HEAD", "--against", begun, "--summary", page, "--as-of", DAY, env=FORGE)

    assert done.status == 1
    allowed = {"title", "slug of a draft", "name of a record"}
    assert kinds_of(unapproved.words.found_in_bytes(page.read_bytes() + done.said.encode())) - allowed == set()


# -- the preview -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Leaky:
    leaky = unapproved_community(tmp_path_factory.mktemp("preview") / "box")
    done = cop(leaky.box.root, "build", "--preview", "--as-of", DAY)
    assert done.status == 0, done
    assert leaky.words.found_in_bytes(done.said.encode()) == set()
    return leaky


def test_the_preview_shows_drafts_and_nothing_that_no_reader_may_ever_see(preview: Leaky) -> None:
    found = set[str]().union(*preview.words.found_in_folder(preview.box.root / "preview").values())

    assert {"draft: title", "draft: body", "pending: body", "uncommitted: body", "draft-session: title"} <= found
    assert kinds_of(found) & (NEVER - {"slug of a draft"}) == set()
    assert not {place for place in found if place.startswith("beside")}


def test_every_page_of_the_preview_says_what_it_is(preview: Leaky) -> None:
    pages = sorted((preview.box.root / "preview").rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        root = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
        robots = [meta.get("content") for meta in root.iter("meta") if meta.get("name") == "robots"]
        assert robots == ["noindex"], page
        banner = [one for one in root.iter("p") if one.get("class") == "cop-preview"]
        assert banner and "".join(banner[0].itertext()).strip(), page
    assert json.loads((preview.box.root / "preview/data/assets.json").read_bytes())["preview"] is True


def test_no_page_of_the_site_says_that_it_is_a_preview(unapproved: Leaky, printed: Done) -> None:
    for page in (unapproved.box.root / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "cop-preview" not in text and "noindex" not in text, page


@pytest.mark.parametrize("arguments", [(), ("--registry", "community.yml")])
def test_the_preview_is_refused_by_verify(preview: Leaky, arguments: tuple[str, ...]) -> None:
    done = cop(preview.box.root, "verify", "preview", *arguments)

    assert done.status in (1, 3)
    assert "COP5" in done.said
    assert not (preview.box.root / "site/index.html").exists()


def test_the_kinds_of_places_are_those_that_are_looked_for(approved: Leaky, unapproved: Leaky) -> None:
    known = {*SHOWN, *NEVER}
    assert {place for place in kinds_of(set(approved.words.places.values())) if place not in known} == {
        "comment in the registry", "comment in the settings",
    }  # fmt: skip
    for tag in ("draft", *ONCE_PUBLIC):
        made = {place.partition(": ")[2] for place in unapproved.words.places.values() if place.startswith(f"{tag}: ")}
        assert {place for place, kinds in SHOWN.items() if "knowledge" in kinds} <= made, tag
    assert KINDS
